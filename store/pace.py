"""How far a long piece of work is, and whether somebody wants it stopped. Used on the store's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

import apsw

from store.errors import Cancelled

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with how many lines are done, and how many there are in all."""

_INTERVAL = 0.05
_STEPS = 20_000
"""Instructions of SQLite between two looks at `cancel`: some milliseconds."""
SOME = 100
"""Issues of a change of many between two words on how far it is."""
STOPPED = "It was stopped. Nothing was changed."
"""What is said to whoever stopped a change of many issues."""

_SOME = 500
"""Rows between two looks at `cancel`."""
_PARTS = 4
"""Reading a line is one of so many parts of the work; putting it into the tables is the rest."""


class Pace:
    """Tells how far an import, a plan or a change of many issues is, at most 20 times a second; stops it."""

    def __init__(
        self,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
        now: Callable[[], float] = monotonic,
        *,
        stopped: str = "The import was stopped. Nothing was changed.",
    ) -> None:
        """stopped: what is said to whoever stopped it."""
        self._stopped = stopped
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
        self._tell()

    def stored(self, count: int) -> None:
        """So many more lines are where they belong. Raises Cancelled."""
        self._stored += count
        self._tell()

    def done(self, count: int) -> None:
        """So many more are done in all their parts. Raises Cancelled."""
        self._read += count
        self.stored(count)

    def look(self) -> None:
        """Nothing that is counted was done. Raises Cancelled."""
        if self._cancel is not None and self._cancel.is_set():
            raise Cancelled(self._stopped)

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """These items, of which nobody knows how many lines they become. Raises Cancelled."""
        for n, item in enumerate(items):
            if n % _SOME == 0:
                self.look()
            yield item

    def silent(self) -> Pace:
        """The same for lines that are not those of the import: they can be stopped, and are not counted."""
        return Pace(cancel=self._cancel)

    @contextmanager
    def watching(self, connection: apsw.Connection) -> Generator[None]:
        """Stop statements too, such as one that reads everything; not the COMMIT, which comes later."""
        self.watch(connection)
        try:
            yield
            self.look()
        finally:
            connection.set_progress_handler(None)

    def watch(self, connection: apsw.Connection) -> None:
        """Stop the statements of a connection that nobody uses afterwards: they raise Cancelled.

        That is an error of ours, which no reader of a damaged database takes for damage.
        """
        if self._cancel is not None:
            connection.set_progress_handler(self._goes_on, _STEPS)

    def _goes_on(self) -> bool:
        self.look()
        return False

    def _tell(self) -> None:
        self.look()
        if self._progress is None:
            return
        now = self._now()
        if now >= self._next:
            self._next = now + _INTERVAL
            done = (self._read + (_PARTS - 1) * self._stored) // _PARTS
            self._progress(min(done, self._total), self._total)


UNWATCHED = Pace()
"""For work that nobody waits for."""
