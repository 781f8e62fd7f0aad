"""Asks the store which issues are meant while one types: a moment after the last key, one at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.bridge import StoreBridge
from gui.palette_rows import Found
from store.actor import Busy, Stopped
from store.detail_answers import Link
from store.errors import KnownError
from store.lookups import FindLinks

WAIT_MS = 40
"""Below the time between two key presses of a fast typist nothing is gained by asking."""
SHOWN = 20
"""Issues that are offered; whether there are more is asked with them."""


class PaletteIssues(QObject):
    """Late answers to earlier texts are dropped. Lives on the window's thread."""

    changed = Signal()

    def __init__(self, bridge: StoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text = ""
        self._asking = False
        self.found = Found()
        self.fault = ""
        """Why there is no answer, or ""."""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._ask)

    def look_for(self, text: str) -> None:
        """Look for a text; what was found for the one before stays until the answer is here."""
        if text == self._text:
            return
        self._text = text
        self.fault = ""
        if text:
            self.found = Found(self.found.issues, self.found.more, waits=True)
            self._wait.start()
        else:
            self.found = Found()
            self._wait.stop()

    def forget(self) -> None:
        """Want nothing any more."""
        self.look_for("")

    @Slot()
    def _ask(self) -> None:
        if not self._asking and self._text:
            self._asking = True
            request = FindLinks(self._text, "", SHOWN + 1)
            self._bridge.ask(
                request, partial(self._on_found, self._text), partial(self._on_failed, self._text)
            )

    def _on_found(self, text: str, links: tuple[Link, ...]) -> None:
        if self._is_newest(text):
            self.found = Found(links[:SHOWN], len(links) > SHOWN)
            self.changed.emit()

    def _on_failed(self, text: str, error: Exception) -> None:
        if self._is_newest(text):
            self.found = Found()
            self.fault = str(error)
            self.changed.emit()
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    def _is_newest(self, text: str) -> bool:
        """Whether that is still looked for; what is looked for now is asked at once."""
        self._asking = False
        if text != self._text and not self._wait.isActive():
            self._ask()
        return text == self._text
