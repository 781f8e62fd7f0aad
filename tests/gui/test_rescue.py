"""A damaged tracker never ends in a dead end: its newest backup, or what can be read of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.opening_words import OpeningProblem
from store import backup_making
from store.lookups import Check
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.desk import StartDesk


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


def test_what_is_lost_altogether_says_so_and_changes_nothing(
    start: StartDesk, qtbot: QtBot, path: Path
) -> None:
    path.write_bytes(b"rubbish" * 5000)
    desk = start(path)
    qtbot.mouseClick(problem(desk, qtbot).salvage, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Nothing was changed" in desk.window.trust._note.toolTip())
    assert path.read_bytes() == b"rubbish" * 5000
    problem(desk, qtbot).reject()
