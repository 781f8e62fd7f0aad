"""The search box: it asks at each key, and shows in place what is wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
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


def test_each_key_asks_at_once(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.query_changed.connect(asked.append)
    for typed in ("d", "da"):
        qtbot.keyClick(box, typed[-1])
        assert asked[-1] == typed
    box.set_query("is:ready")
    assert asked == ["d", "da"]


def test_escape_clears_at_once_and_then_leaves(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    left: list[None] = []
    box.query_changed.connect(asked.append)
    box.left.connect(lambda: left.append(None))
    qtbot.keyClicks(box, "x")
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
    assert asked == ["u", "ui"]


def test_a_fault_is_said_until_the_text_is_another_one(box: SearchBox, qtbot: QtBot) -> None:
    said: list[BadQuery | None] = []
    box.fault_changed.connect(said.append)
    box.setText("is:nonsense")
    box.show_fault(BadQuery("There is no view called nonsense.", 3, 11))
    assert box.fault == "There is no view called nonsense."
    assert box.accessibleDescription() == box.fault
    assert box.text() == "is:nonsense"
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert box.fault == ""
    assert [str(fault or "") for fault in said] == ["There is no view called nonsense.", ""]


def type_keys(box: SearchBox, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(box, key)


def test_a_filter_becomes_a_chip_when_the_cursor_leaves_it_and_stays_text(
    box: SearchBox, qtbot: QtBot
) -> None:
    qtbot.keyClicks(box, "label:ui")
    assert not box.chips
    qtbot.keyClicks(box, " (is:open or x) login")
    assert box.chips == ("label:ui", "(is:open or x)")
    assert box.text() == "label:ui (is:open or x) login"
    box.set_query("is:ready foo:x due:today")
    assert box.chips == ("is:ready", "due:today")


def test_the_keyboard_walks_over_chips_and_takes_them_away(box: SearchBox, qtbot: QtBot) -> None:
    box.set_query("word label:ui is:ready ")
    box.end(False)
    type_keys(box, qtbot, Qt.Key.Key_Backspace)
    assert (box.selectedText(), box.text()) == ("is:ready", "word label:ui is:ready ")
    type_keys(box, qtbot, Qt.Key.Key_Left)
    assert (box.hasSelectedText(), box.cursorPosition()) == (False, 14)
    type_keys(box, qtbot, Qt.Key.Key_Left)
    assert box.selectedText() == "label:ui"
    type_keys(box, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert box.cursorPosition() == 14
    type_keys(box, qtbot, Qt.Key.Key_Right)
    assert box.selectedText() == "is:ready"
    type_keys(box, qtbot, Qt.Key.Key_Delete)
    assert (box.text(), box.chips) == ("word label:ui ", ("label:ui",))
    type_keys(box, qtbot, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert box.text() == "word "
    type_keys(box, qtbot, Qt.Key.Key_Left)
    assert box.cursorPosition() == 4


def test_enter_or_a_click_makes_a_chip_text_again_and_the_cross_removes_it(
    box: SearchBox, qtbot: QtBot
) -> None:
    box.resize(600, 34)
    box.set_query("label:ui is:ready")
    left: list[None] = []
    box.left.connect(lambda: left.append(None))
    box.setCursorPosition(8)
    type_keys(box, qtbot, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert ",".join(box.chips) == "is:ready"
    assert not left
    qtbot.keyClicks(box, "x")
    assert box.text() == "label:uix is:ready"
    box.end(False)
    assert box.chips == ("label:uix", "is:ready")
    places = chip_places(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=places[0][0].center().toPoint())
    assert ",".join(box.chips) == "is:ready"
    box.end(False)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=places[0][1].center().toPoint())
    assert box.text() == ",".join(box.chips) == "is:ready"
    box.undo()
    assert box.text() == "label:uix is:ready"


def chip_places(box: SearchBox) -> list[tuple[QRectF, QRectF]]:
    line, origin, height = box._line(), box._origin(), box.height()
    return [
        (line.frame(chip, origin, height, box._theme), line.cross(chip, origin, height, box._theme))
        for chip in box._chips
    ]


def test_text_beside_a_chip_is_a_word_of_its_own_and_paste_makes_chips(box: SearchBox, qtbot: QtBot) -> None:
    box.set_query("label:ui")
    box.setCursorPosition(8)
    qtbot.keyClicks(box, "x")
    assert (box.text(), box.chips) == ("label:ui x", ("label:ui",))
    box.selectAll()
    box.copy()
    box.clear_now()
    type_keys(box, qtbot, Qt.Key.Key_A)
    box.clear_now()
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (box.text(), box.chips) == ("label:ui x", ("label:ui",))
    box.set_query("label:ui")
    box.setCursorPosition(8)
    qtbot.keyClicks(box, ",api ")
    assert box.chips == ("label:ui,api",)


def test_what_is_only_begun_is_no_fault(box: SearchBox) -> None:
    box.setText("label:")
    box.show_fault(BadQuery("Go on typing: label:ui.", 0, 6, unfinished=True))
    assert box.property("kind") == ""
    box.show_fault(BadQuery("There is no is:x.", 0, 6))
    assert box.property("kind") == "danger"


def test_the_lens_grows_with_the_text(box: SearchBox, qtbot: QtBot) -> None:
    (lens,) = [one for one in box.findChildren(QToolButton) if one.isVisible()]
    small = lens.width()

    def dark_rows() -> int:
        picture = lens.grab().toImage()
        columns, rows = range(picture.width()), range(picture.height())
        return sum(any(picture.pixelColor(x, y).lightness() < 200 for x in columns) for y in rows)

    rows = dark_rows()
    for zoom, factor in ((2.0, 2), (1.5, 1.5), (1.0, 1)):
        try:
            theme.current().set_look("light", zoom)
            box.resize(400, box.sizeHint().height())
            qtbot.waitUntil(lambda factor=factor: abs(lens.width() - small * factor) <= 8)  # type: ignore[misc]
            assert abs(dark_rows() - rows * factor) <= 2
            assert lens.geometry().bottom() < box.height()
        finally:
            theme.current().set_look("light", 1.0)
