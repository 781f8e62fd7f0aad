"""Switching trackers by a few letters, and the icon in the notification area, which is off by default."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QProcess, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from gui.tray import KEPT, SHOWN
from store import places
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.helpers.window import Opened, issue_line, open_window


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)
def test_a_few_letters_go_to_another_tracker_and_enter_goes_back(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "Harbour.strandline"
    Tracker.open(other, create=True).close()
    desk = start()
    home = str(places.default_tracker())
    desk._settings.add_recent(str(other))
    desk._settings.add_recent(home)
    desk.window.activateWindow()
    for typed, title in (("harb", "Harbour"), ("", "Home")):
        shortcut = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(desk.window, Qt.Key.Key_K, shortcut)
        picker = desk.window.habits.switcher.picker(apart=False)
        assert picker.isVisible()
        qtbot.keyClicks(picker.edit, typed)
        with qtbot.waitSignal(desk.shown):
            qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
        assert desk.window.windowTitle().startswith(title)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path, [issue_line(1)]) as opened:
        yield opened


def test_another_window_is_another_process(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    opened.window._settings.add_recent("/work/Other.strandline")
    opened.window.registry["tracker.window"].trigger()
    picker = opened.window.habits.switcher.picker(apart=True)
    opened.qtbot.keyClick(picker.edit, Qt.Key.Key_Return)
    assert started == [(sys.executable, ["-m", "gui", "/work/Other.strandline"])]


def close_by_desktop(opened: Opened) -> QCloseEvent:
    class Spontaneous(QCloseEvent):
        def spontaneous(self) -> bool:
            return True

    event = Spontaneous()
    opened.window.habits.tray.eventFilter(opened.window, event)
    return event


@pytest.mark.qt_log_ignore("^This plugin does not support raise", "systemTrayWindowChanged", extend=True)
def test_the_icon_is_off_and_keeping_running_needs_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, tray = opened.window, opened.window.habits.tray
    registry, settings = window.registry, window._settings
    assert not registry["tray.shown"].isChecked()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(bool))
    with opened.qtbot.waitSignal(tray.said) as told:
        registry["tray.shown"].trigger()
    assert told.args == ["This desktop has no notification area."]
    assert not registry["tray.shown"].isChecked()
    registry["tray.kept"].trigger()
    assert not tray.keeps_running()
    close_by_desktop(opened)
    assert window.isVisible()

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _icon: True)
    registry["tray.shown"].trigger()
    assert tray.keeps_running()
    assert not close_by_desktop(opened).isAccepted()
    assert not window.isVisible()
    assert tray._icon is not None
    menu = tray._icon.contextMenu()
    names = [action.text() for action in menu.actions()]
    assert names == ["New issue…", "Open", "Quit"]
    menu.actions()[1].trigger()
    assert window.isVisible()
    registry["tray.kept"].trigger()
    close_by_desktop(opened)
    assert window.isVisible()
    assert settings.flag(SHOWN, False)
    assert not settings.flag(KEPT, True)
    registry["tray.shown"].trigger()
    assert not settings.flag(SHOWN, True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
