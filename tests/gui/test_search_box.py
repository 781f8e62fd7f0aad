"""The search box: it asks a moment after the last key, and shows in place what is wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.search_box import SearchBox
from store.query import BadQuery
from tests.helpers.window import applied_theme


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    box = SearchBox(applied_theme(), window)
    with qtbot.waitExposed(window):
        window.show()
    box.setFocus()
    yield box
    del window  # held until here: without an owner Qt takes the box away with it


def test_a_word_typed_fast_is_asked_once(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.query_changed.connect(asked.append)
    qtbot.keyClicks(box, "daemon")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["daemon"]


def test_escape_clears_at_once_and_then_leaves(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    left: list[None] = []
    box.query_changed.connect(asked.append)
    box.left.connect(lambda: left.append(None))
    qtbot.keyClicks(box, "x")
    qtbot.waitUntil(lambda: asked == ["x"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert asked == ["x", ""]
    assert box.text() == ""
    assert left == []
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert left == [None]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_enter_and_down_ask_at_once_and_go_to_the_list(box: SearchBox, qtbot: QtBot, key: Qt.Key) -> None:
    asked: list[str] = []
    box.query_changed.connect(asked.append)
    qtbot.keyClicks(box, "ui")
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, key)
    assert asked == ["ui"]


def test_a_fault_is_said_until_the_text_is_another_one(box: SearchBox, qtbot: QtBot) -> None:
    said: list[str] = []
    box.fault_changed.connect(said.append)
    box.setText("is:nonsense")
    box.show_fault(BadQuery("There is no view called nonsense.", 3, 11))
    assert box.fault == "There is no view called nonsense."
    assert box.accessibleDescription() == box.fault
    assert box.text() == "is:nonsense"
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert box.fault == ""
    assert said == ["There is no view called nonsense.", ""]
