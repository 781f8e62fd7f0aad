"""A window with room for the list or for the issue: what is asked of the list is seen."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.window import issue_line, open_window

CTRL = Qt.KeyboardModifier.ControlModifier


def test_what_is_asked_of_the_list_shows_it_again(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(n) for n in range(3)], size=(900, 600)) as opened:
        window, key = opened.window, qtbot.keyClick

        def cover() -> None:
            window.registry["issue.open"].trigger()
            opened.settled()
            assert window.detail.isVisible()
            assert not window.list_pane.isVisible()

        def seen() -> bool:
            opened.settled()
            focus = QApplication.focusWidget()
            shown = window.list_pane.isVisible() and not window.detail.isVisible()
            return shown and focus is not None and focus.isVisible()

        cover()
        window.registry["go.ready"].trigger()
        assert seen()
        cover()
        window.registry["issue.new"].trigger()
        line = window.list_pane.new_issue.entry.edit
        assert seen()
        assert line.hasFocus()
        key(line, Qt.Key.Key_Escape)
        cover()
        key(QApplication.focusWidget(), Qt.Key.Key_2, CTRL)
        assert seen()
        cover()
        window.search.take_focus()
        qtbot.keyClicks(window.search, "issue ")
        assert seen()
        assert window.search.hasFocus()
        assert window.registry["view.detail"].isChecked() is False
