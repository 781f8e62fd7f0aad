"""Two versions of a text side by side, the words that differ marked; the right one may be written on."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from gui import dialog_parts
from gui.theme import SPACE_M, SPACE_XS
from gui.word_marks import mark

_REST_MS = 200
"""How long typing rests before the words are compared again."""


class TwoVersions(QWidget):
    """What stands on the left, what somebody wants on the right. Window's thread."""

    typed = Signal()
    """The right one was written on, and rests."""

    def __init__(self, parent: QWidget, theirs: str, mine: str) -> None:
        """theirs, mine: the names of the two versions."""
        super().__init__(parent)
        self._filling = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._rest)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(SPACE_M)
        self._names: dict[QPlainTextEdit, QLabel] = {}
        self._sides: dict[QPlainTextEdit, QWidget] = {}
        self.left, self.right = self._column(theirs), self._column(mine)
        self.right.textChanged.connect(self._on_text_changed)
        self.write_on_right(False)

    def fill(self, theirs: str, mine: str) -> None:
        """Show two texts; what is there already keeps its place."""
        self._filling = True
        for view, text in ((self.left, theirs), (self.right, mine)):
            if view.toPlainText() != text:
                view.setPlainText(text)
        self._filling = False
        self.mark()

    def name_right(self, name: str) -> None:
        """Say what the right one is."""
        self._names[self.right].setText(name)
        self.right.setAccessibleName(name)

    def write_on_right(self, writable: bool) -> None:
        """Let the right one be written on, or only be read."""
        self.right.setReadOnly(not writable)

    def show_left(self, shown: bool) -> None:
        """Show both, or only the right one where nothing stands."""
        self._sides[self.left].setVisible(shown)
        if not shown:
            self.right.setExtraSelections([])

    @Slot()
    def mark(self) -> None:
        """Mark the words that differ now."""
        mark(self.left, self.right, self.left.toPlainText(), self.right.toPlainText())

    def _column(self, name: str) -> QPlainTextEdit:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        view = QPlainTextEdit(side)
        self._sides[view] = side
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setAccessibleName(name)
        view.setPlaceholderText(self.tr("empty"))
        label = self._names[view] = dialog_parts.label(side, "section")
        label.setText(name)
        column.addWidget(label)
        column.addWidget(view)
        self._columns.addWidget(side, 1)
        return view

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._filling:
            self._resting.start()

    @Slot()
    def _rest(self) -> None:
        self.mark()
        self.typed.emit()
