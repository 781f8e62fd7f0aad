"""Moving every change out of the WAL into the database file: one attempt, and the ladder of attempts.

The pragma's row is: busy, frames in the WAL, frames moved into the database file
(https://www.sqlite.org/pragma.html#pragma_wal_checkpoint). All of this runs on the connection's own thread.
"""

import ctypes
import enum
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import random as uniform
from time import perf_counter
from typing import Any, NamedTuple

import apsw

from store import holders, moving
from store.failure import primary, reason_key
from store.holders import Holder
from store.moving import Told
from store.structs import dataclass

ATTEMPTS = 5
FIRST_WAIT_MS = 100
JITTER = 0.2

log = logging.getLogger(__name__)


class Grade(enum.Enum):
    """What a checkpoint achieved; `at_risk` grades deserve a warning before the program ends."""

    CLEAN = "clean"  # all in the database file, the WAL is empty
    BACKFILLED = "backfilled"  # all in the database file and synced; only emptying the WAL was refused
    INCOMPLETE = "incomplete"  # some changes are in the WAL only: refused to the end
    FAILED = "failed"  # stopped by an error that waiting does not cure
    CANCELLED = "cancelled"  # stopped by the user with changes in the WAL only
    MOVED = "moved"  # the path no longer names the file we write into
    READ_ONLY = "read_only"  # opened read-only: nothing of ours to move
    NOT_WAL = "not_wal"  # not in WAL mode: every commit is in the file already

    @property
    def at_risk(self) -> bool:
        """Whether changes can be lost when somebody copies, replaces or cleans up files now."""
        return self in _AT_RISK


_AT_RISK = frozenset({Grade.INCOMPLETE, Grade.FAILED, Grade.CANCELLED, Grade.MOVED})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One checkpoint: what SQLite answered, who stood in the way, and the wait planned after it.

    `n` is 0 for the first, PASSIVE one. `frames` (in the WAL) and `moved` are -1 when unknown. `wait_ms` is
    None when no wait follows. `code` is SQLite's extended code, None for success; `reason` a key of
    `failure.reason_key`, "" for success; `errno` the system's number behind an I/O error, else 0.
    """

    n: int
    mode: str
    busy: bool
    frames: int
    moved: int
    wait_ms: int | None
    code: int | None
    reason: str
    holders: tuple[Holder, ...]
    milliseconds: float
    errno: int = 0

    @property
    def at_risk(self) -> bool:
        """Whether it was refused or failed with changes that are not in the database file (or may not be)."""
        return self.code is not None and not 0 <= self.frames == self.moved


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer of the ladder: its grade, every attempt, and the last that is known of frames and holders.

    After CLEAN `frames` and `moved` are 0: the WAL is empty. Else `code`, `errno` and `reason` tell why not.
    """

    grade: Grade
    attempts: tuple[Attempt, ...] = ()
    frames: int = -1
    moved: int = -1
    holders: tuple[Holder, ...] = ()
    code: int | None = None
    errno: int = 0
    reason: str = ""


def settle(  # noqa: PLR0913 (who watches, who stops it, and time, which tests make pass)
    connection: apsw.Connection,
    *,
    cancel: threading.Event,
    progress: Callable[[Attempt], None] | None = None,
    find_holders: Callable[[], Sequence[Holder]] | None = None,
    wait: Callable[[float], bool] | None = None,
    random: Callable[[], float] = uniform,
    attempts: int = ATTEMPTS,
    told: Told | None = None,
) -> Settled:
    """Move all changes into the database file: PASSIVE, then up to `attempts` TRUNCATE (store's thread).

    Only a refusal (BUSY) is tried again, after 100, 200, 400, 800 ms ±20 %; an error ends it at once, as does
    BACKFILLED, which leaves nothing at risk. The connection stays open and usable, its busy timeout as
    before; the call may be repeated. To cancel, set `cancel` and call `connection.interrupt()`, which breaks
    off a long copy. `progress` gets each attempt before the wait; what it raises is logged. `find_holders`
    names who stands in the way (default: whoever holds the connection's file). `wait` takes seconds and
    returns True when cancelled (default: `cancel.wait`). With `told` a large WAL is moved so that it can be
    watched, and broken off by `cancel` alone, see `moving`.
    """
    ladder = _Ladder(
        connection,
        cancel,
        progress,
        find_holders or partial(holders.find_holders, Path(connection.filename)),
        wait or cancel.wait,
        random,
        told,
    )
    timeout = int(connection.pragma("busy_timeout"))
    # SQLite's own waiting holds the WRITE lock, so that nobody can commit meanwhile, and ignores interrupt().
    connection.set_busy_timeout(0)
    try:
        if connection.readonly("main"):
            return Settled(Grade.READ_ONLY)
        settled = ladder.climb(attempts)
        # Asked last: a *renamed* file is made whole by the ladder although its WAL stays under the old name.
        return replace(settled, grade=Grade.MOVED) if has_moved(connection) else settled
    finally:
        connection.set_busy_timeout(timeout)


