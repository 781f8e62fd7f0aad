"""What dialogs are made of: wrapped plain text, and buttons that Enter does not press by focus alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from gui.theme import SPACE_XS, set_look_of


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


def lines(parent: QWidget, name: str, items: Sequence[QTreeWidgetItem], width: int, most: int) -> QTreeWidget:
    """Return a list to be read only, its first column as wide as it needs. most: lines seen at once."""
    shown = QTreeWidget(parent)
    shown.setAccessibleName(name)
    shown.setColumnCount(max((item.columnCount() for item in items), default=1))
    shown.setHeaderHidden(True)
    shown.setRootIsDecorated(False)
    shown.setIndentation(0)
    shown.setUniformRowHeights(True)
    shown.setTextElideMode(Qt.TextElideMode.ElideRight)
    shown.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    shown.addTopLevelItems(list(items))
    shown.resizeColumnToContents(0)
    height = max(1, shown.sizeHintForRow(0))
    seen = min(max(len(items), 1), most)
    shown.setFixedSize(width, height * seen + 2 * shown.frameWidth() + SPACE_XS)
    return shown
