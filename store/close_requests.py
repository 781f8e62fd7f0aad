"""What the window asks of the store when it closes: settle, which may be repeated, copy, and close."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from store import checkpoint, leftover
from store.checkpoint import Attempt, Settled
from store.closing import Closed
from store.copying import Copied, save_copy
from store.errors import Cancelled, KnownError
from store.holders import find_holders
from store.moving import Told
from store.requests import Lookup, Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

GROWN = 64 * 2**20
"""Bytes of a -wal of which people should know that somebody keeps it from being emptied."""
_KEEPS = ("old_snapshot", "unknown")


def _ignore(_attempt: Attempt) -> None:
    """Nobody watches."""


def _nobody_counts(_done: int, _total: int) -> None:
    """Nobody watches."""


class Canceller(threading.Event):
    """Ends one ladder from any thread: set() ends a wait at once and breaks off a copy under way."""

    def __init__(self) -> None:
        super().__init__()
        self._guard = threading.Lock()
        self._connection: apsw.Connection | None = None

    def set(self) -> None:
        """Cancel. Interrupts the connection only while the ladder uses it, never another request."""
        with self._guard:
            super().set()
            if self._connection is not None:
                self._connection.interrupt()

    @contextmanager
    def watching(self, connection: apsw.Connection) -> Generator[None, None, None]:
        """Let set() interrupt this connection until the block ends (store's thread)."""
        with self._guard:
            self._connection = connection
        try:
            yield
        finally:
            with self._guard:
                self._connection = None


@dataclass(frozen=True, slots=True)
class Settle(Request[Settled]):
    """Run the ladder of checkpoints; the connection stays open. Setting `cancel` ends a wait at once.

    cancel: a Canceller also breaks off a long copy. progress: called on the store's thread after each
    attempt. wait: takes seconds and returns True when cancelled; `cancel.wait` where it is None.
    """

    cancel: threading.Event = field(default_factory=threading.Event)
    progress: Callable[[Attempt], None] = _ignore
    attempts: int = 5
    wait: Callable[[float], bool] | None = None
    told: Told | None = None
    """Called on the store's thread while a large -wal is moved."""

    def run(self, tracker: Tracker) -> Settled:
        """Answers with a grade, never with an SQLite error."""
        if not isinstance(self.cancel, Canceller):
            return self._climb(tracker)
        with self.cancel.watching(tracker.connection):
            return self._climb(tracker)

    def _climb(self, tracker: Tracker) -> Settled:
        return checkpoint.settle(
            tracker.connection,
            cancel=self.cancel,
            progress=self.progress,
            find_holders=lambda: find_holders(tracker.path),
            wait=self.wait,
            attempts=self.attempts,
            told=self.told,
        )


@dataclass(frozen=True, slots=True)
class SaveCopy(Request[Copied]):
    """Save a complete copy, also while a program keeps the ladder from ending."""

    target: Path
    replace: bool = False
    cancel: Canceller = field(default_factory=Canceller)
    """Setting it, from any thread, while the copy is made breaks it off; nothing is left of it."""

    def run(self, tracker: Tracker) -> Copied:
        """Raises Cancelled, Invalid, DiskFull, ReadOnly, Damaged; the tracker stays as it is."""
        try:
            if not self.cancel.is_set():
                with self.cancel.watching(tracker.connection):
                    return save_copy(tracker, self.target, replace=self.replace)
        except KnownError:
            if not self.cancel.is_set():
                raise
        raise Cancelled(f"{self.target.name} was not written: it was stopped. Nothing was kept of it.")


@dataclass(frozen=True, slots=True)
class CloseTracker(Request[Closed]):
    """Close for good; a second one answers the same."""

    settled: Settled

    def run(self, tracker: Tracker) -> Closed:
        """Answers with the final grade and what is left of the -wal."""
        return tracker.finish(self.settled)


@dataclass(frozen=True, slots=True)
class LetGo(Request[None]):
    """Close a connection that only reads, so that it does not stand in the ladder's way."""

    def run(self, tracker: Tracker) -> None:
        """Answers when the file is let go; the actor takes nothing more after it."""
        tracker.close()


@dataclass(frozen=True, slots=True)
class Grown:
    """A -wal that is large because a program reads an older state: its name and pid, "" where not known."""

    wal: str
    bytes: int
    program: str


@dataclass(frozen=True, slots=True)
class SecondFile(Lookup[Grown | None]):
    """Whether the -wal has grown and cannot be emptied. The folder tells its size, nothing is opened."""

    def run(self, tracker: Tracker) -> Grown | None:
        """None where all is well; after a long import it is large for a while without any harm."""
        size = leftover.size(tracker.path)
        if size < GROWN:
            return None
        keeping = [holder for holder in find_holders(tracker.path) if holder.holds_up in _KEEPS]
        if not keeping:
            return None
        program = f"{keeping[0].name} ({keeping[0].pid})" if keeping[0].name else ""
        return Grown(f"{tracker.path.name}-wal", size, program)


@dataclass(frozen=True, slots=True)
class MoveLeft(Request[bool]):
    """Move what an earlier close or a crash has left in a large -wal, beside the work of everybody."""

    cancel: threading.Event = field(default_factory=threading.Event)

    def run(self, tracker: Tracker) -> bool:
        """Whether all is in the tracker's file now. A connection that only reads will do."""
        checkpoint.move_much(tracker.connection, _nobody_counts, self.cancel)
        gone = checkpoint.has_moved(tracker.connection)
        return not gone and checkpoint.pending_frames(tracker.connection) == 0


@dataclass(frozen=True, slots=True)
class Tidy(Request[int]):
    """A passive checkpoint while nobody works, so that closing has nothing left to do."""

    def run(self, tracker: Tracker) -> int:
        """The number of frames that are still only in the -wal; -1 when unknown."""
        if not tracker.read_only:
            attempt = checkpoint.passive(tracker.connection)
            return attempt.frames - attempt.moved
        return -1