def settle_once(
    connection: apsw.Connection, *, find_holders: Callable[[], Sequence[Holder]] | None = None
) -> Settled:
    """Make one PASSIVE and one TRUNCATE attempt without any wait: how a terminal command ends."""
    return settle(connection, cancel=threading.Event(), find_holders=find_holders, attempts=1)


def passive(connection: apsw.Connection) -> Attempt:
    """Move what can be moved without holding anybody up: when idle, so that closing has little to do."""
    return _attempt(connection, 0, "PASSIVE")


def move_much(connection: apsw.Connection, told: Told, cancel: threading.Event, n: int = 0) -> Attempt | None:
    """Move a large WAL without holding anybody up, in bytes that are told; None where there is little.

    `connection` may be read-only; a second one does it, see `moving`.
    """
    if has_moved(connection):
        return None
    with moving.counted(connection, pending_frames(connection), told, cancel) as other:
        return None if other is None else _attempt(other, n, "PASSIVE")


def pending_frames(connection: apsw.Connection) -> int:
    """Return how many frames are in the WAL only, 0 when not in WAL mode; no lock, under 1 ms."""
    row = _checkpoint(connection, "NOOP")
    return max(row.frames - row.moved, 0)


def wal_frames(connection: apsw.Connection) -> int:
    """Return how many frames of the WAL count; -1 when not in WAL mode or in a transaction. No lock."""
    return _checkpoint(connection, "NOOP").frames


def has_moved(connection: apsw.Connection) -> bool:
    """Tell whether the path no longer names the file that is open (renamed, replaced or deleted)."""
    answer = ctypes.c_int(0)
    try:
        known = connection.file_control("main", apsw.SQLITE_FCNTL_HAS_MOVED, ctypes.addressof(answer))
    except apsw.Error:
        return False
    return known and bool(answer.value)


class _Ladder:
    """One climb: keeps the attempts made so far."""

    def __init__(
        self,
        connection: apsw.Connection,
        cancel: threading.Event,
        progress: Callable[[Attempt], None] | None,
        find_holders: Callable[[], Sequence[Holder]],
        wait: Callable[[float], bool],
        random: Callable[[], float],
        told: Told | None,
    ) -> None:
        self._told = told
        self._connection = connection
        self._cancel = cancel
        self._progress = progress
        self._find_holders = find_holders
        self._wait = wait
        self._random = random
        self._done: list[Attempt] = []

    def climb(self, attempts: int) -> Settled:
        for n in range(attempts + 1):
            if self._cancel.is_set():
                return self._cancelled()
            attempt = self._attempt(n)
            grade = _grade(attempt, cancelled=self._cancel.is_set())
            goes_on = n < attempts and grade is Grade.INCOMPLETE
            if n and attempt.busy:
                wait_ms = self._wait_after(n) if goes_on else None
                attempt = replace(attempt, wait_ms=wait_ms, holders=self._look())
            self._tell(attempt)
            if not (goes_on or (n == 0 and grade is Grade.BACKFILLED)):
                return self._settled(grade, attempt)
            if attempt.wait_ms is not None and self._wait(attempt.wait_ms / 1000):
                return self._cancelled()
        raise AssertionError("the last attempt returns")

    def _attempt(self, n: int) -> Attempt:
        """Move what is much so that it can be seen and stopped, then make the attempt itself."""
        moved = move_much(self._connection, self._told, self._cancel, n) if self._told else None
        failed = moved is not None and moved.code is not None and not moved.busy
        if moved is not None and (failed or n == 0):
            return moved
        return _attempt(self._connection, n, "TRUNCATE" if n else "PASSIVE")

    def _wait_after(self, n: int) -> int:
        # Jitter keeps several programs that close at the same moment from meeting again at every attempt.
        doubled = FIRST_WAIT_MS << (n - 1)
        return round(doubled * (1 - JITTER + 2 * JITTER * self._random()))

    def _look(self) -> tuple[Holder, ...]:
        try:
            return tuple(self._find_holders())
        except Exception:
            log.exception("cannot tell who holds the database")
            return ()

    def _tell(self, attempt: Attempt) -> None:
        self._done.append(attempt)
        if self._progress is None:
            return
        try:
            self._progress(attempt)
        except Exception:
            log.exception("showing the progress failed; the checkpoint goes on")

    def _cancelled(self) -> Settled:
        """Grade a cancelled climb: no warning is due when everything is in the database file already."""
        last = self._done[-1] if self._done else _attempt(self._connection, 0, "NOOP")
        grade = _grade(last, cancelled=True)
        return self._settled(grade if grade in (Grade.BACKFILLED, Grade.NOT_WAL) else Grade.CANCELLED, last)

    def _settled(self, grade: Grade, last: Attempt) -> Settled:
        done = tuple(self._done)
        known = next((attempt for attempt in reversed(done) if attempt.frames >= 0), last)
        return Settled(
            grade, done, known.frames, known.moved, last.holders, last.code, last.errno, last.reason
        )


