"""How far the store is with a change of many issues, in a card at the window's foot, and its Stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.busy_card import BusyCard
from gui.theme import Theme
from store.pace import Progress

Words = Callable[[int], str]
"""What is being done to so many issues."""


class LongWork(QObject):
    """Shows the one change that the store is at. Lives on the window's thread."""

    def __init__(self, bridge: StoreBridge, look: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._cancel: threading.Event | None = None
        self.card = BusyCard(look, window)
        """Appears when a change takes a while."""
        self.card.stop_wanted.connect(self._stop)

    def watch(self, words: Words) -> tuple[Progress, threading.Event]:
        """What a request needs to be shown and to be stopped; over() with that event ends it."""
        cancel = threading.Event()
        return partial(self._on_progress, cancel, words), cancel

    def over(self, cancel: threading.Event | None) -> None:
        """That change is saved, was refused, or was stopped."""
        if cancel is self._cancel:
            self._cancel = None
            self.card.end()

    def _on_progress(self, cancel: threading.Event, words: Words, done: int, total: int) -> None:
        """Bring it to the window; called on the store's thread."""
        self._bridge.post(partial(self._show_progress, cancel, words, done, total))

    def _show_progress(self, cancel: threading.Event, words: Words, done: int, total: int) -> None:
        # The first word of it comes when its turn has come: until then the file may be read.
        if self._cancel is not cancel:
            self._cancel = cancel
            self.card.begin_change(words(total))
        self.card.show_progress(done, total)

    @Slot()
    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel.set()
