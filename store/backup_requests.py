"""What the window asks about backups; each on a connection that only reads, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from store.backup_list import Backup, Kind
from store.last_check import LastCheck
from store.pace import Pace
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.backup_difference import Difference
    from store.tracker import Tracker

QUICK = 1.0
"""Seconds that a close may wait for a backup."""
_QUICK_BYTES = 8 << 20

Told = Callable[[str], None]
"""Hears on the store's thread what is being done: "copying", "checking"."""


def _nobody(_stage: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backups of a tracker, newest first, where they are, and the last check."""

    folder: Path
    backups: tuple[Backup, ...] = ()
    last_check: LastCheck | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What came of looking whether a backup is due: one that was made, or in how many seconds to look again.

    Neither when nothing has changed since the newest one.
    """

    made: Backup | None = None
    wait: float | None = None
    newest: Backup | None = None


@dataclass(frozen=True, slots=True)
class LookAtBackups(Request[Shelf]):
    """List them."""

    def run(self, tracker: Tracker) -> Shelf:
        """Raises KnownError when the folder cannot be read."""
        from store import backup_list, last_check

        folder = backup_list.folder_of(tracker.path)
        return Shelf(folder, backup_list.backups(tracker.path), last_check.read(tracker.path))


@dataclass(frozen=True, slots=True)
class MakeBackup(Request[Backup]):
    """Make one now."""

    kind: Kind = "asked"
    cancel: threading.Event | None = None
    told: Told = _nobody

    def run(self, tracker: Tracker) -> Backup:
        """Raises as backup_making.make; a backup that is not verified is an answer."""
        from store import backup_making

        pace = Pace(cancel=self.cancel, stopped=backup_making.STOPPED)
        return backup_making.make(tracker, self.kind, pace=pace, told=self.told)


@dataclass(frozen=True, slots=True)
class BackUpIfDue(Request[Due]):
    """Make one if half an hour has gone since the last one, and something was changed; none before any issue.

    quick: only one that will be made in a second, because somebody waits; but five minutes are enough.
    """

    kind: Kind = "timer"
    quick: bool = False
    cancel: threading.Event | None = None
    told: Told = _nobody

    def run(self, tracker: Tracker) -> Due:
        """Raises as backup_making.make."""
        from store import backup_list, backup_making

        found = backup_list.backups(tracker.path)
        newest = backup_list.newest_verified(found)
        if newest is not None and newest.mark == backup_making.mark(tracker):
            return Due(newest=newest)
        if newest is None and not tracker.one("SELECT EXISTS(SELECT 1 FROM issue)"):
            return Due()
        now = datetime.fromisoformat(tracker.clock.now())
        every = backup_making.AT_CLOSE if self.quick else backup_making.EVERY
        if newest is not None and not backup_making.is_due(found, now, every):
            wait: timedelta = newest.time + every - now
            return Due(wait=max(wait.total_seconds(), 1.0), newest=newest)
        if self.quick and not _is_quick(tracker, newest):
            return Due(wait=0.0, newest=newest)
        self.told("due")
        made = MakeBackup(self.kind, self.cancel, self.told).run(tracker)
        return Due(made, newest=made if made.verified else newest)


@dataclass(frozen=True, slots=True)
class CompareBackup(Request["Difference"]):
    """What restoring it would change."""

    path: Path
    cancel: threading.Event | None = None

    def run(self, tracker: Tracker) -> Difference:
        """Opens the backup read-only. Raises KnownError."""
        from store.backup_difference import difference

        return difference(tracker.path, self.path, Pace(cancel=self.cancel, stopped="Comparing was stopped."))


def _is_quick(tracker: Tracker, newest: Backup | None) -> bool:
    """By how long the last one took, else by the size."""
    if newest is not None and newest.took > 0:
        return newest.took < QUICK * 0.7
    size = int(tracker.one("PRAGMA page_count")) * int(tracker.one("PRAGMA page_size"))
    return size < _QUICK_BYTES
