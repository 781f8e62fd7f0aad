"""Fixtures of the window's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import icons
from gui.desk import Desk
from gui.settings import Settings
from tests.helpers.closing import at_once
from tests.helpers.desk import StartDesk, problems
from tests.helpers.window import applied_theme


@pytest.fixture(scope="session", autouse=True)
def _no_picture_outlives_the_program() -> Iterator[None]:
    yield
    icons.forget_pictures()


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[StartDesk]:
    """Starts the program on a path, as often as wanted; waits until it shows something."""
    look = applied_theme()
    desks: list[Desk] = []

    def one(
        path: Path | None = None,
        *,
        wait: Callable[[float], bool] | None = at_once,
        capture: str | None = None,
        wait_for_it: bool = True,
    ) -> Desk:
        settings = Settings(tmp_path / "settings.ini")
        settings.set_flag("tips/shown", False)
        desk = Desk(qapp, settings, look, "ann", ladder_wait=wait)
        desks.append(desk)
        seen: list[bool] = []
        desk.shown.connect(lambda: seen.append(True))
        began = desk.start(path, capture)
        if not wait_for_it:
            return desk
        if (began and path is None) or (path is not None and path.exists()):
            qtbot.waitUntil(lambda: bool(seen) or bool(problems(desk)))
        return desk

    yield one
    for desk in desks:
        if not desk.shutdown.done:
            desk.shutdown.hurry()
            desk.shutdown.cut()
            assert desk.bridge.deliver_until(lambda desk=desk: desk.shutdown.done, 10)  # type: ignore[misc]
        assert desk.end()
        desk.sheet.done(0)
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
