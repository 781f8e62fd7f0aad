"""Unfinished text outside of every tracker: a small SQLite file with room kept free for a full disk.

Each use opens the file alone (no shared memory, which a full disk could not give) and closes it again.
The room cannot be guaranteed on copy-on-write file systems, which write a changed page elsewhere.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import apsw

from store import places
from store.errors import KnownError, translate
from store.private_files import private_folder
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

ROOM = 1 << 20
"""Bytes that are kept free, in the file and in its -wal."""

_PATIENCE = 2.0
_SHORTEST_WAIT = 0.002
"""Seconds."""
_DAMAGE = (apsw.CorruptError, apsw.NotADBError)


class Key(NamedTuple):
    """Which text: at most one is kept for a field of an issue of a tracker."""

    tracker: str
    uid: str
    field: str


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text that is not in its tracker.

    tracker: the real path of its file. field: a field's name, "comment", "comment:" and a uid,
    "close_reason", or "create" for a new issue, whose uid is made up; " 2" and so on behind it where one
    field has several texts. base: what the field had when the
    text was begun, "" where that does not matter.
    """

    tracker: str
    uid: str
    id: str
    title: str
    field: str
    base: str
    text: str

    @property
    def key(self) -> Key:
        """What a later text of the same field replaces."""
        return Key(self.tracker, self.uid, self.field)


class DraftStore:
    """The open file. Belongs to one thread; close() it soon, because others wait for it."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file, or make it with its room. A damaged one is renamed and so kept aside.

        Raises DiskFull, ReadOnly, Held.
        """
        with _translated(path):
            try:
                return cls(_opened(path), path)
            except _DAMAGE:
                _put_aside(path)
                return cls(_opened(path), path)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def keep(self, texts: Iterable[KeptText]) -> None:
        """Keep texts; they are on disk when this returns. Raises DiskFull, ReadOnly."""
        rows = [(t.tracker, t.uid, t.id, t.title, t.field, t.base, t.text) for t in texts]
        with _translated(self._path), self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO kept(tracker, uid, id, title, field, base, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            ).fetchall()

    def list(self, tracker: str) -> tuple[KeptText, ...]:
        """The texts of one tracker, oldest first."""
        with _translated(self._path):
            rows = self._connection.execute(
                "SELECT tracker, uid, id, title, field, base, text FROM kept"
                " WHERE tracker = ? ORDER BY number",
                (tracker,),
            ).fetchall()
        return tuple(KeptText(*(str(value) for value in row)) for row in rows)

    def drop(self, keys: Iterable[Key]) -> None:
        """Forget texts, because they are in the tracker or nobody wants them."""
        with _translated(self._path), self._connection:
            self._connection.executemany(
                "DELETE FROM kept WHERE tracker = ? AND uid = ? AND field = ?", [tuple(key) for key in keys]
            ).fetchall()


@contextmanager
def drafts(path: Path | None = None) -> Generator[DraftStore, None, None]:
    """The user's drafts, open until the block ends."""
    store = DraftStore.open(path or places.drafts_file())
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class KeepTexts(Request[None]):
    """Keep texts that could not be saved in their tracker."""

    texts: tuple[KeptText, ...]

    def run(self, tracker: Tracker) -> None:  # noqa: ARG002 - on the store's thread, but not in the tracker
        """Raises DiskFull, ReadOnly, Held: then none of them is kept."""
        if self.texts:
            with drafts() as store:
                store.keep(self.texts)


@dataclass(frozen=True, slots=True)
class DropTexts(Request[None]):
    """Forget kept texts."""

    keys: tuple[Key, ...]

    def run(self, tracker: Tracker) -> None:  # noqa: ARG002 - on the store's thread, but not in the tracker
        """Raises ReadOnly, Held."""
        with drafts() as store:
            store.drop(self.keys)


def _opened(path: Path) -> apsw.Connection:
    """Open the file when nobody else has it, within our patience.

    Two that open it at once each hold what the other waits for, and SQLite's own waits keep step: each lets
    go here for a time of its own.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _opened_at_once(path)
        except apsw.BusyError:
            if time.monotonic() > until:
                raise
            threading.Event().wait(_SHORTEST_WAIT * (1 + secrets.randbelow(20)))


def _opened_at_once(path: Path) -> apsw.Connection:
    private_folder(path.parent)
    # SQLite gives the -wal the mode of the database file.
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        _configure(connection)
        if connection.pragma("user_version") == 0:
            _create(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: apsw.Connection) -> None:
    # Before the first access: the wal-index is then in our own memory, and no -shm file is needed.
    connection.pragma("locking_mode", "exclusive")
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", "full")
    connection.pragma("fullfsync", 1)
    connection.pragma("checkpoint_fullfsync", 1)
    connection.pragma("journal_size_limit", -1)
    # The -wal stays when the file is closed: its room is taken, whatever fills the disk later.
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    # Whoever opens a -wal writes behind what it has, also if all of that was moved before: it would grow with
    # each keeping. What was moved by this very connection is written over. Without room, behind it is right.
    with contextlib.suppress(apsw.FullError, apsw.IOError):
        connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()


def _create(connection: apsw.Connection) -> None:
    """Make the tables, and the room; once more where that was cut short between its two transactions."""
    with connection:
        connection.execute(
            """CREATE TABLE IF NOT EXISTS kept(
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                tracker TEXT NOT NULL,
                uid TEXT NOT NULL,
                id TEXT NOT NULL,
                title TEXT NOT NULL,
                field TEXT NOT NULL,
                base TEXT NOT NULL,
                text TEXT NOT NULL,
                UNIQUE(tracker, uid, field)
            ) STRICT"""
        ).fetchall()
        connection.execute("CREATE TABLE IF NOT EXISTS room(filler BLOB) STRICT").fetchall()
        connection.execute("DELETE FROM room").fetchall()
        connection.execute("INSERT INTO room VALUES (zeroblob(?))", (ROOM,)).fetchall()
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
    with connection:
        # Without auto_vacuum the pages stay in the file, free.
        connection.execute("DELETE FROM room").fetchall()
        connection.pragma("user_version", 1)
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()


def _put_aside(path: Path) -> None:
    mark = secrets.token_hex(3)
    for suffix in ("", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(path.with_name(f"drafts.damaged-{mark}.db{suffix}"))


@contextmanager
def _translated(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except apsw.Error as error:
        raise translate(error, path) or KnownError(
            f"Drafts could not be kept in {path.name} ({error})."
        ) from error
    except OSError as error:
        raise KnownError(f"Drafts could not be kept in {path}: {error.strerror}.") from error
