"""The rows of a table as lines of an issue file, so that they go the way of every import.

Nothing is lost: a column that is no field is kept under its own name, and so is a cell that cannot be
read as what its column is. A row without an id gets one from its title, the same at every import.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import cast

from store import csv_fields, csv_table, csv_values, ids, jsonl
from store.csv_fields import KEEP, SKIP, TIMES
from store.csv_table import Row, Table
from store.csv_write import is_ours, plain_cell
from store.errors import KnownError
from store.importing import Source
from store.issue import DEFAULT_PRIORITY, TOMBSTONE
from store.jsonl_encode import ORDER
from store.lines import read_lines
from store.pace import UNWATCHED, Pace
from store.records import KNOWN
from store.structs import dataclass

_HASH = 6
_LINKS, _DETAILS = "\0links", "\0details"
"""Where a record has its links until all ids are known; no column has such a name."""
_TEXTS = frozenset(csv_fields.FIELDS) - TIMES - {
    "id", "status", "priority", "issue_type", "labels", "parent", "dependencies", "estimated_minutes",
    "pinned", "comments", "extra",
}  # fmt: skip


@dataclass(slots=True)
class Made:
    """What rows became. problems: the row's number as a spreadsheet counts, and the reason."""

    records: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    problems: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def read(path: Path, wanted: Sequence[str] | Mapping[str, str] = (), pace: Pace = UNWATCHED) -> Source:
    """Read a table. Any thread. wanted: "COLUMN=FIELD" texts that change the guess, or the whole mapping.

    Raises KnownError when it is no table, or no column holds titles.
    """
    data, table = csv_table.read(path, pace)
    if isinstance(wanted, Mapping):
        fields = {column: wanted.get(column, KEEP) for column in table.columns}
    else:
        fields = csv_fields.chosen(table.columns, wanted)
    made = records(table, fields, pace)
    body = b"".join(_line(record) + b"\n" for record in pace.each(made.records))
    digest = hashlib.sha256(data + repr(sorted(fields.items())).encode())
    lines = read_lines(body, pace=pace)[1]
    return Source(
        path, digest.hexdigest(), bom=False, lines=lines, problems=tuple(made.problems), undated=True
    )


def records(table: Table, fields: Mapping[str, str], pace: Pace = UNWATCHED) -> Made:
    """What each row says. Raises KnownError when no column holds titles."""
    made = Made()
    if table.rows and "title" not in fields.values():
        raise KnownError(
            f"{table.path.name} has no column of titles. Nothing was imported. Name one with "
            f"--map COLUMN=title; its columns are {', '.join(table.columns)}."
        )
    if table.doubtful:
        made.problems.append((0, table.doubtful))
    reader = _Reader(table, fields, made)
    for row in pace.each(table.rows):
        reader.read(row)
    reader.link()
    return made


def _line(record: dict[str, object]) -> bytes:
    raw = jsonl.line(record)
    # The line of bd has both always; these are not known, which is not the year 1.
    missing = {key: jsonl.ABSENT for key in ("created_at", "updated_at") if key not in record}
    return jsonl.patch(raw, missing) if missing else raw


