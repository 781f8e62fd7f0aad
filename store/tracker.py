"""One open tracker: its connection, its clocks and its transactions. Belongs to one thread."""

from __future__ import annotations

import getpass
import os
import subprocess
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw

from store import database, places
from store.errors import Damaged, Held, KnownError, Moved, ReadOnly, Unconfirmed, translate
from store.issue import storable
from store.known_lists import KnownLists
from store.times import Clock, HybridClock, sort_key
from store.upgrading import upgrade

if TYPE_CHECKING:
    from store.checkpoint import Settled
    from store.closing import Closed, Closer
    from store.holders import Holder

WRITE_PATIENCE = 5.0
"""Seconds that a write waits for another program's transaction."""

_FIRST_WAIT = 0.005
_LONGEST_WAIT = 0.1
_TELL_AFTER = 0.3


class Tracker:
    """The tracker as its thread sees it. Other threads send requests to its actor."""

    def __init__(
        self,
        connection: apsw.Connection,
        path: Path,
        *,
        actor: str = "",
        origin: str = "window",
        physical: Callable[[], int] = time.time_ns,
    ) -> None:
        self.connection = connection
        self.path = path
        self.actor = storable(actor.strip() or default_actor())
        self.origin = origin
        self.clock = Clock(physical)
        self.stop_waiting = threading.Event()
        self.on_waiting: Callable[[str], None] | None = None
        """Called with the other program's name when a write has waited for a while."""
        self._identity = database.identity(path)
        self._bytes = path.stat().st_size if self._identity else 0
        """Of the file when it was looked at last; only SQLite itself makes it smaller, with fewer pages."""
        self._thread = threading.get_ident()
        self._hybrid: HybridClock | None = None
        self._physical = physical
        self._closer: Closer | None = None
        self.known = KnownLists()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        actor: str = "",
        origin: str = "window",
    ) -> Tracker:
        """Open the file, and upgrade it where that is due.

        Raises the errors of database.open_database and upgrading.upgrade.
        """
        path = Path(os.path.realpath(path))
        connection = database.open_database(path, create=create, read_only=read_only)
        tracker = cls(connection, path, actor=actor, origin=origin)
        try:
            with tracker.translated():
                upgrade(tracker)
        except BaseException:
            database.drop(connection)
            tracker.close()
            raise
        return tracker

    @property
    def read_only(self) -> bool:
        """Whether the file does not take changes."""
        return self.connection.readonly("main")

    def all(self, sql: str, bindings: Any = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return all of its rows."""
        return self.connection.execute(sql, bindings).fetchall()

    def one(self, sql: str, bindings: Any = ()) -> Any:
        """Run one statement and return the first value of its first row, or None."""
        rows = self.connection.execute(sql, bindings).fetchall()
        return rows[0][0] if rows else None

    def run(self, sql: str, bindings: Any = ()) -> None:
        """Run one statement to its end."""
        self.connection.execute(sql, bindings).fetchall()

    def run_many(self, sql: str, bindings: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> None:
        """Run one statement for each of the bindings."""
        self.connection.executemany(sql, bindings).fetchall()

    def data_version(self) -> int:
        """A number that differs after another connection has committed."""
        return int(self.one("PRAGMA data_version"))

    def now_key(self) -> str:
        """The present as a UTC sort key."""
        return sort_key(self.clock.now())

    def stamp(self) -> str:
        """The next hybrid-logical-clock stamp: greater than all that this tracker has seen."""
        if self._hybrid is None:
            self._hybrid = HybridClock(_replica(), self._physical)
        # Asked each time: another process may have written a greater one, with a clock ahead of ours.
        newest = self.one("SELECT value FROM meta WHERE name = 'stamp'")
        if newest:
            self._hybrid.witness(newest)
        return self._hybrid.tick()

    def still_there(self) -> bool:
        """Whether the path still names the file that is open; one look at the folder, any thread."""
        return database.identity(self.path) == self._identity

    @contextmanager
    def reading(self) -> Generator[None]:
        """One read transaction, which ends with the block."""
        self._assert_thread()
        if self._in_transaction():
            yield
            return
        with self.translated():
            self.run("BEGIN")
            try:
                yield
            finally:
                if self._in_transaction():
                    self.run("ROLLBACK")

    @contextmanager
    def writing(self) -> Generator[None]:
        """One write transaction: it is committed when the block ends, and rolled back when it raises.

        Waits up to WRITE_PATIENCE for another program. Raises Held, ReadOnly, DiskFull, Moved, and
        Unconfirmed when COMMIT itself failed.
        """
        self._assert_thread()
        if self.read_only:
            raise ReadOnly(
                f"{self.path.name} is read-only, so nothing was changed. Allow writing, or copy it."
            )
        with self.translated():
            self._begin()
            try:
                # SQLite would commit into a file that nobody finds again, and report success.
                self._refuse_lost()
                yield
                self._refuse_lost()
            except BaseException:
                self._rollback()
                raise
            self._commit()

    def finish(self, settled: Settled) -> Closed:
        """Close for good after the ladder; every later call gets the same answer."""
        from store.closing import Closer

        if self._closer is None:
            self._closer = Closer(self.connection, self.path)
        closed = self._closer.close(settled)
        self._forget()
        return closed

    def close(self) -> None:
        """Close at once, without the ladder, as after an error; nothing happens after finish()."""
        self.connection.close()
        self._forget()

    @property
    def is_closed(self) -> bool:
        """Whether the connection is gone."""
        return self._identity is None

    def _forget(self) -> None:
        database.closed(self._identity)
        self._identity = None

    def _begin(self) -> None:
        # busy_timeout stays 0: our own retries hold no lock, can be stopped, and say for whom they wait.
        wait, waited, told = _FIRST_WAIT, 0.0, False
        while True:
            try:
                self.run("BEGIN IMMEDIATE")
            except apsw.BusyError as error:
                if waited >= WRITE_PATIENCE or self.stop_waiting.wait(wait):
                    raise Held(self._held_by()) from error
                waited += wait
                wait = min(wait * 2, _LONGEST_WAIT)
                if waited >= _TELL_AFTER and not told and self.on_waiting is not None:
                    told = True
                    self.on_waiting(self._writer_name())
            else:
                return

    def _commit(self) -> None:
        try:
            self.run("COMMIT")
        except apsw.Error as error:
            # Whatever that says: the change may be there.
            with suppress(apsw.Error):
                self._rollback()
            known = translate(error, self.path, self.connection.system_errno)
            why = str(known) if known is not None else str(error)
            raise Unconfirmed(f"It could not be confirmed that the change was saved. {why}") from error

    def _refuse_lost(self) -> None:
        if self._identity is None:
            # In memory only.
            return
        try:
            found = self.path.stat()
        except OSError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != self._identity:
            raise Moved(
                f"{self.path.name} was moved, replaced or deleted while it was open, so nothing more is "
                "written to it. Put it back, or save a complete copy."
            )
        size = found.st_size
        if size < self._bytes and self._page_bytes() >= self._bytes:
            # What is still in memory could be written into the rest, and would be told as saved.
            raise Damaged(
                f"{self.path.name} was cut short by another program while it was open, so nothing more is "
                "written to it. Save a complete copy, and restore a backup."
            )
        self._bytes = size

    def _page_bytes(self) -> int:
        return int(self.one("PRAGMA page_count")) * int(self.one("PRAGMA page_size"))

    def _assert_thread(self) -> None:
        assert threading.get_ident() == self._thread, "a tracker is used by the thread that opened it"  # noqa: S101

    def _in_transaction(self) -> bool:
        return self.connection.in_transaction

    def _rollback(self) -> None:
        if self._in_transaction():
            self.run("ROLLBACK")

    def _writer(self) -> Holder | None:
        from store.holders import find_holders

        return next((holder for holder in find_holders(self.path) if holder.holds_up == "writing"), None)

    def _writer_name(self) -> str:
        writer = self._writer()
        return writer.called if writer is not None and writer.name else ""

    def _held_by(self) -> str:
        writer = self._writer()
        who = writer.called if writer is not None else "another program"
        return f"{self.path.name} is being written by {who}. Nothing was changed; try again when it is done."

    @contextmanager
    def translated(self) -> Generator[None]:
        """Put what SQLite raises in the block into words, where it is no bug of ours."""
        try:
            yield
        except KnownError:
            raise
        except apsw.Error as error:
            known = translate(error, self.path, self.connection.system_errno)
            if known is None:
                raise
            raise known from error


def _replica() -> str:
    try:
        return places.replica_id()
    except OSError as error:
        raise KnownError(
            f"{places.data_dir()} cannot be written: {error.strerror}. Nothing was changed; free some space "
            "or allow writing there, and try again."
        ) from error


def patiently(open_tracker: Callable[[], Tracker], stop: threading.Event) -> Tracker:
    """Open a tracker, and try again for a while when it is held; `stop` ends the wait.

    SQLite rebuilds the index of a -wal under an exclusive lock at the first access of any connection: one
    that is opened in that very moment is told that the file is in use.
    """
    wait, waited = _FIRST_WAIT, 0.0
    while True:
        try:
            return open_tracker()
        except Held:
            if waited >= WRITE_PATIENCE or stop.wait(wait):
                raise
            waited += wait
            wait = min(wait * 2, _LONGEST_WAIT)


def default_actor() -> str:
    """Who makes the changes: STRANDLINE_ACTOR, BD_ACTOR, git's user.name, the system's user."""
    for name in ("STRANDLINE_ACTOR", "BD_ACTOR"):
        if value := os.environ.get(name, "").strip():
            return value
    try:
        answer = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the user's own git
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=2,
            check=False,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        answer = ""
    if answer:
        return answer
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
