"""A tracker open as the window has it, and a shutdown whose waiting takes no time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from gui.bridge import StoreBridge
from gui.closing_progress import Unsent
from gui.session import Session
from gui.shutdown import Shutdown
from store.actor import Stopped
from store.answers import Done
from store.requests import Create, Request


class Nobody:
    """Takes no request: no tracker is open."""

    def submit(self, request: Request[Any]) -> Future[Any]:
        raise Stopped


class Hands:
    """What a window has in hand: tests put requests and texts into it."""

    def __init__(self) -> None:
        self.flushing: Callable[[], object] | None = None
        self.retrying: Callable[[], object] | None = None
        self.left: list[Unsent] = []

    def flush(self) -> None:
        if self.flushing is not None:
            self.flushing()

    def retry(self) -> None:
        if self.retrying is not None:
            self.retrying()

    def unsent(self) -> list[Unsent]:
        return self.left


class Later:
    """Keeps what was put off until a test lets the time pass."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, work: Callable[[], None]) -> None:
        self.calls.append((seconds, work))

    def pass_time(self, seconds: float) -> None:
        due = [call for call in self.calls if call[0] <= seconds]
        self.calls = [call for call in self.calls if call[0] > seconds]
        for _, work in due:
            work()


def at_once(_seconds: float) -> bool:
    """A wait of the ladder that takes no time."""
    return False


class Open:
    """One open tracker with its bridge and its shutdown."""

    def __init__(self, qtbot: QtBot, path: Path, *, wait: Callable[[float], bool] | None = at_once) -> None:
        self.qtbot = qtbot
        self.path = path
        self.hands = Hands()
        self.later = Later()
        self.bridge = StoreBridge(Nobody())
        self.session = Session(path, self.bridge, create=True, actor="ann")
        self.shutdown = Shutdown(
            self.bridge, self.hands, call_later=self.later, clock=lambda: 100.0, ladder_wait=wait
        )
        self.sheets = 0
        self.attempts_at_sheet: list[int] = []
        """Numbers of the attempts that had been made when the newest sheet was asked for."""
        self.next_try_at_sheet: float | None = None
        self.shutdown.sheet_wanted.connect(self._on_sheet)
        self.session.start()
        self.session.opened.result(10)
        self.session.start_reader()
        self.bridge.use(self.session.writer, self.session.reader)
        self.shutdown.attach(self.session)

    def _on_sheet(self) -> None:
        self.sheets += 1
        self.attempts_at_sheet = [attempt.n for attempt in self.shutdown.progress.attempts]
        self.next_try_at_sheet = self.shutdown.seconds_to_next_try()

    def add(self, title: str) -> Done:
        """Create an issue and wait for its COMMIT."""
        answers: list[Done] = []
        self.bridge.ask(Create(title), answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def wait_for(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done)

    def end(self) -> None:
        """Stop both threads, however the test ended."""
        self.session.stop_waiting.set()
        self.shutdown.cut()
        self.session.stop()
        assert self.session.join(10)
