"""Work on a large file grows with the file, not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from store import conflict_markers
from store.base_lines import BaseLines, Lost
from store.erased import Erasures
from store.lines import Line, read_lines
from store.steps import Step
from store.tracker import Tracker
from tests.helpers.issue_files import line, record

SMALL, TIMES = 500, 8


def growth(run: Callable[[int], Callable[[], object]]) -> float:
    """How many times longer eight times as much takes: 8 when it grows evenly, 64 with the square."""

    def least(size: int) -> float:
        took: list[float] = []
        for _ in range(3):
            work = run(size)
            begun = time.process_time()
            work()
            took.append(time.process_time() - begun)
        return min(took)

    return least(SMALL * TIMES) / least(SMALL)


def test_lines_that_come_back_under_other_ids() -> None:
    def run(size: int) -> Callable[[], object]:
        base = BaseLines(1, absent=dict.fromkeys(range(size), (b"{}", 0)))

        def work() -> None:
            for key in reversed(range(size)):
                base.reclaim(key)

        return work

    assert growth(run) < TIMES * 4


def test_damaged_lines_that_went_beside_new_issues(tracker: Tracker, tmp_path: Path) -> None:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))

    def run(size: int) -> Callable[[], object]:
        lost: list[Lost] = [(b'{"id":"old-%d","title":"T' % n, b"\n", "damaged") for n in range(size)]
        new = [Line(n, b"", b"\n", "issue", f"new-{n}") for n in range(size)]
        return lambda: erasures.dropped(lost, new)

    with tracker.writing():
        erasures = Erasures(Step(tracker, "import", "issues.jsonl", "import", None), beads / "issues.jsonl")
        assert growth(run) < TIMES * 4


def test_conflicts_within_conflicts() -> None:
    deep = 300
    ours = [part for n in range(deep) for part in (b"<<<<<<< HEAD", line(record(f"p-{n}")))]
    theirs = [part for n in range(deep) for part in (b"=======", line(record(f"q-{n}")), b">>>>>>> branch")]
    data = b"\n".join([*ours, *theirs, b""])
    found = read_lines(data)[1]
    assert {one.id for one in found if one.kind == "issue"} == {f"{p}-{n}" for p in "pq" for n in range(deep)}
    assert b"".join(one.raw + one.ending for one in found) == data
    # Each line knows on which side of which conflicts it is; that must not be as many as there are.
    assert max(map(len, conflict_markers.find(_unread(data)).paths.values())) <= 100


def _unread(data: bytes) -> list[Line]:
    """The lines before anything was made of the marks."""
    return [
        Line(n, raw, b"\n", "issue" if raw.startswith(b"{") else "verbatim")
        for n, raw in enumerate(data.splitlines(), 1)
    ]