class _Reader:
    """Turns rows into records one by one, and looks at all of them where one alone cannot tell."""

    def __init__(self, table: Table, fields: Mapping[str, str], made: Made) -> None:
        self._table = table
        self._columns = [(n, name, fields.get(name, KEEP)) for n, name in enumerate(table.columns)]
        self._ours = is_ours(table.columns)
        self._made = made
        self._prefix = ids.prefix_from_name(table.path.stem)
        self._row_of: dict[str, int] = {}
        self._same_titles: Counter[str] = Counter()
        self._links: dict[str, list[tuple[str, str]]] = {}
        self._day_first = {
            name: csv_values.day_first(row.cells[n] for row in table.rows if n < len(row.cells))
            for n, name, what in self._columns
            if what in TIMES
        }

    def read(self, row: Row) -> None:
        """Add the record of a row; a row without a title has its first text for one."""
        record: dict[str, object] = {}
        for n, name, what in self._columns:
            cell = row.cells[n] if n < len(row.cells) else ""
            cell = plain_cell(cell) if self._ours else cell
            if cell.strip() and what != SKIP and not self._set(record, name, what, cell):
                self._keep(record, name, cell)
                if what != KEEP:
                    self._made.problems.append(
                        (row.number, f"“{_short(cell)}” is no {_words(what)}; it is kept as “{name}”")
                    )
        self._finish(row, record)
        self._made.records.append(record)

    def link(self) -> None:
        """Make the links, once all ids are known: a parent may be named by its title."""
        by_title = {str(one.get("title")): str(one["id"]) for one in reversed(self._made.records)}
        for record in self._made.records:
            id = str(record["id"])
            links = self._links.get(id, [])
            edges: dict[tuple[str, str], dict[str, object]] = {}
            for kind, name in links:
                target = self._target(name, by_title)
                edges[kind, target] = {"issue_id": id, "depends_on_id": target, "type": kind}
            # Our own files tell more of a link than its two ends.
            for told in cast("list[dict[str, object]]", record.pop(_DETAILS, [])):
                ends = str(told.get("type")), str(told.get("depends_on_id"))
                if ends in edges:
                    edges[ends] = {**told, **edges[ends]}
            if edges:
                record["dependencies"] = list(edges.values())
            for comment in cast("list[dict[str, object]]", record.get("comments", [])):
                comment["issue_id"] = id

    def _target(self, name: str, by_title: Mapping[str, str]) -> str:
        named = self._full(name)
        return named if named in self._row_of else by_title.get(name, name)

    def _full(self, id: str) -> str:
        """A number alone is nobody's id in a tracker."""
        bare = id.removeprefix("#")
        return f"{self._prefix}-{bare}" if bare.isdecimal() and not self._ours else id

    def _set(self, record: dict[str, object], name: str, what: str, cell: str) -> bool:
        """Put a cell where its column belongs; False when it cannot be read as that."""
        if what in _TEXTS:
            record[what] = (
                cell if what in ("description", "notes", "design", "acceptance_criteria") else cell.strip()
            )
        elif what in TIMES:
            at = csv_values.time(cell, day_first=self._day_first.get(name))
            if not at:
                return False
            record[what] = at
        elif what == "labels":
            cast("list[str]", record.setdefault("labels", [])).extend(csv_values.labels(cell))
        elif what == "parent":
            cast("list[tuple[str, str]]", record.setdefault(_LINKS, [])).append(
                ("parent-child", cell.strip())
            )
        elif what == "dependencies":
            cast("list[tuple[str, str]]", record.setdefault(_LINKS, [])).extend(csv_values.edges(cell))
        else:
            return self._set_one(record, what, cell)
        return True

    def _set_one(self, record: dict[str, object], what: str, cell: str) -> bool:
        value: object
        if what == "id":
            value = cell.strip()
        elif what == "status":
            value, reason = csv_values.status(cell)
            if reason:
                record.setdefault("close_reason", reason)
            if value == TOMBSTONE:
                return False
        elif what == "priority":
            value = csv_values.priority(cell)
        elif what == "issue_type":
            value = csv_values.issue_type(cell)
        elif what == "estimated_minutes":
            value = csv_values.minutes(cell)
        elif what == "pinned":
            value = csv_values.flag(cell)
        elif what == "comments":
            value = csv_values.comment_list(cell)
        elif what == "extra" and self._ours:
            return _set_extra(record, cell)
        else:
            return False
        if value is not None:
            record[what] = value
        return value is not None

    def _keep(self, record: dict[str, object], name: str, cell: str) -> None:
        """An unknown key; one that would be taken for a field of ours gets another name."""
        key = f"csv_{name}" if name.casefold() in _TAKEN else name
        record[key] = cell

    def _finish(self, row: Row, record: dict[str, object]) -> None:
        if not record.get("title"):
            record["title"] = next((" ".join(cell.split())[:200] for cell in row.cells if cell.strip()), "")
            self._made.problems.append((row.number, "it has no title; its first text stands for one"))
        record.setdefault("priority", DEFAULT_PRIORITY)
        record.setdefault("status", "closed" if record.get("closed_at") else "open")
        record.setdefault("issue_type", "task")
        if record["status"] == "closed" and "closed_at" not in record:
            at = record.get("updated_at") or record.get("created_at")
            record.update({"closed_at": at} if at else {})
        if "created_at" in record:
            record.setdefault("updated_at", record["created_at"])
        if "labels" in record:
            record["labels"] = sorted(set(cast("list[str]", record["labels"])), key=str.encode)
        if str(record.get("external_ref", "")) == "":
            record.pop("external_ref", None)
        self._name(row, record)

    def _name(self, row: Row, record: dict[str, object]) -> None:
        given = self._full(str(record.get("id", "")))
        if given and given in self._row_of:
            self._made.problems.append(
                (
                    row.number,
                    f"the id {given} is that of row {self._row_of[given]}; this row got one of its own",
                )
            )
            record["csv_id"], given = given, ""
        if not given:
            given = self._derived(record)
        record["id"] = given
        self._row_of[given] = row.number
        self._links[given] = cast("list[tuple[str, str]]", record.pop(_LINKS, []))

    def _derived(self, record: dict[str, object]) -> str:
        title = str(record["title"])
        self._same_titles[title] += 1
        digest = hashlib.sha256(f"{title}\0{self._same_titles[title]}".encode("utf-8", "replace")).hexdigest()
        names = (f"{self._prefix}-{digest[:length]}" for length in range(_HASH, len(digest) + 1))
        return next(name for name in names if name not in self._row_of)


_TAKEN = frozenset({*ORDER, *csv_fields.FIELDS, "type"})


def _set_extra(record: dict[str, object], cell: str) -> bool:
    """Take over the further keys of our own files; False where one of them would be more than that."""
    found = cast("dict[str, object] | None", csv_values.json_of(cell, dict))
    if found is None:
        return False
    details = csv_values.records(found.pop("dependencies", []))
    if (
        details is None
        or not KNOWN.isdisjoint(map(str.lower, found))
        or not {_LINKS, _DETAILS}.isdisjoint(found)
    ):
        return False
    # Either would make the row a line that is kept, and no issue.
    if found.get("_deleted") is True or found.get("_type", "issue") != "issue":
        return False
    record.update(found)
    record[_DETAILS] = details
    return True


def _words(what: str) -> str:
    if what == "comments":
        return "list of comments"
    if what == "extra":
        return "record of further keys"
    return "date" if what in TIMES else what.removesuffix("_at").replace("_", " ")


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
