"""Examines a tracker: pages, -wal, the blocked set against its oracle, search index, attached files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import apsw

from store import blocking, contents, page_faults, search, walscan
from store.answers import Checked
from store.checkpoint import wal_frames
from store.errors import Damaged, DiskFailed, translate
from store.pace import UNWATCHED, Pace

if TYPE_CHECKING:
    from store.tracker import Tracker

Part = Callable[["Tracker"], list[str]]
_LOOKS = 3
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


def check(tracker: Tracker, pace: Pace = UNWATCHED, *, beside: bool = False) -> Checked:
    """Read the whole file in one read transaction; every finding is one plain sentence. Raises Cancelled.

    beside: somebody works meanwhile, for whom it has to end at once: see _each_table.
    """
    # Before the transaction, in which SQLite does not count its frames.
    second_file = partial(_second_file, frames=wal_frames(tracker.connection), pace=pace)
    parts: tuple[Part, ...] = (_tables if beside else pages, *CONTENT, second_file)
    with tracker.reading():
        found = findings(tracker, parts)
    return Checked(not found, found)


def made(tracker: Tracker) -> tuple[str, ...]:
    """The same of a file that was made a moment ago. Its -wal may be as large, and is read with sums."""
    return findings(tracker, (pages, *CONTENT))


def findings(tracker: Tracker, parts: Iterable[Part]) -> tuple[str, ...]:
    """What these parts of the check find; what SQLite or the disk cannot read is a finding too."""
    found: list[str] = []
    for part in parts:
        try:
            found.extend(part(tracker))
        except apsw.Error as error:
            known = translate(error, tracker.path)
            if not isinstance(known, Damaged | DiskFailed):
                raise
            found.append(str(known))
    return tuple(dict.fromkeys(found))


def pages(tracker: Tracker) -> list[str]:
    """Whether SQLite can read all of the file, and its indexes agree with it."""
    return page_faults.plain(text for (text,) in tracker.all(f"PRAGMA integrity_check({page_faults.MOST})"))


def quick(tracker: Tracker) -> list[str]:
    """Whether SQLite can read each table, one after the other; not whether indexes agree with them."""
    return _each_table(tracker, "quick_check")


def _tables(tracker: Tracker) -> list[str]:
    return _each_table(tracker, "integrity_check")


def _each_table(tracker: Tracker, pragma: str) -> list[str]:
    """All but the search index as such: it takes half a second until FTS5's own check can be stopped.

    The tables in which FTS5 keeps it are looked at, and how their words agree with the issues in each backup.
    """
    names = [name for (name,) in tracker.all(_TABLES)]
    found: list[str] = []
    for name in ("sqlite_schema", *names):
        found += [text for (text,) in tracker.all(f"PRAGMA {pragma}('{name}')")]
    return page_faults.plain(found)


def rows(tracker: Tracker) -> list[str]:
    """Whether each row belongs to something that is there."""
    broken = tracker.all("PRAGMA foreign_key_check")
    return [f"{len(broken)} rows belong to an issue that is not there."] if broken else []


def _second_file(tracker: Tracker, frames: int, pace: Pace) -> list[str]:
    """What is wrong with the frames that SQLite reads; behind them may lie some of changes that failed."""
    wal = tracker.path.with_name(tracker.path.name + "-wal")
    found = walscan.scan(wal, pace)
    for _ in range(_LOOKS):
        # A program that commits while we read makes frames look broken; real damage looks the same again.
        again = walscan.scan(wal, pace)
        if not found.damaged or again == found:
            break
        found = again
    if not found.damaged or 0 <= frames <= found.valid:
        return []
    return [
        f"{wal.name} is damaged after {found.valid} of {found.frames} frames: later changes could be lost. "
        "Keep both files as they are and save a complete copy."
    ]


def _blocked(tracker: Tracker) -> list[str]:
    kept = {key for (key,) in tracker.all("SELECT issue FROM blocked")}
    wrong = kept ^ blocking.oracle(tracker)
    return [f"The blocked set is wrong for {len(wrong)} issues."] if wrong else []


CONTENT: tuple[Part, ...] = (rows, _blocked, search.complete, contents.verify)
"""What else is looked at in a file whose pages are sound; it needs the tables of the present format."""
