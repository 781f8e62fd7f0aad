"""The window stays open while a real program adds, edits, closes and comments, and while we edit in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import icons, theme
from gui.desk import Desk
from gui.settings import Settings
from store.answers import Done
from store.detail_answers import Detail
from store.lookups import GetDetail
from store.requests import AddComment, Edit, Request
from tests.helpers.closing import at_once
from tests.helpers.peers import MODES, Peer, installed

Open = Callable[[Path], Desk]


@pytest.fixture
def open_desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    look = theme.apply(qapp, "light")
    font = qapp.font()
    desks: list[Desk] = []

    def one(folder: Path) -> Desk:
        desk = Desk(qapp, Settings(tmp_path / "settings.ini"), look, "ann", ladder_wait=at_once)
        desks.append(desk)
        with qtbot.waitSignal(desk.shown):
            desk.start(folder)
        return desk

    yield one
    for desk in desks:
        if not desk.shutdown.done:
            desk.shutdown.hurry()
            desk.shutdown.cut()
            assert desk.bridge.deliver_until(lambda desk=desk: desk.shutdown.done, 20)  # type: ignore[misc]
        assert desk.end()
        desk.sheet.done(0)
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    icons.forget_pictures()


@pytest.mark.parametrize("mode", MODES)
def test_a_window_and_a_program_work_on_one_project(
    open_desk: Open, qtbot: QtBot, tmp_path: Path, mode: str
) -> None:
    if installed(mode) is None:
        pytest.skip(f"{mode.partition('-')[0]} is not installed")
    peer = Peer.start(mode, tmp_path / "project")
    one = peer.create("Fix login", "-p", "1")
    two = peer.create("Release notes")
    peer.flush()
    desk = open_desk(peer.folder)
    window = desk.window
    window.sidebar.choose("is:open")

    def shown() -> set[str]:
        rows = (window.table.row_at(place) for place in range(len(window.table.keys)))
        return {row.title for row in rows if row is not None}

    def until(done: Callable[[], bool]) -> None:
        qtbot.waitUntil(done)

    def edit(request: Request[Done]) -> None:
        with qtbot.waitSignal(desk.bridge.done):
            desk.bridge.ask(request, lambda _done: None)

    until(lambda: shown() == {"Fix login", "Release notes"})
    until(lambda: desk.neighbours.sharing.sharing.project is not None)
    assert desk.neighbours.sharing.isVisible() == (mode == "bd-database")

    three = peer.create("From outside")
    peer.run("update", one, "--title", "Fix the login")
    peer.comment(one, "seen it too")
    peer.run("close", two, "--reason", "Shipped")
    # The window follows the file; nobody tells it.
    peer.flush()
    until(lambda: shown() == {"Fix the login", "From outside"})

    row = next(
        found
        for place in range(len(window.table.keys))
        if (found := window.table.row_at(place)) is not None and found.id == one
    )
    edit(Edit(row.uid, {"notes": "written in the window"}))
    edit(AddComment(row.uid, "ours"))
    peer.run("update", three, "--priority", "0")
    peer.flush()
    until(lambda: any(r is not None and r.priority == 0 for r in map(window.table.row_at, range(2))))
    # What we wrote is still there, and so is what came from outside.
    detail: list[Detail] = []
    window.detail.show_issue(row.uid)
    desk.bridge.ask(GetDetail(row.uid), detail.append)
    until(lambda: bool(detail))
    issue = detail[0].issue
    assert issue.notes == "written in the window"
    assert {comment.text for comment in issue.comments} == {"seen it too", "ours"}
    assert json.loads(peer.lines()[three])["priority"] == 0
