"""Popups by keyboard: what is pressed before an answer is here, where Tab leads, and where one is after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.detail.link_picker import LinkPicker
from gui.theme import SPACE_XS
from store.lookups import FindIssue, GetDetail
from store.requests import Edit
from tests.helpers.detail_pane import PaneOnTracker
from tests.helpers.held import answers_held
from tests.helpers.window import Opened, issue_line, open_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LINES = [issue_line(n, priority=2) for n in range(4)]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[PaneOnTracker]:
    pane = PaneOnTracker(qtbot, tmp_path / "t.strandline")
    yield pane
    pane.stop()


def press(*keys: Qt.Key | str) -> None:
    """Press keys where the keyboard is, as fast as can be."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(key, str):
            for letter in key:
                QTest.keyClicks(QApplication.focusWidget() or focus, letter)
        else:
            QTest.keyClick(focus, key)


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def blockers(made: PaneOnTracker, uid: str) -> list[str]:
    made.settle()
    return [edge.target for edge in made.stored(uid).dependencies]


def asked_for_a_blocker(made: PaneOnTracker) -> LinkPicker:
    made.pane.add_blocker()
    picker = made.pane.body.relations.picker("depends_on")
    made.qtbot.waitUntil(picker.edit.hasFocus)
    made.settle()
    return picker


