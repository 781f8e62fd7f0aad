"""Writes the issues of a tracker as a table for spreadsheets, which must not run what is in a cell."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import csv_values, details
from store.csv_fields import FIELDS
from store.csv_table import SUFFIXES
from store.errors import Invalid, KnownError
from store.exchange_answers import Exported
from store.files import Unsynced, file_name, write_whole
from store.issue import TOMBSTONE, Issue
from store.records import comment_record, edge_record
from store.values import dumps
from store.written_files import is_as_written, remember

if TYPE_CHECKING:
    from store.tracker import Tracker

_BOM = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would run, or would strip until it does."""
_PAGE = 500


def is_csv(path: Path) -> bool:
    """Whether a file of that name is to be a table."""
    return path.suffix.lower() in SUFFIXES


def safe_cell(text: str) -> str:
    """The text as a spreadsheet shows it and does not run it; plain_cell() undoes it."""
    return f"'{text}" if text.startswith((*_RUNS, "'")) else text


def plain_cell(text: str) -> str:
    """The text that safe_cell() was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_RUNS, "'")) else text


def is_ours(columns: Sequence[str]) -> bool:
    """Whether a table with these columns was written here."""
    return tuple(columns) == FIELDS


def export_csv(tracker: Tracker, path: Path) -> Exported:
    """Write all issues that are not in the trash. Store's thread.

    Raises Invalid rather than write over a table that was not written here, or was changed since.
    """
    _refuse(tracker, path)
    with tracker.reading():
        keys = tuple(
            key
            for (key,) in tracker.all(
                "SELECT key FROM issue WHERE NOT gone AND status <> ? ORDER BY CAST(id AS BLOB)", (TOMBSTONE,)
            )
        )
        out = io.StringIO(newline="")
        out.write(_BOM)
        # The line ends of RFC 4180, which Excel writes too.
        writer = csv.writer(
            out, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", lineterminator="\r\n"
        )
        writer.writerow(FIELDS)
        for start in range(0, len(keys), _PAGE):
            for issue in details.issues(tracker, keys[start : start + _PAGE]):
                writer.writerow([safe_cell(cell) for cell in _cells(issue)])
    data = out.getvalue().encode()
    report = Exported(len(keys), len(data), hashlib.sha256(data).hexdigest())
    try:
        write_whole(path, data)
    except Unsynced as error:
        remember(tracker, path, report.sha256)
        raise KnownError(error.told(path.name)) from error
    except OSError as error:
        raise KnownError(f"{path} could not be written: {error.strerror}. The file is as it was.") from error
    remember(tracker, path, report.sha256)
    return report


def _refuse(tracker: Tracker, path: Path) -> None:
    if path.exists() and not path.is_file():
        raise Invalid(f"{path} is no ordinary file. Choose another name.")
    if tracker.one("SELECT 1 FROM exchange_file WHERE path = ?", (file_name(path),)):
        raise Invalid(f"{path.name} was imported from; it is not written over. Choose another file.")
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise KnownError(f"{path} cannot be read: {error.strerror}. Nothing was written.") from error
    if old and not is_as_written(tracker, path, old):
        raise Invalid(
            f"{path.name} is there already, and is not what Strandline last wrote there. Nothing was "
            "written. Choose another name."
        )


def _cells(issue: Issue) -> Iterator[str]:
    parents = [edge.target for edge in issue.dependencies if edge.type == "parent-child"]
    others = [f"{edge.type}:{edge.target}" for edge in issue.dependencies if edge.type != "parent-child"]
    # One of several parents has the column; the others are links like any other.
    others += [f"parent-child:{target}" for target in parents[1:]]
    made: dict[str, str] = {
        "labels": csv_values.joined(issue.labels),
        "parent": parents[0] if parents else "",
        "dependencies": csv_values.joined(others),
        "pinned": "yes" if issue.pinned else "",
        "comments": _json([_comment(issue, comment) for comment in issue.comments]),
        "extra": _json({**issue.extra, **_details(issue)}),
    }
    for name in FIELDS:
        value: Any = made[name] if name in made else getattr(issue, name)
        yield "" if value is None else str(value)


def _details(issue: Issue) -> dict[str, object]:
    """What there is to tell of links besides their ends."""
    records = [edge_record(issue.id, edge) for edge in issue.dependencies]
    return {"dependencies": records} if records else {}


def _comment(issue: Issue, comment: Any) -> dict[str, object]:
    record = comment_record(issue.id, comment, text_numbers=True)
    del record["issue_id"]
    return record


def _json(value: list[Any] | dict[str, Any]) -> str:
    return dumps(value) if value else ""
