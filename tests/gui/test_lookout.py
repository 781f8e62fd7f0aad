"""The thread that looks at files: it may hang for hours, and holds nothing of the window's meanwhile."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.bridge import StoreBridge
from gui.lookout import Lookout
from gui.no_tracker import NoTrackerOpen


class Asker(QObject):
    """Somebody of the window's who asks."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[object, str]] = []

    def on_answer(self, answer: object) -> None:
        self.told.append((answer, threading.current_thread().name))


class Folder:
    """A folder that answers when it is let go."""

    def __init__(self) -> None:
        self.asked, self.answers, self.done = threading.Event(), threading.Event(), threading.Event()

    def look(self) -> str:
        self.asked.set()
        self.answers.wait(20)
        self.done.set()
        return "there"


@pytest.fixture
def bridge() -> Iterator[StoreBridge]:
    made = StoreBridge(NoTrackerOpen())
    yield made
    made.deleteLater()


def test_an_answer_arrives_on_the_thread_that_asked(qtbot: QtBot, bridge: StoreBridge) -> None:
    lookout, asker = Lookout(bridge.post), Asker()
    lookout.ask(threading.current_thread, asker.on_answer)
    qtbot.waitUntil(lambda: bool(asker.told))
    looked, told = asker.told[0]
    assert isinstance(looked, threading.Thread)
    assert (looked.name, told) == ("lookout", threading.current_thread().name)
    lookout.stop()


def test_a_thread_that_hangs_keeps_nothing_of_the_window_after_it_was_stopped(
    qtbot: QtBot, bridge: StoreBridge
) -> None:
    lookout, asker, folder = Lookout(bridge.post), Asker(), Folder()
    # An object of Qt's is destroyed where its last reference is dropped: never on that thread.
    gone = weakref.ref(asker)
    lookout.ask(folder.look, asker.on_answer)
    qtbot.waitUntil(folder.asked.is_set)
    lookout.stop()
    del asker
    assert gone() is None
    folder.answers.set()
    assert folder.done.wait(20)


def test_what_is_answered_after_the_stop_is_told_to_nobody(qtbot: QtBot, bridge: StoreBridge) -> None:
    lookout, asker, folder = Lookout(bridge.post), Asker(), Folder()
    lookout.ask(folder.look, asker.on_answer)
    qtbot.waitUntil(folder.asked.is_set)
    # One answer may be on its way already when it is stopped.
    folder.answers.set()
    assert folder.done.wait(20)
    lookout.stop()
    reached: list[bool] = []
    bridge.post(lambda: reached.append(True))
    qtbot.waitUntil(lambda: bool(reached))
    assert asker.told == []
