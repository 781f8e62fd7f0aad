"""Looks at what a killed process left: opens it with the program, and goes on with the work."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store import backup_making, exporting
from store.check import check
from store.checkpoint import Grade
from store.file_news import is_news
from store.tracker import Tracker
from tests.faults.forks import Lost
from tests.faults.planned import Deed, State, read_state
from tests.faults.victim import Place, Worker

_LAST = 1_000_000_000
"""The number of the deeds with which the work goes on."""
_DAYS = 2 * 24 * 3600
_STAY = {
    "data/Home.strandline", "data/replica", "other.jsonl", "repo/.beads/issues.jsonl",
    "repo/.beads/.jsonl.lock", f"copies/{_LAST}.strandline",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the tracker, its issue file and the copies, by their numbers, have to be.

    states, files: what was answered, and what the deed that was under way makes of it. perhaps: a copy that
    was under way. opened: whether the tracker was ever open.
    """

    states: tuple[State, ...]
    files: tuple[State, ...]
    copies: Mapping[int, State]
    perhaps: Mapping[int, State]
    opened: bool


def look(place: Place, known: Known) -> tuple[State, int]:
    """What is there now, and how many files were left half made. Raises Lost."""
    try:
        return _look(place, known)
    except Lost:
        raise
    except Exception as error:
        raise Lost(traceback.format_exc(limit=-5)) from error


def _look(place: Place, known: Known) -> tuple[State, int]:
    _is_one_of("the issue file", read_state(place.file.read_bytes()), known.files)
    for number, state in {**known.copies, **known.perhaps}.items():
        copy = place.copies / f"{number}.strandline"
        if copy.exists():
            _is_one_of("a complete copy", _read_tracker(copy), (state,))
            copy.unlink()
        elif number in known.copies:
            raise Lost("a complete copy is gone")
    half_made = sum(1 for path in _all_files(place.folder) if path.endswith(".tmp"))
    worker = Worker(place)
    try:
        findings = check(worker.tracker).findings
        if findings:
            raise Lost(f"not sound: {findings}")
        found = read_state(worker.state())
        _is_one_of("the tracker", found, known.states)
        _go_on(worker, place, found)
    finally:
        worker.tracker.close()
    left = {path for path in _all_files(place.folder) - _STAY if not path.startswith("data/backups/")}
    if left:
        raise Lost(f"files are left: {sorted(left)}")
    return found, half_made


def _go_on(worker: Worker, place: Place, found: State) -> None:
    """A day later it works as ever."""
    half_made = [path for path in _all_files(place.folder) if ".tmp" in path]
    for path in half_made:
        then = time.time() - _DAYS
        os.utime(place.folder / path, (then, then))
    if any(path.startswith("data/") for path in half_made):
        backup_making.make(worker.tracker, "asked")
    for kind in ("export", "copy"):
        worker.do(Deed(kind, "", _LAST, found))
    if is_news(worker.tracker, place.file):
        raise Lost("what was exported is taken for another program's")
    closed = worker.leave()
    if closed.grade is not Grade.CLEAN:
        raise Lost(f"the close ended with {closed}")
    _is_one_of("the next export", read_state(place.file.read_bytes()), (found,))
    copy = place.copies / f"{_LAST}.strandline"
    _is_one_of("the next copy", _read_tracker(copy), (found,))
    copy.unlink()


def _read_tracker(path: Path) -> State:
    tracker = Tracker.open(path, read_only=True, actor="ann")
    try:
        return read_state(exporting.export(tracker)[0])
    finally:
        tracker.close()


def _all_files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def _is_one_of(what: str, found: State, wanted: tuple[State, ...]) -> None:
    if found in wanted:
        return
    last = wanted[0]
    differ = {
        title: (last.get(title), found.get(title))
        for title in {*last, *found}
        if last.get(title) != found.get(title)
    }
    said = ", ".join(f"{title}: {str(pair)[:200]}" for title, pair in sorted(differ.items())[:3])
    raise Lost(f"{what} is neither as answered nor as it was to be: {said}")
