"""Reads a tracker whose folder does not let SQLite make the files that it needs beside it."""

from __future__ import annotations

from pathlib import Path

import apsw

from store import schema
from store.database import guard_version
from store.tracker import Tracker


def open_frozen(path: Path, *, actor: str = "") -> Tracker | None:
    """Open a tracker in a folder that cannot be written; None where that could show something wrong.

    `immutable` takes no locks and looks for no -wal, so there must be none: what is only there would be
    missing. https://sqlite.org/uri.html#uriimmutable. Changes by others are not noticed.
    """
    guard_version()
    try:
        if path.with_name(path.name + "-wal").exists() or not path.is_file():
            return None
        connection = apsw.Connection(
            f"{path.as_uri()}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
    except (OSError, apsw.Error):
        return None
    try:
        ours = connection.pragma("application_id") == schema.APPLICATION_ID
        known = connection.pragma("user_version") == schema.FORMAT
    except apsw.Error:
        ours = known = False
    if not (ours and known):
        connection.close()
        return None
    connection.pragma("mmap_size", 0)
    connection.pragma("temp_store", "memory")
    return Tracker(connection, path, actor=actor)
