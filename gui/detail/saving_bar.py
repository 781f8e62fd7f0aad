"""How far an attached file is on its way out of the tracker, with Stop, where that takes a while."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from gui.detail.look import link_button
from gui.theme import SPACE_S, SPACE_XS

_PATIENCE = 200
"""Milliseconds: what is written sooner needs no bar."""


@dataclass(slots=True, eq=False)
class Saving:
    """A file that is being written. done, total: bytes; cancel: stops it."""

    name: str
    done: int = 0
    total: int = 0
    cancel: threading.Event = field(default_factory=threading.Event)


class SavingBar(QFrame):
    """Appears when the file that is written takes longer. Lives on the window's thread."""

    shown = Signal()

    def __init__(self, saving: Saving, parent: QWidget) -> None:
        super().__init__(parent)
        self.saving = saving
        self.setProperty("role", "banner")
        self.words = QLabel(self.tr("Saving {name}…").format(name=saving.name), self)
        self.words.setWordWrap(True)
        self.setAccessibleName(self.words.text())
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How much is written"))
        self.stop_button = link_button(self.tr("Stop"), self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stop_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(self._appear)
        self.stop_button.clicked.connect(self._stop)
        self.hide()
        self.redraw()
        self._slow.start()

    @Slot()
    def redraw(self) -> None:
        """Show how far it is."""
        one = self.saving
        self.bar.setRange(0, 1000 if one.total else 0)
        self.bar.setValue(one.done * 1000 // one.total if one.total else 0)

    @Slot()
    def _appear(self) -> None:
        self.show()
        self.shown.emit()

    @Slot()
    def _stop(self) -> None:
        self.saving.cancel.set()
        self.stop_button.setEnabled(False)
