"""Where a dialog stands that has grown since it was shown. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog


def centre(dialog: QDialog) -> None:
    """Put a dialog over the middle of its window and, as far as it fits, onto the screen.

    What grows keeps its corner, so that its buttons could end up beside the screen.
    """
    parent = dialog.parentWidget()
    if parent is None or not dialog.isVisible():
        return
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
    dialog.resize(dialog.sizeHint().expandedTo(dialog.size()))
    place = QRect(dialog.frameGeometry())
    place.moveCenter(parent.window().frameGeometry().center())
    room = dialog.screen().availableGeometry()
    left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
    top = max(room.top(), min(place.top(), room.bottom() - place.height() + 1))
    dialog.move(left, top)
