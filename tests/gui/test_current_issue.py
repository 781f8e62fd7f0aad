"""What is current when the current issue leaves the view or goes elsewhere in it."""

from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.key_diff import heir
from store.answers import Row
from store.requests import Close, Delete, Depend, Edit, Undo
from tests.helpers.window import Opened, issue_line, open_window

LINES = [issue_line(number) for number in range(8)]


@pytest.mark.parametrize(("place", "new", "expected"), [(1, (1, 3), 3), (2, (1, 2), 2), (0, (), 0)])
def test_who_follows(place: int, new: tuple[int, ...], expected: int) -> None:
    assert heir(array("q", (1, 2, 3)), place, array("q", new)) == expected


def row(opened: Opened, place: int) -> Row:
    opened.wait(lambda: opened.window.table.row_at(place) is not None)
    found = opened.window.table.row_at(place)
    assert found is not None
    return found


def title(opened: Opened) -> str:
    found = opened.window.issues.current_row
    return found.title if found is not None else ""


def in_step(opened: Opened, expected: str) -> None:
    """Current, selected, outlined and shown are one issue."""
    window = opened.window
    opened.wait(lambda: title(opened) == expected)
    current = window.issues.current_row
    assert current is not None
    opened.wait(lambda: window.detail.current_uid == current.uid)
    assert window.issues.selected_keys == (current.key,)
    if window.issues.hasFocus():
        assert window.issues._delegate.current == window.issues.currentIndex().row()


def go_to(opened: Opened, place: int) -> Row:
    found = row(opened, place)
    opened.window.issues.select_key(found.key)
    in_step(opened, found.title)
    opened.wait(lambda: opened.window.detail.subject.uid == found.uid)
    return found


def ways_out() -> list[Callable[[Row, Row], object]]:
    def defer(gone: Row, _other: Row) -> object:
        return Edit(gone.uid, {"defer_until": "2099-01-01T00:00:00Z"}, initiator="detail")

    def wait_for(gone: Row, other: Row) -> object:
        return Depend(gone.uid, other.id, "blocks", initiator="detail")

    def close(gone: Row, _other: Row) -> object:
        return Close((gone.uid,), initiator="list")

    def delete(gone: Row, _other: Row) -> object:
        return Delete((gone.uid,), initiator="list")

    return [defer, wait_for, close, delete]


@pytest.mark.parametrize("way", ways_out())
def test_the_next_issue_is_current_when_one_leaves_the_list(
    qtbot: QtBot, tmp_path: Path, way: Callable[[Row, Row], object]
) -> None:
    with open_window(qtbot, tmp_path, LINES, view="is:ready") as opened:
        gone = go_to(opened, 3)
        opened.store.do(way(gone, row(opened, 7)))  # type: ignore[arg-type]  # any request
        opened.wait(lambda: len(opened.window.table.keys) == 7)
        in_step(opened, "Issue 00004")
        qtbot.keyClick(opened.window.issues, Qt.Key.Key_Delete)
        opened.wait(lambda: len(opened.window.table.keys) == 6)
        in_step(opened, "Issue 00005")
        qtbot.keyClick(opened.window.issues, Qt.Key.Key_K)
        in_step(opened, "Issue 00002")


def test_the_last_issue_hands_over_to_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, LINES) as opened:
        go_to(opened, 7)
        qtbot.keyClick(opened.window.issues, Qt.Key.Key_Delete)
        opened.wait(lambda: len(opened.window.table.keys) == 7)
        in_step(opened, "Issue 00006")


def test_many_that_leave_hand_over_to_the_one_that_follows(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(number) for number in range(400)]) as opened:
        go_to(opened, 200)
        # Every second one is more than a model can take row by row: it starts again.
        opened.store.do(
            Delete(tuple(row(opened, place).uid for place in range(120, 281, 2)), initiator="list")
        )
        opened.wait(lambda: len(opened.window.table.keys) == 319)
        in_step(opened, "Issue 00201")


def test_the_pane_stays_while_one_works_in_it(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, LINES, view="is:ready") as opened:
        window = opened.window
        gone = go_to(opened, 3)
        window.detail.focus_comment()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert window.detail.isAncestorOf(focus)
        opened.store.do(Edit(gone.uid, {"status": "in_progress"}, initiator="detail"))
        opened.wait(lambda: len(window.table.keys) == 7)
        opened.settled()
        assert window.detail.current_uid == gone.uid
        assert QApplication.focusWidget() is focus
        assert title(opened) == "Issue 00004"
        window.issues.setFocus()
        in_step(opened, "Issue 00004")
        qtbot.keyClick(window.issues, Qt.Key.Key_J)
        in_step(opened, "Issue 00005")


def test_an_issue_that_comes_back_while_one_works_in_it_is_current_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with open_window(qtbot, tmp_path, LINES, view="is:ready") as opened:
        window = opened.window
        gone = go_to(opened, 3)
        window.detail.focus_comment()
        opened.store.do(Edit(gone.uid, {"status": "in_progress"}, initiator="detail"))
        opened.wait(lambda: len(window.table.keys) == 7)
        opened.store.do(Undo(initiator="list"))
        opened.wait(lambda: len(window.table.keys) == 8)
        in_step(opened, "Issue 00003")


def test_the_outline_and_the_sight_follow_an_issue_that_is_sorted_anew(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(number) for number in range(300)]) as opened:
        window = opened.window
        moved = go_to(opened, 3)
        opened.store.do(Edit(moved.uid, {"priority": 4}, initiator="detail"))
        opened.wait(lambda: window.table.keys[299] == moved.key)
        opened.settled()
        in_step(opened, "Issue 00003")
        assert (
            window.issues.viewport()
            .rect()
            .contains(window.issues.visualRect(window.issues.currentIndex()).center())
        )


def test_what_others_do_moves_nothing_out_of_sight(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, [issue_line(number) for number in range(300)]) as opened:
        window = opened.window
        moved = go_to(opened, 3)
        opened.store.outside(opened.store.writer.submit(Edit(moved.uid, {"priority": 4})).result(10))
        opened.wait(lambda: window.table.keys[299] == moved.key)
        assert window.issues.rowAt(5) == 0


def test_rows_that_a_change_reaches_are_read_again(qtbot: QtBot, tmp_path: Path) -> None:
    epic = issue_line(0, issue_type="epic")
    child = issue_line(
        1, dependencies=[{"issue_id": "t-00001", "depends_on_id": "t-00000", "type": "parent-child"}]
    )
    waiting = issue_line(
        2, dependencies=[{"issue_id": "t-00002", "depends_on_id": "t-00001", "type": "blocks"}]
    )
    with open_window(qtbot, tmp_path, [epic, child, waiting]) as opened:
        window = opened.window
        assert row(opened, 0).children_finished == 0
        assert row(opened, 2).blockers == 1
        opened.store.do(Close((row(opened, 1).uid,)))
        opened.wait(lambda: len(window.table.keys) == 2)
        opened.wait(lambda: row(opened, 0).children_finished == 1)
        opened.wait(lambda: not row(opened, 1).blocked)
