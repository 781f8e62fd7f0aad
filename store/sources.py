"""Turns any file that can be imported into the lines of an issue file: a database of bd or br, a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from store import csv_read, csv_table, foreign_database, importing
from store.errors import Invalid
from store.importing import Source
from store.pace import UNWATCHED, Pace

SUFFIXES = frozenset({".jsonl", ".json", ".ndjson", ".db", ".sqlite", ".sqlite3", *csv_table.SUFFIXES})
"""How the names of files end that can be imported."""


def importable(path: Path) -> Path | None:
    """The file that is meant, when its name says that it can be imported; None for a tracker of ours.

    The -wal, -shm or -journal of a database means the database.
    """
    path = foreign_database.belongs_to(path)
    if path.suffix.lower() not in SUFFIXES or not path.is_file() or foreign_database.is_ours(path):
        return None
    return path


def read(path: Path, pace: Pace = UNWATCHED, *, columns: Sequence[str] | Mapping[str, str] = ()) -> Source:
    """Read a file without touching any tracker. Any thread.

    A database is told by its content, a table by its name. columns: what the columns of a table are, see
    csv_read. Raises KnownError when it is nothing that can be imported, and Cancelled.
    """
    database = foreign_database.database_of(path)
    if database is not None and not columns:
        return foreign_database.read(database, pace)
    if csv_table.is_csv(path):
        return csv_read.read(path, columns, pace)
    if columns:
        raise Invalid(f"{path.name} is no table, so it has no columns to name. Leave --map out.")
    return importing.read_source(path, pace)
