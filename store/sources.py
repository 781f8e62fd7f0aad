"""Turns any file that can be imported into the lines of an issue file: JSONL, a database of bd or br."""

from __future__ import annotations

from pathlib import Path

from store import foreign_database, importing
from store.importing import Source
from store.pace import UNWATCHED, Pace


def read(path: Path, pace: Pace = UNWATCHED) -> Source:
    """Read a file without touching any tracker, told by its content. Any thread.

    Raises KnownError when it is nothing that can be imported.
    """
    database = foreign_database.database_of(path)
    if database is not None:
        return foreign_database.read(database)
    return importing.read_source(path, pace)
