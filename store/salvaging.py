"""Saves what can still be read of a damaged tracker into a sound one in its place; the damaged one is kept.

The file is read as a copy, around what is broken (see foreign_tables). Of an issue whose row is lost, its
number and ids may still be in an index, and what was changed here in the history. What belongs to an issue
that is lost, and attached files that are not whole, are left behind in the damaged file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import apsw

from store import (
    blocking,
    foreign_tables,
    registers,
    salvage_report,
    salvaged_exchange,
    search,
)
from store.errors import Damaged, NoTracker
from store.foreign_copy import FAULTS, Unreadable, opened
from store.foreign_tables import Row, Table
from store.pace import UNWATCHED, Pace
from store.replacing import make_anew, settle
from store.salvaged_header import readable
from store.structs import dataclass
from store.tracker import Tracker
from store.values import as_record, loads

STOPPED = "It was stopped. Nothing was changed."
LOST_TITLE = "(title lost)"

_NUMBERED = ("step", "saved_view", "change")
_OWNED = ("label", "dependency", "comment", "stamp")
"""Tables without row numbers: around damage they are read issue by issue."""
_SAID = ("label", "dependency", "comment")
"""What a line of an issue file says of an issue, too."""
_NAMES = {
    "issue": "issues", "label": "labels", "dependency": "links", "comment": "comments",
    "change": "entries of the history", "saved_view": "saved views", "conflict": "values to review",
    "attachment": "attached files",
}  # fmt: skip
_JSON = {
    "issue": {"extra": "{}"}, "dependency": {"extra": "{}"}, "comment": {"extra": "{}", "number": "null"},
}  # fmt: skip
"""Columns that are JSON, and what stands where that is broken."""
_SOME = 500


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved. partial: issues of which only a part could be read; lost: plain sentences.

    report: the file that names those issues, where anything was lost.
    """

    path: Path
    issues: int
    partial: int
    comments: int
    attachments: int
    lost: tuple[str, ...]
    aside: Path | None
    partial_ids: tuple[str, ...] = ()
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a damaged tracker; gone: ids of lost issues, as far as they are known."""

    issues: int
    comments: int
    attachments: int
    lost: tuple[str, ...]
    partial: tuple[str, ...]
    gone: tuple[str, ...]


def salvage(path: Path, pace: Pace = UNWATCHED) -> Salvaged:
    """Put a sound tracker with all that can be read in a damaged one's place. No thread may have it open.

    Raises NoTracker, Held with the names of programs that have it open, Damaged when nothing can be read,
    DiskFull, Cancelled; all is as it was then.
    """
    path = Path(os.path.realpath(path))
    if not path.is_file():
        raise NoTracker(f"There is no tracker at {path}.")
    read, aside = make_anew(path, lambda staged: read_into(path, staged, pace))
    report = None
    if aside is not None and (read.lost or read.partial):
        report = salvage_report.write(aside, path, read.issues, read.lost, read.partial, read.gone)
    return Salvaged(
        path, read.issues, len(read.partial), read.comments, read.attachments, read.lost, aside, read.partial,
        report,
    )  # fmt: skip


def read_into(path: Path, target: Path, pace: Pace = UNWATCHED) -> Read:
    """Make a new tracker of all that can be read of a damaged one.

    Raises Damaged when nothing can be read, DiskFull, Cancelled.
    """
    try:
        with readable(path) as file, opened(file, pace, "issue") as database:
            return _Saving(path.name, database.connection, database.left_out, pace).run(target)
    except Unreadable as error:
        raise _nothing(path.name, "its beginning is lost") from error


class _Saving:
    """Reads one damaged database and fills one new tracker."""

    def __init__(self, name: str, source: apsw.Connection, left_out: str, pace: Pace) -> None:
        self._name, self._source, self._pace = name, source, pace
        self._lost = [f"{left_out}."] if left_out else []
        self._partial: list[str] = []
        self._gone: set[str] = set()

    def run(self, staged: Path) -> Read:
        try:
            there = foreign_tables.tables(self._source)
        except FAULTS as error:
            raise _nothing(self._name, str(error)) from error
        if "issue" not in there:
            raise _nothing(self._name, "its table of issues is lost")
        self._new = Tracker.open(staged, create=True, actor="salvage")
        try:
            with self._new.writing():
                self._fill(there)
            with self._new.translated():
                return self._finish()
        finally:
            self._new.close()

    def _fill(self, there: frozenset[str]) -> None:
        self._issues = self._read("issue")
        if not (self._issues.rows or self._issues.parts):
            raise _nothing(self._name, "no row of its table of issues")
        tables = {name: self._read(name) for name in (*_NUMBERED, *_OWNED, "conflict") if name in there}
        if "meta" in there:
            # The new tracker has some of its own.
            self._new.run("DELETE FROM meta")
            self._insert(self._read("meta"))
        self._insert(self._issues)
        exchanged = there.issuperset(salvaged_exchange.TABLES)
        lines = salvaged_exchange.of_lines(self._source, self._issues.parts) if exchanged else {}
        partial = self._insert_parts(tables.get("change"), lines)
        if exchanged:
            parts_lost = any(tables[one].damaged for one in _SAID if one in tables)
            self._copy_exchange(partial, parts_lost=parts_lost)
        for table in tables.values():
            self._insert(table)
        if there.issuperset(("attachment", "content", "chunk")):
            self._attach(self._read("attachment"))
        blocking.rebuild(self._new)
        search.index_all(self._new)

    # Reading

    def _read(self, name: str) -> Table:
        self._pace.look()
        table = foreign_tables.read(self._source, name)
        if table.damaged:
            self._lost.append(f"Some {_NAMES.get(name, 'of what it keeps beside the issues')}.")
            if name in (*_OWNED, "attachment") and table.columns:
                self._read_by_issue(table)
        return table

    def _read_by_issue(self, table: Table) -> None:
        names = ", ".join(table.columns)
        seen = {tuple(row.values()) for row in table.rows}
        for key in sorted({*(row["key"] for row in self._issues.rows), *self._issues.parts}):
            try:
                rows = self._source.execute(f"SELECT {names} FROM {table.name} WHERE issue = ?", (key,))
                table.rows += [dict(zip(table.columns, row, strict=True)) for row in rows if row not in seen]
            except FAULTS:
                continue

    # Writing

    def _insert(self, table: Table) -> None:
        ours = {name for (name,) in self._new.all("SELECT name FROM pragma_table_info(?)", (table.name,))}
        names = [name for name in table.columns if name in ours]
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table.name}({', '.join(names)}) VALUES ({marks})"
        refused = 0
        for row in self._watched(table.rows):
            refused += not (_mend(table.name, row) and self._put(sql, [row[name] for name in names]))
        if refused:
            what = _NAMES.get(table.name, f"rows of {table.name}")
            self._lost.append(f"{refused} {what} that belong to nothing, or have values that cannot be.")

    def _put(self, sql: str, values: list[Any]) -> bool:
        try:
            self._write(sql, values)
        except (apsw.ConstraintError, apsw.MismatchError, apsw.TooBigError):
            return False
        return True

    def _write(self, sql: str, values: Any) -> None:
        """What the new file's disk says is no fault of the damaged one."""
        with self._new.translated():
            self._new.run(sql, values)

    def _watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        for number, row in enumerate(rows):
            if number % _SOME == 0:
                self._pace.look()
            yield row

    def _insert_parts(self, log: Table | None, lines: dict[int, dict[str, Any]]) -> set[int]:
        """Issues whose row is lost, from the indexes that know their ids, their lines, and the history."""
        told = _told(log) if self._issues.parts else {}
        partial: set[int] = set()
        for key, part in self._issues.parts.items():
            ids = [key, part.get("uid"), part.get("id")]
            if None in ids or not self._put("INSERT INTO issue(key, uid, id) VALUES (?, ?, ?)", ids):
                self._gone.add(str(part.get("id") or ""))
                continue
            partial.add(key)
            self._partial.append(str(part["id"]))
            values = {"title": LOST_TITLE, **lines.get(key, {}), **told.get(str(part["uid"]), {})}
            with contextlib.suppress(apsw.Error, ValueError), self._new.translated():
                registers.write(self._new, key, values)
        return partial

    def _copy_exchange(self, partial: set[int], *, parts_lost: bool) -> None:
        """Only whole: of an issue file that is known in part, an import would make changes nobody made."""
        try:
            lacking = salvaged_exchange.copy(self._source, self._new, partial, parts_lost=parts_lost)
        except FAULTS:
            parts_lost, lacking = True, ()
        if parts_lost:
            self._lost.append("What was known of its issue file: the next import compares the whole file.")
        if lacking:
            self._gone.update(lacking)
            self._lost.append(
                f"{len(lacking)} issues that its issue file has: the next import brings them back."
            )

    def _attach(self, attached: Table) -> None:
        """Attached files whose content is whole."""
        contents = {row["key"]: row for row in foreign_tables.read(self._source, "content").rows}
        wanted = {row["content"] for row in attached.rows} & contents.keys()
        whole = {key for key in wanted if self._copy_content(key, contents[key])}
        broken = [row for row in attached.rows if row["content"] not in whole]
        gone = [str(row["name"]) for row in broken if not row["removed"]]
        if gone:
            self._lost.append(f"{len(gone)} attached files that are not whole: {', '.join(gone[:3])}.")
        attached.rows = [row for row in attached.rows if row["content"] in whole]
        self._insert(attached)

    def _copy_content(self, key: int, content: Row) -> bool:
        digest = hashlib.sha256()
        try:
            with self._new.connection:
                self._write("INSERT INTO content(key, sha256, size) VALUES (:key, :sha256, :size)", content)
                for number, data in self._source.execute(
                    "SELECT number, bytes FROM chunk WHERE content = ? ORDER BY number", (key,)
                ):
                    self._pace.look()
                    digest.update(data)
                    self._write("INSERT INTO chunk VALUES (?, ?, ?)", (key, number, data))
                if digest.hexdigest() != content["sha256"]:
                    raise ValueError("not whole")
        except (*FAULTS, TypeError):
            return False
        return True

    def _finish(self) -> Read:
        issues, comments, attachments = (
            int(self._new.one(sql))
            for sql in (
                "SELECT count(*) FROM issue WHERE NOT gone",
                "SELECT count(*) FROM comment WHERE NOT removed",
                "SELECT count(*) FROM attachment WHERE NOT removed",
            )
        )
        settle(self._new)
        lost = tuple(dict.fromkeys(self._lost))
        partial, gone = tuple(sorted(self._partial)), tuple(sorted(self._gone - {""}))
        return Read(issues, comments, attachments, lost, partial, gone)


