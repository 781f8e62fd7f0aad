"""What the pane shows when it has no issue: nothing selected, gone, or an error."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Message(QWidget):
    """A sentence in the middle, with keys to know or a button to try."""

    again = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setProperty("role", "muted")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = QPushButton(self.tr("Try again"), self)
        self._button.clicked.connect(self.again)
        self._typed = ""
        self.copy = QPushButton(self.tr("Copy my text"), self)
        self.copy.clicked.connect(self._copy_typed)
        self._keys = QWidget(self)
        grid = QGridLayout(self._keys)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        keys = (("J  K", self.tr("move")), ("Enter", self.tr("open")), ("C", self.tr("new issue")))
        for line, (key, words) in enumerate(keys):
            key_label = QLabel(key, self._keys)
            key_label.setProperty("role", "key")
            words_label = QLabel(words, self._keys)
            words_label.setProperty("role", "muted")
            grid.addWidget(key_label, line, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words_label, line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._title)
        for widget in (self._keys, self._button, self.copy):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._title.text()

    def show_empty(self) -> None:
        """Nothing is selected."""
        self._show(self.tr("Select an issue to see it here"), keys=True)

    def show_awaited(self) -> None:
        """One is selected and read; until it is there, what was typed into one that is gone can be copied."""
        if self.copy.isHidden():
            self._show("")

    def show_vanished(self, typed: str = "") -> None:
        """The issue is not in the tracker any more. typed: what was typed into it and is not saved."""
        words = self.tr("This issue is no longer in the tracker.")
        if typed:
            words += "\n" + self.tr("What you typed into it is not saved; copy it to where it belongs now.")
        self._show(words)
        self._typed = typed
        self.copy.setVisible(bool(typed))

    def show_error(self, why: str) -> None:
        """The issue could not be read."""
        self._show(why or self.tr("The issue could not be read."), again=True)

    def _show(self, text: str, *, keys: bool = False, again: bool = False) -> None:
        self._title.setText(text)
        self._keys.setVisible(keys)
        self._button.setVisible(again)
        self.copy.hide()

    @Slot()
    def _copy_typed(self) -> None:
        QGuiApplication.clipboard().setText(self._typed)
