"""What was wrong with an imported file is kept until somebody has read it."""

from __future__ import annotations

from pathlib import Path

from store.exchange_requests import Import
from store.import_reports import MOST, AskReports, ReportsRead
from store.tracker import Tracker
from tests.helpers.bd_databases import issue, make
from tests.helpers.issue_files import line, lines, put, record

SPLIT = line(record("p-3", notes="one\ntwo\nthree")).replace(b"\\n", b"\n")


def told(tracker: Tracker) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (report.name, [(one.kind, one.number) for one in report.problems])
        for report in AskReports().run(tracker)
    ]


def read(tracker: Tracker) -> None:
    ReportsRead(tuple(report.file for report in AskReports().run(tracker))).run(tracker)


def test_lines_that_are_kept_records_that_were_mended_and_replaced_cells_are_three_kinds(
    tracker: Tracker, tmp_path: Path
) -> None:
    same = record("p-4")
    put(tracker, record("p-1"), b"cut off", SPLIT, same, {**same, "updated_at": "2030-01-01T00:00:00Z"})
    (tmp_path / "plan.csv").write_text("Title,Priority\nOne,soon\n,P1\n", encoding="utf-8")
    Import(tmp_path / "plan.csv", columns=(("Title", "title"), ("Priority", "priority"))).run(tracker)
    assert told(tracker) == [
        ("issues.jsonl", [("unread", 2), ("mended", 3), ("repeated", 6)]),
        ("plan.csv", [("replaced", 2), ("replaced", 3)]),
    ]


def test_what_a_database_left_out_is_told_after_the_tracker_is_opened_again(tmp_path: Path) -> None:
    edge = {"issue_id": "gone-1", "depends_on_id": "x-1", "created_by": "ann"}
    make(tmp_path / "beads.db", {"issues": [issue("x-1")], "dependencies": [edge]})
    tracker = Tracker.open(tmp_path / "Home.strandline", create=True)
    Import(tmp_path / "beads.db").run(tracker)
    tracker.close()
    tracker = Tracker.open(tmp_path / "Home.strandline")
    ((report),) = AskReports().run(tracker)
    assert report.name == "beads.db"
    assert [(one.kind, one.number) for one in report.problems] == [("remark", 0)]
    assert "1 of its dependencies belong to no issue" in report.problems[0].reason
    tracker.close()


def test_what_was_read_comes_back_only_when_something_else_is_wrong(tracker: Tracker) -> None:
    put(tracker, record("p-1"), b"cut off")
    read(tracker)
    assert told(tracker) == []
    put(tracker, record("p-1"), record("p-2"), b"cut off")
    assert told(tracker) == []
    put(tracker, record("p-1"), record("p-2"), b"cut off", b"{}")
    assert told(tracker) == [("issues.jsonl", [("unread", 3), ("unread", 4)])]


def test_a_file_that_was_put_right_is_told_of_no_more(tracker: Tracker) -> None:
    put(tracker, record("p-1"), b"cut off")
    put(tracker, record("p-1"))
    assert told(tracker) == []


def test_looking_at_a_file_keeps_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1"), b"cut off", dry_run=True)
    assert told(tracker) == []


def test_of_very_many_problems_the_first_are_kept_and_the_others_counted(tracker: Tracker) -> None:
    put(tracker, lines(record("p-1"), *(b"cut off %d" % n for n in range(MOST + 3))))
    (report,) = AskReports().run(tracker)
    assert (len(report.problems), report.more) == (MOST, 3)
