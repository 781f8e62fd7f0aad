"""Another program that reads the tracker: a real process, as a backup or a viewer is one. Window's thread."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

_PROGRAM = """
import sys
from pathlib import Path
from store.lookups import Count
from store.tracker import Tracker

tracker = Tracker.open(Path(sys.argv[1]), read_only=True)
with tracker.reading():
    Count().run(tracker)
    print("reading", flush=True)
    sys.stdin.read()
tracker.close()
"""
_PATIENCE_MS = 5000


class OtherProgram(QObject):
    """Reads one state of a tracker until it is told to leave. Lives on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)

    def start(self, tracker: Path) -> None:
        """Start to read; `reads` tells when it does."""
        self._process.start(sys.executable, ["-c", _PROGRAM, str(tracker)])

    def reads(self) -> bool:
        """Return whether it has its state of the tracker by now."""
        return self._process.canReadLine()

    def leave(self) -> None:
        """Tell it to stop; `gone` tells when it has."""
        self._process.closeWriteChannel()

    def gone(self) -> bool:
        """Return whether the process has ended."""
        return self._process.state() == QProcess.ProcessState.NotRunning

    def end(self) -> None:
        """End it in any case; waits for it."""
        if not self.gone():
            self._process.kill()
            self._process.waitForFinished(_PATIENCE_MS)
