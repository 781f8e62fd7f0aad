"""What is known before many issues are changed: what they have in common, and what would come of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import ready
from store.blocking import OVER_WORDS
from store.exchange_answers import Named
from store.issue import TOMBSTONE
from store.outlook_requests import Below, Common, Family, Outlook, Progress, Spread

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

_BELOW = f"""WITH RECURSIVE chosen(key) AS MATERIALIZED (SELECT value FROM json_each(:keys)),
    below(key) AS (
        SELECT d.issue FROM chosen CROSS JOIN issue AS p ON p.key = chosen.key AND p.gone = 0
            CROSS JOIN dependency AS d ON d.target = p.id AND d.type = 'parent-child' AND d.removed = 0
        UNION
        SELECT d.issue FROM below CROSS JOIN issue AS p ON p.key = below.key AND p.gone = 0
            CROSS JOIN dependency AS d ON d.target = p.id AND d.type = 'parent-child' AND d.removed = 0),
    family AS MATERIALIZED (
        SELECT i.key, i.id, i.title, i.status, i.priority, i.status IN ({OVER_WORDS}) AS finished
        FROM below CROSS JOIN issue AS i ON i.key = below.key
        WHERE i.gone = 0 AND i.status <> '{TOMBSTONE}' AND i.key NOT IN (SELECT key FROM chosen))"""

_NAMED = 3
"""Issues that closing makes ready, and parents, that are told by name."""


def below(tracker: Tracker, keys: Sequence[int]) -> list[int]:
    """The keys of all that is below these issues and outside the trash, those themselves left out."""
    return [
        row[0] for row in tracker.all(f"{_BELOW} SELECT key FROM family", {"keys": json.dumps(list(keys))})
    ]


def family(tracker: Tracker, keys: Sequence[int], limit: int) -> Family:
    """How much is below these issues, and the first of it. One read transaction."""
    wanted = {"keys": json.dumps(list(keys))}
    with tracker.reading():
        rows = tracker.all(
            f"""{_BELOW} SELECT count(*) OVER (), total(NOT finished) OVER (), id, title, status, finished
                FROM family ORDER BY finished, priority, id LIMIT :limit""",
            {**wanted, "limit": limit},
        )
        if not rows:
            return Family()
        parents = tracker.all(
            f"""SELECT p.title FROM json_each(:keys) AS f CROSS JOIN issue AS p ON p.key = f.value
                WHERE EXISTS(SELECT 1 FROM dependency AS d JOIN issue AS c ON c.key = d.issue
                    WHERE d.target = p.id AND d.type = 'parent-child' AND d.removed = 0
                      AND c.gone = 0 AND c.status <> '{TOMBSTONE}')""",
            wanted,
        )
    return Family(
        count=rows[0][0],
        open=int(rows[0][1]),
        parents=len(parents),
        title=str(parents[0][0]) if len(parents) == 1 else "",
        first=tuple(Below(id, title, status, bool(over)) for _, _, id, title, status, over in rows),
    )


def closing(tracker: Tracker, keys: Sequence[int], reason: str) -> Outlook:
    """What closing these issues, for that reason, would do. One read transaction."""
    wanted = json.dumps(list(keys))
    with tracker.reading():
        freed = ready.newly_ready(tracker, keys, tracker.now_key(), reason)
        named = tracker.all(
            """SELECT i.id, i.title FROM json_each(?) AS f CROSS JOIN issue AS i ON i.key = f.value
               ORDER BY f.key""",
            (json.dumps(freed[:_NAMED]),),
        )
        parents = tracker.all(
            f"""WITH chosen(key) AS MATERIALIZED (SELECT value FROM json_each(?)),
                    parent(id) AS (
                        SELECT DISTINCT d.target FROM chosen CROSS JOIN issue AS i ON i.key = chosen.key
                            AND i.status NOT IN ({OVER_WORDS})
                        CROSS JOIN dependency AS d ON d.issue = i.key
                        WHERE d.type = 'parent-child' AND d.removed = 0)
                SELECT p.id, p.title,
                    total(c.status IN ({OVER_WORDS}) OR c.key IN (SELECT key FROM chosen)) AS done,
                    count(*) AS n
                FROM parent CROSS JOIN issue AS p ON p.id = parent.id AND p.gone = 0
                    AND p.status NOT IN ({OVER_WORDS}) AND p.key NOT IN (SELECT key FROM chosen)
                CROSS JOIN dependency AS e ON e.target = p.id AND e.type = 'parent-child' AND e.removed = 0
                CROSS JOIN issue AS c ON c.key = e.issue AND c.gone = 0 AND c.status <> '{TOMBSTONE}'
                GROUP BY p.key ORDER BY done < n, p.id LIMIT {_NAMED}""",
            (wanted,),
        )
    return Outlook(
        ready=len(freed),
        first=tuple(Named(*row) for row in named),
        parents=tuple(Progress(id, title, int(done), n) for id, title, done, n in parents),
    )


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
