"""Space in list and board: a glance that goes along with the keyboard and takes nothing from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from store.glance import first_lines
from store.lookups import FindIssue
from store.requests import Edit
from tests.helpers.window import Opened, issue_line, open_window

CTRL = Qt.KeyboardModifier.ControlModifier
LINES = [
    issue_line(0, description="First **bold** line.\n\n" + "More of it.\n" * 40, labels=["ui"], priority=0),
    issue_line(1, assignee="bob", dependencies=[
        {"issue_id": "t-00001", "depends_on_id": "t-00000", "type": "blocks"}
    ]),
    *(issue_line(number) for number in range(2, 40)),
]  # fmt: skip


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


def words(opened: Opened) -> str:
    opened.settled()
    card = opened.window.later.peeking.card
    return card.words if card is not None else ""


def go_to(opened: Opened, number: int) -> None:
    issues, table = opened.window.issues, opened.window.table
    place = table.place_of(opened.store.writer.submit(FindIssue(f"t-{number:05}")).result(10).key)
    opened.qtbot.keyClick(issues, Qt.Key.Key_Home)
    for _ in range(place):
        opened.qtbot.keyClick(issues, Qt.Key.Key_Down)
    opened.settled()


def row_rect(opened: Opened) -> QRect:
    anchor = opened.window.views.anchor()
    return QRect(anchor.mapTo(opened.window, anchor.rect().topLeft()), anchor.size())


def test_space_shows_the_issue_beside_its_row_and_follows_the_keyboard(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    issues = window.issues
    go_to(opened, 0)
    qtbot.keyClick(issues, Qt.Key.Key_Space)
    said = words(opened)
    assert "Issue 00000" in said
    assert "t-00000 · Open · P0 · Task · nobody · ui" in said
    assert "First bold line." in said
    assert "The text goes on" in said
    card = window.later.peeking.card
    assert card is not None
    assert not card.geometry().intersects(row_rect(opened))
    assert window.rect().contains(card.geometry())
    # Space is no selection any more, and the keyboard stays where it was.
    assert issues.hasFocus()
    assert window.issues.selected_count == 1
    go_to(opened, 1)
    opened.wait(lambda: "Issue 00001" in words(opened))
    assert "Blocked by\n    t-00000  Issue 00000" in words(opened)
    assert not card.geometry().intersects(row_rect(opened))
    uid = opened.store.writer.submit(FindIssue("t-00001")).result(10).uid
    opened.store.outside(opened.store.writer.submit(Edit(uid, {"title": "Other words"})).result(10))
    opened.wait(lambda: "Other words" in words(opened))
    # The last row has no room below it.
    qtbot.keyClick(issues, Qt.Key.Key_End)
    opened.wait(lambda: "Other words" not in words(opened))
    assert window.rect().contains(card.geometry())
    assert not card.geometry().intersects(row_rect(opened))
    qtbot.keyClick(issues, Qt.Key.Key_Escape)
    assert words(opened) == ""
    qtbot.keyClick(issues, Qt.Key.Key_Space)
    assert words(opened)
    qtbot.keyClick(issues, Qt.Key.Key_Space)
    assert words(opened) == ""


def test_it_goes_when_the_keyboard_goes_and_works_on_the_board_and_in_a_small_window(
    opened: Opened, qtbot: QtBot
) -> None:
    window = opened.window
    window.resize(620, 420)
    go_to(opened, 0)
    qtbot.keyClick(window.issues, Qt.Key.Key_Space)
    assert "First bold line." in words(opened)
    card = window.later.peeking.card
    assert card is not None
    assert window.rect().contains(card.geometry())
    qtbot.keyClick(window.issues, Qt.Key.Key_Return)
    opened.settled()
    assert words(opened) == ""
    assert not window.later.peeking.open
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    opened.wait(window.issues.hasFocus)
    qtbot.keyClick(window.issues, Qt.Key.Key_Space)
    assert words(opened)
    window.search.setFocus()
    assert words(opened) == ""
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    opened.settled()
    focus = QApplication.focusWidget()
    if focus is window.search or focus is None:
        window.views.setFocus(Qt.FocusReason.OtherFocusReason)
    opened.settled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert words(opened)


def test_only_whole_lines_and_words_of_a_long_text_are_shown() -> None:
    assert first_lines("one\ntwo\n") == "one\ntwo"
    assert first_lines("\n".join(str(n) for n in range(50))).splitlines() == [str(n) for n in range(10)]
    long = first_lines("word " * 1000)
    assert 600 < len(long) <= 700
    assert long.endswith("word")
    assert len(first_lines("x" * 100_000)) == 700
