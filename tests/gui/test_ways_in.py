"""What a person names is looked at beside the window: a folder that hangs stalls nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui import desk as desks
from gui import opening, ways_in
from gui.opening import Target
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.desk import StartDesk, problems


class Hanging:
    """A network folder that answers only when it is let go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.asked, self.answers = threading.Event(), threading.Event()
        self.let_go = True

    def resolve(self, path: Path | None, *, create: bool = False) -> Target:
        if path is not None and path.is_relative_to(self._folder):
            self.asked.set()
            self.let_go = self.answers.wait(20)
        return opening.resolve(path, create=create)


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    folder = tmp_path / "net"
    folder.mkdir()
    Tracker.open(folder / "Far.strandline", create=True).close()
    made = Hanging(folder)
    monkeypatch.setattr(ways_in, "resolve", made.resolve)
    monkeypatch.setattr(ways_in, "PATIENCE_MS", 10)
    monkeypatch.setattr(desks, "PATIENCE", 0.02)
    yield made
    assert made.let_go, "the window waited"
    made.answers.set()


def test_the_window_works_on_while_a_folder_hangs_and_opens_it_when_it_answers(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    desk = start()
    desk.window.open_requested.emit(str(tmp_path / "net" / "Far.strandline"))
    words = "Far.strandline does not answer yet. It opens when it does."
    qtbot.waitUntil(lambda: desk.window.trust._note.toolTip() == words)
    with qtbot.waitSignal(desk.bridge.done):
        desk.bridge.ask(Create("Meanwhile"), lambda _done: None)
    with qtbot.waitSignal(desk.shown, timeout=10_000):
        hanging.answers.set()
    assert desk.shutdown.tracker_path == tmp_path / "net" / "Far.strandline"
    assert problems(desk) == []


def test_something_else_can_be_opened_meanwhile_and_the_late_answer_changes_nothing(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    desk = start()
    near = tmp_path / "Near.strandline"
    Tracker.open(near, create=True).close()
    desk.window.open_requested.emit(str(tmp_path / "net" / "Far.strandline"))
    qtbot.waitUntil(hanging.asked.is_set)
    with qtbot.waitSignal(desk.shown, timeout=10_000):
        desk.window.open_requested.emit(str(near))
    hanging.answers.set()
    with qtbot.waitSignal(desk.bridge.done):
        desk.bridge.ask(Create("Near"), lambda _done: None)
    assert desk.shutdown.tracker_path == near


def test_a_start_on_a_folder_that_hangs_shows_a_window_that_can_open_another(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    far = tmp_path / "net" / "Far.strandline"
    near = tmp_path / "Near.strandline"
    Tracker.open(near, create=True).close()
    desk = start(far, wait_for_it=False)
    assert desk.window.isVisible()
    qtbot.waitUntil(lambda: "does not answer yet" in desk.window.trust._note.toolTip())
    with qtbot.waitSignal(desk.shown, timeout=10_000):
        desk.window.open_requested.emit(str(near))
    assert desk.shutdown.tracker_path == near


def test_a_start_on_a_folder_that_answers_late_opens_it_then(
    start: StartDesk, qtbot: QtBot, tmp_path: Path, hanging: Hanging
) -> None:
    far = tmp_path / "net" / "Far.strandline"
    desk = start(far, wait_for_it=False)
    assert desk.window.isVisible()
    with qtbot.waitSignal(desk.shown, timeout=10_000):
        hanging.answers.set()
    assert desk.shutdown.tracker_path == far


def test_what_cannot_be_looked_at_is_said_and_not_waited_for(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = start()
    # Longer than a name may be: as with a folder that may not be read, the look itself fails.
    desk.window.open_requested.emit(str(tmp_path / ("n" * 300)))
    qtbot.waitUntil(lambda: bool(problems(desk)))
    assert "cannot be looked at: File name too long" in problems(desk)[0]