def _nothing(name: str, why: str) -> Damaged:
    return Damaged(
        f"{name} is damaged so that no issue of it can be read ({why}). Nothing was changed. Restore a "
        "backup, or build it anew from its issue file, where there is one."
    )


def _told(log: Table | None) -> dict[str, dict[str, Any]]:
    """By uid: the last values of fields that the history tells of."""
    found: dict[str, dict[str, Any]] = {}
    for row in sorted(log.rows, key=_seq) if log is not None else ():
        after = _object(row["after"]) or {}
        fields = {name: value for name, value in after.items() if name in registers.FIELDS}
        found.setdefault(str(row["uid"]), {}).update(fields)
    return found


def _seq(row: Row) -> int:
    return row["seq"] if isinstance(row["seq"], int) else 0


def _mend(table: str, row: Row) -> bool:
    """Put what is empty in the place of broken JSON; return whether the row can be used."""
    for name, empty in _JSON.get(table, {}).items():
        try:
            loads(row[name])
        except (ValueError, TypeError):
            row[name] = empty
    return table != "change" or not (_object(row["before"]) is None or _object(row["after"]) is None)


def _object(text: object) -> dict[str, Any] | None:
    try:
        return as_record(loads(text)) if isinstance(text, str) else None
    except ValueError:
        return None
