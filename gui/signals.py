"""SIGINT, SIGTERM and SIGHUP as one Qt signal, at once and on the window's thread."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Signals(QObject):
    """Catches the system's requests to end until restore().

    A plain handler would run at Python's next bytecode only, which is seconds later while Qt waits; the
    wakeup descriptor (signal.set_wakeup_fd) wakes Qt within milliseconds.
    """

    asked = Signal()
    """The system, or a terminal, wants the program to end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theirs, self._ours = socket.socketpair()
        self._theirs.setblocking(False)
        self._ours.setblocking(False)
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._old = {number: signal.signal(number, _note) for number in numbers}
        self._old_wakeup = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def restore(self) -> None:
        """Put everything back as it was; harmless when that was done."""
        if not self._old:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_wakeup)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._old = {}
        self._theirs.close()
        self._ours.close()

    @Slot()
    def _drain(self) -> None:
        caught = b""
        with contextlib.suppress(BlockingIOError):
            caught = self._ours.recv(64)
        for number in caught:
            if number in self._old:
                self.asked.emit()


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the wakeup descriptor tells Qt."""
