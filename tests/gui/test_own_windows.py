"""An issue in a window of its own: opened by key, with its own keys, and nothing typed there is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.detail.look import place_now
from gui.detail.rendered import RenderedText
from gui.issue_window import IssueWindow
from gui.window_work import WindowWork
from store.lookups import FindIssue, GetDetail
from store.requests import Delete, Edit
from tests.helpers.desk import StartDesk
from tests.helpers.held import answers_held
from tests.helpers.window import Opened, issue_line, open_window

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LINES = [
    issue_line(0, description="Needs t-00001 first."),
    issue_line(1),
    issue_line(2, dependencies=[{"issue_id": "t-00002", "depends_on_id": "t-00001", "type": "blocks"}]),
]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, LINES) as opened:
        yield opened


def uid_of(opened: Opened, number: int) -> str:
    return opened.store.writer.submit(FindIssue(f"t-{number:05}")).result(10).uid


def forward(opened: Opened, window: QWidget) -> None:
    window.activateWindow()
    opened.wait(window.isActiveWindow)


def open_apart(opened: Opened, number: int) -> IssueWindow:
    """Open an issue by Ctrl+Enter in the list."""
    window = opened.window
    forward(opened, window)
    window.issues.setFocus()
    window.views.select_key(opened.store.writer.submit(FindIssue(f"t-{number:05}")).result(10).key)
    opened.settled()
    opened.qtbot.keyClick(window.issues, Qt.Key.Key_Return, CTRL)
    opened.settled()
    own = next(one for one in window.own.seen if one.uid == uid_of(opened, number))
    opened.wait(lambda: own.isActiveWindow() and own.pane.subject.uid == own.uid)
    return own


def stored(opened: Opened, number: int) -> object:
    return opened.store.writer.submit(GetDetail(uid_of(opened, number))).result(10).issue


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_what_is_saved_is_said_whole_beside_a_long_undo(opened: Opened) -> None:
    own = open_apart(opened, 0)
    opened.store.do(Edit(own.uid, {"title": "A title with many words " * 8}))
    opened.settled()
    own.bar.set_undo("Undo: " + "change a title with many words " * 8)
    # Qt lays out a moment after a text has changed.
    place_now(own)
    assert own.bar.words
    assert own.bar._state.text() == own.bar.words


def test_ctrl_enter_opens_each_issue_once_and_each_window_closes_alone(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    first, second = open_apart(opened, 0), open_apart(opened, 1)
    assert first.windowTitle() == "t-00000 Issue 00000 — Home"
    assert first.pos() != second.pos()
    assert open_apart(opened, 0) is first
    assert [one.uid for one in window.own.seen] == [first.uid, second.uid]
    # From the detail too, but in an editor the same keys send what is written.
    forward(opened, window)
    editor = window.detail.body.header.title.edit
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert len(window.own.seen) == 2
    first.resize(500, 400)
    forward(opened, first)
    qtbot.keyClick(first.pane, Qt.Key.Key_W, CTRL)
    assert [one.uid for one in window.own.seen] == [second.uid]
    assert window.isVisible()
    third = open_apart(opened, 2)
    # A window that was left is used again, where it stood.
    assert third is first
    assert third.size().width() == 500
    qtbot.keyClick(third.pane, Qt.Key.Key_Escape)
    second.close()
    assert not window.own.seen


def test_its_keys_are_those_of_the_issue_and_undo_is_told_in_it(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    own = open_apart(opened, 1)
    window.views.select_key(opened.store.writer.submit(FindIssue("t-00000")).result(10).key)
    opened.settled()
    forward(opened, own)
    own.pane.setFocus()
    qtbot.keyClick(own.pane, Qt.Key.Key_P)
    assert own.isAncestorOf(focus())
    qtbot.keyClicks(focus(), "0")
    opened.settled()
    assert stored(opened, 1).priority == 0  # type: ignore[attr-defined]
    assert own.bar.words.startswith("Saved ")
    assert own.bar.words == window.trust.words
    opened.wait(lambda: "priority" in own.registry.words("edit.undo").lower())
    qtbot.keyClick(own.pane, Qt.Key.Key_Z, CTRL)
    opened.settled()
    assert stored(opened, 1).priority == 2  # type: ignore[attr-defined]
    assert own.bar.said
    assert not window.trust.said
    # What is the list's does nothing here.
    for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_J, Qt.Key.Key_Slash):
        qtbot.keyClick(own.pane, key)
    assert not window.list_pane.new_issue.isVisible()
    assert "issue.new" not in own.registry
    # E in a text that is read writes it; F2 is the title.
    qtbot.keyClick(own.pane, Qt.Key.Key_F2)
    assert focus() is own.pane.body.header.title.edit
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert own.isVisible()
    qtbot.keyClick(own.pane, Qt.Key.Key_Delete)
    opened.settled()
    assert own.pane.body.notice.text.startswith("In the trash")
    opened.wait(lambda: own.registry["issue.restore"].isEnabled())
    assert not own.registry["issue.close"].isEnabled()
    # Keys that were chosen by somebody hold here as well.
    window.keyboard.bindings.choose("issue.status", "W")
    assert [key.toString() for key in own.registry.keys("issue.status")] == ["W"]


def test_links_and_the_palette_lead_on_and_back_leads_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    own = open_apart(opened, 2)
    qtbot.keyClick(own.pane, Qt.Key.Key_K, CTRL)
    palette = own.palette_frame
    assert palette.isVisible()
    assert not window.keyboard.palette.isVisible()
    qtbot.keyClicks(palette.line, "t-00001")
    opened.wait(lambda: bool(palette.issues.found.issues))
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    opened.settled()
    assert own.windowTitle().startswith("t-00001 ")
    qtbot.keyClick(own.pane, Qt.Key.Key_Left, ALT)
    opened.settled()
    assert own.windowTitle().startswith("t-00002 ")
    # One that has a window comes forward in place of being shown twice; Shift opens another window.
    other = open_apart(opened, 1)
    forward(opened, own)
    own.pane.subject.open_requested.emit(other.uid)
    opened.wait(other.isActiveWindow)
    assert own.uid == uid_of(opened, 2)


def test_shift_and_a_click_on_a_link_open_its_issue_apart(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    window.views.select_key(opened.store.writer.submit(FindIssue("t-00000")).result(10).key)
    opened.wait(lambda: window.detail.subject.uid == uid_of(opened, 0))
    opened.wait(lambda: link_in(window.detail) is not None)
    place, view = link_in(window.detail) or (QPoint(), window)
    # By the window, as a hand does it: only so Qt knows that Shift is held.
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, SHIFT, view.mapTo(window, place))
    opened.wait(lambda: [one.uid for one in window.own.seen] == [uid_of(opened, 1)])
    assert window.detail.subject.uid == uid_of(opened, 0)


def link_in(pane: QWidget) -> tuple[QPoint, QWidget] | None:
    """Where a link to an issue is seen, on the viewport of its text."""
    for text in pane.findChildren(RenderedText):
        area = text.viewport()
        for y in range(0, area.height() if text.isVisible() else 0, 4):
            for x in range(0, area.width(), 4):
                if text.anchorAt(QPoint(x, y)).startswith("issue:"):
                    return QPoint(x + 4, y + 2), area
    return None


def test_what_is_typed_is_seen_in_both_windows_and_outlives_the_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened.window
    own = open_apart(opened, 1)
    assert window.detail.current_uid == own.uid
    box = own.pane.body.comments.box
    own.pane.focus_comment()
    qtbot.keyClicks(focus(), "half a thought")
    title = own.pane.body.header.title.edit
    title.setFocus()
    qtbot.keyClicks(title, "!")
    main_title = window.detail.body.header.title.edit
    opened.wait(lambda: main_title.toPlainText() == title.toPlainText())
    assert box.isVisible()
    qtbot.keyClick(own, Qt.Key.Key_W, CTRL)
    opened.settled()
    assert "!" in str(stored(opened, 1).title)  # type: ignore[attr-defined]
    # A comment is never sent by itself: it waits where the issue is shown, and for the end of the program.
    assert [one.text for one in window.detail.unsaved()] == ["half a thought"]
    assert [one.text.text for one in WindowWork(window).unsent() if one.text] == ["half a thought"]
    opened.wait(lambda: window.detail.body.comments.box.toPlainText() == "half a thought")


def test_what_could_not_be_attached_is_told_and_kept_after_the_window_was_closed(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    window, work = opened.window, WindowWork(opened.window)
    own = open_apart(opened, 1)
    window.views.select_key(opened.store.writer.submit(FindIssue("t-00000")).result(10).key)
    opened.wait(lambda: window.detail.subject.uid == uid_of(opened, 0))
    with answers_held(opened.store.bridge, writes=True):
        own.pane.subject.bring((tmp_path / "later.txt",))
        qtbot.keyClick(own, Qt.Key.Key_W, CTRL)
    opened.settled()
    assert "later.txt" in window.trust.said
    # The file itself is where it was: nothing is lost with the end of the program.
    assert not list(work.unsent())
    window.trust.follow()
    opened.settled()
    assert window.detail.current_uid == uid_of(opened, 1)
    assert [bar.isVisible() for bar in window.detail.body.attachments.uploads] == [True]
    (tmp_path / "later.txt").write_text("now", "utf-8")
    window.detail.body.attachments.uploads[0].again_button.click()
    opened.settled()
    # A picture that is not made into a file yet is sent when the program ends.
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    name = window.detail.subject.attach_picture(image)
    work.flush()
    assert opened.store.bridge.pending_writes
    opened.settled()
    detail = opened.store.writer.submit(GetDetail(uid_of(opened, 1))).result(10)
    assert [one.name for one in detail.attachments] == ["later.txt", name]


def test_it_follows_other_programs_and_says_when_the_issue_is_gone(opened: Opened, qtbot: QtBot) -> None:
    own = open_apart(opened, 1)
    opened.store.outside(opened.store.writer.submit(Edit(own.uid, {"title": "Other words"})).result(10))
    opened.settled()
    assert own.windowTitle() == "t-00001 Other words — Home"
    opened.store.outside(opened.store.writer.submit(Delete((own.uid,))).result(10))
    opened.settled()
    assert own.pane.body.notice.text.startswith("In the trash")
    opened.window.show_tracker("Home", str(opened.store.path), "It is read-only.")
    assert opened.window.own.seen == ()
    opened.settled()
    own = open_apart(opened, 0)
    assert own.pane.body.notice.text == "This tracker is read-only."
    assert not own.registry["issue.priority"].isEnabled()


def test_ctrl_q_in_it_closes_all_and_saves_what_is_typed_there(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    from store.requests import Create
    from store.tracker import Tracker

    path = tmp_path / "Home.strandline"
    Tracker.open(path, create=True).close()
    desk = start(path)
    made: list[str] = []
    desk.bridge.ask(Create("One"), lambda done: made.extend(done.uids))
    qtbot.waitUntil(lambda: bool(made))
    desk.window.own.open(made[0])
    own = desk.window.own.seen[0]
    qtbot.waitUntil(lambda: own.pane.subject.uid == made[0])
    own.pane.edit_title()
    qtbot.keyClicks(own.pane.body.header.title.edit, "Two")
    qtbot.keyClick(own, Qt.Key.Key_Q, CTRL)
    # While it closes nothing can be typed there.
    qtbot.keyClicks(own.pane.body.header.title.edit, "more")
    qtbot.waitUntil(lambda: desk.shutdown.done)
    assert desk.window.own.seen == ()
    tracker = Tracker.open(path, read_only=True)
    try:
        assert [title for (title,) in tracker.all("SELECT title FROM issue")] == ["Two"]
    finally:
        tracker.close()
