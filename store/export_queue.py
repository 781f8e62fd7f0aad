"""Exports after edits, on a thread of its own: one at a time, never without the last edit. No Qt.

What has to be written is derived from the tracker each time, so that no order of calls can lose it: an export
that begins after an edit was committed has the edit. An answer comes from an export that began after it was
asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic

from store.actor import Stopped
from store.beads_project import WRITTEN, way_of
from store.errors import FileChanged
from store.exchange_answers import Exported
from store.guarded_export import export_project
from store.places import Place
from store.tracker import Tracker

QUIET = 2.0
"""Seconds after the last edit."""
LONGEST = 10.0
"""Seconds after the first edit that is not in the file."""
AGAIN = 30.0
"""Seconds after an export that failed."""

Outcome = Exported | None
"""None: the project's file is not written by itself, see beads_project.way_of."""


def exports(place: Place) -> Callable[[Tracker], Outcome]:
    """What a queue does for a project: its file is written where its way says so."""

    def work(tracker: Tracker) -> Outcome:
        if place.jsonl is None or way_of(tracker, place) not in WRITTEN:
            return None
        return export_project(tracker, place.jsonl)

    return work


def _nobody(_outcome: Outcome | Exception) -> None:
    """Nobody listens."""


class ExportQueue:
    """look(), flush() and close() never block and may be called from any thread, in any order."""

    def __init__(
        self,
        open_tracker: Callable[[], Tracker],
        work: Callable[[Tracker], Outcome],
        told: Callable[[Outcome | Exception], None] = _nobody,
        *,
        quiet: float = QUIET,
        longest: float = LONGEST,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[threading.Condition, float | None], object] = threading.Condition.wait,
    ) -> None:
        """told: hears on the queue's thread what came of each export. work: raises what kept it.

        clock, wait: for tests, which let the time pass by themselves.
        """
        self._open = open_tracker
        self._work = work
        self._told = told
        self._quiet, self._longest = quiet, longest
        self._clock, self._wait = clock, wait
        self._guard = threading.Condition()
        self._due: float | None = None
        self._latest = 0.0
        self._asked: list[Future[Outcome]] = []
        self._end: Future[Outcome] | None = None
        self._last_has_begun = False
        self._thread = threading.Thread(target=self._run, name="exchange")
        self.cancel = threading.Event()
        """Ends a wait for another program, and an export that has not written yet; it fails then."""

    def start(self) -> None:
        """Start the thread; it opens the tracker with its first export."""
        self._thread.start()

    def look(self) -> None:
        """Something may have changed: export soon, a little after the last one of many edits."""
        now = self._clock()
        with self._guard:
            if self._due is None:
                self._latest = now + self._longest
            self._due = min(now + self._quiet, self._latest)
            self._guard.notify()

    def flush(self) -> Future[Outcome]:
        """Export now. Behind the last export of all it fails with Stopped."""
        answer: Future[Outcome] = Future()
        with self._guard:
            if not self._last_has_begun:
                self._asked.append(answer)
                self._guard.notify()
                return answer
        answer.set_exception(Stopped())
        return answer

    def close(self) -> Future[Outcome]:
        """Export for the last time, and end. Done when the tracker is let go; every caller gets the same."""
        with self._guard:
            if self._end is None:
                self._end = Future()
                self._guard.notify()
            return self._end

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the thread; return whether it has ended."""
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    # The thread

    def _run(self) -> None:
        tracker: Tracker | None = None
        while True:
            asked, end = self._next()
            outcome: Outcome | Exception
            try:
                if tracker is None:
                    tracker = self._open()
                    tracker.stop_waiting = self.cancel
                outcome = self._work(tracker)
            except Exception as error:  # noqa: BLE001 - told to everyone who waits, whatever it is
                outcome = error
            if end is not None:
                if tracker is not None:
                    tracker.close()
                asked.append(end)
            elif isinstance(outcome, Exception) and not isinstance(outcome, FileChanged):
                self._try_again()
            for answer in asked:
                _answer(answer, outcome)
            self._told(outcome)
            if end is not None:
                return

    def _next(self) -> tuple[list[Future[Outcome]], Future[Outcome] | None]:
        """Wait for what is to be done; what is taken here begins after it was asked for."""
        with self._guard:
            while True:
                left = None if self._due is None else self._due - self._clock()
                if self._end is not None or self._asked or (left is not None and left <= 0):
                    asked, self._asked, self._due = self._asked, [], None
                    self._last_has_begun = self._end is not None
                    return asked, self._end
                self._wait(self._guard, left)

    def _try_again(self) -> None:
        with self._guard:
            if self._due is None:
                self._due = self._latest = self._clock() + AGAIN


def _answer(answer: Future[Outcome], outcome: Outcome | Exception) -> None:
    if answer.set_running_or_notify_cancel():
        if isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
