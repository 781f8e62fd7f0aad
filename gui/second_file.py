"""Says once when the second file grows because a program keeps it from being emptied. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.backup_words import size_words
from gui.bridge import StoreBridge
from store.close_requests import Grown, SecondFile

EACH_MS = 30_000


class SecondFileWatch(QObject):
    """Asks the reader's thread; nothing waits for it."""

    said = Signal(object)
    """One sentence for people."""

    def __init__(self, bridge: StoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on at the tracker that is open."""
        self._told = False
        self._timer.start()

    def stop(self) -> None:
        """Do nothing more until start()."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Ask now."""
        self._bridge.ask(SecondFile(), self._on_looked, _ignored)

    def _on_looked(self, grown: Grown | None) -> None:
        if grown is None:
            self._told = False
        elif not self._told:
            self._told = True
            words = self.tr(
                "{wal} has grown to {size}, because {program} reads an older state of the tracker. "
                "Nothing is lost; keep both files together, and end that program when you can."
            )
            program = grown.program or self.tr("another program")
            size = size_words(grown.bytes)
            self.said.emit(words.format(wal=grown.wal, size=size, program=program))


def _ignored(_error: Exception) -> None:
    """Comfort only: whoever works with the tracker is told when something is wrong with it."""
