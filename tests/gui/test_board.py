"""The board on a real store: columns, keys, drags, changes from outside, and what it shares with the list."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.board.board import Board
from store.errors import KnownError
from store.lookups import GetRows, ListBoard
from store.requests import Delete, Edit, Request, SetFields
from store.tracker import Tracker
from tests.helpers.large import MANY_ISSUES
from tests.helpers.window import Opened, issue_line, open_window

Open = Callable[..., AbstractContextManager[Opened]]
Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton

STATUSES = ("open", "open", "open", "in_progress", "in_progress", "closed", "waiting")
LINES = [issue_line(number, status=status) for number, status in enumerate(STATUSES)]


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    return partial(open_window, qtbot, tmp_path)


def press(opened: Opened, *keys: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press keys where the keyboard is, and wait for what they ask."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        opened.qtbot.keyClick(focus, key, modifiers)
    opened.settled()


def holds_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and widget.isAncestorOf(focus)


def show_board(opened: Opened, view: str = "") -> Board:
    """Show all issues, or those of a view, on the board, by its key."""
    window = opened.window
    window.sidebar.choose(view) if view else window.sidebar.choose_all()
    press(opened, Key.Key_2, modifiers=CTRL)
    opened.wait(lambda: bool(window.board.cards.columns))
    opened.settled()
    return window.board


def columns(board: Board) -> dict[str, list[str]]:
    """The ids in each column, those of columns without cards too; of cards whose rows are here."""
    found: dict[str, list[str]] = {}
    for column in board.cards.columns:
        rows = [board.cards.row(key) for key in column.keys]
        found[column.value] = [row.id.removeprefix("t-0000") for row in rows if row is not None]
    return found


def current(board: Board) -> tuple[str, str]:
    """The column and the id of the current card."""
    row = board.current_row
    return board.picked.column, row.id.removeprefix("t-0000") if row is not None else ""


def test_keys_go_from_card_to_card_and_what_is_chosen_goes_along_to_the_list(open_on: Open) -> None:
    with open_on(LINES, size=(2200, 800)) as opened:
        window = opened.window
        window.issues.setFocus()
        assert not window.board.isVisible()
        press(opened, Key.Key_J)
        board = show_board(opened)
        # What would change only the list, unseen, is not offered.
        assert not any(window.registry[f"list.{name}"].isEnabled() for name in ("group", "columns"))
        assert columns(board) == {
            "open": ["0", "1", "2"], "in_progress": ["3", "4"], "blocked": [], "deferred": [],
            "closed": ["5"], "waiting": ["6"],
        }  # fmt: skip
        assert current(board) == ("open", "1")
        seen: list[tuple[str, str]] = []
        for key in (Key.Key_Right, Key.Key_K, Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Left):
            press(opened, key)
            seen.append(current(board))
        assert seen == [
            ("in_progress", "4"), ("in_progress", "3"), ("closed", "5"), ("waiting", "6"),
            ("closed", "5"), ("in_progress", "3"),
        ]  # fmt: skip
        press(opened, Key.Key_Left, Key.Key_End)
        assert current(board) == ("open", "2")
        opened.wait(lambda: window.detail.current_uid == board.current_row.uid)  # type: ignore[union-attr]
        press(opened, Key.Key_Home)
        press(opened, Key.Key_Down, modifiers=SHIFT)
        assert board.selected_count == 2
        press(opened, Key.Key_X)
        press(opened, Key.Key_Down, modifiers=CTRL)
        press(opened, Key.Key_X)
        chosen = board.selected_keys
        assert len(chosen) == 2
        press(opened, Key.Key_1, modifiers=CTRL)
        assert window.issues.hasFocus()
        assert (window.issues.selected_keys, window.views.selected_count) == (chosen, 2)
        assert window.issues.current_row.id == "t-00002"  # type: ignore[union-attr]
        press(opened, Key.Key_2, modifiers=CTRL)
        assert (board.selected_keys, current(board)) == (chosen, ("open", "2"))
        press(opened, Key.Key_A, modifiers=CTRL)
        assert board.selected_count == len(LINES)
        press(opened, Key.Key_Home, Key.Key_Return)
        assert holds_focus(window.detail)
        press(opened, Key.Key_Escape)
        assert holds_focus(board)


def test_keys_move_cards_and_act_on_them_as_in_the_list(open_on: Open) -> None:
    with open_on(LINES, size=(2200, 800)) as opened:
        window = opened.window
        board = show_board(opened)
        press(opened, Key.Key_Down, modifiers=SHIFT)
        press(opened, Key.Key_Right, modifiers=CTRL | SHIFT)
        assert columns(board)["in_progress"] == ["0", "1", "3", "4"]
        assert (current(board), board.selected_count) == (("in_progress", "1"), 2)
        press(opened, Key.Key_Z, modifiers=CTRL)
        assert columns(board)["open"] == ["0", "1", "2"]
        press(opened, Key.Key_Home)
        for _ in range(4):
            press(opened, Key.Key_Right, modifiers=CTRL | SHIFT)
        assert current(board) == ("closed", "0")
        assert board.current_row.closed_at  # type: ignore[union-attr]
        press(opened, Key.Key_Left, modifiers=CTRL | SHIFT)
        assert board.current_row.closed_at is None  # type: ignore[union-attr]
        press(opened, Key.Key_Delete)
        assert "0" not in [id for ids in columns(board).values() for id in ids]
        press(opened, Key.Key_Slash)
        assert window.search.hasFocus()
        before = columns(board)
        opened.qtbot.keyClicks(QApplication.focusWidget(), "xq")
        press(opened, Key.Key_Right, modifiers=CTRL | SHIFT)
        assert window.search.text() == "xq"
        opened.wait(lambda: window.list_pane.empty.headline == "No issues match “xq”")
        window.search.clear_now()
        opened.settled()
        assert columns(board) == before


def drag(board: Board, card: str, to: str, *, drop: bool = True) -> str:
    """Drag a card into a column with the mouse; returns what letting go was said to do."""
    column = next(column for column in board.cards.columns for key in column.keys if _id(board, key) == card)
    board.shelf.show_column(column.value)
    source = board.shelf.pane(column.value)
    assert source is not None
    view = source.view
    place = next(place for place, key in enumerate(column.keys) if _id(board, key) == card)
    start = view.card_rect(place).center()
    target = board.shelf.pane(to)
    assert target is not None
    end = view.viewport().mapFromGlobal(target.mapToGlobal(QPoint(40, 120)))
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    QTest.mouseMove(view.viewport(), start + QPoint(20, 20))
    QTest.mouseMove(view.viewport(), end)
    words = board.dragging.words
    if drop:
        QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    return words


def _uid(board: Board, id: str) -> str:
    rows = [board.cards.row(key) for column in board.cards.columns for key in column.keys]
    return next(row.uid for row in rows if row is not None and row.id == f"t-0000{id}")


def _id(board: Board, key: int) -> str:
    row = board.cards.row(key)
    return row.id.removeprefix("t-0000") if row is not None else ""


def test_a_drag_moves_all_selected_cards_in_one_undoable_step(open_on: Open) -> None:
    with open_on(LINES, size=(2200, 800)) as opened:
        board, window = show_board(opened), opened.window
        press(opened, Key.Key_Home)
        press(opened, Key.Key_Down, modifiers=SHIFT)
        assert drag(board, "0", "closed") == "Move 2 issues to Closed"
        # Seen at once, before the store has answered.
        assert [len(column.keys) for column in board.cards.columns][4] == 3
        opened.settled()
        assert set(columns(board)["closed"]) == set("015")
        assert window.commands.undo_state.undo.kind == "close"  # type: ignore[union-attr]
        window.registry["edit.undo"].trigger()
        opened.settled()
        assert columns(board)["open"] == ["0", "1", "2"]

        drag(board, "2", "blocked", drop=False)
        press(opened, Key.Key_Escape)
        view = board.shelf.panes["open"].view
        QTest.mouseRelease(view.viewport(), LEFT, NONE, QPoint(900, 120))
        opened.settled()
        assert columns(board)["blocked"] == []
        assert drag(board, "3", "in_progress") == ""

        said: list[str] = []
        window.commands.said.connect(lambda text, _quiet: said.append(text))
        opened.store.do(Delete((_uid(board, "2"),)))
        window.search.setText("is:trash,open")
        opened.wait(lambda: [column.value for column in board.cards.columns][-1] == "tombstone")
        opened.settled()
        assert drag(board, "2", "blocked") == "Move 1 issue to Blocked"
        opened.settled()
        assert said == ["t-00002 is in the trash. Restore it to change it."]
        assert (columns(board)["blocked"], columns(board)["tombstone"]) == ([], ["2"])
        assert board.current_row.status == "tombstone"  # type: ignore[union-attr]

        window.show_tracker("Home", str(opened.store.path), "Home.strandline is read-only.")
        opened.settled()
        opened.wait(lambda: window.detail.subject.issue is not None)
        assert drag(board, "1", "blocked") == ""
        opened.settled()
        assert said[1:] == ["Cards cannot be moved: Home.strandline is read-only."]
        assert columns(board)["blocked"] == []


def test_changes_from_elsewhere_move_cards_and_leave_the_rest_where_it_is(open_on: Open) -> None:
    with open_on([issue_line(number) for number in range(40)]) as opened:
        board, window = show_board(opened), opened.window
        view = board.shelf.panes["open"].view
        press(opened, *[Key.Key_Down] * 12)
        row = board.current_row
        assert row is not None
        below = view.card_rect(view.cards.place_of(row.key)).top()
        first = board.cards.row(view.cards.keys[0])
        assert first is not None
        done = opened.store.writer.submit(SetFields((first.uid,), {"status": "deferred"})).result(10)
        opened.store.outside(done)
        opened.settled()
        assert len(view.cards.keys) == 39
        assert view.card_rect(view.cards.place_of(row.key)).top() == below
        assert window.issues.fresh.strength(first.key) > 0
        opened.store.outside(opened.store.writer.submit(Edit(row.uid, {"status": "blocked"})).result(10))
        opened.settled()
        assert (board.picked.column, board.picked.current) == ("blocked", row.key)
        opened.store.do(Delete((row.uid,)))
        opened.settled()
        assert board.current_row is not None
        assert board.current_row.id != row.id
        # One that is made here is gone to, and its column shows it.
        window.registry["issue.new"].trigger()
        line = QApplication.focusWidget()
        opened.qtbot.keyClicks(line, "A new one")
        opened.qtbot.keyClick(line, Key.Key_Return)
        opened.settled()
        assert board.current_row.title == "A new one"


def test_the_board_is_remembered_for_each_tracker_with_its_field(open_on: Open) -> None:
    lines = [
        issue_line(0, labels=["ui", "docs"]), issue_line(1, labels=["ui"], assignee="bob"), issue_line(2),
    ]  # fmt: skip
    with open_on(lines, size=(2200, 800)) as opened:
        board, window = show_board(opened), opened.window
        window.registry["board.label"].trigger()
        opened.settled()
        assert columns(board) == {"docs": ["0"], "ui": ["0", "1"], "": ["2"]}
        assert drag(board, "1", "docs") == "Move 1 issue to docs"
        opened.settled()
        assert columns(board) == {"docs": ["0", "1"], "ui": ["0"], "": ["2"]}
        drag(board, "0", "")
        opened.settled()
        assert columns(board) == {"docs": ["1"], "": ["0", "2"]}
        key = board.current_key
        window.show_tracker("Other", "/other.strandline")
        assert board.cards.row(key) is None
        assert not on_board(opened)
        window.show_tracker("Home", str(opened.store.path))
        opened.settled()
        assert on_board(opened)
        assert (board.cards.by, board.head.button.text()) == ("label", "Label")
        assert window.registry["view.board"].isChecked()
        window.registry["board.assignee"].trigger()
        opened.settled()
        assert columns(board) == {"ann": [], "bob": ["1"], "": ["0", "2"]}


def on_board(opened: Opened) -> bool:
    return opened.window.views.on_board


def _names(widget: QWidget) -> list[str]:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    cells = [face.child(place) for place in range(face.childCount())]
    return [cell.text(QAccessible.Text.Name) for cell in cells]


def test_a_screen_reader_hears_each_column_and_each_card(open_on: Open) -> None:
    lines = [
        issue_line(0, priority=1, assignee="bob", labels=["ui"]),
        issue_line(1, status="in_progress"), issue_line(2, status="closed"),
    ]  # fmt: skip
    with open_on(lines) as opened:
        board = show_board(opened, "is:open")
        views = {value: pane.view for value, pane in board.shelf.panes.items()}
        assert views["open"].accessibleName() == "Open, 1 issue"
        closed = board.shelf.pane("closed")
        assert closed is not None
        assert closed.view.accessibleName() == "Closed, 0 issues, 1 more outside All open"
        assert "Issue 00000, t-00000, Open, P1, high, assigned to bob, labels ui, selected" in _names(
            views["open"]
        )


@pytest.mark.large
def test_a_board_of_100_000_asks_for_its_columns_once_and_for_the_cards_in_sight(
    open_on: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_on([]) as opened:
        tracker = Tracker.open(opened.store.path)
        tracker.run(MANY_ISSUES, (100_000,))
        tracker.close()
        asked: list[Request[object]] = []
        ask = opened.store.bridge.ask

        def noting(request: Request[object], *then: Callable[..., None]) -> object:
            asked.append(request)
            return ask(request, *then)

        monkeypatch.setattr(opened.store.bridge, "ask", noting)
        window = opened.window
        window.views.refresh()
        opened.settled()
        asked.clear()
        press(opened, Key.Key_2, modifiers=CTRL)
        board = window.board
        opened.wait(lambda: sum(len(column.keys) for column in board.cards.columns) == 80_000)
        opened.settled()
        pages = [request for request in asked if isinstance(request, GetRows)]
        assert len([request for request in asked if isinstance(request, ListBoard)]) == 1
        assert len(pages) <= 2
        assert sum(len(page.keys) for page in pages) < 500
        press(opened, Key.Key_End)
        opened.wait(lambda: board.current_row is not None)
        assert board.current_key == board.cards.columns[0].keys[-1]


def test_what_could_not_be_read_is_named(open_on: Open) -> None:
    with open_on(LINES) as opened:
        window, empty = opened.window, opened.window.list_pane.empty
        window.table.failed.emit(KnownError("The disk fails."))
        assert empty.headline == "The list could not be read"
        board = show_board(opened)
        board.cards.failed.emit(KnownError("The disk fails."))
        assert empty.headline == "The board could not be read"
        again = [button for button in empty.findChildren(QPushButton) if button.isVisible()]
        again[0].click()
        opened.settled()
        assert not empty.isVisible()
        assert board.isVisible()
