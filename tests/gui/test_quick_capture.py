"""Quick capture: a small window that says Saved once it is, in a process of its own or in the running one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.capture_window import CaptureWindow
from gui.desk import Desk
from gui.settings import Settings
from store import places
from store.drafts import drafts
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.helpers.other_process import OpenOtherProcess

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)


def window_of(desk: Desk) -> CaptureWindow:
    assert desk.capture.window is not None
    return desk.capture.window


def stored(path: Path) -> list[tuple[str, int]]:
    tracker = Tracker.open(path, read_only=True)
    try:
        return [(title, n) for title, n in tracker.all("SELECT title, priority FROM issue ORDER BY key")]
    finally:
        tracker.close()


def enter(desk: Desk, qtbot: QtBot, text: str) -> None:
    edit = window_of(desk).line.edit
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def leave(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.capture.ended):
        qtbot.keyClick(window_of(desk).line.edit, Qt.Key.Key_Escape)
    assert desk.shutdown.done
    assert desk.capture.window is None


def test_alone_it_saves_stays_for_the_next_and_closes_with_the_checkpoint(
    start: StartDesk, qtbot: QtBot
) -> None:
    tracker = places.default_tracker()
    desk = start(capture="")
    window = window_of(desk)
    assert window.isVisible()
    assert not desk.window.isVisible()
    assert [window.trackers.itemText(n) for n in range(window.trackers.count())] == ["Home"]
    enter(desk, qtbot, "Fix login !1")
    qtbot.waitUntil(lambda: window.said.startswith("Saved: "))
    assert stored(tracker) == [("Fix login", 1)]
    assert window.said.endswith(" Fix login")
    assert window.line.text == ""
    enter(desk, qtbot, "Next")
    qtbot.waitUntil(lambda: window.said.endswith(" Next"))
    leave(desk, qtbot)
    assert desk.exit_code == 0
    assert not Path(f"{tracker}-wal").exists()
    assert stored(tracker) == [("Fix login", 1), ("Next", 2)]


def test_what_was_not_entered_is_kept_and_offered_by_the_next_start(start: StartDesk, qtbot: QtBot) -> None:
    desk = start(capture="Half an ")
    qtbot.keyClicks(window_of(desk).line.edit, "idea !1")
    leave(desk, qtbot)
    with drafts() as kept:
        assert [text.text for text in kept.list(str(places.default_tracker()))] == ["Half an idea !1"]


def test_nothing_is_called_saved_that_is_not(
    start: StartDesk, qtbot: QtBot, other_process: OpenOtherProcess
) -> None:
    desk = start(capture="")
    window = window_of(desk)
    other = other_process(places.default_tracker())
    other.write()
    assert desk._session is not None
    desk._session.stop_waiting.set()
    enter(desk, qtbot, "Fix login")
    qtbot.waitUntil(lambda: window.said.startswith("Not saved"))
    assert window.line.text == "Fix login"
    other.end()
    desk._session.stop_waiting.clear()
    qtbot.keyClick(window.line.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.said.startswith("Saved: "))
    leave(desk, qtbot)
    assert stored(places.default_tracker()) == [("Fix login", 2)]


def test_a_running_window_takes_it_over(start: StartDesk, qtbot: QtBot) -> None:
    desk = start()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    second = Desk(application, Settings(places.data_dir() / "s.ini"), theme.current())
    assert second.start(None, "Fix ärger") is False
    qtbot.waitUntil(lambda: desk.capture.window is not None)
    window = window_of(desk)
    assert window.line.text == "Fix ärger"
    enter(desk, qtbot, " !0")
    qtbot.waitUntil(lambda: window.said.startswith("Saved: "))
    qtbot.waitUntil(lambda: len(desk.window.table.keys) == 1)
    qtbot.keyClick(window.line.edit, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert desk.window.isVisible()
    assert not desk.shutdown.done
    assert second.end()
    second.window.deleteLater()


def test_another_tracker_takes_what_is_typed(start: StartDesk, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "Other.strandline"
    Tracker.open(other, create=True).close()
    Settings(tmp_path / "settings.ini").add_recent(str(other))
    desk = start(capture="")
    window = window_of(desk)
    qtbot.keyClicks(window.line.edit, "Fix login")
    window.trackers.setFocus()
    with qtbot.waitSignal(desk.shown):
        qtbot.keyClick(window.trackers, Qt.Key.Key_Down)
        qtbot.keyClick(window.trackers.view(), Qt.Key.Key_Down)
        qtbot.keyClick(window.trackers.view(), Qt.Key.Key_Return)
    assert window.line.text == "Fix login"
    assert not desk.window.isVisible()
    enter(desk, qtbot, " now")
    qtbot.waitUntil(lambda: window.said.startswith("Saved: "))
    leave(desk, qtbot)
    assert stored(other) == [("Fix login now", 2)]
    assert stored(places.default_tracker()) == []
    with drafts() as kept:
        assert kept.list(str(places.default_tracker())) == ()