def _grade(attempt: Attempt, *, cancelled: bool) -> Grade:
    if attempt.code is not None and not attempt.busy:
        interrupted = primary(attempt.code) == apsw.SQLITE_INTERRUPT
        return Grade.CANCELLED if interrupted and cancelled else Grade.FAILED
    if not attempt.busy and attempt.frames < 0:
        return Grade.NOT_WAL
    if attempt.frames < 0 or attempt.frames != attempt.moved:
        # PASSIVE answers "not busy" even when an old reader stopped it.
        return Grade.INCOMPLETE
    return Grade.CLEAN if attempt.mode == "TRUNCATE" and not attempt.busy else Grade.BACKFILLED


class _Row(NamedTuple):
    frames: int
    moved: int
    code: int | None
    errno: int


def _attempt(connection: apsw.Connection, n: int, mode: str) -> Attempt:
    started = perf_counter()
    row = _checkpoint(connection, mode)
    if row.code is not None and primary(row.code) == apsw.SQLITE_LOCKED:
        # A statement of our own was still open; it may have ended with this very refusal.
        row = _checkpoint(connection, mode)
    busy = row.code is not None and primary(row.code) == apsw.SQLITE_BUSY
    if busy and row.frames < 0:
        # Another program is inside a checkpoint and the row knows nothing; this asks without a lock.
        seen = _checkpoint(connection, "NOOP")
        row = row._replace(frames=seen.frames, moved=seen.moved)
    return Attempt(
        n=n,
        mode=mode,
        busy=busy,
        frames=row.frames,
        moved=row.moved,
        wait_ms=None,
        code=row.code,
        reason="" if row.code is None else reason_key(row.code, row.errno),
        holders=(),
        milliseconds=(perf_counter() - started) * 1000,
        errno=row.errno,
    )


def _checkpoint(connection: apsw.Connection, mode: str) -> _Row:
    """Run the pragma once. The only place that knows that "busy" comes in its row and raises nothing."""
    try:
        # Opens the WAL: sqlite3_wal_checkpoint_v2() silently does nothing on a connection that has not read
        # yet. The pragma reads the schema itself today, but that is not promised.
        connection.execute("select count(*) from sqlite_schema").fetchall()
        row: tuple[Any, ...]
        row = connection.execute(f"pragma main.wal_checkpoint({mode})").fetchall()[0]
    except apsw.ConnectionClosedError:
        raise
    except apsw.Error as error:
        code = int(getattr(error, "extendedresult", apsw.SQLITE_ERROR))
        # SQLite sets the system's number for these two only; for others it is a left-over.
        told = primary(code) in (apsw.SQLITE_IOERR, apsw.SQLITE_CANTOPEN)
        return _Row(-1, -1, code, connection.system_errno if told else 0)
    busy, frames, moved = row
    return _Row(frames, moved, apsw.SQLITE_BUSY if busy else None, 0)
