"""Reads a database of bd or br as if it were the issue file that it would write.

Recognised by what is in it, never by a version: bd's databases all say version 0. The rows become
lines, and go the way of every import. Its tables of what is ready or blocked are derived and not read,
nor is its history.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import field
from pathlib import Path

import apsw

from store import foreign_tables, jsonl, places
from store.database import is_open_here
from store.errors import KnownError
from store.files import read_whole
from store.foreign_copy import FAULTS, MAGIC, Opened, opened
from store.foreign_records import comments_of, edges_of, grouped, labels_of, record_of_row
from store.foreign_tables import Row, Table
from store.importing import Source
from store.lines import Line, read_lines
from store.pace import UNWATCHED, Pace
from store.schema import APPLICATION_ID
from store.structs import dataclass

_BESIDE = ("-wal", "-shm", "-journal")
_NAMED = 10
"""How many ids a sentence names."""
_NEEDED = {
    "labels": {"issue_id", "label"},
    "dependencies": {"issue_id", "depends_on_id"},
    "comments": {"issue_id", "text"},
}
"""Tables of what belongs to an issue, and the columns that tell the most of it."""


def database_of(path: Path) -> Path | None:
    """The database that a path means, told by its content; a -wal, -shm or -journal means the one beside it.

    None when the path is no database. Raises KnownError for a tracker of ours.
    """
    path = belongs_to(path)
    if is_ours(path):
        raise _ours(path)
    return path if _header(path).startswith(MAGIC) else None


def belongs_to(path: Path) -> Path:
    """The database to which a file beside it belongs; any other path as it is."""
    for suffix in _BESIDE:
        if path.name.endswith(suffix):
            base = path.with_name(path.name.removesuffix(suffix))
            if is_open_here(base) or _header(base).startswith(MAGIC):
                return base
    return path


def is_ours(path: Path) -> bool:
    """Whether a file is a tracker of Strandline."""
    if is_open_here(path):
        return True
    header = _header(path)
    return header.startswith(MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def read(path: Path, pace: Pace = UNWATCHED) -> Source:
    """Read a database, see database_of(). Any thread. Raises KnownError when nothing can be read of it."""
    with opened(Path(os.path.realpath(path)), pace) as database:
        found = _read(path, database, pace)
    data = b"".join(jsonl.line(record) + b"\n" for record in pace.each(found.records))
    lines = read_lines(data, pace=pace)[1]
    return Source(
        path,
        hashlib.sha256(data).hexdigest(),
        bom=False,
        lines=lines,
        problems=tuple((0, problem) for problem in found.problems),
        notes=(*found.notes, *_beside(path, lines, pace)),
        prefix=found.prefix,
    )


@dataclass(slots=True)
class _Found:
    records: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    problems: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    prefix: str = ""


def _read(path: Path, database: Opened, pace: Pace) -> _Found:
    connection = database.connection
    try:
        names = foreign_tables.tables(connection)
    except FAULTS as error:
        raise _unreadable(path, str(error)) from error
    issues = foreign_tables.read(connection, "issues") if "issues" in names else Table("issues")
    if not {"id", "title"} <= issues.columns.keys():
        if database.damage:
            raise _unreadable(path, database.damage[0])
        raise KnownError(
            f"{path.name} is a database without issues: it has no table “issues” with ids and titles. "
            "Nothing was imported. Choose the database of bd or br, or an issue file."
        )
    owned = {name: foreign_tables.read(connection, name) for name in _NEEDED if name in names}
    for name, table in owned.items():
        # A row of which indexes tell all that makes it one is as good as read.
        whole = {row: part for row, part in table.parts.items() if part.keys() >= _NEEDED[name]}
        table.rows.extend(whole.values())
        table.parts = {row: part for row, part in table.parts.items() if row not in whole}
    found = _Found(problems=[database.left_out] if database.left_out else [])
    found.prefix = _prefix(connection) if "config" in names else ""
    _tell_damage(path, database, [issues, *owned.values()], found)
    _make_records(issues, owned, found, pace)
    return found


def _make_records(issues: Table, owned: dict[str, Table], found: _Found, pace: Pace) -> None:
    by_id = {row["id"]: row for row in issues.rows if isinstance(row["id"], str)}
    groups: dict[str, dict[str, list[Row]]] = {}
    for name, table in owned.items():
        table.rows = [row for row in table.rows if not _is_deleted(row)] if name == "comments" else table.rows
        groups[name], orphans = grouped(table, by_id)
        if orphans:
            found.problems.append(
                f"{orphans} of its {name} belong to no issue that is there, and were left out"
            )
    for row in pace.each(issues.rows):
        record = record_of_row(row, issues.columns)
        id = str(row["id"])
        for key, make in (("labels", labels_of), ("dependencies", edges_of), ("comments", comments_of)):
            made = make(groups.get(key, {}).get(id, ()))
            if made:
                record[key] = made
        found.records.append(record)
    found.records.sort(key=lambda record: str(record.get("id", "")).encode("utf-8", "replace"))


def _is_deleted(row: Row) -> bool:
    """Some keep a comment that was deleted, with the time when it was."""
    return row.get("deleted_at") not in (None, "")


def _tell_damage(path: Path, database: Opened, tables: list[Table], found: _Found) -> None:
    broken = [table for table in tables if table.damaged]
    if database.damage or broken:
        what = f": {', '.join(table.name for table in broken)} could be read in part only" if broken else ""
        found.problems.append(
            f"{path.name} is damaged{what or ', but every table could be read to its end'}. What could be "
            "read is imported; restore a backup, or import its issue file too"
        )
    for table in broken:
        lost = sorted(
            str(part.get("id") or part.get("issue_id") or f"row {row}") for row, part in table.parts.items()
        )
        if lost:
            more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
            found.problems.append(
                f"{len(lost)} rows of {table.name} could not be read: {', '.join(lost[:_NAMED])}{more}"
            )
    for table in tables:
        if table.bad_text:
            found.problems.append(
                f"{table.bad_text} rows of {table.name} hold bytes that are no text; each became \ufffd"
            )


def _prefix(connection: apsw.Connection) -> str:
    config = foreign_tables.read(connection, "config")
    for row in config.rows:
        if row.get("key") == "issue_prefix" and isinstance(row.get("value"), str):
            return str(row["value"]).strip().rstrip("-")
    return ""


def _beside(path: Path, lines: list[Line], pace: Pace) -> list[str]:
    """One sentence where the issue file beside the database tells something else; it is not imported."""
    file = places.jsonl_of(path.parent)
    try:
        found = read_lines(read_whole(file), pace=pace.silent())[1]
    except OSError:
        return []
    theirs = [line for line in found if line.kind == "issue"]
    here = {line.id: line.record.get("updated_at") for line in lines if line.kind == "issue"}
    there = {line.id: line.record.get("updated_at") for line in theirs}
    differ = sum(there.get(id) != at for id, at in here.items() if id in there)
    if here.keys() == there.keys() and not differ:
        return []
    told = (
        f"{path.name} has {len(here)} issues, {file.name} beside it has {len(there)}"
        if here.keys() != there.keys()
        else f"{file.name} beside it tells {differ} of its {len(here)} issues differently"
    )
    return [f"{told}; only {path.name} is imported."]


def _header(path: Path) -> bytes:
    if is_open_here(path):
        return b""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(100)
    except OSError:
        return b""


def _ours(path: Path) -> KnownError:
    return KnownError(
        f"{path.name} is a tracker of Strandline, not a file to import. Open it instead, or export its "
        "issues there and import that file."
    )


def _unreadable(path: Path, reason: str) -> KnownError:
    return KnownError(
        f"{path.name} is damaged so that its issues cannot be found ({reason.splitlines()[0]}). Nothing was "
        "imported. Restore a backup, or import its issue file."
    )
