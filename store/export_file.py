"""Puts an export on disk; never over issues that it does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.answers import Exported
from store.database import is_open_here
from store.errors import Invalid, KnownError
from store.exporting import export
from store.files import file_name, write_whole
from store.guarded_export import export_project
from store.lines import read_lines

if TYPE_CHECKING:
    from store.tracker import Tracker


def export_to(tracker: Tracker, path: Path) -> Exported:
    """Write an export to a file; one that was imported from is guarded as a project's own.

    Raises Invalid when that would drop lines which the file has now, and what export_project raises.
    """
    _refuse_place(path)
    if tracker.one("SELECT 1 FROM exchange_file WHERE path = ?", (file_name(path),)):
        return export_project(tracker, path)
    data, report = export(tracker)
    _refuse_loss(path, data)
    try:
        write_whole(path, data)
    except OSError as error:
        raise KnownError(f"{path} could not be written: {error.strerror}. The file is as it was.") from error
    return report


def _refuse_place(path: Path) -> None:
    """Refuse what is no file of issues before it is read: reading a tracker's own files drops its locks."""
    if path.exists() and not path.is_file():
        raise Invalid(f"{path} is no ordinary file. Choose another name, or - to print.")
    for suffix in ("", "-wal", "-shm"):
        if path.name.endswith(suffix) and is_open_here(path.with_name(path.name.removesuffix(suffix))):
            raise Invalid(f"{path.name} belongs to the tracker itself. Choose another name, or - to print.")


def _refuse_loss(path: Path, data: bytes) -> None:
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise KnownError(f"{path} cannot be read: {error.strerror}. Nothing was written.") from error
    present = read_lines(data)[1]
    ids = {line.id for line in present if line.kind == "issue"}
    kept = {line.raw for line in present if line.kind == "verbatim"}
    lost = [
        line
        for line in read_lines(old)[1]
        if (line.kind == "issue" and line.id not in ids) or (line.kind == "verbatim" and line.raw not in kept)
    ]
    if lost:
        raise Invalid(
            f"{path.name} has {len(lost)} lines that the export would drop, the first is line "
            f"{lost[0].number}. Nothing was written. Import the file first, or choose another name."
        )
