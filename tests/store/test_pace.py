"""Progress of an import, and stopping it: nothing of it stays, wherever it was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store import importing, search, sources
from store.check import check
from store.csv_preview import PreviewCsv
from store.errors import Cancelled
from store.exchange_requests import Import, ImportBytes, PlanImport
from store.pace import Pace
from store.requests import Edit
from store.tracker import Tracker
from tests.helpers.bd_databases import issue, make
from tests.helpers.issue_files import LATER, dump, find, lines, out, put, record
from tests.helpers.terminal import Terminal

COUNT = 3500


class StopAt(threading.Event):
    """Somebody who presses Stop at the n-th look at whether they did."""

    def __init__(self, look: int) -> None:
        super().__init__()
        self.looks = 0
        self._look = look

    def is_set(self) -> bool:
        self.looks += 1
        return self.looks >= self._look


NEVER = 10**9
KNOWN = 520
"""Issues that the tracker has, all of which the files below change, and as many new ones."""


def _jsonl(folder: Path) -> Path:
    file = folder / "issues.jsonl"
    changed = (record(f"p-{n}", f"theirs {n}", updated_at=LATER, notes="x") for n in range(KNOWN))
    file.write_bytes(lines(*changed, *(record(f"n-{n}", f"new {n}") for n in range(KNOWN))))
    return file


def _csv(folder: Path) -> Path:
    file = folder / "table.csv"
    rows = (f"{kind}-{n},theirs {n}" for kind in "pn" for n in range(KNOWN))
    file.write_text("\n".join(["id,title", *rows]) + "\n")
    return file


def _database(folder: Path) -> Path:
    rows = [issue(f"{kind}-{n}", f"theirs {n}", updated_at=LATER) for kind in "pn" for n in range(KNOWN)]
    return make(folder / "beads.db", {"issues": rows}, pragmas="PRAGMA synchronous=OFF;")


def _dry_run(tracker: Tracker, file: Path, cancel: threading.Event) -> None:
    pace = Pace(cancel=cancel)
    importing.import_source(tracker, sources.read(file, pace), dry_run=True, pace=pace)


WAYS: dict[str, tuple[Callable[[Path], Path], Callable[[Tracker, Path, threading.Event], object]]] = {
    "an import": (_jsonl, lambda tracker, file, cancel: Import(file, cancel=cancel).run(tracker)),
    "a plan": (_jsonl, lambda tracker, file, cancel: PlanImport(file, cancel).run(tracker)),
    "a dry run": (_jsonl, _dry_run),
    "a table": (_csv, lambda tracker, file, cancel: Import(file, cancel=cancel).run(tracker)),
    "a look at a table": (_csv, lambda tracker, file, cancel: PreviewCsv(file, (), cancel).run(tracker)),
    "a database": (_database, lambda tracker, file, cancel: Import(file, cancel=cancel).run(tracker)),
}


def answers(tracker: Tracker, folder: Path) -> tuple[Any, ...]:
    """Everything that the tracker answers: its tables, its export, its list in another process."""
    listed = Terminal(folder, tracker.path).good("list").out
    return dump(tracker.path), out(tracker), listed, check(tracker).findings


@pytest.mark.parametrize("way", WAYS)
def test_a_stop_at_any_moment_leaves_a_known_tracker_as_it_was(
    tracker: Tracker, tmp_path: Path, way: str
) -> None:
    make_file, run = WAYS[way]
    put(tracker, *(record(f"p-{n}", f"was {n}") for n in range(KNOWN)))
    Edit(find(tracker, "p-1").uid, {"title": "mine"}).run(tracker)
    file = make_file(tmp_path)
    before = answers(tracker, tmp_path)
    # How often a whole one looks is found with a tracker of its own.
    spare = tmp_path / "spare"
    spare.mkdir()
    other = Tracker.open(spare / "Spare.strandline", create=True, actor="ann")
    whole = StopAt(NEVER)
    try:
        put(other, *(record(f"p-{n}", f"was {n}") for n in range(KNOWN)))
        run(other, file, whole)
    finally:
        other.close()
    assert whole.looks > 3
    # The last looks of this one may be some fewer.
    most = whole.looks * 9 // 10
    random = Random(way)
    for look in {1, most // 2, most, *(random.randint(1, most) for _ in range(4))}:
        with pytest.raises(Cancelled):
            run(tracker, file, StopAt(look))
        assert (dump(tracker.path), out(tracker)) == before[:2], look
    assert answers(tracker, tmp_path) == before
    run(tracker, file, StopAt(NEVER))
    assert check(tracker).findings == ()


def test_the_sample_can_be_stopped(tracker: Tracker) -> None:
    with pytest.raises(Cancelled):
        ImportBytes(lines(record("p-1")), "sample.jsonl", cancel=StopAt(1)).run(tracker)
    assert tracker.one("SELECT count(*) FROM issue") == 0


@pytest.mark.parametrize("way", ["an import", "a plan"])
def test_progress_into_a_known_tracker_reaches_the_number_of_lines(
    tracker: Tracker, tmp_path: Path, way: str
) -> None:
    put(tracker, *(record(f"p-{n}", f"was {n}") for n in range(KNOWN)), record("same"))
    file = _jsonl(tmp_path)
    file.write_bytes(file.read_bytes() + lines(record("same")))
    told: list[tuple[int, int]] = []
    pace = Pace(lambda done, total: told.append((done, total)), now=every_time())
    importing.import_source(tracker, sources.read(file, pace), dry_run=way == "a plan", pace=pace)
    assert {total for _, total in told} == {2 * KNOWN + 1}
    done = [here for here, _ in told]
    assert done == sorted(done)
    assert len(set(done)) > KNOWN / 2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "new.jsonl"
    found.write_bytes(lines(*(record(f"n-{n}", f"word{n}") for n in range(COUNT))))
    return found


def at(done: int, cancel: threading.Event) -> Callable[[int, int], None]:
    """A progress that stops the import once so many lines are done."""

    def progress(here: int, _total: int) -> None:
        if here >= done:
            cancel.set()

    return progress


def every_time() -> Callable[[], float]:
    ticks = iter(range(10**9))
    return lambda: float(next(ticks))


@pytest.mark.parametrize("done", [0, 600, 900, 2000, 3000])
def test_a_stopped_import_leaves_the_tracker_as_it_was(tracker: Tracker, file: Path, done: int) -> None:
    put(tracker, record("p-1", "here"))
    before = dump(tracker.path)
    cancel = threading.Event()
    pace = Pace(at(done, cancel), cancel, now=every_time())
    with pytest.raises(Cancelled, match="Nothing was changed"):
        importing.import_source(tracker, importing.read_source(file, pace), pace=pace)
    assert dump(tracker.path) == before
    assert check(tracker).findings == ()
    assert importing.import_file(tracker, file).created == COUNT
    assert check(tracker).findings == ()


def test_a_stop_reaches_statements_that_read_everything(
    tracker: Tracker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tracker, record("p-1", "here"))
    before = dump(tracker.path)
    cancel = threading.Event()

    def endless(there: Tracker) -> None:
        cancel.set()
        there.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    with monkeypatch.context() as patched:
        patched.setattr("store.blocking.rebuild", endless)
        with pytest.raises(Cancelled):
            Import(file, cancel=cancel).run(tracker)
    assert dump(tracker.path) == before
    assert check(tracker).findings == ()
    cancel.clear()
    assert Import(file, cancel=cancel).run(tracker).created == COUNT


def test_a_stop_before_the_beginning_reads_nothing(tracker: Tracker, file: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        Import(file, cancel=cancel).run(tracker)
    assert tracker.one("SELECT count(*) FROM exchange_file") == 0


def test_progress_grows_to_the_number_of_lines(tracker: Tracker, file: Path) -> None:
    told: list[tuple[int, int]] = []
    pace = Pace(lambda done, total: told.append((done, total)), now=every_time())
    importing.import_source(tracker, importing.read_source(file, pace), pace=pace)
    assert {total for _, total in told} == {COUNT}
    done = [here for here, _ in told]
    assert done == sorted(done)
    assert done[0] < COUNT / 2 < done[-1] <= COUNT


def test_progress_is_told_twenty_times_a_second_at_most(tracker: Tracker, file: Path) -> None:
    told: list[int] = []
    pace = Pace(lambda done, _total: told.append(done), now=lambda: 1.0)
    importing.import_source(tracker, importing.read_source(file, pace), pace=pace)
    assert len(told) == 1


def test_a_few_new_lines_do_not_build_the_search_index_anew(
    tracker: Tracker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.import_file(tracker, file)

    def refused(_tracker: Tracker) -> None:
        raise AssertionError("made anew")

    monkeypatch.setattr(search, "index_all", refused)
    monkeypatch.setattr("store.blocking.rebuild", refused)
    file.write_bytes(file.read_bytes() + lines(record("z-1", "latecomer")))
    assert importing.import_file(tracker, file).created == 1
    assert tracker.one("SELECT count(*) FROM search('latecomer')") == 1
    assert check(tracker).findings == ()
