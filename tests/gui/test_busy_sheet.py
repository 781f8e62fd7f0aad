"""The sheet over a long import: counts, and a stop that is asked for once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.busy_card import BusyCard
from gui.busy_sheet import BusySheet


@pytest.fixture
def sheet(qapp: QApplication, qtbot: QtBot) -> Iterator[BusySheet]:
    look = theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    found = BusySheet(look, window)
    found.begin("issues.jsonl")
    qtbot.waitUntil(found.isVisible)
    yield found
    found.end()
    qapp.setStyleSheet("")


def test_it_says_how_far_it_is(sheet: BusySheet) -> None:
    assert (sheet.bar.minimum(), sheet.bar.maximum()) == (0, 0)
    sheet.show_progress(42_000, 100_000)
    assert (sheet.bar.value(), sheet.bar.maximum()) == (42_000, 100_000)
    assert sheet.counts.text() == "42,000 of 100,000 lines"


@pytest.mark.parametrize("way", ["button", "escape", "cross"])
def test_a_stop_is_asked_for_once_and_the_sheet_stays(sheet: BusySheet, qtbot: QtBot, way: str) -> None:
    asked: list[bool] = []
    sheet.stop_wanted.connect(lambda: asked.append(True))
    for _ in range(2):
        if way == "button":
            sheet.stop.click()
        elif way == "escape":
            qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        else:
            sheet.close()
    assert asked == [True]
    assert sheet.isVisible()
    sheet.show_progress(50_000, 100_000)
    assert "Stopping" in sheet.counts.text()
    sheet.end()
    assert not sheet.isVisible()


@pytest.mark.parametrize("way", ["click", "keyboard"])
def test_inside_the_window_whoever_types_goes_on_typing(qapp: QApplication, qtbot: QtBot, way: str) -> None:
    look = theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    line = QLineEdit(window)
    card = BusyCard(look, window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    asked: list[bool] = []
    card.stop_wanted.connect(lambda: asked.append(True))
    card.begin("issues.jsonl")
    qtbot.waitUntil(card.isVisible)
    assert line.hasFocus()
    assert window.rect().contains(card.geometry())
    window.resize(700, 400)
    qtbot.waitUntil(lambda: window.rect().contains(card.geometry()))
    card.show_progress(1200, 3000)
    assert card.counts.text() == "1,200 of 3,000 lines"
    if way == "click":
        qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)
        assert line.hasFocus()
    else:
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert card.stop.hasFocus()
        qtbot.keyClick(card.stop, Qt.Key.Key_Escape)
    assert asked == [True]
    assert card.isVisible()
    card.end()
    assert not card.isVisible()
    qapp.setStyleSheet("")
