"""A CSV file as rows of texts: its encoding, its delimiter and its header found out. Pure but for reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from store.errors import KnownError
from store.files import read_whole
from store.pace import UNWATCHED, Pace
from store.structs import dataclass

SUFFIXES = frozenset({".csv", ".tsv"})
SIZE_LIMIT = 256 * 1024 * 1024
CELL_LIMIT = 32 * 1024 * 1024
"""Characters; an issue's line may have 64 MiB."""
COLUMN_LIMIT = 1000
_DELIMITERS = ",;\t|"
_SAMPLE = 40
"""Rows by which delimiters are judged."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. number: as a spreadsheet counts, the header being 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says. columns: the header, every name once; doubtful: a remark on the encoding, or ""."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    encoding: str = "utf-8"
    doubtful: str = ""


def is_csv(path: Path) -> bool:
    """Whether a file's name says that it is a table."""
    return path.suffix.lower() in SUFFIXES


def read(path: Path, pace: Pace = UNWATCHED) -> tuple[bytes, Table]:
    """Read a file; its bytes too, to be known again by. Raises KnownError in plain words."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise KnownError(
                f"{path.name} is larger than {SIZE_LIMIT >> 20} MiB. Nothing was imported. Split it, and "
                "import the parts one after the other."
            )
        data = read_whole(path)
    except OSError as error:
        raise KnownError(
            f"{path} cannot be read: {error.strerror}. Nothing was imported; check its name and permissions."
        ) from error
    return data, parse(data, path, pace)


def parse(data: bytes, path: Path, pace: Pace = UNWATCHED) -> Table:
    """The same for content that was read already."""
    text, encoding, doubtful = _decode(data, path)
    text, delimiter = _delimiter(text)
    rows = _rows(text, delimiter, path, pace)
    if not rows:
        return Table(path, (), (), delimiter, encoding, doubtful)
    width = max(len(row.cells) for row in rows)
    if width > COLUMN_LIMIT:
        raise KnownError(f"{path.name} has more than {COLUMN_LIMIT} columns. Nothing was imported.")
    header, *others = rows
    return Table(path, _names(header.cells, width), tuple(others), delimiter, encoding, doubtful)


def _decode(data: bytes, path: Path) -> tuple[str, str, str]:
    """The text, its encoding, and a remark where the encoding is only likely."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding, ""
            except UnicodeDecodeError as error:
                raise KnownError(
                    f"{path.name} is damaged: it begins as {encoding.upper().removesuffix('-SIG')}, but byte "
                    f"{error.start + 1} is none. Nothing was imported. Export it again."
                ) from None
    if b"\0" in data[:400]:
        # UTF-16 without its mark: every other byte of an English header is then a NUL.
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        try:
            return data.decode(encoding), encoding, ""
        except UnicodeDecodeError:
            pass
    try:
        return data.decode(), "utf-8", ""
    except UnicodeDecodeError as error:
        doubtful = (
            f"it is not UTF-8 (byte {error.start + 1}), so it was read as Windows-1252: check its accents"
        )
    try:
        return data.decode("cp1252"), "cp1252", doubtful
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1", doubtful


def _delimiter(text: str) -> tuple[str, str]:
    """The text without a line by which a spreadsheet is told, and what parts its cells."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]

    def score(delimiter: str) -> tuple[int, int]:
        """How many rows have as many cells as the header, if that has more than one, and how many cells."""
        try:
            rows = [row for row, _ in zip(_reader(text, delimiter), range(_SAMPLE), strict=False) if row]
        except csv.Error:
            return 0, 0
        if not rows or len(rows[0]) < 2:
            return 0, 0
        return sum(len(row) == len(rows[0]) for row in rows), len(rows[0])

    return text, max(_DELIMITERS, key=score)


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_LIMIT)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _rows(text: str, delimiter: str, path: Path, pace: Pace) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(pace.each(_reader(text, delimiter)), 1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cells)))
    except csv.Error as error:
        limit = "field larger" in str(error)
        why = f"a cell has more than {CELL_LIMIT >> 20} million characters" if limit else str(error)
        raise KnownError(
            f"{path.name} cannot be read as a table: {why}, behind row {len(rows)}. Nothing was imported."
        ) from None
    return rows


def _names(header: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The names of the columns: one without a name gets its number, one that occurs again too."""
    names: list[str] = []
    for number in range(width):
        name = header[number].strip() if number < len(header) else ""
        name = name or f"column {number + 1}"
        names.append(name if name not in names else f"{name} ({number + 1})")
    return tuple(names)
