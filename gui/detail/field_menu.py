"""Which field a part of the pane belongs to, and the history in its menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.detail.words import field_name


def field_of(widget: QWidget | None) -> str:
    """Return the name of the field that a widget or what is around it edits; the description for others."""
    while widget is not None:
        name = getattr(widget, "field", None)
        if isinstance(name, str) and name:
            return name
        widget = widget.parentWidget()
    return "description"


def add_history(menu: QMenu, field: str) -> QAction:
    """Offer the history of a field at the end of its menu; the caller connects it."""
    if not menu.isEmpty():
        menu.addSeparator()
    text = QCoreApplication.translate("detail", "History of {}").format(field_name(field))
    return menu.addAction(f"{text}\tCtrl+H")
