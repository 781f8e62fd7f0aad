"""The whole program is killed while somebody types: the next start offers the text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from store.drafts import drafts
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.desk import StartDesk
from tests.helpers.x11 import wait_until

ROOT = Path(__file__).parents[2]


def kept_words(tracker: Path) -> int:
    """How many words of the comment are kept outside of the tracker."""
    with drafts() as store:
        return sum(len(text.text.split()) for text in store.list(str(tracker)))


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_comment_that_was_being_typed_is_offered_after_a_kill(
    start: StartDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "Home.strandline"
    tracker = Tracker.open(path, create=True, actor="ann")
    Create("First").run(tracker)
    tracker.close()
    command = [sys.executable, "-m", "tests.helpers.typing_window", str(path)]
    with subprocess.Popen(command, cwd=ROOT) as program:
        wait_until(lambda: kept_words(path), "what is typed is kept")
        words = kept_words(path)
        program.kill()
    words = max(words, kept_words(path))
    desk = start(path)
    qtbot.waitUntil(desk.kept.isVisible)
    assert "1 unsaved text kept: First – Comment: “word0" in desk.kept.words
    qtbot.waitUntil(lambda: desk.window.is_complete)
    qtbot.mouseClick(desk.kept.put_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.kept.isVisible())
    box = desk.window.detail.body.comments.box
    assert box.text().split() == [f"word{n}" for n in range(words)]
    # Nothing is posted: it is to be finished first.
    tracker = Tracker.open(path, read_only=True)
    try:
        assert tracker.one("SELECT count(*) FROM comment") == 0
    finally:
        tracker.close()
    assert kept_words(path) == words
