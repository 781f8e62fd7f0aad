"""A quiet line above the status bar: one sentence, what can be done about it as verbs, never in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolBar, QWidget

from gui.theme import SPACE_M, SPACE_S, SPACE_XS, set_look_of
from gui.trust_parts import ElidedLine


class OfferBar(QToolBar):
    """Shown only while there is something to offer. Lives on the window's thread."""

    def __init__(self, name: str, title: str, parent: QWidget, *, warns: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMovable(False)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.toggleViewAction().setVisible(False)
        self._line = _Line(self)
        self._words = self._line.words
        if warns:
            set_look_of(self._words, "kind", "warning")
        self.addWidget(self._line)
        self.hide()

    @property
    def words(self) -> str:
        """The whole sentence, also where the bar is too narrow for it."""
        return self._words.accessibleName()

    def say(self, words: str, more: str = "") -> None:
        """Show a sentence. more: what the tooltip says behind it."""
        self._words.say(words)
        if more:
            self._words.setToolTip(f"{words}\n\n{more}")
        self._line.fit()
        self.setVisible(bool(words))

    def add_button(self, words: str, tip: str = "", *, quiet: bool = False) -> QPushButton:
        """Add a verb at the end. quiet: it is the way to do nothing."""
        button = QPushButton(words, self)
        button.setToolTip(tip)
        if quiet:
            set_look_of(button, "kind", "link")
        self._line.verbs.addWidget(button)
        return button


class _Line(QWidget):
    """The words and, beside or in a narrow window below them, the verbs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ElidedLine(self)
        self._buttons = QWidget(self)
        self.verbs = QHBoxLayout(self._buttons)
        self.verbs.setContentsMargins(0, 0, 0, 0)
        self.verbs.setSpacing(SPACE_S)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE_M, 0, SPACE_S, 0)
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        self._below: bool | None = None
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the place for the verbs."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Find it again: what is hidden is not told of its size."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Put the verbs below a sentence that is not to be read whole beside them."""
        margins = self._grid.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._grid.horizontalSpacing()
        words = self.words.fontMetrics().horizontalAdvance(self.words.accessibleName())
        below = words + self._buttons.sizeHint().width() > room
        if below == self._below:
            return
        self._below = below
        self._grid.removeWidget(self.words)
        self._grid.removeWidget(self._buttons)
        self._grid.addWidget(self.words, 0, 0)
        right = Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(self._buttons, *((1, 0) if below else (0, 1)), right)
        self.updateGeometry()
