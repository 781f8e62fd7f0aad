"""Two threads of which one runs at a time: a queue's own, and the one that decides what happens next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

SECONDS = 60.0
"""For a thread that has to stop somewhere; only a fault makes anybody wait so long."""
IDLE, ENDED = "idle", "ended"


class Turns:
    """Lets one of two threads run at a time; the clock of a queue, and where its thread stands."""

    def __init__(self) -> None:
        self.now = 0.0
        self.place = ""
        """Where the queue's thread stands: idle, the step of an export, ended; "" while it runs."""
        self._cond = threading.Condition()
        self._free = False
        self._guard: threading.Condition | None = None

    def clock(self) -> float:
        """The queue's time."""
        return self.now

    def wait(self, guard: threading.Condition, _seconds: float | None) -> None:
        """The queue's thread waits: whoever calls it, or moves the clock, wakes it up."""
        self._guard = guard
        self._stand(IDLE)
        # A schedule that broke off moves no clock any more.
        guard.wait(0.0 if self._free else None)

    def stop_at(self, step: str) -> None:
        """The queue's thread has come to a step of an export, and goes on when it is let go."""
        self._stand(step)
        with self._cond:
            self._cond.wait_for(lambda: self._free or self.place != step)

    def end(self) -> None:
        """The queue's thread does nothing more."""
        self._stand(ENDED)

    def _stand(self, place: str) -> None:
        with self._cond:
            self.place = place
            self._cond.notify_all()

    # The other thread

    def set_free(self) -> None:
        """Let the queue's thread run to its end."""
        with self._cond:
            self._free = True
            self._cond.notify_all()

    def let_go(self) -> None:
        """Let the export go to its next step."""
        self._stand("")
        self.settle()

    def calling(self, call: Callable[[], T]) -> T:
        """Call the queue, which may wake its thread up, and wait until that stands again."""
        if self.place == IDLE:
            self.place = ""
        answer = call()
        self.settle()
        return answer

    def pass_time(self, seconds: float) -> None:
        """Move the clock."""
        self.now += seconds
        if self.place == IDLE:
            self.calling(self._wake)

    def settle(self) -> None:
        """Wait until the queue's thread stands."""
        with self._cond:
            assert self._cond.wait_for(lambda: bool(self.place), SECONDS), "the queue's thread does not stop"

    def _wake(self) -> None:
        assert self._guard is not None
        with self._guard:
            self._guard.notify()
