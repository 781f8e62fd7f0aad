"""Opens a tracker's file through APSW: guards, pragmas, and nothing written to an up-to-date tracker."""

from __future__ import annotations

import contextlib
import stat
import sys
import threading
from pathlib import Path

import apsw

from store import leftover, new_file, schema, volumes
from store.errors import (
    Damaged,
    KnownError,
    NewerFormat,
    NotOurs,
    NoTracker,
    ReadOnly,
    not_a_tracker,
    translate,
)
from store.files import Unsynced
from store.issue import storable

_MAGIC = b"SQLite format 3\x00"
_WAL_LIMIT = 4 * 2**20
_NETWORK_PATIENCE_MS = 5000
_READ_WRITE = 0o666

# Files that this process has open, by (device, inode). Reading one of them with open() would drop all
# of SQLite's POSIX locks on it, and acknowledged commits of ours would be lost.
_open_files: dict[tuple[int, int], int] = {}
_open_files_lock = threading.Lock()


def guard_version(version: str | None = None) -> None:
    """Raise KnownError where SQLite loses commits: the WAL-reset bug, fixed in 3.51.3, 3.50.7 and 3.44.6.

    https://sqlite.org/wal.html, section on the WAL-reset bug.
    """
    version = version or apsw.sqlite_lib_version()
    numbers = tuple(int(part) for part in version.split("."))[:3]
    backported = (numbers[:2] == (3, 50) and numbers[2] >= 7) or (numbers[:2] == (3, 44) and numbers[2] >= 6)
    if numbers < (3, 51, 3) and not backported:
        raise KnownError(f"SQLite {version} can lose changes and is not used. Install apsw 3.53 or newer.")


def open_database(path: Path, *, create: bool = False, read_only: bool = False) -> apsw.Connection:
    """Open the file on the thread that will use it, and register it until closed() is called.

    create: make an empty tracker when no file is there. Raises NoTracker, NotOurs, NewerFormat,
    Damaged, ReadOnly, Held.
    """
    guard_version()
    try:
        _prepare(path, create=create)
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        connection = apsw.Connection(str(path), flags=flags)
        try:
            connection.set_busy_timeout(0)
            _check_format(connection, path)
            _configure(connection, path, read_only=read_only)
        except BaseException:
            drop(connection)
            raise
    except apsw.Error as error:
        known = translate(error, path)
        if known is None:
            raise
        raise known from error
    _register(path)
    return connection


def drop(connection: apsw.Connection) -> None:
    """Close a connection and leave its -wal as it is: into a file that may be damaged nothing is moved."""
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()


def closed(identity: tuple[int, int] | None) -> None:
    """Say that a connection to that file, see identity(), was closed."""
    if identity is not None:
        with _open_files_lock:
            left = _open_files.get(identity, 0) - 1
            if left > 0:
                _open_files[identity] = left
            else:
                _open_files.pop(identity, None)


def identity(path: Path) -> tuple[int, int] | None:
    """Return the file's device and inode, or None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open, so that it must not be read by other means."""
    with _open_files_lock:
        return _open_files.get(identity(path) or (-1, -1), 0) > 0


def _register(path: Path) -> None:
    found = identity(path)
    if found is not None:
        with _open_files_lock:
            _open_files[found] = _open_files.get(found, 0) + 1


def _prepare(path: Path, *, create: bool) -> None:
    """Make the file where it is missing and wanted; refuse what is no tracker before SQLite touches it."""
    if storable(str(path)) != str(path):
        raise KnownError(f"The name of {path} is not UTF-8, which SQLite needs. Rename the file or folder.")
    try:
        found = path.stat()
    except FileNotFoundError:
        found = None
    except OSError as error:
        raise ReadOnly(f"{path} cannot be opened: {error.strerror}. Check the folder.") from error
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise NotOurs(f"{path} is a folder. Choose a .strandline file.")
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise NotOurs(f"{path} is no ordinary file. Choose a .strandline file.")
    if is_open_here(path):
        return
    if found is None or found.st_size == 0:
        _make(path, found is not None, create)
    else:
        _check_header(path)
        _let_beside(path, found.st_mode)
        leftover.keep_if_damaged(path)
        leftover.set_aside_if_foreign(path)


def _let_beside(path: Path, mode: int) -> None:
    """Give the -wal and -shm the permissions of the tracker, as SQLite does when it makes them.

    Whoever read it while it was read-only left them so; writing stays refused when only the tracker is
    allowed to be written again.
    """
    for suffix in ("-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        with contextlib.suppress(OSError):
            found = stat.S_IMODE(file.stat().st_mode)
            if wanted := (mode & _READ_WRITE) & ~found:
                file.chmod(found | wanted)


def _make(path: Path, exists: bool, create: bool) -> None:
    if not create and not exists:
        raise NoTracker(f"There is no tracker at {path}. Check the name, or add an issue to make one.")
    if leftover.size(path):
        # SQLite would delete it beside an empty file, and read it into a new one.
        raise Damaged(
            f"{path.name} is {'empty' if exists else 'missing'}, but {path.name}-wal beside it has changes "
            "of it. Restore a backup where there is one, or move that file away to start a new tracker."
        )
    if not create:
        raise Damaged(
            f"{path.name} is empty. Restore a backup where there is one, or delete the file to start a new "
            "tracker."
        )
    try:
        new_file.make(path, in_place=exists)
    except Unsynced as error:
        raise KnownError(error.told(path.name)) from error
    except OSError as error:
        raise ReadOnly(f"{path} cannot be made: {error.strerror}. Choose another folder.") from error


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise ReadOnly(f"{path} cannot be read: {error.strerror}. Allow reading it.") from error
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise not_a_tracker(path)
    application = int.from_bytes(header[68:72], "big")
    if application != schema.APPLICATION_ID:
        raise NotOurs(
            f"{path.name} is some other program's database, so it was left alone. Choose a .strandline file."
        )


def _configure(connection: apsw.Connection, path: Path, *, read_only: bool) -> None:
    mode, synchronous = "wal", "full"
    if volumes.network(path):
        # Without a -wal a commit waits for readers, and readers for a commit.
        connection.set_busy_timeout(_NETWORK_PATIENCE_MS)
        # And it counts once its journal is gone, which a power cut brings back unless the folder is synced.
        mode, synchronous = "delete", "extra"
    if not read_only and connection.pragma("journal_mode") != mode:
        connection.pragma("journal_mode", mode)
    connection.pragma("synchronous", synchronous)
    if sys.platform == "darwin":
        # A plain fsync leaves data in the drive's cache there.
        connection.pragma("fullfsync", 1)
        connection.pragma("checkpoint_fullfsync", 1)
    connection.pragma("mmap_size", 0)
    connection.pragma("journal_size_limit", _WAL_LIMIT)
    connection.pragma("foreign_keys", 1)
    connection.pragma("temp_store", "memory")
    # A long import would write a page twice that it misses; a reader gets it from the system's cache, and was
    # not slower on 100,000 issues with a cache of 8 MB than with 32.
    connection.pragma("cache_size", (-8 if read_only else -32) * 1024)


def _check_format(connection: apsw.Connection, path: Path) -> None:
    application = connection.pragma("application_id")
    if application != schema.APPLICATION_ID:
        raise not_a_tracker(path)
    found = connection.pragma("user_version")
    if isinstance(found, int) and found > schema.FORMAT:
        raise NewerFormat(
            f"{path.name} was written by a newer Strandline (format {found}; this one knows up to "
            f"{schema.FORMAT}). Nothing was changed. Update Strandline to open it."
        )
