"""What a whole session leaves behind is for its user alone."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from gui import logs
from gui.settings import Settings
from gui.single_instance import SingleInstance
from store import places
from store.requests import Create
from tests.helpers.desk import StartDesk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.fixture
def open_to_all() -> Generator[None, None, None]:
    """What a program makes without care may be read and written by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def others(folder: Path) -> list[str]:
    """What others than the user may read; lock files are Qt's, and their folder keeps others out."""
    found = [one for one in (folder, *folder.rglob("*")) if one.suffix != ".lock"]
    return [str(one) for one in found if one.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


@pytest.mark.usefixtures("open_to_all")
def test_files_and_folders_are_for_the_user_alone(start: StartDesk, qtbot: QtBot) -> None:
    handler = logs.start(places.data_dir() / "log")
    logging.getLogger(__name__).warning("something odd")
    desk = start()
    with qtbot.waitSignal(desk.bridge.done):
        desk.bridge.ask(Create("Fix login"), lambda _done: None)
    desk.journal.keep()
    desk.window.close()
    qtbot.waitUntil(lambda: desk.done)
    logs.stop(handler)
    kinds = {path.suffix for path in places.data_dir().rglob("*") if path.is_file()}
    assert {".strandline", ".log", ".json"} <= kinds
    assert others(places.data_dir()) == []


@pytest.mark.usefixtures("open_to_all")
def test_the_settings_are_for_the_user_alone(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "made" / "settings.ini")
    settings.set_text("theme", "dark")
    settings.sync()
    assert others(tmp_path / "made") == []


@pytest.mark.usefixtures("open_to_all")
def test_nobody_else_may_speak_to_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    window = SingleInstance()
    assert window.claim(tmp_path / "Home.strandline")
    window.listen()
    assert window._server is not None
    assert window._lock is not None
    for path in (Path(window._server.fullServerName()), Path(window._lock.fileName()).parent):
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), path
    window.release()


@pytest.mark.parametrize("said", [b"", b"2 capture\nFix login", b"capture\nFix login", b"\xff" * 50])
def test_another_version_only_brings_the_window_forward(said: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    asked: list[object] = []
    window = SingleInstance()
    window.capture_asked.connect(asked.append)
    assert window.claim(tmp_path / "Home.strandline")
    window.listen()
    with qtbot.waitSignal(window.raise_asked):
        _say(window, said)
    assert asked == []
    window.release()


def test_an_endless_request_is_cut(tmp_path: Path, qtbot: QtBot) -> None:
    window = SingleInstance()
    assert window.claim(tmp_path / "Home.strandline")
    window.listen()
    with qtbot.waitSignal(window.capture_asked) as heard:
        _say(window, b"1 capture\n" + b"x" * 3_000_000)
    assert 0 < len(heard.args[0]) <= 100_000
    window.release()


def _say(window: SingleInstance, words: bytes) -> None:
    socket = QLocalSocket(window)
    socket.connectToServer(window._name)
    assert socket.waitForConnected(1000)
    socket.write(words)
    socket.waitForBytesWritten(200)
    socket.disconnectFromServer()
    socket.abort()
