"""What imports had to say of their files, kept in the tracker until somebody has read it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import meta
from store.conflict_markers import MERGED
from store.exchange_answers import Problem, Report
from store.files import file_name
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.lines import Line
    from store.tracker import Tracker

_NAME = "import reports"
"""Of the row of `meta`: an object by file, of its name, whether it was read, and its problems."""
MOST = 1000
"""Problems of one file that are kept one by one."""


def problems_of(before: Iterable[tuple[int, str]], lines: Iterable[Line]) -> tuple[Problem, ...]:
    """All that is wrong with a file. before: what was, before it became lines, see importing.Source."""
    return (
        *(Problem(number, reason, "replaced" if number else "remark") for number, reason in before),
        *(Problem(line.number, line.reason, _kind(line), line.mended or 1) for line in lines if line.reason),
    )


def keep(tracker: Tracker, path: Path, problems: Sequence[Problem]) -> None:
    """Keep what is wrong with a file, in place of what was kept of it; within a transaction.

    What is wrong in the same way as before, if on other lines, is not told a second time. What git left of a
    conflict has its own way to be told: the review.
    """
    reports, file = _reports(tracker), file_name(path)
    found = [one for one in problems if one.kind != "merged"]
    before = reports.pop(file, None)
    if not found and before is None:
        return
    if found:
        told = [[one.number, one.reason, one.kind, one.lines] for one in found[:MOST]]
        read = before is not None and before["read"] and _alike(told, before["problems"])
        more = max(0, len(found) - MOST)
        reports[file] = {"name": path.name, "read": read, "problems": told, "more": more}
    _write(tracker, reports)


@dataclass(frozen=True, slots=True)
class AskReports(Request[tuple[Report, ...]]):
    """What nobody has read yet."""

    def run(self, tracker: Tracker) -> tuple[Report, ...]:
        """The file that was imported last comes last."""
        with tracker.reading():
            reports = _reports(tracker)
        return tuple(
            Report(file, one["name"], tuple(Problem(*problem) for problem in one["problems"]), one["more"])
            for file, one in reports.items()
            if not one["read"]
        )


@dataclass(frozen=True, slots=True)
class ReportsRead(Request[None]):
    """Somebody has read the reports on these files."""

    files: tuple[str, ...]

    def run(self, tracker: Tracker) -> None:
        """They come back when something else is wrong with the file."""
        with tracker.writing():
            reports = _reports(tracker)
            for file in self.files:
                if file in reports:
                    reports[file]["read"] = True
            _write(tracker, reports)


def _kind(line: Line) -> str:
    if line.kind == "verbatim":
        return "repeated" if line.id else "unread"
    return "merged" if line.kind == MERGED or not line.mended else "mended"


def _alike(one: list[list[Any]], other: list[list[Any]]) -> bool:
    return Counter((kind, reason) for _, reason, kind, _ in one) == Counter(
        (kind, reason) for _, reason, kind, _ in other
    )


def _reports(tracker: Tracker) -> dict[str, dict[str, Any]]:
    kept = meta.get(tracker, _NAME)
    return json.loads(kept) if kept is not None else {}


def _write(tracker: Tracker, reports: dict[str, dict[str, Any]]) -> None:
    # ASCII escapes carry what is no Unicode.
    meta.put(tracker, _NAME, json.dumps(reports))
