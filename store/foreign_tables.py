"""Reads the tables of a database that may be damaged: row by row, from both ends, around what is broken."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import field
from typing import Any

import apsw

from store.foreign_copy import FAULTS
from store.structs import dataclass

Row = dict[str, Any]

_LAST_ROW = 1 << 31
_PROBES = 20_000
"""Queries spent on one damaged table."""


@dataclass(slots=True)
class Table:
    """What could be read of a table. parts: rows of which only indexes tell, by their number."""

    name: str
    columns: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    """In lower case, each with its default."""
    rows: list[Row] = field(default_factory=list[Row])
    damaged: bool = False
    parts: dict[int, Row] = field(default_factory=dict[int, Row])
    bad_text: int = 0
    """Rows with bytes that are no text."""


def tables(connection: apsw.Connection) -> frozenset[str]:
    """The names of the tables, in lower case; views are derived and do not count."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return frozenset(str(name).lower() for (name,) in found)


def columns(connection: apsw.Connection, table: str) -> dict[str, str | None]:
    """The columns of a table, in lower case, with their defaults as SQL writes them."""
    rows = connection.execute("SELECT name, dflt_value FROM pragma_table_xinfo(?)", (table,))
    return {str(name).lower(): default for name, default in rows}


def read(connection: apsw.Connection, name: str) -> Table:
    """Read a whole table; of a damaged one, whatever can be reached. Never raises for damage."""
    table = Table(name)
    try:
        table.columns = columns(connection, name)
    except FAULTS:
        table.damaged = True
        return table
    if table.columns:
        _Reader(connection, table).run()
    return table


class _Reader:
    """Reads one table."""

    def __init__(self, connection: apsw.Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._names = list(table.columns)
        self._encoding = _encoding(connection)
        self._rows: dict[int, Row] = {}
        values = ", ".join(map(_as_bytes, self._names))
        self._select = f"SELECT {{}}, {values} FROM {_quoted(table.name)} NOT INDEXED"

    def run(self) -> None:
        """Fill the table's rows."""
        if not self._has_row_numbers():
            self._scan_unnumbered()
            return
        whole, _ = self._scan("ORDER BY _rowid_")
        if not whole:
            self._table.damaged = True
            known = self._from_indexes()
            self._around(max((*known, *self._rows, 0)))
            for row in sorted(known.keys() - self._rows.keys()):
                self._scan("WHERE _rowid_ = ?", row)
            self._table.parts = {row: known[row] for row in sorted(known) if row not in self._rows}
        self._table.rows = [self._rows[number] for number in sorted(self._rows)]

    def _has_row_numbers(self) -> bool:
        try:
            self._connection.execute(f"SELECT _rowid_ FROM {_quoted(self._table.name)} LIMIT 0").fetchall()
        except apsw.SQLError:
            return False
        except FAULTS:
            return True
        return True

    def _scan_unnumbered(self) -> None:
        try:
            for _, *values in self._connection.execute(self._select.format("0")):
                self._table.rows.append(self._row(values))
        except FAULTS:
            self._table.damaged = True

    def _scan(self, rest: str, *values: int) -> tuple[bool, int | None]:
        """Read rows until the end or a fault; answer whether it was the end, and the last row's number."""
        last: int | None = None
        try:
            query = f"{self._select.format('_rowid_')} {rest}"
            for number, *found in self._connection.execute(query, values):
                last = number
                if number not in self._rows:
                    self._rows[number] = self._row(found)
        except FAULTS:
            return False, last
        return True, last

    def _around(self, most: int) -> None:
        """Read between the broken places: each gap from both ends, then in two halves."""
        gaps: deque[tuple[int, int]] = deque([(0, max(most, _LAST_ROW))])
        probes = 0
        while gaps and probes < _PROBES:
            low, high = gaps.popleft()
            probes += 2
            whole, last = self._scan("WHERE _rowid_ > ? AND _rowid_ <= ? ORDER BY _rowid_", low, high)
            if whole:
                continue
            low = low if last is None else last
            whole, last = self._scan("WHERE _rowid_ > ? AND _rowid_ <= ? ORDER BY _rowid_ DESC", low, high)
            high = high if last is None else last - 1
            if not whole and high > low + 1:
                middle = (low + high) // 2
                gaps += ((low, middle), (middle, high))

    def _from_indexes(self) -> dict[int, Row]:
        """Row numbers with what the table's indexes say of each, from those that can still be read."""
        known: dict[int, Row] = {}
        indexes: dict[str, list[str]] = {}
        try:
            for index, column in self._connection.execute(
                """SELECT l.name, i.name FROM pragma_index_list(?) AS l, pragma_index_info(l.name) AS i
                   WHERE l.partial = 0 AND i.name IS NOT NULL ORDER BY l.name, i.seqno""",
                (self._table.name,),
            ):
                indexes.setdefault(str(index), []).append(str(column).lower())
        except FAULTS:
            return known
        for index, names in indexes.items():
            values = ", ".join(map(_as_bytes, names))
            for order in ("ASC", "DESC"):
                try:
                    for number, *found in self._connection.execute(
                        f"SELECT _rowid_, {values} FROM {_quoted(self._table.name)} "
                        f"INDEXED BY {_quoted(index)} ORDER BY {_quoted(names[0])} {order}"
                    ):
                        known.setdefault(number, {}).update(zip(names, map(self._plain, found), strict=True))
                except FAULTS:
                    continue
        return known

    def _row(self, values: list[Any]) -> Row:
        bad = self._table.bad_text
        row = {name: self._plain(value) for name, value in zip(self._names, values, strict=True)}
        self._table.bad_text = min(self._table.bad_text, bad + 1)
        return row

    def _plain(self, value: object) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            return str(value)  # JSON has no number for it.
        if not isinstance(value, bytes):
            return value
        try:
            return value.decode(self._encoding)
        except UnicodeDecodeError:
            self._table.bad_text += 1
            return value.decode(self._encoding, "replace")


def _encoding(connection: apsw.Connection) -> str:
    try:
        named = str(connection.pragma("encoding"))
    except FAULTS:
        return "utf-8"
    return {"UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}.get(named, "utf-8")


def _as_bytes(column: str) -> str:
    """A value of a column; a text as bytes: apsw refuses one that is no UTF-8, and SQL stops at a NUL."""
    name = _quoted(column)
    return f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) ELSE {name} END"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
