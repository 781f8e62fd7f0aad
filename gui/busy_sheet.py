"""The sheet that says how far a long import is, with a button that stops it. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from gui.i18n import number
from gui.theme import SPACE_L, SPACE_M, SPACE_XL, Theme, set_look_of

_PATIENCE_MS = 300
_WIDTH = 360
"""In device-independent pixels at zoom 1."""


class BusyParts(QWidget):
    """What is said of long work, wherever it is shown, and when that is due."""

    due = Signal()
    """It takes a while: appear."""
    stop_wanted = Signal()

    def __init__(self, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._counted = ""
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        set_look_of(self._text, "role", "strong")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(look.scaled(_WIDTH))
        self.bar.setAccessibleName(self.tr("Reading"))
        self.counts = QLabel(self)
        set_look_of(self.counts, "role", "muted")
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setAutoDefault(False)
        self.stop.setToolTip(self.tr("Stop reading; everything stays as it was"))
        self.stop.clicked.connect(self.ask_to_stop)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_M)
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self._text)
        column.addWidget(self.bar)
        column.addLayout(foot)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        self._slow.timeout.connect(self.due)

    @property
    def words(self) -> str:
        """What is being done."""
        return self._text.text()

    def begin(self, name: str) -> None:
        """Become due soon, unless end() comes first; what began before goes on under this name."""
        self._say(self.tr("Reading {name}…").format(name=name), self.tr("{done} of {total} lines"))
        self.bar.setAccessibleName(self.tr("Reading"))

    def begin_change(self, words: str) -> None:
        """The same for a change of many issues; words: what is being done."""
        self._say(words, self.tr("{done} of {total} issues"))
        self.bar.setAccessibleName(words)
        self.stop.setToolTip(self.tr("Stop; everything stays as it was"))

    def _say(self, words: str, counted: str) -> None:
        self._text.setText(words)
        self._counted = counted
        self.bar.setRange(0, 0)
        self.counts.setText("")
        self.stop.setEnabled(True)
        if not self.isVisible() and not self._slow.isActive():
            self._slow.start()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many lines are done."""
        if not self.stop.isEnabled():
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.counts.setText(self._counted.format(done=number(done), total=number(total)))

    def end(self) -> None:
        """Nothing is read any more."""
        self._slow.stop()

    @Slot()
    def ask_to_stop(self) -> None:
        """Ask for a stop, once, and stay until everything is as it was."""
        if self.stop.isEnabled():
            self.stop.setEnabled(False)
            self.bar.setRange(0, 0)
            self.counts.setText(self.tr("Stopping; everything stays as it was…"))
            self.stop_wanted.emit()


class BusySheet(QDialog):
    """Appears over the window when reading takes a while; Stop, Escape and the cross take everything back."""

    stop_wanted = Signal()

    def __init__(self, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("busy_sheet")
        self._parts = BusyParts(look, self)
        self.bar, self.counts, self.stop = self._parts.bar, self._parts.counts, self._parts.stop
        self._parts.due.connect(self.open)
        self._parts.stop_wanted.connect(self.stop_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addWidget(self._parts)

    def begin(self, name: str) -> None:
        """Appear soon, unless end() comes first."""
        self._parts.begin(name)
        self.setWindowTitle(self._parts.words)

    @Slot(object, object)
    def show_progress(self, done: int, total: int) -> None:
        """Say how many lines are done."""
        self._parts.show_progress(done, total)

    @Slot()
    def end(self) -> None:
        """Go."""
        self._parts.end()
        if self.isVisible():
            self.done(0)

    def reject(self) -> None:
        """Ask for a stop, once, and stay until everything is as it was."""
        self._parts.ask_to_stop()
