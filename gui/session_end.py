"""Log-out and shutdown of the computer: no question is asked, and it is over when the handler returns.

Qt tells of it on Windows and macOS. On X11 its own builds cannot (they are made without libSM); there
the session ends with SIGTERM or SIGHUP.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

from gui.bridge import StoreBridge
from gui.shutdown import Shutdown

BOUND = 1.5
"""Seconds for the close, and once more after every wait was cut."""


class SessionEnd(QObject):
    """Closes the tracker when the session ends. Lives on the window's thread."""

    def __init__(self, app: QGuiApplication, bridge: StoreBridge, shutdown: Shutdown) -> None:
        super().__init__(app)
        self._bridge = bridge
        self._shutdown = shutdown
        app.commitDataRequest.connect(self._on_commit, Qt.ConnectionType.DirectConnection)

    @Slot(QSessionManager)
    def _on_commit(self, manager: QSessionManager) -> None:
        manager.setRestartHint(QSessionManager.RestartHint.RestartIfRunning)
        self.finish()

    def finish(self) -> bool:
        """Close within a bound and return whether that worked; texts are kept in any case."""
        self._shutdown.hurry()
        if self._bridge.deliver_until(self._is_done, BOUND):
            return True
        self._shutdown.cut()
        return self._bridge.deliver_until(self._is_done, BOUND)

    def _is_done(self) -> bool:
        return self._shutdown.done
