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
_CAPTURE = b"capture\n"
_LONGEST = 100_000
"""Bytes of a request that are read."""

log = logging.getLogger(__name__)


class SingleInstance(QObject):
    """Holds the name of the tracker that this window shows. Lives on the window's thread."""

    raise_asked = Signal()
    """Somebody started the program again with our tracker."""
    capture_asked = Signal(object)
    """Somebody wants a new issue in our tracker: the text that its line begins with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._server: QLocalServer | None = None

    def claim(self, tracker: Path, capture: str | None = None) -> bool:
        """Return whether the tracker is ours to show; else its window was asked to come forward.

        capture: not None asks it for a new issue instead, whose line begins with that text.
        """
        name = _name(tracker)
        if name == self._name:
            return True
        if _ask(name, b"" if capture is None else _CAPTURE + capture.encode()):
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
        socket.disconnected.connect(self._on_asked)
        if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._read(socket)

    @Slot()
    def _on_asked(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        # Whoever asks says all and leaves; nothing at all is said by those that only want the window.
        asked = bytes(socket.read(_LONGEST).data())
        socket.deleteLater()
        if asked.startswith(_CAPTURE):
            self.capture_asked.emit(asked.removeprefix(_CAPTURE).decode(errors="replace"))
        else:
            self.raise_asked.emit()


def _ask(name: str, words: bytes = b"") -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    connected = socket.waitForConnected(_PATIENCE_MS)
    if connected and words:
        socket.write(words)
        while socket.bytesToWrite() and socket.waitForBytesWritten(_PATIENCE_MS):
            """What was not written when the patience ends is not asked for."""
    socket.disconnectFromServer()
    return connected


def _name(tracker: Path) -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    key = f"{user}\n{os.path.realpath(tracker)}".encode(errors="surrogateescape")
    return f"strandline-{hashlib.sha256(key).hexdigest()[:24]}"
