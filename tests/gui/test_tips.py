"""Tips: each at its moment, one at a time, once ever, below the rows, and gone with one key."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from gui.settings import Settings
from tests.gui.test_accessible import nameless
from tests.helpers.window import Opened, issue_line, open_window

SHIFT = Qt.KeyboardModifier.ShiftModifier


def make(opened: Opened, title: str) -> None:
    line = opened.window.list_pane.new_issue.entry.edit
    opened.window.registry["issue.new"].trigger()
    opened.qtbot.keyClicks(line, title)
    opened.qtbot.keyClick(line, Qt.Key.Key_Return)
    opened.settled()


def test_each_is_said_once_at_its_moment_and_never_over_the_rows(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(n) for n in range(60)], tips=True) as opened:
        window, tips = opened.window, opened.window.later.guidance.tips
        bar = tips.bar
        assert bar.text == ""
        make(opened, "first")
        assert bar.text == "Esc closes this line, and C opens it for the next issue."
        assert window.list_pane.new_issue.entry.edit.hasFocus()
        assert nameless(bar) == []
        rows = window.issues.viewport()
        below = bar.mapTo(window, QPoint(0, 0)).y()
        assert below >= rows.mapTo(window, rows.rect().bottomLeft()).y()
        # Undo is possible as well by now; what is read stays until it is closed.
        make(opened, "second")
        assert bar.text.startswith("Esc closes")
        qtbot.keyClick(window.list_pane.new_issue.entry.edit, Qt.Key.Key_F1, SHIFT)
        assert bar.text == ""
        make(opened, "third")
        assert bar.text.startswith("Ctrl+Z takes back what you did last")
        bar.cross.click()
        make(opened, "fourth")
        assert bar.text == ""
        toolbar = window.findChild(QToolBar, "toolbar")
        assert toolbar is not None
        button = toolbar.widgetForAction(window.registry["view.sidebar"])
        assert isinstance(button, QToolButton)
        for _ in range(3):
            assert bar.text == ""
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert bar.text == "“Sidebar” has a key: Ctrl+\\"
        # Switched off, nothing is said; on again, each of them once more.
        window.registry["tips.shown"].trigger()
        assert bar.text == ""
        make(opened, "fifth")
        assert bar.text == ""
        window.registry["tips.shown"].trigger()
        make(opened, "sixth")
        assert bar.text.startswith("Esc closes")
        window.show_tracker("Home", str(opened.store.path), "It is read-only.")
        opened.settled()
        assert bar.text == ""
    kept = Settings(tmp_path / "settings.ini")
    assert kept.flag("tips/seen/next", False)
    assert not kept.flag("tips/seen/mouse", False)
