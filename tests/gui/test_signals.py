"""The system's requests to end: one Qt signal each, and everything as before afterwards."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.signals import Signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends a process there")


@pytest.fixture
def signals() -> Iterator[Signals]:
    caught = Signals()
    yield caught
    caught.restore()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_each_of_them_is_told_at_once(signals: Signals, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(signals.asked):
        os.kill(os.getpid(), getattr(signal, name))


def test_two_in_a_row_are_two(signals: Signals, qtbot: QtBot) -> None:
    seen: list[bool] = []
    signals.asked.connect(lambda: seen.append(True))
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)
    qtbot.waitUntil(lambda: len(seen) == 2)


def test_afterwards_all_is_as_it_was(qtbot: QtBot) -> None:
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(name) for name in names]
    caught = Signals()
    assert [signal.getsignal(name) for name in names] != before
    caught.restore()
    caught.restore()
    assert [signal.getsignal(name) for name in names] == before
    wakeup = signal.set_wakeup_fd(-1)
    assert wakeup == -1
