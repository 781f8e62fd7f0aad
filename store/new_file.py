"""Makes a new tracker's file so that nobody ever sees half of one, whatever is killed when."""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from store import schema
from store.files import making, publish, sweep, sync_folder

_PATIENCE_MS = 5000


def make(path: Path, *, in_place: bool) -> None:
    """Make an empty tracker; one that another process makes at the same moment stays, and is as good.

    in_place: an empty file is there already, and others may have it open.

    Raises OSError, Unsynced, apsw.Error.
    """
    if in_place:
        _fill(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(path.parent)
    with making(path) as temporary:
        # SQLite gives -wal and -shm the mode of the database file.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(temporary)
        publish(temporary, path)
        sync_folder(path.parent)


def _fill(path: Path) -> None:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.set_busy_timeout(_PATIENCE_MS)
        connection.pragma("synchronous", "full")
        # Not in WAL mode: the commit brings the header, by which the file is known, into the file itself.
        connection.execute("BEGIN IMMEDIATE").fetchall()
        if connection.pragma("user_version") == 0:
            schema.create(connection)
        connection.execute("COMMIT").fetchall()
    finally:
        connection.close()
