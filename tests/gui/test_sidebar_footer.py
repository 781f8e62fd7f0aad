"""The trash stays in sight however many labels there are, and nothing hides behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.sidebar import Sidebar
from gui.sidebar_footer import SidebarFooter
from tests.helpers.window import Opened, issue_line, open_window

LABELS = [f"label{n:02}" for n in range(12)]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(0, labels=LABELS)], size=(900, 420)) as found:
        yield found


def footer(sidebar: Sidebar) -> SidebarFooter:
    found = sidebar.findChild(SidebarFooter)
    assert isinstance(found, SidebarFooter)
    return found


def test_it_is_seen_and_chosen_while_the_row_is_below_the_edge(opened: Opened) -> None:
    sidebar = opened.window.sidebar
    copy = footer(sidebar)
    assert copy.isVisible()
    assert copy.geometry().bottom() == sidebar.viewport().geometry().bottom()
    opened.qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert sidebar.choice.view == "trash"
    # It was in sight, so that nothing above has to move.
    assert sidebar.verticalScrollBar().value() == 0


def test_it_gives_way_to_the_row_itself(opened: Opened, qtbot: QtBot) -> None:
    sidebar = opened.window.sidebar
    bar = sidebar.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not footer(sidebar).isVisible()
    opened.window.resize(900, 900)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert not footer(sidebar).isVisible()


def test_a_row_reached_by_keyboard_is_not_behind_it(opened: Opened) -> None:
    sidebar = opened.window.sidebar
    copy = footer(sidebar)
    sidebar.setFocus()
    for _ in range(len(LABELS) + 6):
        opened.qtbot.keyClick(sidebar, Qt.Key.Key_Down)
        here = sidebar.visualRect(sidebar.currentIndex())
        assert here.bottom() < sidebar.viewport().height() - copy.covers
    opened.qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    opened.qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.choice.view == "trash"


def test_the_wheel_over_it_scrolls_the_rest(opened: Opened) -> None:
    sidebar = opened.window.sidebar
    copy = footer(sidebar)
    place = QPointF(copy.rect().center())
    wheel = QWheelEvent(
        place, QPointF(copy.mapToGlobal(copy.rect().center())), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(copy, wheel)
    assert sidebar.verticalScrollBar().value() > 0
