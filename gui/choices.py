"""Choices below each other, the best first, each with its consequence in one line. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from gui import dialog_parts
from gui.theme import SPACE_L, SPACE_XS


class Choices(QVBoxLayout):
    """They may be offered one after the other; each gets its place by its rank."""

    def __init__(self, dialog: QDialog, width: int) -> None:
        """width: of the lines, in pixels."""
        super().__init__()
        self._dialog, self._width = dialog, width
        self._ranks: list[int] = []
        self.setSpacing(SPACE_L)

    def offer(self, rank: int, words: str, consequence: str, wanted: SignalInstance) -> QPushButton:
        """Add one at its place."""
        part = QWidget(self._dialog)
        made = dialog_parts.button(part, words, self._dialog.accept)
        made.clicked.connect(wanted)
        made.setAccessibleDescription(consequence)
        said = dialog_parts.label(part, "muted")
        said.setText(consequence)
        said.setFixedWidth(self._width)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(said)
        place = sum(other < rank for other in self._ranks)
        self._ranks.insert(place, rank)
        self.insertWidget(place, part)
        # Tab goes through them as they stand.
        for before, after in zip(self._buttons(), self._buttons()[1:], strict=False):
            QWidget.setTabOrder(before, after)
        return made

    def prefer_first(self) -> None:
        """All that can be offered is there: Enter does the best of it."""
        for first in [button for button in self._buttons() if button.isEnabled()][:1]:
            first.setDefault(True)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> list[QPushButton]:
        parts = [item.widget() for n in range(self.count()) if (item := self.itemAt(n)) is not None]
        return [button for part in parts if part is not None for button in part.findChildren(QPushButton)]
