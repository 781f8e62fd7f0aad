"""Text twice as large in a small window: nothing lies over something else, all is reached."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui import theme
from gui.detail.dates import DatePicker
from tests.helpers.window import issue_line, open_window


def test_date_header_and_review_have_room(qtbot: QtBot, tmp_path: Path) -> None:
    dependency = {"issue_id": "t-00002", "depends_on_id": "t-00001", "type": "parent-child"}
    lines = [issue_line(1), issue_line(2, dependencies=[dependency])]
    with open_window(qtbot, tmp_path, lines, size=(900, 600)) as opened:
        window = opened.window
        theme.current().set_look("light", 2.0)
        try:
            window.issues.setCurrentIndex(window.table.index(1, 0))
            window.registry["issue.open"].trigger()
            opened.settled()
            buttons = window.detail.findChildren(QPushButton)
            shown = [one for one in buttons if one.isVisible() and one.accessibleName()]
            parent = next(one for one in shown if one.accessibleName().startswith("Open parent"))
            id = next(one for one in shown if one.accessibleName().startswith("Id t-00002"))
            assert parent.geometry().right() < id.geometry().left()

            window.registry["issue.due"].trigger()
            opened.settled()
            picker = next(one for one in window.findChildren(DatePicker) if one.isVisible())
            assert picker.height() <= window.height()
            for _ in range(6):
                qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
            focus = QApplication.focusWidget()
            assert focus is not None
            assert focus is picker.calendar or picker.calendar.isAncestorOf(focus)
            view = picker.calendar.mapTo(picker, QPoint(0, 0))
            assert 0 <= view.y() < picker.height()
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

            window.registry["review.open"].trigger()
            opened.settled()
            qtbot.waitUntil(window.review.isActiveWindow)
            focus = QApplication.focusWidget()
            assert isinstance(focus, QPushButton)
            assert focus.text() == "Close"
            qtbot.keyClick(focus, Qt.Key.Key_Space)
            assert not window.review.isVisible()
        finally:
            theme.current().set_look("light", 1.0)
