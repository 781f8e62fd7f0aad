"""The model of one column: its keys in order, and the rows that all columns share. Window's thread."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.board.cards import Cards
from gui.board.picked import Picked
from gui.board.words import card_words
from store.answers import Row

Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_NONE = QModelIndex()


class ColumnModel(QAbstractTableModel):
    """One column of cards. A table of one column: Qt's list view would ask for every row of 100,000."""

    def __init__(self, value: str, cards: Cards, picked: Picked, parent: QObject) -> None:
        super().__init__(parent)
        self.value = value
        """What the column stands for, see answers.Column."""
        self.hovered = -1
        """The row under the mouse, -1 for none; the view sets it."""
        self._cards, self._picked = cards, picked
        self._keys: array[int] = array("q")

    @property
    def keys(self) -> array[int]:
        """Every key in order; not to be changed."""
        return self._keys

    def set_keys(self, keys: array[int]) -> None:
        """Take over another answer."""
        self.beginResetModel()
        self._keys = keys
        self.hovered = -1
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """Return a card's row, or None while it is not here."""
        return self._cards.row(self._keys[place]) if 0 <= place < len(self._keys) else None

    def place_of(self, key: int) -> int:
        """Return where a key is in the column, or -1."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a card in words; how it looks is the delegate's."""
        if role not in (_DISPLAY, _TOOLTIP, _ACCESSIBLE) or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        return card_words(row, selected=row.key in self._picked.keys) if role == _ACCESSIBLE else row.title
