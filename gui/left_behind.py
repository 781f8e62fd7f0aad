"""Moves a large second file, left by an earlier close, into the tracker while one works. Window's thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from gui.i18n import number
from gui.own_thread import OwnThreads
from gui.session import Session
from store.close_requests import MoveLeft
from store.moving import LARGE


class LeftBehind(QObject):
    """Once for each tracker that is opened; a close ends it and goes on with it."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""

    def __init__(self, threads: OwnThreads, parent: QObject) -> None:
        """threads: whose requests a close ends."""
        super().__init__(parent)
        self._threads = threads
        self._file = ""

    def start(self, session: Session) -> bool:
        """Begin when it is worth a word; return whether it is."""
        if session.read_only or session.left < LARGE:
            return False
        self._file = session.path.name
        words = self.tr(
            "Last time, {file} was closed with {size} MB in a second file. They are put into it now, while "
            "you work."
        )
        self.said.emit(words.format(file=self._file, size=number(session.left // 2**20)), False)
        cancel = threading.Event()
        self._threads.ask(session, MoveLeft(cancel), cancel, self._on_moved)
        return True

    def _on_moved(self, moved: bool | Exception) -> None:
        # What a close has ended, or a full disk, is told when the tracker closes.
        if moved is True:
            self.said.emit(self.tr("{file} is all in one file again.").format(file=self._file), True)
