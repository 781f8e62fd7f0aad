"""Several issues at once, in the window: keys, pickers, one step, what is left alone, progress and Stop."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.window_work import WindowWork
from store.lookups import AskUndo, FindIssue
from store.requests import Delete, Restore
from store.tracker import Tracker
from tests.helpers.window import Opened, issue_line, open_window

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LINES = [
    issue_line(n, priority=n % 2 + 1, labels=["ui"] if n < 2 else [], assignee="bob" if n == 1 else "ann")
    for n in range(6)
]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


def select(opened: Opened, *numbers: int) -> None:
    """Select issues by their numbers, with the keyboard, the last one current."""
    issues = opened.window.issues
    issues.setFocus()
    ids = [opened.window.table.row_at(place).id for place in range(len(opened.window.table.keys))]  # type: ignore[union-attr]
    opened.qtbot.keyClick(issues, Qt.Key.Key_Home)
    here = 0
    for nth, number in enumerate(numbers):
        place = ids.index(f"t-{number:05}")
        step = Qt.Key.Key_Down if place >= here else Qt.Key.Key_Up
        for _ in range(abs(place - here)):
            opened.qtbot.keyClick(issues, step, CTRL if nth else Qt.KeyboardModifier.NoModifier)
        here = place
        if nth:
            opened.qtbot.keyClick(issues, Qt.Key.Key_X)
    opened.settled()
    assert opened.window.issues.selected_count == len(numbers)


def type_into(opened: Opened, text: str) -> None:
    line = QApplication.focusWidget()
    assert isinstance(line, QWidget)
    opened.qtbot.keyClicks(line, text)
    opened.qtbot.keyClick(line, Qt.Key.Key_Return)
    opened.settled()


def values(opened: Opened, name: str) -> list[object]:
    tracker = Tracker.open(opened.store.path, read_only=True)
    try:
        return [value for (value,) in tracker.all(f"SELECT {name} FROM issue ORDER BY id")]
    finally:
        tracker.close()


def labels_of(opened: Opened) -> dict[int, list[object]]:
    """The labels of the selected issues, by their numbers."""
    tracker = Tracker.open(opened.store.path, read_only=True)
    try:
        rows = tracker.all(
            "SELECT substr(id, 3) + 0, name FROM issue LEFT JOIN label ON issue = issue.key AND NOT removed"
            " ORDER BY 1, 2"
        )
    finally:
        tracker.close()
    return {n: [name for m, name in rows if m == n and name is not None] for n in (1, 3)}


def test_a_letter_changes_all_selected_issues_as_one_step(opened: Opened, qtbot: QtBot) -> None:
    window, many = opened.window, opened.window.side.many
    select(opened, 0, 1, 3)
    assert window.side.several
    assert many.headline.text() == "3 issues selected"
    # None is closed; which states they have, the line of the status says.
    assert many.said.text() == ""
    assert many.chips["status"].value == "Open"
    assert many.chips["issue_type"].value == "Task"
    assert many.chips["priority"].value == "Mixed"
    assert many.notes["priority"].text() == "2 × P2 · 1 × P1"
    assert many.notes["assignee"].text() == "2 × ann · 1 × bob"
    qtbot.keyClick(window.issues, Qt.Key.Key_P)
    opened.wait(lambda: many.picker("priority").isVisible())
    qtbot.keyClicks(QApplication.focusWidget(), "0")
    opened.settled()
    assert values(opened, "priority") == [0, 0, 1, 0, 1, 2]
    assert window.trust._note.text() == "Changed 3 issues"
    opened.wait(lambda: many.chips["priority"].value == "P0")
    assert window.issues.hasFocus()
    qtbot.keyClick(window.issues, Qt.Key.Key_A)
    type_into(opened, "carol")
    assert values(opened, "assignee") == ["carol", "carol", "ann", "carol", "ann", "ann"]
    qtbot.keyClick(window.issues, Qt.Key.Key_D)
    type_into(opened, "2031-05-01")
    assert [bool(value) for value in values(opened, "defer_until")] == [True, True, False, True, False, False]
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
        opened.settled()
    assert values(opened, "priority") == [1, 2, 1, 2, 1, 2]
    assert values(opened, "assignee") == ["ann", "bob", "ann", "ann", "ann", "ann"]
    assert values(opened, "defer_until") == [None] * 6


def test_labels_of_several_have_three_states(opened: Opened, qtbot: QtBot) -> None:
    window, many = opened.window, opened.window.side.many
    select(opened, 1, 3)
    qtbot.keyClick(window.issues, Qt.Key.Key_L)
    picker = many.picker("labels")
    opened.wait(picker.isVisible)
    assert picker.list.item(0).text() == "ui    1 of 2   –"
    assert picker.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "ui, in some of them"
    edit = QApplication.focusWidget()
    assert edit is picker.edit
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    opened.settled()
    assert picker.list.item(0).text() == "ui   ✓"
    type_into(opened, "new one")
    type_into(opened, "slip")
    picker.go_to("slip")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    before = opened.store.writer.submit(AskUndo()).result(10).undo
    assert labels_of(opened) == {1: ["ui"], 3: []}
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert window.issues.hasFocus()
    opened.settled()
    assert labels_of(opened) == {1: ["new one", "ui"], 3: ["new one", "ui"]}
    undo = opened.store.writer.submit(AskUndo()).result(10).undo
    assert undo is not None
    assert before is None
    assert undo.count == 2
    # Ctrl+Z takes all of it back, and closing the program sends what an open list still holds.
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    opened.settled()
    assert labels_of(opened) == {1: ["ui"], 3: []}
    qtbot.keyClick(window.issues, Qt.Key.Key_L)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert many.waits
    WindowWork(window).flush()
    opened.settled()
    assert labels_of(opened) == {1: ["ui"], 3: ["ui"]}
    picker.leave()


def test_what_could_not_be_changed_is_listed_shown_and_tried_again(opened: Opened, qtbot: QtBot) -> None:
    window, many = opened.window, opened.window.side.many
    select(opened, 0, 1, 2, 3)
    uid = opened.store.writer.submit(FindIssue("t-00002")).result(10).uid
    # Behind the window's back, so that its list still has the issue.
    opened.store.writer.submit(Delete((uid,))).result(10)
    many.chips["status"].click()
    type_into(opened, "in progress")
    assert values(opened, "status") == [*["in_progress"] * 2, "tombstone", "in_progress", "open", "open"]
    assert window.trust._note.text() == "Changed 3 issues · 1 issue left as before"
    qtbot.mouseClick(window.trust._follow, Qt.MouseButton.LeftButton)
    dialog = window.many.dialog
    assert dialog is not None
    opened.wait(dialog.leave.hasFocus)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in range(2)] == ["t-00002", "Issue 00002"]
    assert "in the trash" in item.text(2)
    dialog.show_them.click()
    opened.settled()
    assert window.windowTitle() == "Home — Left as before"
    assert opened.titles() == ["Issue 00002"]
    opened.store.do(Restore((uid,)))
    opened.settled()
    window.trust.follow()
    dialog = window.many.dialog
    assert dialog is not None
    dialog.again.click()
    opened.settled()
    assert values(opened, "status")[2] == "in_progress"
    assert window.trust._follow.isHidden()


def test_select_all_shows_its_progress_and_stop_leaves_everything_as_it_was(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with open_window(qtbot, tmp_path, [issue_line(n) for n in range(300)]) as opened:
        window, card = opened.window, opened.window.work.card
        qtbot.keyClick(window.issues, Qt.Key.Key_A, CTRL)
        opened.settled()
        assert window.side.many.headline.text() == "300 issues selected"
        work = window.work
        tell = work._on_progress

        def tell_and_wait(cancel: threading.Event, *rest: object) -> None:
            """The store's thread goes on when Stop was pressed."""
            tell(cancel, *rest)  # type: ignore[arg-type]
            assert cancel.wait(10)

        work._on_progress = tell_and_wait  # type: ignore[method-assign, assignment]
        qtbot.keyClick(window.issues, Qt.Key.Key_P)
        opened.wait(lambda: window.side.many.picker("priority").isVisible())
        qtbot.keyClicks(QApplication.focusWidget(), "0")
        opened.wait(card.isVisible)
        assert card.accessibleName() == "Changing 300 issues…"
        assert card.counts.text().endswith(" of 300 issues")
        qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)
        opened.settled()
        assert window.trust._note.text() == "It was stopped. Nothing was changed."
        assert set(values(opened, "priority")) == {2}
        assert card.isHidden()


