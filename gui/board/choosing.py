"""What the mouse and the keyboard do on the board: choose, go, carry. Lives on the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap

from gui.board.cards import Cards
from gui.board.column_view import ColumnView
from gui.board.dragging import Dragging
from gui.board.picked import Picked, column_of
from store.answers import Column

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_FAR = 1 << 40


class Choosing(QObject):
    """Changes what is picked; see column_view.Hands. view: a column's cards; picture: a card as it looks."""

    went = Signal()
    """The user went to another card, or chose others."""
    key_came = Signal(object)
    """Whether the key that is taken now repeats itself."""
    opened = Signal()
    menu_requested = Signal(QPoint)
    """A menu for the selected cards, at a place of the screen."""
    refused = Signal(object)
    """Why cards cannot be moved."""
    seen = Signal()
    """Other cards are in sight."""
    focused = Signal()
    """The keyboard came to a column, or left it."""

    def __init__(
        self,
        cards: Cards,
        picked: Picked,
        view: Callable[[str], ColumnView | None],
        picture: Callable[[int], QPixmap],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._cards, self._picked, self._view, self._picture = cards, picked, view, picture
        self.dragging: Dragging | None = None
        """Set by the board, whose columns it needs."""
        self.read_only = ""
        """Why no card can be moved, "" when every one can."""

    # The mouse

    def press(self, column: str, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """Choose a card; one of several selected ones only when it is let go, as they may be carried."""
        picked = self._picked
        if not key:
            return
        if modifiers & _CTRL:
            picked.toggle(key)
            picked.current, picked.column = key, column
        elif modifiers & _SHIFT and (here := self._column(column)) is not None and column == picked.column:
            picked.extend(here.keys, key)
        elif key in picked.keys:
            picked.current, picked.column = key, column
        else:
            picked.only(key, column)
        self.went.emit()

    def click(self, column: str, key: int) -> None:
        """Choose one card of several selected ones."""
        self._picked.only(key, column)
        self.went.emit()

    def open(self) -> None:
        """Open the current card, which the first of two clicks chose."""
        self.opened.emit()

    def ask_menu(self, column: str, key: int, place: QPoint) -> None:
        """Ask for the menu of a card that is selected then; the menu key means the current one."""
        if key and key not in self._picked.keys:
            self.click(column, key)
        view = self._view(self._picked.column)
        row = view.cards.place_of(self._picked.current) if view is not None else -1
        if not key and view is not None and row >= 0:
            rect: QRect = view.card_rect(row)
            place = view.viewport().mapToGlobal(rect.bottomLeft())
        self.menu_requested.emit(place)

    def drag(self, key: int, place: QPoint) -> None:
        """Carry the selected cards."""
        dragging = self.dragging
        if dragging is None:
            return
        if dragging.idle:
            if self.read_only:
                dragging.refuse()
                self.refused.emit(self.tr("Cards cannot be moved: {why}").format(why=self.read_only))
                return
            dragging.begin(self._picture(key), many=len(self._picked.keys) > 1)
        dragging.move(place)

    def drop(self, place: QPoint) -> None:
        """Let go of what is carried."""
        if self.dragging is not None:
            self.dragging.drop(place)

    # The keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Take the keys that move; all other ones belong to the registry of actions."""
        self.key_came.emit(event.isAutoRepeat())
        if event.key() == Qt.Key.Key_Escape and self.dragging is not None and self.dragging.carries:
            self.dragging.give_up()
            return True
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers not in (_NONE, _SHIFT, _CTRL):
            return False
        view = self._view(self._picked.column)
        page = view.page if view is not None else 1
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR,
        }  # fmt: skip
        sides = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.step(step, modifiers)
        elif (side := sides.get(Qt.Key(event.key()))) is not None and modifiers == _NONE:
            self._side(side)
        else:
            return False
        return True

    def step(self, steps: int, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Go up or down: Shift selects what is between, Ctrl leaves the selection as it is."""
        picked, columns = self._picked, self._cards.columns
        column = column_of(columns, picked.current, picked.column)
        if column is None and (column := next((one for one in columns if one.keys), None)) is None:
            return
        here = column.keys.index(picked.current) if picked.current in column.keys else 0
        key = column.keys[min(max(here + steps, 0), len(column.keys) - 1)]
        if modifiers & _SHIFT:
            picked.extend(column.keys, key)
        elif modifiers & _CTRL:
            picked.current = key
        else:
            picked.only(key, column.value)
        picked.column = column.value
        self.went.emit()

    def beside(self, steps: int) -> str | None:
        """Return which column stands so many steps to the right of the current card's, if there is one."""
        names = [column.value for column in self._cards.columns]
        here = names.index(self._picked.column) if self._picked.column in names else -_FAR
        return names[here + steps] if 0 <= here + steps < len(names) else None

    def see(self) -> None:
        """Other cards are in sight."""
        self.seen.emit()

    def focus(self) -> None:
        """The keyboard came to a column, or left it."""
        self.focused.emit()

    def _side(self, side: int) -> None:
        """Go to the card at the same height in the next column that has one."""
        columns = self._cards.columns
        names = [column.value for column in columns]
        place = names.index(self._picked.column) if self._picked.column in names else 0
        order = columns[place + 1 :] if side > 0 else columns[:place][::-1]
        column = next((column for column in order if column.keys), None)
        here, there = self._view(self._picked.column), self._view(column.value) if column else None
        if column is None or there is None:
            return
        row = here.cards.place_of(self._picked.current) if here is not None else 0
        height = here.card_rect(row).center().y() if here is not None else 0
        target = there.rowAt(max(height, 0))
        first, last = there.seen
        self._picked.only(column.keys[min(max(target, first), last) if target >= 0 else last], column.value)
        self.went.emit()

    def _column(self, value: str) -> Column | None:
        return next((column for column in self._cards.columns if column.value == value), None)
