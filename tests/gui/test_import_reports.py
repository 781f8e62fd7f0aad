"""What was wrong with an imported file stays in the bar until somebody has read it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.import_reports import ReportDialog
from store import places
from tests.helpers.bd_databases import issue, make
from tests.helpers.desk import StartDesk
from tests.helpers.issue_files import lines, record


def project(tmp_path: Path, *parts: object) -> Path:
    beads = tmp_path / "project" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").write_bytes(lines(*parts))
    return beads


def said(desk: Desk) -> str:
    button = desk.window.trust._reported
    return button.accessibleName() if button.isVisible() else ""


def opened(desk: Desk, qtbot: QtBot) -> ReportDialog:
    qtbot.mouseClick(desk.window.trust._reported, Qt.MouseButton.LeftButton)
    assert desk.reports.dialog is not None
    qtbot.waitUntil(desk.reports.dialog.isActiveWindow)
    return desk.reports.dialog


def quit_to_the_end(desk: Desk, qtbot: QtBot) -> None:
    desk.window.close()
    qtbot.waitUntil(lambda: desk.shutdown.done and not desk.window.isVisible())


def test_lines_that_are_kept_are_named_on_a_click_until_somebody_takes_them_off(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = project(tmp_path, record("p-1"), b"cut off", record("p-2"))
    words = "1 line that cannot be read, kept as written (issues.jsonl)"
    desk = start(beads.parent)
    qtbot.waitUntil(lambda: said(desk) == words)
    dialog = opened(desk, qtbot)
    assert "•  line 2: " in dialog.text.toPlainText()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.reports.dialog is None
    assert said(desk) == words
    quit_to_the_end(desk, qtbot)
    again = start(beads.parent)
    qtbot.waitUntil(lambda: said(again) == words)
    qtbot.mouseClick(opened(again, qtbot).put_away, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not said(again))
    (beads / "issues.jsonl").write_bytes(lines(record("p-1"), record("p-2")) + b"cut off\n{}\n")
    qtbot.waitUntil(lambda: said(again) == "2 lines that cannot be read, kept as written (issues.jsonl)")


def test_what_is_wrong_with_a_database_is_in_the_plan_and_stays_to_be_read(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = project(tmp_path)
    edge = {"issue_id": "gone-1", "depends_on_id": "x-1", "created_by": "ann"}
    make(beads / "beads.db", {"issues": [issue("x-1", "One")], "dependencies": [edge]})
    why = "1 of its dependencies belong to no issue that is there, and were left out"
    desk = start(beads.parent)
    qtbot.waitUntil(lambda: desk.importer.dialog is not None and desk.importer.dialog.plan is not None)
    plan = desk.importer.dialog
    assert plan is not None
    assert f"•  {why}" in [label.text() for label in plan.findChildren(type(plan.summary))]
    plan.accept()
    qtbot.waitUntil(lambda: said(desk) == f"{why.split(',')[0]} (beads.db)")
    assert why in opened(desk, qtbot).text.toPlainText()


def test_cells_and_titles_that_were_replaced_are_no_lines_that_were_kept(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Title,Priority\nOne,soon\n,P1\n", encoding="utf-8")
    desk = start(table)
    qtbot.waitUntil(lambda: desk.tables.dialog is not None and desk.tables.dialog.preview is not None)
    assert desk.tables.dialog is not None
    with qtbot.waitSignal(desk.shown):
        qtbot.mouseClick(desk.tables.dialog.take, Qt.MouseButton.LeftButton)
    assert desk.shutdown.tracker_path == places.data_dir() / "plan.strandline"
    qtbot.waitUntil(lambda: said(desk) == "2 values of the table replaced (plan.csv)")
    text = opened(desk, qtbot).text.toPlainText()
    assert "•  row 2: “soon” is no priority; it is kept as “Priority”" in text
    assert "•  row 3: it has no title; its first text stands for one" in text
