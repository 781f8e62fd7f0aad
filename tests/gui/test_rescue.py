"""A damaged tracker never ends in a dead end: its newest backup, or what can be read of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.opening_words import OpeningProblem
from gui.rebuild_dialog import RebuildDialog
from store import backup_making, places
from store.export_file import export_to
from store.lookups import Check
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.helpers.issue_files import lines, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "Pumps.strandline"
    tracker = Tracker.open(path, create=True, actor="ann")
    Create("Fix the pump").run(tracker)
    tracker.close()
    return path


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\x00" * 100)


def problem(desk: Desk, qtbot: QtBot) -> OpeningProblem:
    qtbot.waitUntil(lambda: any(box.isVisible() for box in desk.window.findChildren(OpeningProblem)))
    return next(box for box in desk.window.findChildren(OpeningProblem) if box.isVisible())


def problem_with_reason(desk: Desk, qtbot: QtBot) -> OpeningProblem:
    """The dialog that came back because what was chosen failed."""
    boxes: list[OpeningProblem] = []

    def back() -> bool:
        boxes[:] = [box for box in desk.window.findChildren(OpeningProblem) if box.failed.isVisible()]
        return bool(boxes)

    qtbot.waitUntil(back)
    return boxes[0]


def shows(desk: Desk, path: Path, qtbot: QtBot, titles: set[str]) -> None:
    """The window shows the tracker, whose check is clean, with these issues."""
    qtbot.waitUntil(lambda: desk.window.place == str(path) and len(desk.window.table.keys) == len(titles))
    tracker = Tracker.open(path, read_only=True)
    assert Check().run(tracker).ok
    assert {title for (title,) in tracker.all("SELECT title FROM issue")} == titles
    tracker.close()


def test_what_can_be_read_is_saved_and_opened(start: StartDesk, qtbot: QtBot, path: Path) -> None:
    damage(path)
    desk = start(path)
    box = problem(desk, qtbot)
    qtbot.mouseClick(box.salvage, Qt.MouseButton.LeftButton)
    shows(desk, path, qtbot, {"Fix the pump"})
    said = desk.window.trust._note.toolTip()
    assert said == "1 issue could be saved. The damaged file is Pumps (damaged).strandline."


def test_the_newest_backup_comes_first_where_there_is_one(start: StartDesk, qtbot: QtBot, path: Path) -> None:
    tracker = Tracker.open(path, actor="ann")
    backup_making.make(tracker, "asked")
    Create("After the backup").run(tracker)
    tracker.close()
    damage(path)
    desk = start(path)
    box = problem(desk, qtbot)
    qtbot.waitUntil(lambda: hasattr(box, "restore"))
    assert "(1 issue)" in box.restore.text()
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    shows(desk, path, qtbot, {"Fix the pump"})
    assert "Restored as of" in desk.window.trust._note.toolTip()


def test_it_is_built_from_the_issue_file_once_the_difference_was_seen(
    start: StartDesk, qtbot: QtBot, path: Path
) -> None:
    tracker = Tracker.open(path, actor="ann")
    export_to(tracker, path.with_suffix(".jsonl"))
    Create("Not in the file").run(tracker)
    tracker.close()
    damage(path)
    desk = start(path)
    box = problem(desk, qtbot)
    qtbot.waitUntil(lambda: hasattr(box, "rebuild"))
    assert not hasattr(box, "read"), "no SQLite opens it"
    qtbot.keyClick(box.rebuild, Qt.Key.Key_Space)

    def compared() -> RebuildDialog:
        question = desk.parts.rescue.question
        assert question is not None
        qtbot.waitUntil(lambda: not question._busy)
        return question

    question = compared()
    shown = [label.text() for label in question.findChildren(QLabel)]
    assert question.summary.text().startswith("Pumps.jsonl has 1 issue. ")
    assert "1 issue would go: not in the file" in shown
    assert any("Not in the file" in text and "pumps-" in text for text in shown)
    assert question.leave.isDefault()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    box = problem(desk, qtbot)
    qtbot.waitUntil(lambda: hasattr(box, "rebuild"))
    qtbot.keyClick(box.rebuild, Qt.Key.Key_Space)
    question = compared()
    # Another program writes the file while the question is read.
    with path.with_suffix(".jsonl").open("ab") as file:
        file.write(b'{"id":"p-99","title":"From git"}\nno issue\n')
    qtbot.keyClick(question.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.parts.rescue.question not in (None, question))
    question = compared()
    assert question.summary.text().startswith("Pumps.jsonl has 2 issues. ")
    qtbot.keyClick(question.take, Qt.Key.Key_Space)
    shows(desk, path, qtbot, {"Fix the pump", "From git"})
    assert desk.window.trust.said == (
        "Built anew from Pumps.jsonl: 2 issues. 1 line of it cannot be read. "
        "The damaged file is Pumps (damaged).strandline."
    )
    assert not desk.window.trust.quiet, "what is not there has to be seen"


def test_what_sqlite_opens_can_be_looked_at_and_restored_then(
    start: StartDesk, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    tracker = Tracker.open(path, actor="ann")
    Create("Behind it").run(tracker)
    Create("Behind that").run(tracker)
    copies = tmp_path / "copies"
    copies.mkdir()
    copy = copies / path.name
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
    tracker.close()
    with (copies / f"{path.name}-wal").open("r+b") as file:
        file.seek(32 + 24 + 100)
        file.write(b"\xff\x00\xff\x00")
    before = copy.read_bytes()
    desk = start(copy)
    box = problem(desk, qtbot)
    qtbot.waitUntil(lambda: hasattr(box, "read"))
    assert box.again.isDefault(), "what can be read is opened with Enter"
    assert box.headline.text() == "Pumps.strandline: its second file was kept aside"
    assert box.again.text().replace("&", "") in box.reason.text(), "the button that the words name"
    qtbot.keyClick(box.read, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.window.place == str(copy) and len(desk.window.table.keys) == 1)
    assert desk.window.read_only.startswith("Pumps.strandline is damaged and was opened read-only.")
    refused: list[Exception] = []
    desk.bridge.ask(Create("No"), lambda _done: None, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    desk.window.registry["tracker.backups"].trigger()
    dialog = desk.parts.shelf.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.shelf is not None)
    assert "read-only" not in dialog.summary.text(), "it can be replaced all the same"
    dialog.reject()
    assert copy.read_bytes() == before


def test_what_is_lost_altogether_says_so_and_changes_nothing(
    start: StartDesk, qtbot: QtBot, path: Path
) -> None:
    path.write_bytes(b"rubbish" * 5000)
    desk = start(path)
    qtbot.mouseClick(problem(desk, qtbot).salvage, Qt.MouseButton.LeftButton)
    box = problem_with_reason(desk, qtbot)
    assert "Nothing was changed" in box.failed.text()
    assert not box.salvage.isEnabled()
    assert path.read_bytes() == b"rubbish" * 5000
    box.reject()


def test_the_tracker_of_a_project_is_named_and_not_its_whole_issue_file(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    beads = tmp_path / "harbour" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").write_bytes(lines(record("h-1")))
    tracker = places.place_of_beads(beads).tracker
    tracker.parent.mkdir(parents=True, exist_ok=True)
    Tracker.open(tracker, create=True, actor="ann").close()
    damage(tracker)
    desk = start(beads.parent)
    box = problem(desk, qtbot)
    assert box.headline.text().startswith("The tracker of harbour ")
    box.reject()
