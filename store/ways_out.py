"""What can become of a tracker that cannot be opened: what there is to go on with. Any thread."""

from __future__ import annotations

from pathlib import Path

import apsw

from store import backup_list, rebuilding
from store.backup_list import Backup
from store.errors import KnownError
from store.structs import dataclass
from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Beside saving what can be read. backup: the newest verified one. issue_file: to rebuild it from.

    readable: whether it opens to be read only.
    """

    backup: Backup | None = None
    issue_file: Path | None = None
    readable: bool = False


def ways_out(tracker: Path) -> WaysOut:
    """Look for them; the tracker is not changed."""
    try:
        backup = backup_list.newest_verified(backup_list.backups(tracker))
    except (KnownError, OSError):
        backup = None
    try:
        issue_file = rebuilding.issue_file_of(tracker)
    except OSError:
        issue_file = None
    return WaysOut(backup, issue_file, _opens(tracker))


def _opens(tracker: Path) -> bool:
    try:
        opened = Tracker.open(tracker, read_only=True)
    except (KnownError, OSError, apsw.Error):
        return False
    try:
        opened.all("SELECT id, title FROM issue ORDER BY key LIMIT 50")
    except apsw.Error:
        return False
    finally:
        opened.close()
    return True
