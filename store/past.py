"""What one field of an issue was before: every value with who gave it and when, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.detail_answers import Past, Version
from store.errors import Invalid
from store.issue import EDITABLE
from store.keys import key_of
from store.registers import FLAGS
from store.values import loads_object

if TYPE_CHECKING:
    from store.tracker import Tracker

_LAST = 2**62


def past(tracker: Tracker, uid: str, field: str, before: int, limit: int) -> Past:
    """The values of a field, newest first; before: the seq of the oldest one known, 0 for the newest page.

    The last value is the one that the issue was made or imported with; its seq is 0.
    """
    if field not in EDITABLE:
        raise Invalid(f"The field {field} has no history.")
    with tracker.reading():
        key = key_of(tracker, uid)
        rows = tracker.all(
            """SELECT change.seq, change.at, change.actor, change.origin, step.kind, before, after
               FROM change JOIN step USING (step)
               WHERE uid = ? AND change.seq < ? AND json_type(after, ?) IS NOT NULL
               ORDER BY change.seq DESC LIMIT ?""",
            (uid, before or _LAST, f'$."{field}"', limit + 1),
        )
        columns = f"created_at, created_by, {field}"
        made_at, made_by, now = tracker.all(f"SELECT {columns} FROM issue WHERE key = ?", (key,))[0]
    versions = [
        Version(seq, at, actor, origin, kind, loads_object(after)[field])
        for seq, at, actor, origin, kind, _, after in rows[:limit]
    ]
    more = len(rows) > limit
    if not more:
        first = loads_object(rows[-1][5]).get(field) if rows else bool(now) if field in FLAGS else now
        versions.append(Version(0, made_at, made_by, "", "create", first))
    return Past(tuple(versions), more)
