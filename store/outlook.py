"""What is known before many issues are changed: what they have in common, and what would come of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.blocking import OVER_WORDS
from store.issue import TOMBSTONE
from store.outlook_requests import Common, Spread

if TYPE_CHECKING:
    from store.tracker import Tracker

FIELDS = (
    "status", "priority", "issue_type", "assignee", "defer_until", "due_at", "estimated_minutes",
    "external_ref",
)  # fmt: skip
"""Short fields of which many issues may have the same value."""

_VALUES = 6
"""Values of one field that are told; that there are more is said."""

_CHOSEN = f"""WITH chosen AS MATERIALIZED (
    SELECT {", ".join(f"i.{name}" for name in FIELDS)}
    FROM json_each(?1) AS f CROSS JOIN issue AS i ON i.key = f.value AND i.gone = 0)"""

_SPREADS = f"""{_CHOSEN} {
    " UNION ALL ".join(
        f'''SELECT * FROM (SELECT '{name}', {name}, count(*) FROM chosen
            GROUP BY {name} ORDER BY 3 DESC, 2 LIMIT {_VALUES + 1})'''
        for name in FIELDS
    )
}"""


def common(tracker: Tracker, keys: Sequence[int]) -> Common:
    """What the issues with these keys have in common. One read transaction."""
    wanted = json.dumps(list(keys))
    with tracker.reading():
        found: dict[str, list[tuple[object, int]]] = {name: [] for name in FIELDS}
        for name, value, count in tracker.all(_SPREADS, (wanted,)):
            found[name].append((value, count))
        count, finished, deleted = tracker.all(
            f"""{_CHOSEN} SELECT count(*), total(status IN ({OVER_WORDS})), total(status = '{TOMBSTONE}')
                FROM chosen""",
            (wanted,),
        )[0]
        labels = tracker.all(
            """SELECT l.name, count(*) FROM json_each(?) AS f
               CROSS JOIN issue AS i ON i.key = f.value AND i.gone = 0
               CROSS JOIN label AS l ON l.issue = i.key AND l.removed = 0
               GROUP BY l.name ORDER BY 2 DESC, 1""",
            (wanted,),
        )
        return Common(
            count=count,
            fields={
                name: Spread(tuple(values[:_VALUES]), len(values) > _VALUES) for name, values in found.items()
            },
            labels=tuple((str(name), int(n)) for name, n in labels),
            finished=int(finished),
            deleted=int(deleted),
            seq=int(tracker.one("SELECT coalesce(max(seq), 0) FROM change")),
        )
