"""The sheet of keyboard shortcuts, made from the live registry of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.actions import Actions, shown_key
from gui.theme import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS, set_look_of


class KeySheet(QDialog):
    """Lists every key that does something now; Escape closes it. Open it with open()."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        page = QWidget(self)
        set_look_of(page, "role", "page")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        columns.setSpacing(SPACE_XL)
        for side in _balanced({**actions.sheet(), **self._fixed()}):
            column = QVBoxLayout()
            column.setSpacing(SPACE_S)
            for title, entries in side:
                column.addWidget(_heading(title, page))
                column.addLayout(_table(entries, page))
                column.addSpacing(SPACE_L)
            column.addStretch(1)
            columns.addLayout(column)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(self.windowTitle())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        change = buttons.addButton(actions.words("keys.change") + "…", QDialogButtonBox.ButtonRole.ActionRole)
        change.setAutoDefault(False)
        change.clicked.connect(self._change)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        self.resize(page.sizeHint().width() + SPACE_XL, min(page.sizeHint().height() + SPACE_S, 640))

    def _fixed(self) -> dict[str, list[tuple[str, list[QKeySequence]]]]:
        """Return the keys that are nobody's choice: those of lists and texts."""
        rows = (
            (self.tr("Move"), ("Up", "Down")),
            (self.tr("Select more"), ("Shift+Up", "Shift+Down")),
            (self.tr("First and last issue"), ("Home", "End")),
            (self.tr("Back to the list"), ("Esc",)),
            (self.tr("Save the text, send the comment"), ("Ctrl+Return",)),
        )
        return {self.tr("Always"): [(text, [QKeySequence(key) for key in keys]) for text, keys in rows]}

    @Slot()
    def _change(self) -> None:
        self.reject()
        self._actions["keys.change"].trigger()


_Section = tuple[str, list[tuple[str, list[QKeySequence]]]]


def _balanced(sheet: dict[str, list[tuple[str, list[QKeySequence]]]]) -> list[list[_Section]]:
    """Divide the sections into two columns of about the same length."""
    sides: list[list[_Section]] = [[], []]
    lengths = [0, 0]
    for title, entries in sorted(sheet.items(), key=_length, reverse=True):
        side = lengths.index(min(lengths))
        sides[side].append((title, entries))
        lengths[side] += len(entries) + 2
    return sides


def _length(entry: tuple[str, list[tuple[str, list[QKeySequence]]]]) -> int:
    return len(entry[1])


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    set_look_of(label, "role", "heading")
    return label


def _table(entries: list[tuple[str, list[QKeySequence]]], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_L)
    grid.setVerticalSpacing(SPACE_XS)
    grid.setColumnMinimumWidth(0, 208)
    for row, (text, keys) in enumerate(entries):
        grid.addWidget(QLabel(text, parent), row, 0)
        line = QHBoxLayout()
        line.setSpacing(SPACE_XS)
        for key in keys:
            cap = QLabel(shown_key(key), parent)
            set_look_of(cap, "role", "key")
            line.addWidget(cap)
        line.addStretch(1)
        grid.addLayout(line, row, 1)
    return grid
