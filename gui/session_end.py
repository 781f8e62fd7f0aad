"""Log-out and shutdown of the computer: no question is asked, and it is over when the handler returns.

Qt tells of it on Windows and macOS. On X11 its own builds cannot (they are made without libSM); there
the session ends with SIGTERM or SIGHUP.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

from gui.bridge import StoreBridge

BOUND = 1.5
"""Seconds for the close, and once more after every wait was cut."""


class Closing(Protocol):
    """What can be closed without asking anybody."""

    @property
    def done(self) -> bool:
        """Whether it is closed."""
        ...

    def hurry(self) -> None:
        """Close; open nothing more."""

    def cut(self) -> None:
        """End every wait for other programs."""


class SessionEnd(QObject):
    """Closes the tracker when the session ends. Lives on the window's thread."""

    def __init__(self, app: QGuiApplication, bridge: StoreBridge, closing: Closing) -> None:
        super().__init__(app)
        self._bridge = bridge
        self._closing = closing
        app.commitDataRequest.connect(self._on_commit, Qt.ConnectionType.DirectConnection)

    @Slot(QSessionManager)
    def _on_commit(self, manager: QSessionManager) -> None:
        manager.setRestartHint(QSessionManager.RestartHint.RestartIfRunning)
        self.finish()

    def finish(self) -> bool:
        """Close within a bound and return whether that worked; texts are kept in any case."""
        self._closing.hurry()
        if self._bridge.deliver_until(self._is_done, BOUND):
            return True
        self._closing.cut()
        return self._bridge.deliver_until(self._is_done, BOUND)

    def _is_done(self) -> bool:
        return self._closing.done
