"""Tidies the tracker while nobody works, so that closing has nothing left to do. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from gui.bridge import StoreBridge
from gui.closing_progress import Phase
from gui.closing_state import ClosingState
from store.close_requests import Tidy

IDLE_MS = 2000
"""Without a change for so long, what is in the -wal is moved into the tracker's file."""


class Idle(QObject):
    """Waits for a pause after the last change; does nothing while the tracker closes."""

    def __init__(self, bridge: StoreBridge, state: ClosingState, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._state = state
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.tidy)
        bridge.done.connect(self._on_done)

    def start(self) -> None:
        """Wait for a pause from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Do nothing more until start()."""
        self._timer.stop()

    @property
    def waits(self) -> bool:
        """Whether it will tidy when nothing happens."""
        return self._timer.isActive()

    @Slot()
    def tidy(self) -> None:
        """Do it now, unless something is under way."""
        if self._state.phase is Phase.OPEN and not self._bridge.pending_writes:
            self._bridge.ask_quietly(Tidy(), _nothing, _ignored)

    @Slot(object)
    def _on_done(self, _done: object) -> None:
        self._timer.start()


def _nothing(_answer: object) -> None:
    """What is left is tidied next time."""


def _ignored(_error: Exception) -> None:
    """Comfort only: whoever works with the tracker is told when something is wrong with it."""
