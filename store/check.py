"""Examines a tracker: pages, -wal, the blocked set against its oracle, search index, attached files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import apsw

from store import blocking, contents, search, walscan
from store.answers import Checked
from store.checkpoint import wal_frames
from store.errors import Damaged, translate

if TYPE_CHECKING:
    from store.tracker import Tracker

Part = Callable[["Tracker"], list[str]]
_LOOKS = 3


def check(tracker: Tracker) -> Checked:
    """Read the whole file in one read transaction; every finding is one plain sentence."""
    # Before the transaction, in which SQLite does not count its frames.
    second_file = partial(_second_file, frames=wal_frames(tracker.connection))
    with tracker.reading():
        found = findings(tracker, (pages, rows, second_file, _blocked, search.verify, contents.verify))
    return Checked(not found, found)


def findings(tracker: Tracker, parts: Iterable[Part]) -> tuple[str, ...]:
    """What these parts of the check find; what SQLite cannot read is a finding too."""
    found: list[str] = []
    for part in parts:
        try:
            found.extend(part(tracker))
        except apsw.Error as error:
            known = translate(error, tracker.path)
            if not isinstance(known, Damaged):
                raise
            found.append(str(known))
    return tuple(dict.fromkeys(found))


def pages(tracker: Tracker) -> list[str]:
    """Whether SQLite can read all of the file, and its indexes agree with it."""
    lines = [text for (text,) in tracker.all("PRAGMA integrity_check")]
    return [f"The file is damaged: {line}." for line in lines if line != "ok"]


def rows(tracker: Tracker) -> list[str]:
    """Whether each row belongs to something that is there."""
    broken = tracker.all("PRAGMA foreign_key_check")
    return [f"{len(broken)} rows belong to an issue that is not there."] if broken else []


def _second_file(tracker: Tracker, frames: int) -> list[str]:
    """What is wrong with the frames that SQLite reads; behind them may lie some of changes that failed."""
    wal = tracker.path.with_name(tracker.path.name + "-wal")
    found = walscan.scan(wal)
    for _ in range(_LOOKS):
        # A program that commits while we read makes frames look broken; real damage looks the same again.
        again = walscan.scan(wal)
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