def test_an_enter_before_the_answer_takes_the_first_choice_of_it(made: PaneOnTracker) -> None:
    pump, other = made.create("Fix the pump"), made.create("Call the plumber")
    uid = made.create("Water the garden")
    made.show(uid)
    picker = asked_for_a_blocker(made)
    with answers_held(made.bridge):
        press("pump", Qt.Key.Key_Return)
        # The rows are still those of no text: none of them was meant.
        assert picker.isVisible()
        assert picker.note == "Looking for “pump”…"
    assert blockers(made, uid) == [made.id_of(pump)]
    # More typing and Escape take the Enter back.
    picker = asked_for_a_blocker(made)
    with answers_held(made.bridge):
        press("pl", Qt.Key.Key_Return, "u")
    made.settle()
    assert picker.isVisible()
    assert [link.uid for link in picker.rows] == [other]  # type: ignore[attr-defined]
    with answers_held(made.bridge):
        press("m", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert blockers(made, uid) == [made.id_of(pump)]
    # Where nothing is found, nothing is taken and it is said; an Enter on no text means nothing.
    picker = asked_for_a_blocker(made)
    with answers_held(made.bridge):
        press("zzz", Qt.Key.Key_Return)
    made.settle()
    assert (picker.isVisible(), picker.note) == (True, "No issue like “zzz”")
    press(Qt.Key.Key_Escape)
    with answers_held(made.bridge):
        made.pane.add_blocker()
        press(Qt.Key.Key_Return)
    assert blockers(made, uid) == [made.id_of(pump)]


def test_a_row_that_was_gone_to_stays_the_current_one_and_is_taken_at_once(made: PaneOnTracker) -> None:
    first, second = made.create("Pump one"), made.create("Pump two")
    uid = made.create("Water the garden")
    made.show(uid)
    picker = asked_for_a_blocker(made)
    press("pum")
    made.settle()
    with answers_held(made.bridge):
        press("p", Qt.Key.Key_Down)
    made.settle()
    assert [link.uid for link in picker.rows] == [second, first]  # type: ignore[attr-defined]
    assert picker.list.currentRow() == 1
    with answers_held(made.bridge):
        press(Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Return)
        assert not picker.isVisible()
    assert blockers(made, uid) == [made.id_of(second)]


def test_what_is_typed_after_a_letter_waits_for_its_picker(opened: Opened) -> None:
    window = opened.window
    with answers_held(opened.store.bridge):
        # The issue is not here yet, and Q or J would do something to the list.
        press(Qt.Key.Key_J, Qt.Key.Key_P, "0")
    opened.settled()
    assert window.issues.hasFocus()
    issue = window.detail.subject.issue
    assert issue is not None
    assert (issue.id, issue.priority) == ("t-00001", 0)
    opened.wait(lambda: len(opened.titles()) == len(LINES))
    with answers_held(opened.store.bridge):
        QTest.keyClick(window.issues, Qt.Key.Key_A, CONTROL)
        press("p1jq")
    opened.settled()
    # After the picker has taken its digit, letters mean what they mean in the list.
    assert window.later.reason.isVisible()
    press(Qt.Key.Key_Escape)
    assert window.issues.hasFocus()
    opened.titles()
    assert [row.priority for n in range(len(LINES)) if (row := window.table.row_at(n))] == [1, 1, 1, 1]
    # Escape takes back what waits.
    with answers_held(opened.store.bridge):
        press(Qt.Key.Key_K, "s", Qt.Key.Key_Escape)
        press(Qt.Key.Key_J)
    opened.settled()
    assert window.issues.hasFocus()
    # A title that is typed before the one before it is saved is one of its own.
    press("c")
    opened.settled()
    with answers_held(opened.store.bridge, writes=True):
        press("Second !3", Qt.Key.Key_Return, "Third", Qt.Key.Key_Return)
    opened.settled()
    opened.wait(lambda: {"Second", "Third"} <= set(opened.titles()))
    assert len(window.table.keys) == len(LINES) + 2


def test_tab_stays_in_a_popup_and_the_keyboard_comes_back_where_it_was(opened: Opened) -> None:
    window = opened.window
    relations = window.detail.body.relations
    press("b")
    opened.settled()
    picker = relations.picker("depends_on")
    assert focused() is picker.edit
    # Titles have room, and a window that gets narrow keeps all of it.
    assert picker.width() == window.look.scaled(480)
    size = window.size()
    window.resize(440, 600)
    opened.wait(lambda: picker.width() <= 440 - 2 * SPACE_XS)
    assert picker.x() >= SPACE_XS
    assert picker.geometry().right() < window.width()
    window.resize(size)
    opened.wait(lambda: picker.width() == window.look.scaled(480))
    picker.edit.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is picker.kind
    press(Qt.Key.Key_Tab)
    assert focused() is picker.edit
    press(Qt.Key.Key_Backtab)
    assert focused() is picker.kind
    # Enter on the kind of link takes the row that is marked.
    press(Qt.Key.Key_Return)
    opened.settled()
    assert window.issues.hasFocus()
    assert len(relations.depends_on.list.rows) == 1
    # One popup over another: both go, and the keyboard is back in the list.
    for letter in ("p", "d", "q"):
        press(letter)
        opened.settled()
        popup = focused()
        assert popup is not None
        assert not window.issues.hasFocus()
        QTest.keyClick(popup, Qt.Key.Key_K, CONTROL)
        assert focused() is window.keyboard.palette.line
        press(Qt.Key.Key_Tab)
        assert focused() is window.keyboard.palette.line
        press(Qt.Key.Key_Escape)
        assert window.issues.hasFocus(), letter


def test_a_popup_gives_the_keyboard_back_to_the_issue_when_its_place_is_gone(made: PaneOnTracker) -> None:
    uid = made.create("One")
    made.show(uid)
    made.pane.subject.edit("labels", ("ui",))
    made.settle()
    chip = made.pane.body.ribbon._labels[0]
    made.focus(chip)
    press(Qt.Key.Key_Space)
    picker = made.pane.body.ribbon.picker("labels")
    assert focused() is picker.edit
    press("ui", Qt.Key.Key_Return)
    made.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(Qt.Key.Key_Escape)
    assert not picker.isVisible()
    back = focused()
    assert back is not None
    assert back is made.pane or made.pane.isAncestorOf(back)
    with made.qtbot.waitSignal(made.pane.escaped):
        press(Qt.Key.Key_Escape)


def test_an_open_picker_shows_what_another_program_sets(made: PaneOnTracker) -> None:
    uid = made.create("Fix the pump", priority=1, external_ref="gh-1")
    made.show(uid)
    ribbon = made.pane.body.ribbon

    def checked(field: str) -> list[object]:
        rows = ribbon.picker(field).list
        items = [rows.item(row) for row in range(rows.count())]
        return [one.data(Qt.ItemDataRole.UserRole).value for one in items if one.text().endswith("✓")]

    def edited_elsewhere(**values: object) -> None:
        made.other(Edit(uid, values))
        made.settle()

    made.pane.open_picker("priority")
    edited_elsewhere(priority=4)
    assert checked("priority") == [4]
    # Enter, where nothing was chosen, changes nothing.
    press(Qt.Key.Key_Return)
    made.settle()
    assert made.stored(uid).priority == 4
    made.pane.open_picker("priority")
    press(Qt.Key.Key_Up)
    edited_elsewhere(priority=0)
    assert checked("priority") == [0]
    press(Qt.Key.Key_Return)
    made.settle()
    assert made.stored(uid).priority == 3
    made.pane.open_picker("status")
    edited_elsewhere(status="in_progress")
    assert checked("status") == ["in_progress"]
    made.pane.open_picker("external_ref")
    edited_elsewhere(external_ref="gh-2")
    assert ribbon.picker("external_ref").edit.selectedText() == "gh-2"
    press("gh-3")
    edited_elsewhere(external_ref="gh-4")
    assert ribbon.picker("external_ref").edit.text() == "gh-3"
    made.pane.open_picker("due_at")
    dates = ribbon.date_picker("due_at")
    edited_elsewhere(due_at="2026-12-24T12:00:00Z")
    assert dates.calendar.selectedDate() == QDate(2026, 12, 24)
    assert dates.message
    press("1 dec")
    edited_elsewhere(due_at=None)
    assert dates.calendar.selectedDate() == QDate(2026, 12, 1)


def test_a_pick_is_for_the_issue_that_its_picker_was_opened_for(opened: Opened) -> None:
    window = opened.window
    press("p")
    opened.settled()
    uid = window.detail.subject.uid
    # It leaves the list while the picker is open; the detail says so and stays.
    opened.store.outside(opened.store.writer.submit(Edit(uid, {"status": "closed"})).result(10))
    opened.wait(lambda: len(window.table.keys) == len(LINES) - 1)
    opened.settled()
    assert window.detail.subject.uid == uid
    assert window.detail.parted.isVisible()
    press("0")
    opened.settled()
    issues = [opened.store.writer.submit(GetDetail(one)).result(10).issue for one in uids(opened)]
    assert [(one.uid == uid, one.priority) for one in issues] == [
        (n == 0, 0 if n == 0 else 2) for n in range(4)
    ]


def uids(opened: Opened) -> list[str]:
    ids = [f"t-{n:05}" for n in range(len(LINES))]
    return [opened.store.writer.submit(FindIssue(one)).result(10).uid for one in ids]
