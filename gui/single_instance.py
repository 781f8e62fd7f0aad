"""One window for each tracker: a second start brings the first window forward.

A lock file says at once whose the tracker is; the socket on which its window can be asked is opened behind
the first rows, because reading Qt's network costs a start 25 ms.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import logging
import os
from pathlib import Path
from time import monotonic, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

from store import places
from store.private_files import private_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 300
_START = 3.0
"""Seconds in which a window that has the lock comes to answer."""
_SLOW_START = 15.0
"""Seconds that the lock is old until then: on a busy machine the first rows take their time."""
_TURN_MS = 50
_CAPTURE = b"1 capture\n"
"""What begins with another number is of another version: the window comes forward, and nothing else."""
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
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._listens = False

    def claim(self, tracker: Path, capture: str | None = None) -> bool:
        """Return whether the tracker is ours to show; else its window was asked to come forward.

        capture: not None asks it for a new issue instead, whose line begins with that text.
        """
        name = _name(tracker)
        if name == self._name:
            return True
        lock = QLockFile(str(_folder() / f"{name}.lock"))
        # As long as its process is there, however long that is.
        lock.setStaleLockTime(0)
        if _is_taken(lock, name, b"" if capture is None else _CAPTURE + capture.encode()):
            return False
        self.release()
        self._lock, self._name = lock, name
        if self._listens:
            self.listen()
        return True

    def listen(self) -> None:
        """Hear from now on what other starts ask for."""
        from PySide6.QtNetwork import QLocalServer

        self._listens = True
        if self._server is not None or not self._name or self._is_second:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Left behind by a process that was killed: it holds the lock no more.
        QLocalServer.removeServer(self._name)
        if not server.listen(self._name):
            log.warning("a second window cannot be noticed: %s", server.errorString())
        server.newConnection.connect(self._on_connection)
        self._server = server

    def is_shown_elsewhere(self, tracker: Path) -> bool:
        """Return whether another window has the tracker; it is asked to come forward then."""
        name = _name(tracker)
        return name != self._name and _ask(name)

    def release(self) -> None:
        """Let the name go, as when the tracker is closed."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._server, self._name = None, None, ""

    @property
    def _is_second(self) -> bool:
        """Whether another window has the lock, and with it the name to listen on: it did not answer."""
        return self._lock is not None and self._lock.error() is QLockFile.LockError.LockFailedError

    @Slot()
    def _on_connection(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        # More than that waits at the other end.
        socket.setReadBufferSize(_LONGEST)
        socket.readyRead.connect(self._on_words)
        socket.disconnected.connect(self._on_asked)
        from PySide6.QtNetwork import QLocalSocket

        if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._read(socket)

    @Slot()
    def _on_words(self) -> None:
        """Hear an end of what has none: its other end would not be seen to leave."""
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.bytesAvailable() >= _LONGEST:
            socket.disconnected.disconnect(self._on_asked)
            self._read(socket)

    @Slot()
    def _on_asked(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

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


def _is_taken(lock: QLockFile, name: str, words: bytes) -> bool:
    """Whether another window has the tracker and was asked; it may come to listen only now."""
    end = monotonic() + max(_START, _SLOW_START - _age(lock))
    while not lock.tryLock(_TURN_MS):
        if _ask(name, words):
            return True
        if lock.error() is not QLockFile.LockError.LockFailedError or monotonic() >= end:
            log.warning("%s is locked, and nobody answers", name)
            return False
    return False


def _age(lock: QLockFile) -> float:
    """Seconds since somebody took the lock; a clock that was put back makes it no younger than new."""
    try:
        return max(0.0, time() - Path(lock.fileName()).stat().st_mtime)
    except OSError:
        return _SLOW_START


def _ask(name: str, words: bytes = b"") -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    connected = socket.waitForConnected(_PATIENCE_MS)
    if connected and words:
        socket.write(words)
        while socket.bytesToWrite() and socket.waitForBytesWritten(_PATIENCE_MS):
            """What was not written when the patience ends is not asked for."""
    socket.disconnectFromServer()
    return connected


def _folder() -> Path:
    folder = places.data_dir() / "windows"
    with contextlib.suppress(OSError):
        private_folder(folder)
    return folder


def _name(tracker: Path) -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    key = f"{user}\n{os.path.realpath(tracker)}".encode(errors="surrogateescape")
    return f"strandline-{hashlib.sha256(key).hexdigest()[:24]}"
