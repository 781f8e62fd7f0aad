"""A detail pane on a real tracker: two actors, the bridge, and a second program to write beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import apsw
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.bridge import StoreBridge
from gui.detail.growing import GrowingText
from gui.detail.pane import DetailPane
from gui.detail.texts import TextSection
from store.actor import StoreActor
from store.answers import Done
from store.issue import Issue
from store.lookups import GetDetail
from store.requests import Create, Request
from store.tracker import Tracker

R = TypeVar("R")
NOW = "2026-11-22T12:00:00Z"


def take_focus(widget: QWidget) -> None:
    """Give a widget the focus, an editor as with E on its formatted text."""
    section = widget.parentWidget()
    if isinstance(section, TextSection) and widget is section.edit and section.mode.reading:
        section.mode.write()
    else:
        widget.setFocus()


class PaneOnTracker:
    """What the tests of the pane work with."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.findChild(theme.Theme) is None:
            theme.apply(app, "light")
        Tracker.open(path, create=True, actor="ada").close()
        self.qtbot = qtbot
        self.path = path
        self.writers: list[Tracker] = []
        self.writer = StoreActor(self._open_writer)
        self.reader = StoreActor(lambda: Tracker.open(path, read_only=True), name="reader")
        self.writer.start()
        self.writer.opened.result(20)
        self.reader.start()
        self.reader.opened.result(20)
        self.bridge = StoreBridge(self.writer, self.reader)
        self.pane = DetailPane(self.bridge, now=lambda: NOW)
        self.pane.set_actor("ada")
        self.pane.resize(480, 1400)
        qtbot.addWidget(self.pane, before_close_func=self._before_close)
        self.pane.show()
        qtbot.waitExposed(self.pane)

    def _open_writer(self) -> Tracker:
        tracker = Tracker.open(self.path, actor="ada")
        self.writers.append(tracker)
        return tracker

    def _before_close(self, _pane: QWidget) -> None:
        # Closing takes the focus from an editor, and that saves: the answer must find the pane alive.
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.settle()

    def stop(self) -> None:
        """End both threads."""
        for actor in (self.writer, self.reader):
            actor.stop()
            assert actor.join(10)

    def do(self, request: Request[R]) -> R:
        """Run something on the store's thread, unseen by the pane, and wait for it."""
        return self.writer.submit(request).result(20)

    def create(self, title: str, **fields: object) -> str:
        """Make an issue and return its uid."""
        return self.do(Create(title, fields)).uids[0]

    def id_of(self, uid: str) -> str:
        """Return an issue's id."""
        return self.stored(uid).id

    def other(self, request: Request[Done], *, announce: bool = True) -> None:
        """Let another program, as "bob", do something; the window hears of it or does not yet."""
        tracker = Tracker.open(self.path, actor="bob")
        done = request.run(tracker)
        tracker.close()
        if announce:
            self.bridge.announce(replace(done.changes, outside=True, initiator=""))

    def stored(self, uid: str) -> Issue:
        """Return the issue as it is in the tracker."""
        return self.do(GetDetail(uid)).issue

    def show(self, uid: str) -> None:
        """Show an issue and wait until it is on the screen."""
        self.pane.show_issue(uid)
        self.settle()
        assert self.pane.subject.uid == uid

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not (self.bridge.pending_reads or self.bridge.pending_writes))

    def editor(self, field: str) -> GrowingText:
        """Return the editor of a text field."""
        body = self.pane.body
        return body.header.title.edit if field == "title" else body.texts.sections[field].edit

    def type_into(self, field: str, text: str) -> GrowingText:
        """Put the caret at the start of a text and type."""
        edit = self.editor(field)
        self.focus(edit)
        self.qtbot.keyClicks(edit, text)
        return edit

    def focus(self, widget: QWidget) -> None:
        """Give a widget the keyboard focus; an editor of a text that is being read is asked for."""
        self.pane.activateWindow()
        take_focus(widget)
        self.qtbot.waitUntil(widget.hasFocus)

    @contextmanager
    def file_held(self) -> Iterator[None]:
        """While another program writes: the store's own waiting is cut short."""
        holder = apsw.Connection(str(self.path))
        self.writers[-1].stop_waiting.set()
        holder.execute("BEGIN IMMEDIATE").fetchall()
        try:
            yield
        finally:
            holder.execute("ROLLBACK").fetchall()
            holder.close()
            self.writers[-1].stop_waiting.clear()
