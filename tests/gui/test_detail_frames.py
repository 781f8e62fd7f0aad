"""No frame shows the detail half placed: what a user sees first stands where it stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resources
from gui.detail.pane import DetailPane
from tests.helpers.window import Opened, open_window


class Frames(QObject):
    """Takes down at every paint of the detail where its parts stand."""

    def __init__(self, pane: DetailPane) -> None:
        super().__init__()
        self._pane = pane
        self.seen: dict[str, list[tuple[object, ...]]] = {}
        pane.body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.setdefault(self._pane.subject.uid, []).append(self._places())
        return False

    def _places(self) -> tuple[object, ...]:
        body = self._pane.body
        parts: tuple[QWidget, ...] = (
            body, body.header, body.ribbon, body.blocked, body.texts, body.relations, body.comments,
            body.footer,
        )  # fmt: skip
        return tuple(part.geometry().getRect() for part in parts)


@pytest.fixture(params=[(1280, 800), (900, 600)], ids=["beside", "in its place"])
def opened(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    lines = resources.sample_project().decode().splitlines()
    with open_window(qtbot, tmp_path, lines, size=request.param) as found:
        yield found


def test_every_frame_is_the_last_one(opened: Opened) -> None:
    window = opened.window
    frames = Frames(window.detail)
    if window.panes.narrow:
        opened.qtbot.keyClick(window.issues, Qt.Key.Key_Return)
    for _ in range(8):
        window.issues.next()
        row = window.issues.current_row
        assert row is not None
        seen = frames.seen.setdefault(row.uid, [])
        _paint_beyond(opened, seen, 0)
        opened.settled()
        # Once more, after everything that was posted: a late layout would show.
        window.detail.body.update()
        _paint_beyond(opened, seen, len(seen))
    moved = {uid: len(set(places)) - 1 for uid, places in frames.seen.items() if uid}
    assert moved == dict.fromkeys(moved, 0)
    assert len(moved) >= 8


def _paint_beyond(opened: Opened, seen: list[tuple[object, ...]], count: int) -> None:
    opened.wait(lambda: len(seen) > count)
