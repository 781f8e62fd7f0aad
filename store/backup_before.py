"""A backup before something that takes much away: an import that deletes, and a change of the format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store import backup_list, backup_making
from store.errors import Cancelled, KnownError
from store.issue import TOMBSTONE
from store.pace import UNWATCHED, Pace

if TYPE_CHECKING:
    from store.backup_list import Kind
    from store.importing import Source
    from store.tracker import Tracker

_DELETED = b'"tombstone"'


def ensure(tracker: Tracker, kind: Kind, pace: Pace = UNWATCHED) -> None:
    """Make a backup unless the newest verified one has all of this. Raises as backup_making.make."""
    newest = backup_list.newest_verified(backup_list.backups(tracker.path))
    if newest is None or newest.mark != backup_making.mark(tracker):
        backup_making.make(tracker, kind, pace=pace)


def before_import(tracker: Tracker, source: Source, pace: Pace = UNWATCHED) -> str:
    """Make one if the file says that issues are deleted which are not here; why there is none, or "".

    A deletion can be taken back without it, so that a full disk stops no import. Raises Cancelled.
    """
    if not _deletes(tracker, source):
        return ""
    try:
        ensure(tracker, "import", pace)
    except Cancelled:
        raise
    except (KnownError, OSError) as error:
        return f"Issues were deleted, and there is no backup from before. {error}"
    return ""


def _deletes(tracker: Tracker, source: Source) -> bool:
    ids = [
        line.id
        for line in source.lines
        # The lines of a large file are read when they are asked for.
        if line.kind == "issue" and _DELETED in line.raw and line.record.get("status") == TOMBSTONE
    ]
    return bool(ids) and bool(
        tracker.one(
            """SELECT 1 FROM json_each(?) AS f CROSS JOIN issue AS i ON i.id = f.value
               WHERE i.gone = 0 AND i.status <> ? LIMIT 1""",
            (json.dumps(ids), TOMBSTONE),
        )
    )
