"""What the window asks about the health of the open tracker, on a connection of its own that only reads."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING

from store import last_check
from store.last_check import LastCheck
from store.pace import Pace
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

_STOPPED = "The check was stopped."


@dataclass(frozen=True, slots=True)
class CheckTracker(Request[LastCheck]):
    """Examine the whole tracker, and remember when that was and what was found."""

    cancel: threading.Event | None = None
    beside: bool = False
    """Whether somebody works meanwhile, see check.check."""

    def run(self, tracker: Tracker) -> LastCheck:
        """Raises Cancelled; what is damaged is a finding."""
        from store.check import check

        pace = Pace(cancel=self.cancel, stopped=_STOPPED)
        with pace.watching(tracker.connection):
            found = check(tracker, pace, beside=self.beside)
        now = tracker.clock.now()
        done = LastCheck(now, found.findings, now)
        last_check.remember(tracker.path, done)
        return done


@dataclass(frozen=True, slots=True)
class CheckIfDue(Request[LastCheck]):
    """Examine all of it where that is due, and else only whether the file can be read.

    Nothing is written when the latter finds nothing.
    """

    cancel: threading.Event | None = None

    def run(self, tracker: Tracker) -> LastCheck:
        """Raises Cancelled; what is damaged is a finding."""
        from store import check

        last, now = last_check.read(tracker.path), tracker.clock.now()
        if last is None or last_check.whole_is_due(last, datetime.fromisoformat(now)):
            return CheckTracker(self.cancel, beside=True).run(tracker)
        pace = Pace(cancel=self.cancel, stopped=_STOPPED)
        with pace.watching(tracker.connection):
            findings = check.findings(tracker, (check.quick,))
        done = LastCheck(now, findings, last.whole_at)
        if findings:
            last_check.remember(tracker.path, done)
        return done
