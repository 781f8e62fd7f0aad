"""The window on a real store: list, search, new issues, closing, undo, states, widths."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.key_sheet import KeySheet
from gui.main_window import MainWindow
from gui.settings import Settings
from store.errors import DiskFull
from store.requests import Close, Create, Delete, Edit
from store.tracker import Tracker
from tests.helpers.held import answers_held
from tests.helpers.window import NoShutdown, Opened, applied_theme, issue_line, open_window, running_store

LINES = [issue_line(number) for number in range(8)]
Open = Callable[..., AbstractContextManager[Opened]]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_on(qtbot: QtBot, tmp_path: Path) -> Open:
    return partial(open_window, qtbot, tmp_path)


@pytest.fixture
def opened(open_on: Open) -> Iterator[Opened]:
    with open_on(LINES) as opened:
        yield opened


def type_title(opened: Opened, title: str) -> None:
    line = QApplication.focusWidget()
    opened.qtbot.keyClicks(line, title)
    opened.qtbot.keyClick(line, Qt.Key.Key_Return)


def current_title(window: MainWindow) -> str:
    row = window.issues.current_row
    return row.title if row is not None else ""


def test_the_list_shows_what_the_sidebar_says(opened: Opened) -> None:
    window = opened.window
    assert window.windowTitle() == "Home — All open"
    assert opened.titles() == [f"Issue {number:05}" for number in range(8)]
    window.sidebar.choose("is:closed")
    opened.wait(lambda: window.list_pane.empty.headline == "Closed: nothing here")
    assert window.windowTitle() == "Home — Closed"


def test_the_detail_follows_the_current_row(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    for _ in range(3):
        qtbot.keyClick(window.issues, Qt.Key.Key_J)
    opened.wait(lambda: window.detail.subject.issue is not None)
    opened.wait(lambda: window.detail.current_uid == window.issues.current_row.uid)  # type: ignore[union-attr]
    assert current_title(window) == "Issue 00003"
    qtbot.keyClick(window.issues, Qt.Key.Key_K)
    qtbot.keyClick(window.issues, Qt.Key.Key_End)
    assert current_title(window) == "Issue 00007"
    qtbot.keyClick(window.issues, Qt.Key.Key_Home)
    assert current_title(window) == "Issue 00000"


def test_typing_filters_and_says_what_is_hidden(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    row = window.table.row_at(2)
    assert row is not None
    opened.store.do(Close((row.uid,)))
    opened.settled()
    qtbot.keyClick(window.issues, Qt.Key.Key_Slash)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "issue")
    opened.wait(lambda: window.table.query.text == "issue")
    opened.settled()
    notice = [label.text() for label in window.list_pane.findChildren(QLabel) if label.isVisible()]
    assert "1 more in Closed" in notice
    window.search.setText("00002")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    opened.wait(lambda: window.list_pane.empty.isVisible())
    opened.settled()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Clear search"
    assert window.list_pane.empty.headline == "No issues match “00002”"
    (button,) = [b for b in window.list_pane.empty.findChildren(QPushButton) if "Show them (1)" in b.text()]
    button.click()
    opened.wait(lambda: opened.titles() == ["Issue 00002"])
    assert window.windowTitle() == "Home — All issues"
    window.search.setText("issue")
    opened.wait(lambda: len(window.table.keys) == 8)
    window.search.clear_now()
    opened.wait(lambda: window.sidebar.choice.view == "open" and len(window.table.keys) == 7)


def test_ready_says_how_many_open_and_closed_ones_match_elsewhere(open_on: Open) -> None:
    lines = [
        issue_line(number, status=status) for number, status in enumerate(("open", "in_progress", "closed"))
    ]
    with open_on(lines, view="is:ready") as opened:
        window = opened.window
        window.search.setText("issue")
        opened.wait(partial(_shown, window.list_pane, "1 more in All open, 1 in Closed"))
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        window.search.setFocus()
        opened.qtbot.keyClick(window.search, Qt.Key.Key_F, both)
        opened.wait(lambda: len(window.table.keys) == 3)


def test_a_faulty_query_is_explained_and_the_list_stays(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    window.search.setFocus()
    qtbot.keyClicks(window.search, "is:nonsense")
    opened.wait(lambda: bool(window.search.fault))
    assert len(window.table.keys) == 8
    shown = [label.text() for label in window.list_pane.findChildren(QLabel) if label.isVisible()]
    assert window.search.fault in shown
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.search.hasFocus()
    # Enter that was quicker than the answer.
    qtbot.keyClicks(window.search, "s")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    opened.wait(lambda: bool(window.search.fault) and window.search.hasFocus())
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    opened.wait(lambda: not window.search.fault and window.table.query.text == "")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.issues.hasFocus()


def test_a_title_and_enter_make_an_issue_and_the_line_stays(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    qtbot.keyClick(window.issues, Qt.Key.Key_C)
    type_title(opened, "First")
    opened.wait(lambda: current_title(window) == "First")
    assert window.list_pane.new_issue.text == ""
    type_title(opened, "Second")
    opened.wait(lambda: current_title(window) == "Second")
    assert window.trust.words.startswith("Saved ")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.list_pane.new_issue.isVisible()
    assert window.issues.hasFocus()


def test_an_impossible_title_is_explained_and_kept(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    window.registry["issue.new"].trigger()
    type_title(opened, "x" * 501)
    fault = partial(_shown, window.list_pane.new_issue, "500 are allowed")
    opened.wait(fault)
    assert len(window.list_pane.new_issue.text) == 501


def _shown(widget: QWidget, words: str) -> bool:
    return any(words in label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_new_issue_has_the_label_that_is_looked_at(open_on: Open) -> None:
    with open_on([issue_line(0, labels=["ui"])], view="is:open") as opened:
        window = opened.window
        window.sidebar.choose("label:ui")
        opened.settled()
        window.registry["issue.new"].trigger()
        type_title(opened, "Another button")
        opened.wait(lambda: current_title(window) == "Another button")
        row = window.issues.current_row
        assert row is not None
        assert row.labels == ("ui",)


def test_closing_several_asks_once_and_is_undone_by_name(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    qtbot.keyClick(window.issues, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(window.issues, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert window.issues.selected_count == 3
    qtbot.keyClick(window.issues, Qt.Key.Key_Q)
    type_title(opened, "Duplicates")
    opened.wait(lambda: len(window.table.keys) == 5)
    undo = window.registry["edit.undo"]
    opened.wait(lambda: undo.text() == "Undo: close 3 issues")
    qtbot.keyClick(window.issues, Qt.Key.Key_Z, CTRL)
    opened.wait(lambda: len(window.table.keys) == 8)
    opened.wait(lambda: window.registry["edit.redo"].text() == "Redo: close 3 issues")
    assert _shown(window.trust, "Undone: close 3 issues")


def test_undo_pressed_faster_than_it_is_answered_waits_for_what_came_before(
    opened: Opened, qtbot: QtBot
) -> None:
    window = opened.window
    qtbot.keyClick(window.issues, Qt.Key.Key_Delete)
    opened.wait(window.registry["edit.undo"].isEnabled)
    qtbot.keyClick(window.issues, Qt.Key.Key_Delete)
    qtbot.keyClick(window.issues, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(window.issues, Qt.Key.Key_Z, CTRL)
    opened.wait(lambda: len(window.table.keys) == 8)
    opened.settled()
    assert window.registry["edit.undo"].text() == "Undo"


def test_delete_asks_nothing_and_the_trash_gives_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    qtbot.keyClick(window.issues, Qt.Key.Key_Delete)
    opened.wait(lambda: len(window.table.keys) == 7)
    assert current_title(window) == "Issue 00001"
    window.sidebar.choose("is:trash")
    opened.wait(lambda: opened.titles() == ["Issue 00000"])
    opened.wait(window.registry["issue.restore"].isEnabled)
    assert not window.registry["issue.delete"].isEnabled()
    window.registry["issue.restore"].trigger()
    opened.wait(lambda: len(window.table.keys) == 0)


def test_everything_selected_is_closed_also_what_was_never_seen(open_on: Open, qtbot: QtBot) -> None:
    with open_on([issue_line(number) for number in range(700)]) as opened:
        window = opened.window
        qtbot.keyClick(window.issues, Qt.Key.Key_A, CTRL)
        assert window.issues.selected_count == 700
        window.commands.close("")
        opened.wait(lambda: len(window.table.keys) == 0)


def test_x_takes_a_row_out_of_the_selection_and_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    qtbot.keyClick(window.issues, Qt.Key.Key_X)
    assert window.issues.selected_count == 0
    qtbot.keyClick(window.issues, Qt.Key.Key_X)
    assert window.issues.selected_count == 1


def test_ids_are_copied(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.window.issues, Qt.Key.Key_Y)
    assert QGuiApplication.clipboard().text() == "t-00000"
    qtbot.keyClick(opened.window.issues, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "t-00000 Issue 00000"


def test_a_click_on_a_title_of_a_column_sorts_in_the_store(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    header = window.issues.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(3) + 20, 10)
    for order in (("title", False), ("title", True), ("natural", False), ("title", False), ("title", True)):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        opened.settled()
        assert (window.table.query.sort, window.table.query.descending) == order
    assert opened.titles()[0] == "Issue 00007"


def test_each_view_has_an_order_of_its_own(opened: Opened) -> None:
    window = opened.window
    window.issues.sort_requested.emit("title", True)
    window.sidebar.choose("is:closed")
    assert (window.table.query.sort, window.table.query.descending) == ("natural", False)
    window.sidebar.choose("is:open")
    assert (window.table.query.sort, window.table.query.descending) == ("title", True)


def test_enter_presses_the_button_that_has_the_keyboard(open_on: Open, qtbot: QtBot) -> None:
    with open_on([], view="is:ready") as opened:
        window = opened.window
        opened.wait(lambda: window.list_pane.empty.headline == "What needs doing?")
        window.list_pane.take_focus()
        button = QApplication.focusWidget()
        assert button is not None
        assert button.accessibleName() == "New issue"
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert window.list_pane.new_issue.isVisible()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is button
        for kind in (QPushButton, QToolButton):
            made = kind(window.detail)
            made.show()
            made.setFocus()
            with qtbot.waitSignal(made.clicked):
                qtbot.keyClick(made, Qt.Key.Key_Enter)


def test_without_a_tracker_no_issue_is_offered(open_on: Open) -> None:
    with open_on([], view="is:ready") as opened:
        window = opened.window
        window.show_tracker("", "")
        opened.wait(lambda: window.list_pane.empty.headline == "No tracker is open")
        shown = [b for b in window.list_pane.empty.findChildren(QPushButton) if b.isVisible()]
        assert [button.accessibleName() for button in shown] == [
            "New tracker", "Open a folder with .beads", "Try the sample project"
        ]  # fmt: skip


def test_a_right_click_offers_what_can_be_done_with_the_row(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    at = window.issues.visualRect(window.table.index(2, 3)).center()
    qtbot.mouseClick(window.issues.viewport(), Qt.MouseButton.RightButton, pos=at)
    # Not popped up: the offscreen platform warns of a grab of the keyboard.
    assert window.issues.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    assert current_title(window) == "Issue 00002"
    actions = window.later.row_menu.actions()
    assert window.registry["issue.new"] not in actions
    window.registry["issue.delete"].trigger()
    opened.wait(lambda: len(window.table.keys) == 7)
    assert _shown(window.trust, "Moved “Issue 00002” to the trash")


def test_a_note_does_not_outlive_the_next_step(opened: Opened) -> None:
    window = opened.window
    window.consequences.deleting.delete_selected()
    opened.wait(partial(_shown, window.trust, "Moved “Issue 00000” to the trash"))
    row = window.table.row_at(3)
    assert row is not None
    opened.store.bridge.ask(Edit(row.uid, {"title": "New"}, initiator="detail"), print)
    opened.settled()
    assert not _shown(window.trust, "Moved “Issue 00000” to the trash")


def test_undo_is_worded_by_label_title_and_origin(opened: Opened) -> None:
    undo = opened.window.registry["edit.undo"]
    row = opened.window.table.row_at(0)
    assert row is not None
    opened.store.do(Edit(row.uid, {"estimated_minutes": 30, "external_ref": "gh-1"}))
    opened.wait(lambda: undo.text() == "Undo: edit estimate, reference of “Issue 00000”")
    other = Tracker.open(opened.store.path, actor="ann", origin="terminal")
    try:
        done = Create("By hand").run(other)
    finally:
        other.close()
    opened.store.outside(done)
    opened.wait(lambda: undo.text() == "Undo: create “By hand” (terminal)")


def test_the_whole_row_under_the_mouse_is_tinted(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    window.issues.select_key(window.table.keys[5])
    viewport = window.issues.viewport()
    rect = window.issues.visualRect(window.table.index(2, 3))
    for x in (rect.center().x(), rect.center().x() + 1):
        qtbot.mouseMove(viewport, QPoint(x, rect.center().y()))
    picture = viewport.grab().toImage()
    tint = {
        picture.pixelColor(
            window.issues.visualRect(window.table.index(2, column)).topLeft() + QPoint(2, 2)
        ).name()
        for column in range(7)
        if not window.issues.isColumnHidden(column)
    }
    assert tint == {applied_theme().palette.hover}


def test_the_sheet_of_keys_is_closed_by_its_button_and_says_enter(opened: Opened) -> None:
    opened.window.dialogs.show_keys()
    (sheet,) = opened.window.findChildren(KeySheet)
    assert _shown(sheet, "Enter")
    assert not _shown(sheet, "Return")
    (close,) = [button for button in sheet.findChildren(QPushButton) if button.text() == "Close"]
    close.click()
    assert not sheet.isVisible()


def test_selection_and_place_outlive_a_change_made_outside(open_on: Open, qtbot: QtBot) -> None:
    with open_on([issue_line(number) for number in range(300)]) as opened:
        window = opened.window
        window.issues.select_key(window.table.keys[150])
        opened.settled()
        top = window.issues.rowAt(5)
        other = Tracker.open(opened.store.path, actor="bob")
        try:
            done = Create("From outside", {"priority": 0}).run(other)
        finally:
            other.close()
        opened.store.outside(done)
        opened.wait(lambda: len(window.table.keys) == 301)
        opened.settled()
        assert current_title(window) == "Issue 00150"
        assert window.issues.selected_count == 1
        assert abs(window.issues.rowAt(5) - top) <= 1
        assert [
            b.text().strip()
            for b in window.trust.findChildren(type(window.trust._undo))
            if "outside" in b.text()
        ]


def test_a_proposal_after_undo_is_said_quietly(opened: Opened) -> None:
    window = opened.window
    row = window.table.row_at(0)
    assert row is not None
    opened.store.do(Edit(row.uid, {"title": "Mine"}))
    other = Tracker.open(opened.store.path, actor="bob")
    try:
        done = Edit(row.uid, {"title": "Theirs"}).run(other)
    finally:
        other.close()
    opened.store.outside(done)
    opened.settled()
    window.registry["edit.undo"].trigger()
    opened.wait(lambda: _shown(window.trust, "Not undone: edit title"))
    assert _shown(window.trust, "changed since by bob")


def test_undo_says_who_has_the_reference_now_that_it_would_have_brought_back(opened: Opened) -> None:
    window = opened.window
    row = window.table.row_at(0)
    assert row is not None
    opened.store.do(Edit(row.uid, {"external_ref": "gh-1"}))
    opened.store.do(Edit(row.uid, {"external_ref": ""}))
    other = Tracker.open(opened.store.path, actor="bob")
    try:
        done = Create("Theirs", {"external_ref": "gh-1"}).run(other)
    finally:
        other.close()
    opened.store.outside(done)
    opened.settled()
    window.registry["edit.undo"].trigger()
    words = f"{row.id} left alone: {done.ids[0]} has gh-1 now"
    opened.wait(lambda: _shown(window.trust, words))


def test_what_could_not_be_saved_is_kept_and_tried_again(opened: Opened, qtbot: QtBot) -> None:
    window, commands = opened.window, opened.window.commands
    row = window.table.row_at(0)
    assert row is not None
    request = Delete((row.uid,), initiator="list")
    commands._on_failed(request, partial(commands._on_done, "delete", ""), DiskFull("The disk is full."))
    assert window.trust.words == "Not saved: The disk is full."
    assert list(commands.unsaved) == [request]
    window.trust.retry_requested.emit()
    opened.wait(lambda: len(window.table.keys) == 7)
    assert not list(commands.unsaved)
    assert window.trust.words.startswith("Saved ")


def test_a_new_tracker_offers_ways_in(open_on: Open, qtbot: QtBot) -> None:
    with open_on([], view="is:ready") as opened:
        window = opened.window
        empty = window.list_pane.empty
        opened.wait(lambda: empty.headline == "What needs doing?")
        offered = [button.accessibleName() for button in empty.findChildren(QPushButton)]
        assert offered == [
            "New issue", "Try the sample project", "Open a folder with .beads", "New tracker", "Import a file"
        ]  # fmt: skip
        for words, signal in (
            ("Try the sample project", window.sample_requested),
            ("New tracker", window.new_tracker_requested),
            ("Import a file", window.import_requested),
        ):
            (button,) = [b for b in empty.findChildren(QPushButton) if b.accessibleName() == words]
            with qtbot.waitSignal(signal):
                button.click()
        qtbot.keyClick(empty, Qt.Key.Key_C)
        type_title(opened, "The very first")
        opened.wait(lambda: opened.titles() == ["The very first"])


def test_a_narrow_window_shows_list_or_detail(open_on: Open, qtbot: QtBot) -> None:
    with open_on(LINES, size=(900, 600)) as opened:
        window = opened.window
        assert window.list_pane.isVisible()
        assert not window.detail.isVisible()
        opened.settled()
        qtbot.keyClick(window.issues, Qt.Key.Key_Return)
        assert window.detail.isVisible()
        assert not window.list_pane.isVisible()
        window.detail.left.emit()
        assert window.issues.hasFocus()
        assert not window.detail.isVisible()
        # A picker opens over the detail; Escape goes back step by step, never into the sidebar.
        for letter, pane in ((Qt.Key.Key_P, window.detail), (Qt.Key.Key_D, window.side.many)):
            qtbot.keyClick(window.issues, letter)
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            assert QApplication.focusWidget() is pane
            qtbot.keyClick(pane, Qt.Key.Key_Escape)
            assert window.issues.hasFocus()
            qtbot.keyClick(window.issues, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
            opened.settled()
        qtbot.keyClick(window.issues, Qt.Key.Key_Up)
        window.resize(1200, 700)
        assert window.detail.isVisible()
        window.resize(640, 600)
        assert not window.sidebar.isVisible()


def test_sizes_and_choices_are_remembered(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened.window
    window.resize(711, 555)
    window.registry["density.compact"].trigger()
    window.registry["view.sidebar"].trigger()
    window.remember()
    again = MainWindow(
        opened.store.bridge, applied_theme(), Settings(tmp_path / "settings.ini"), NoShutdown(), "Home"
    )
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (711, 555)
    assert again.registry["density.compact"].isChecked()
    assert not again.registry["view.sidebar"].isChecked()


def test_the_cross_leaves_the_closing_to_the_shutdown(opened: Opened) -> None:
    opened.shutdown.done = False
    assert not opened.window.close()
    assert opened.window.isVisible()
    assert opened.shutdown.begun == 1


def test_every_control_has_a_name(opened: Opened) -> None:
    window = opened.window
    for kind in (QLineEdit, QAbstractItemView, QAbstractButton):
        for widget in window.findChildren(kind):
            if (
                not widget.isVisible()
                or isinstance(widget, QHeaderView)
                or window.detail.isAncestorOf(widget)
            ):
                continue
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            named = widget.accessibleName() or text or widget.toolTip()
            assert named or widget.parent() is window.search, widget


def test_the_first_rows_do_not_wait_for_what_is_not_seen_yet(opened: Opened, qtbot: QtBot) -> None:
    def again() -> MainWindow:
        settings = Settings(opened.store.path.with_name("again.ini"))
        window = MainWindow(opened.store.bridge, applied_theme(), settings, NoShutdown(), "Home")
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        assert not window.is_complete
        window.show_tracker("Home", str(opened.store.path))
        return window

    first, rows = again(), list[bool]()
    first.completed.connect(lambda: rows.append(first.table.peek(len(LINES) - 1) is not None))
    opened.wait(lambda: bool(rows))
    assert rows == [True]
    assert first.detail.isVisible()
    # A key that is pressed before is not lost.
    sooner = again()
    qtbot.keyClick(sooner.issues, Qt.Key.Key_K, CTRL)
    assert sooner.keyboard.palette.isVisible()
    qtbot.keyClick(sooner.keyboard.palette.focusWidget(), Qt.Key.Key_Escape)
    opened.settled()


def test_the_detail_names_the_current_issue_before_it_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    with ExitStack() as hold, running_store(tmp_path, [issue_line(n) for n in range(3)]) as store:
        window = MainWindow(store.bridge, applied_theme(), Settings(tmp_path / "s.ini"), NoShutdown(), "Home")
        window.table.listed.connect(lambda _listing: hold.enter_context(answers_held(store.bridge)))
        window.resize(1280, 800)
        window.show()

        def said() -> list[str]:
            labels = window.side.findChildren(QLabel)
            return [label.text() for label in labels if label.isVisible() and label.text()]

        window.show_tracker("Home", str(store.path))
        qtbot.waitUntil(lambda: window.views.shown.current_row is not None)
        qtbot.waitUntil(lambda: "Issue 00000" in said())
        qtbot.waitUntil(lambda: window.is_complete)
        assert said() == ["t-00000", "Issue 00000"]
        hold.close()
        qtbot.waitUntil(lambda: window.detail.subject.uid != "")
        assert window.detail.body.header.id_button.text() == "t-00000"
        assert window.side.awaited.isHidden()
        qtbot.waitUntil(lambda: not (store.bridge.pending_reads or store.bridge.pending_writes))
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
