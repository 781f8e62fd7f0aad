"""A quiet line above the status bar: one sentence, what can be done about it as verbs, never in the way."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolBar, QWidget

from gui.theme import SPACE_M, SPACE_S, set_look_of
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
        line = QWidget(self)
        self._words = ElidedLine(line)
        if warns:
            set_look_of(self._words, "kind", "warning")
        self._row = QHBoxLayout(line)
        self._row.setContentsMargins(SPACE_M, 0, SPACE_S, 0)
        self._row.setSpacing(SPACE_S)
        self._row.addWidget(self._words, 1)
        self.addWidget(line)
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
        self.setVisible(bool(words))

    def add_button(self, words: str, tip: str = "", *, quiet: bool = False) -> QPushButton:
        """Add a verb at the end. quiet: it is the way to do nothing."""
        button = QPushButton(words, self)
        button.setToolTip(tip)
        if quiet:
            set_look_of(button, "kind", "link")
        self._row.addWidget(button)
        return button
