"""The cards of one column, of which only those in sight cost anything. Window's thread.

What a press, a drag or a key means is decided by the board, for all of its columns.
"""

from __future__ import annotations

from array import array
from typing import Protocol

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from gui.board.card_delegate import CardDelegate, card_in
from gui.board.column_model import ColumnModel
from gui.theme import SPACE_L, Theme, set_look_of

_NO_KEY = 0


class Hands(Protocol):
    """What the board does with the mouse and the keyboard in any of its columns."""

    def press(self, column: str, key: int, modifiers: Qt.KeyboardModifier) -> None:
        """A card was pressed; key 0 for the ground of the column."""

    def click(self, column: str, key: int) -> None:
        """A card was released where it was pressed, without a modifier."""

    def open(self) -> None:
        """The current card was double-clicked."""

    def ask_menu(self, column: str, key: int, place: QPoint) -> None:
        """A menu was asked for at a place of the screen; key 0: by the keyboard, or on the ground."""

    def drag(self, key: int, place: QPoint) -> None:
        """The mouse moves with a card, at a place of the screen."""

    def drop(self, place: QPoint) -> None:
        """The mouse let go after a drag."""

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key was taken."""
        ...

    def see(self) -> None:
        """Other cards are in sight."""

    def focus(self) -> None:
        """The keyboard came to a column, or left it."""


class ColumnView(QTableView):
    """Shows a ColumnModel."""

    def __init__(
        self, model: ColumnModel, delegate: CardDelegate, hands: Hands, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.cards = model
        self._delegate, self._hands, self._theme = delegate, hands, theme
        self._pressed = _NO_KEY
        self._from = QPoint()
        self._dragging = False
        self._seen = (0, -1, 0)
        self.hint = ""
        """What an empty column says."""
        self._set_up()
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    @property
    def seen(self) -> tuple[int, int]:
        """The first and the last card in sight, of the second one -1 for none."""
        step, height = self._step, self.viewport().height()
        top, last = self.verticalScrollBar().value(), len(self.cards.keys) - 1
        return min(top // step, max(last, 0)), min((top + height - 1) // step, last)

    @property
    def page(self) -> int:
        """How many cards are in sight at once."""
        return max(1, self.viewport().height() // self._step)

    def set_step(self, height: int) -> None:
        """Set what a card takes, with the gap below it."""
        self.verticalHeader().setDefaultSectionSize(height)

    def take(self, keys: array[int], current: int, *, fresh: bool) -> None:
        """Show other cards; those in sight keep their place unless the question is another one."""
        if keys == self.cards.keys:
            return
        key, height = self._anchor(keys, current) if not fresh else (_NO_KEY, 0)
        self.cards.set_keys(keys)
        self.updateGeometries()
        place = self.cards.place_of(key) if key else -1
        if place >= 0:
            self.verticalScrollBar().setValue(place * self._step - height)
        elif fresh:
            self.verticalScrollBar().setValue(0)

    def show_card(self, place: int) -> None:
        """Scroll as far as a card needs."""
        bar, step = self.verticalScrollBar(), self._step
        low, high = (place + 1) * step - self.viewport().height(), place * step
        bar.setValue(max(min(bar.value(), high), low) if low < high else high)

    def card_rect(self, place: int) -> QRect:
        """Return where a card is in the viewport."""
        top = self.rowViewportPosition(place)
        return card_in(QRect(0, top, self.viewport().width(), self._step), self)

    def set_current(self, place: int) -> None:
        """Tell screen readers which card has the keyboard."""
        index = self.cards.index(place, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    # Qt's side

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a card in the hand."""
        left = event.button() == Qt.MouseButton.LeftButton
        if not left and event.button() != Qt.MouseButton.RightButton:
            return
        place = event.position().toPoint()
        key = self._key_at(place)
        self._pressed, self._from, self._dragging = key if left else _NO_KEY, place, False
        if left or key:
            self._hands.press(self.cards.value, key, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card, or follow with the hover tint."""
        place = event.position().toPoint()
        if not event.buttons():
            self._hover(self._row_at(place))
            return
        far = (place - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed and (self._dragging or far):
            self._dragging = True
            self._hands.drag(self._pressed, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card, or choose it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, _NO_KEY
        if self._dragging:
            self._dragging = False
            self._hands.drop(event.globalPosition().toPoint())
        elif pressed and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._hands.click(self.cards.value, pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card."""
        if event.button() == Qt.MouseButton.LeftButton and self._key_at(event.position().toPoint()):
            self._hands.open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the mouse; of the current one for the menu key."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        key = self._key_at(self.viewport().mapFromGlobal(event.globalPos())) if mouse else _NO_KEY
        self._hands.ask_menu(self.cards.value, key, event.globalPos())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover tint away."""
        super().leaveEvent(event)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to the board; what it does not take goes on to the window."""
        if not self._hands.key(event):
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are actions, and text is searched in the search box."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._hands.focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._hands.focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say which cards are seen before they are painted; an empty column has words instead."""
        seen = (*self.seen, len(self.cards.keys))
        if seen != self._seen:
            self._seen = seen
            self._hands.see()
        super().paintEvent(event)
        if not self.cards.keys and self.hint:
            painter = QPainter(self.viewport())
            painter.setFont(self._theme.font("caption"))
            painter.setPen(self._theme.palette.text_muted)
            room = self.viewport().rect().adjusted(SPACE_L, SPACE_L, -SPACE_L, -SPACE_L)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.hint)
            painter.end()

    # Inside

    @property
    def _step(self) -> int:
        return max(1, self.verticalHeader().defaultSectionSize())

    def _set_up(self) -> None:
        set_look_of(self, "role", "cards")
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().setVisible(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(8)
        # Sizing rows by their contents asks for every card.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_step(self._delegate.row_height)

    def _anchor(self, keys: array[int], current: int) -> tuple[int, int]:
        """The card that is to stay where it is, and how far below the top that is."""
        top, (first, last) = self.verticalScrollBar().value(), self.seen
        if not top and not self.hasFocus():
            # A column at its beginning, in which nobody works, shows what comes.
            return _NO_KEY, 0
        visible = list(self.cards.keys[first : last + 1])
        if current in visible and self.hasFocus():
            visible.insert(0, current)
        for key in visible:
            if key in keys:
                return key, self.cards.place_of(key) * self._step - top
        return _NO_KEY, 0

    def _row_at(self, place: QPoint) -> int:
        """The card under a point; the gaps around cards belong to nothing."""
        row = self.rowAt(place.y())
        return row if row >= 0 and self.card_rect(row).contains(place) else -1

    def _key_at(self, place: QPoint) -> int:
        row = self._row_at(place)
        return self.cards.keys[row] if row >= 0 else _NO_KEY

    def _hover(self, row: int) -> None:
        if row != self.cards.hovered:
            for place in (row, self.cards.hovered):
                if 0 <= place < len(self.cards.keys):
                    self.viewport().update(self.card_rect(place))
            self.cards.hovered = row
