"""What a table would become, before it is imported: its columns, its first issues, what is not understood."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store import csv_fields, csv_read, csv_table
from store.csv_fields import KEEP
from store.errors import Cancelled, KnownError
from store.pace import Pace
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

SHOWN = ("id", "title", "status", "priority", "issue_type", "assignee", "labels", "due_at")
"""Fields of which the first issues are shown."""
_ROWS = 8
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it is taken for, and the first text in it."""

    name: str
    field: str
    sample: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring. rows: texts of the first issues, in the order of SHOWN."""

    path: Path
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    issues: int = 0
    kept: int = 0
    """Columns that are no field and are kept under their own name."""
    problems: tuple[tuple[int, str], ...] = ()
    """Row and reason of what would not be read."""
    fault: str = ""
    """Why it cannot be imported so."""

    @property
    def fields(self) -> dict[str, str]:
        """What each column is taken for."""
        return {column.name: column.field for column in self.columns}


@dataclass(frozen=True, slots=True)
class PreviewCsv(Request[Preview]):
    """Look at a table. fields: (column, field) as somebody chose them, () for the guess by the names."""

    path: Path
    fields: tuple[tuple[str, str], ...] = ()
    cancel: threading.Event | None = None
    """Once it is set, nobody waits for the answer any more: Cancelled."""

    def run(self, tracker: Tracker) -> Preview:  # noqa: ARG002 - nothing of it is needed or changed
        """Raises KnownError when the file cannot be read."""
        pace = Pace(cancel=self.cancel)
        _, table = csv_table.read(self.path, pace)
        fields: Mapping[str, str] = dict(self.fields) or csv_fields.guess(table.columns)
        columns = tuple(
            Column(
                name,
                fields.get(name, KEEP),
                next(
                    (row.cells[n] for row in table.rows[:_SAMPLES] if n < len(row.cells) and row.cells[n]), ""
                ),
            )
            for n, name in enumerate(table.columns)
        )
        kept = sum(column.field == KEEP for column in columns)
        try:
            made = csv_read.records(table, fields, pace)
        except Cancelled:
            raise
        except KnownError as error:
            return Preview(self.path, columns, issues=len(table.rows), kept=kept, fault=str(error))
        rows = tuple(tuple(_text(record.get(name)) for name in SHOWN) for record in made.records[:_ROWS])
        return Preview(self.path, columns, rows, len(made.records), kept, tuple(made.problems))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return "" if value is None else str(value)
