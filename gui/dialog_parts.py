"""What dialogs are made of: wrapped plain text, and buttons that Enter does not press by focus alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.theme import set_look_of


def label(parent: QWidget, role: str = "") -> QLabel:
    """Return a label whose text is never taken for markup. role: how it looks, see gui.style_sheet."""
    made = QLabel(parent)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        set_look_of(made, "role", role)
    return made


def button(parent: QWidget, text: str, slot: object) -> QPushButton:
    """Return a button. Enter presses the default one, not whichever has the focus unseen."""
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    made.clicked.connect(slot)
    return made
