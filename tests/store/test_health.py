"""The check behind the opening: short each time, whole once a week, remembered, and stopped at once."""

from __future__ import annotations

import errno
import sys
import threading
from pathlib import Path

import pytest

from store import backup_list, blocking, check, last_check, page_faults
from store.close_requests import MoveLeft, Tidy
from store.errors import Cancelled
from store.health_requests import CheckIfDue, CheckTracker
from store.last_check import LastCheck
from store.tracker import Tracker
from tests.faults.system_calls import failing_calls
from tests.helpers.backups import Hands, wind
from tests.helpers.issue_files import edge, put, record

PAGE = 4096


def fill(tracker: Tracker) -> Tracker:
    put(tracker, *(record(f"q-{n}", description="x" * 2000) for n in range(60)))
    put(tracker, record("p-1", dependencies=[edge("p-1", "q-1")]), name="more.jsonl")
    return tracker


def wipe(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\x55" * PAGE)


def leaf_of(tracker: Tracker, table: str) -> int:
    return int(tracker.one("SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)))


def test_all_is_examined_once_a_week_and_until_faults_are_gone(tracker: Tracker) -> None:
    hands: Hands = wind(fill(tracker))
    first = CheckIfDue().run(tracker)
    assert (first.findings, first.whole_at) == ((), first.at)
    assert last_check.read(tracker.path) == first
    hands.move(days=6)
    tracker.run("DELETE FROM blocked")
    again = CheckIfDue().run(tracker)
    assert (again.findings, again.whole_at) == ((), first.at), "only whether the file can be read"
    assert last_check.read(tracker.path) == first, "nothing is written for a look that finds nothing"
    hands.move(days=1, seconds=1)
    whole = CheckIfDue().run(tracker)
    assert whole.findings == ("The blocked set is wrong for 1 issues.",)
    assert last_check.read(tracker.path) == whole
    hands.move(hours=1)
    assert CheckIfDue().run(tracker).findings == whole.findings, "each time until it is mended"
    blocking.rebuild(tracker)
    assert CheckIfDue().run(tracker).findings == ()
    last_check.forget(tracker.path)
    assert last_check.read(tracker.path) is None


def test_a_page_that_cannot_be_read_is_found_without_the_whole_check(path: Path) -> None:
    tracker = fill(Tracker.open(path, create=True, actor="ann"))
    CheckTracker().run(tracker)
    page = leaf_of(tracker, "issue")
    tracker.close()
    wipe(path, page)
    damaged = Tracker.open(path, read_only=True)
    found = CheckIfDue().run(damaged)
    damaged.close()
    assert len(found.findings) == 1
    assert found.findings[0].startswith("Home.strandline is damaged.")
    assert last_check.read(path) == found
    assert found.whole_at != found.at


@pytest.mark.skipif(sys.platform != "linux", reason="system calls are made to fail there only")
def test_a_place_that_the_disk_cannot_read_is_found_and_looked_for_again(tracker: Tracker) -> None:
    fill(tracker)
    CheckTracker().run(tracker)
    fails = False

    def broken(call: str, file: Path) -> int:
        # SQLite takes EIO, as of a bad sector, for damage.
        return errno.ETIMEDOUT if fails and call == "read" and file == tracker.path else 0

    with failing_calls(broken):
        reader = Tracker.open(tracker.path, read_only=True)
        try:
            fails = True
            found = CheckIfDue().run(reader)
            fails = False
            assert len(found.findings) == 1
            assert found.findings[0].startswith("The disk failed while Home.strandline was read")
            assert last_check.read(tracker.path) == found
            assert CheckIfDue().run(reader).findings == ()
        finally:
            fails = False
            reader.close()


def test_it_is_stopped_and_nothing_is_remembered(tracker: Tracker) -> None:
    fill(tracker)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled, match=r"The check was stopped\."):
        CheckIfDue(cancel).run(tracker)
    assert last_check.read(tracker.path) is None
    tracker.run("DELETE FROM search WHERE rowid = 1")
    assert check.check(tracker, beside=True).findings == ("1 issues are missing from the search index.",)


def test_what_sqlite_says_is_a_few_plain_sentences_however_much_it_is() -> None:
    many = [f"*** in database main ***\nTree 5 page {n}: never used" for n in range(100)]
    assert page_faults.plain(["ok"]) == []
    assert page_faults.plain(many) == [
        "The file is damaged in at least 100 places; the first: Tree 5 page 0: never used."
    ]
    others = (
        "row 7 missing from index issue_id",
        "wrong # of entries in index issue_id",
        "non-unique entry in index issue_uid",
        "malformed inverted index for FTS5 table main.search",
    )
    assert page_faults.plain(others) == [
        "An index is damaged (issue_id, issue_uid): lists may lack issues, or show them in a wrong place.",
        "The search index is damaged: searching may miss issues.",
    ]


@pytest.mark.parametrize(
    "note", ["", "[]", '{"at": 1}', '{"at": "now", "findings": [], "whole_at": "never"}']
)
def test_a_note_that_says_nothing_means_that_all_is_examined(tracker: Tracker, note: str) -> None:
    last_check.remember(tracker.path, LastCheck("2026-01-01T00:00:00Z"))
    folder = backup_list.folder_of(tracker.path)
    (folder / "last_check.json").write_text(note, encoding="utf-8")
    done = CheckIfDue().run(tracker)
    assert (done.findings, done.whole_at) == ((), done.at)


def test_what_is_left_is_all_moved_only_when_it_is(tracker: Tracker, path: Path) -> None:
    fill(tracker)
    assert MoveLeft().run(tracker) is False, "too little to be moved by itself"
    Tidy().run(tracker)
    assert MoveLeft().run(tracker) is True
    path.rename(path.with_name("moved.strandline"))
    assert MoveLeft().run(tracker) is False
