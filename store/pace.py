"""How far a long piece of work is, and whether somebody wants it stopped. Used on the store's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import monotonic

import apsw

from store.errors import Cancelled

Progress = Callable[[int, int], None]
"""Called with how many lines are done, and how many there are in all."""

_INTERVAL = 0.05
_STEPS = 20_000
"""Instructions of SQLite between two looks at `cancel`: some milliseconds."""
_PARTS = 4
"""Reading a line is one of so many parts of the work; putting it into the tables is the rest."""


class Pace:
    """Tells the progress of an import at most 20 times a second, and stops it between two chunks."""

    def __init__(
        self,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._progress = progress
        self._cancel = cancel
        self._now = now
        self._next = 0.0
        self._total = 0
        self._read = 0
        self._stored = 0

    def begin(self, lines: int) -> None:
        """So many lines there are."""
        self._total = lines
        self._read = self._stored = 0

    def read(self, count: int) -> None:
        """So many more lines were read. Raises Cancelled."""
        self._read += count
        self._look()

    def stored(self, count: int) -> None:
        """So many more lines are where they belong. Raises Cancelled."""
        self._stored += count
        self._look()

    @contextmanager
    def watching(self, connection: apsw.Connection) -> Generator[None]:
        """Interrupt statements too, such as one that reads everything; not the COMMIT, which comes later."""
        if self._cancel is None:
            yield
            return
        connection.set_progress_handler(self._cancel.is_set, _STEPS)
        try:
            yield
            self._refuse()
        except apsw.InterruptError as error:
            raise _cancelled() from error
        finally:
            connection.set_progress_handler(None)

    def _look(self) -> None:
        self._refuse()
        if self._progress is None:
            return
        now = self._now()
        if now >= self._next:
            self._next = now + _INTERVAL
            done = (self._read + (_PARTS - 1) * self._stored) // _PARTS
            self._progress(min(done, self._total), self._total)

    def _refuse(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise _cancelled()


def _cancelled() -> Cancelled:
    return Cancelled("The import was stopped. Nothing was changed.")


UNWATCHED = Pace()
"""For work that nobody waits for."""
