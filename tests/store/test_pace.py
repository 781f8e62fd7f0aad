"""Progress of an import, and stopping it: nothing of it stays, wherever it was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from store import importing, search
from store.check import check
from store.errors import Cancelled
from store.exchange_requests import Import
from store.pace import Pace
from store.tracker import Tracker
from tests.helpers.issue_files import dump, lines, put, record

COUNT = 3500


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
