"""One window for each tracker: a second start brings the first window forward."""

from __future__ import annotations

import getpass
import hashlib
import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 300

log = logging.getLogger(__name__)


class SingleInstance(QObject):
    """Holds the name of the tracker that this window shows. Lives on the window's thread."""

    raise_asked = Signal()
    """Somebody started the program again with our tracker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._server: QLocalServer | None = None

    def claim(self, tracker: Path) -> bool:
        """Return whether the tracker is ours to show; else its window was asked to come forward."""
        name = _name(tracker)
        if name == self._name:
            return True
        if _ask(name):
            return False
        self.release()
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Left behind by a process that was killed: nobody answered on it just now.
        QLocalServer.removeServer(name)
        if not server.listen(name):
            log.warning("a second window cannot be noticed: %s", server.errorString())
        server.newConnection.connect(self._on_connection)
        self._server, self._name = server, name
        return True

    def is_shown_elsewhere(self, tracker: Path) -> bool:
        """Return whether another window has the tracker; it is asked to come forward then."""
        name = _name(tracker)
        return name != self._name and _ask(name)

    def release(self) -> None:
        """Let the name go, as when the tracker is closed."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        self._server, self._name = None, ""

    @Slot()
    def _on_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.disconnectFromServer()
        self.raise_asked.emit()


def _ask(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    connected = socket.waitForConnected(_PATIENCE_MS)
    socket.abort()
    return connected


def _name(tracker: Path) -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    key = f"{user}\n{os.path.realpath(tracker)}".encode(errors="surrogateescape")
    return f"strandline-{hashlib.sha256(key).hexdigest()[:24]}"
