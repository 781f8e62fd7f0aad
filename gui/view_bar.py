"""The line above a saved view that is another one by now: save it, save it as a new one, or reset it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.theme import SPACE_L, SPACE_S, set_look_of


class ViewBar(QWidget):
    """Hidden while the view is as it was saved. Lives on the window's thread."""

    save_requested = Signal()
    new_requested = Signal()
    reset_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        set_look_of(self._text, "role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, 2, SPACE_L, 2)
        row.setSpacing(SPACE_S)
        row.addWidget(self._text)
        self.buttons: list[QPushButton] = []
        for words, signal in (
            (self.tr("Save"), self.save_requested), (self.tr("Save as new…"), self.new_requested),
            (self.tr("Reset"), self.reset_requested),
        ):  # fmt: skip
            button = QPushButton(words, self)
            set_look_of(button, "kind", "link")
            button.clicked.connect(signal)
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" while nothing is."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, changed: Sequence[str], *, writable: bool) -> None:
        """Say what is another one than saved, in words; nothing for none."""
        self._text.setText(self.tr("Changed: {what}").format(what=", ".join(changed)))
        for button in self.buttons[:2]:
            button.setVisible(writable)
        self.setVisible(bool(changed))
