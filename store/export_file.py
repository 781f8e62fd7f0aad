"""Puts an export on disk; never over issues, or over a version of one, that it does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.database import is_open_here
from store.errors import Invalid
from store.exchange_answers import Exported
from store.exchange_lock import exchange_lock
from store.exporting import export
from store.files import file_name
from store.guarded_export import as_not_exported, export_project, read_file, replace_file
from store.lines import Line, read_lines
from store.written_files import is_as_written, remember

if TYPE_CHECKING:
    from store.tracker import Tracker


def export_to(tracker: Tracker, path: Path) -> Exported:
    """Write an export to a file; one that was imported from is guarded as a project's own.

    Raises Invalid when lines of the file would be lost, and what export_project raises.
    """
    _refuse_place(path)
    if tracker.one("SELECT 1 FROM exchange_file WHERE path = ?", (file_name(path),)):
        return export_project(tracker, path)
    with as_not_exported(path), exchange_lock(path.absolute(), tracker.stop_waiting):
        real = path.resolve()
        old = read_file(real)
        data, report = export(tracker)
        if old is not None and not is_as_written(tracker, path, old):
            _refuse_loss(tracker, path.name, old, data)
        if data != old:
            replace_file(real, old, data)
    remember(tracker, path, report.sha256)
    return report


def _refuse_place(path: Path) -> None:
    """Refuse what is no file of issues before it is read: reading a tracker's own files drops its locks."""
    if path.exists() and not path.is_file():
        raise Invalid(f"{path} is no ordinary file. Choose another name, or - to print.")
    for suffix in ("", "-wal", "-shm"):
        if path.name.endswith(suffix) and is_open_here(path.with_name(path.name.removesuffix(suffix))):
            raise Invalid(f"{path.name} belongs to the tracker itself. Choose another name, or - to print.")


def _refuse_loss(tracker: Tracker, name: str, old: bytes, data: bytes) -> None:
    """Refuse to write over a line that is neither in the export nor the last seen one of its issue."""
    present = read_lines(data)[1]
    raws = {line.raw for line in present}
    ids = {line.id for line in present if line.kind == "issue"}

    def is_known(line: Line) -> bool:
        if line.raw in raws:
            return True
        seen = tracker.one(
            "SELECT 1 FROM jsonl_base JOIN issue ON issue.key = issue WHERE id = ? AND raw = ?",
            (line.id, line.raw),
        )
        return line.kind == "issue" and line.id in ids and seen is not None

    lost = [line for line in read_lines(old)[1] if not is_known(line)]
    if lost:
        raise Invalid(
            f"{name} has {len(lost)} lines that the export would drop or replace with others, the first is "
            f"line {lost[0].number}. Nothing was written. Import the file first, or choose another name."
        )