@pytest.mark.parametrize("back", [True, False], ids=["undo", "redo"])
def test_undo_and_redo_of_many_show_their_progress_and_stop(qtbot: QtBot, tmp_path: Path, back: bool) -> None:
    with open_window(qtbot, tmp_path, [issue_line(n) for n in range(300)]) as opened:
        window, work = opened.window, opened.window.work
        qtbot.keyClick(window.issues, Qt.Key.Key_A, CTRL)
        opened.settled()
        qtbot.keyClick(window.issues, Qt.Key.Key_P)
        opened.wait(lambda: window.side.many.picker("priority").isVisible())
        qtbot.keyClicks(QApplication.focusWidget(), "0")
        opened.wait(lambda: set(values(opened, "priority")) == {0})
        opened.settled()
        if not back:
            window.registry["edit.undo"].trigger()
            opened.wait(lambda: set(values(opened, "priority")) == {2})
            opened.settled()
        tell = work._on_progress

        def tell_and_wait(cancel: threading.Event, *rest: object) -> None:
            """The store's thread goes on when Stop was pressed."""
            tell(cancel, *rest)  # type: ignore[arg-type]
            assert cancel.wait(10)

        work._on_progress = tell_and_wait  # type: ignore[method-assign, assignment]
        window.registry["edit.undo" if back else "edit.redo"].trigger()
        opened.wait(work.card.isVisible)
        words = "Undoing a change of 300 issues…" if back else "Doing a change of 300 issues again…"
        assert work.card.accessibleName() == words
        qtbot.mouseClick(work.card.stop, Qt.MouseButton.LeftButton)
        opened.settled()
        assert window.trust._note.text() == "It was stopped. Nothing was changed."
        assert set(values(opened, "priority")) == ({0} if back else {2})
        assert work.card.isHidden()
        work._on_progress = tell  # type: ignore[method-assign]
        window.registry["edit.undo" if back else "edit.redo"].trigger()
        opened.wait(lambda: set(values(opened, "priority")) == ({2} if back else {0}))
