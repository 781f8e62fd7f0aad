"""How far an import or an undo is, in one line of the terminal, and signals that stop it cleanly."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from store.ending import NUMBERS
from store.pace import Pace


class Watched:
    """The pace of an import or undo that a person waits for; nothing is printed where nobody reads."""

    def __init__(self, what: str = "lines") -> None:
        """what: the word for what is counted."""
        self._what = what
        self._shown = False
        self._before: dict[int, Any] = {}
        self.cancel = threading.Event()
        self.progress = self._show if sys.stderr.isatty() else None
        self.pace = Pace(self.progress, self.cancel)

    @contextmanager
    def stoppable(self, *, at_once: bool = False) -> Generator[Pace]:
        """Ctrl+C, SIGTERM or SIGHUP let the work raise Cancelled at the next line; a second one ends it.

        at_once: it is raised wherever the work is, such as waiting for more of standard input; only for
        work that changes nothing.
        """
        if threading.current_thread() is not threading.main_thread():
            yield self.pace
            return
        stop = self._stop_at_once if at_once else self._stop
        self._before = {number: signal.signal(number, stop) for number in NUMBERS}
        try:
            yield self.pace
        finally:
            self._give_back()
            self._wipe()

    def megabytes(self, done: int, total: int) -> None:
        """Show bytes, counted as MB."""
        if self.progress is not None:
            self.progress(done >> 20, total >> 20)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._give_back()
        self.cancel.set()

    def _stop_at_once(self, _signal: int, _frame: FrameType | None) -> None:
        self._give_back()
        self.cancel.set()
        self.pace.look()

    def _give_back(self) -> None:
        while self._before:
            signal.signal(*self._before.popitem())

    def _show(self, done: int, total: int) -> None:
        self._shown = True
        sys.stderr.write(f"\r{done:,} of {total:,} {self._what} ({done * 100 // max(total, 1)} %)\x1b[K")
        sys.stderr.flush()

    def _wipe(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
