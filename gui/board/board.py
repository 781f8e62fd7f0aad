"""The board: columns of cards, of which one is current and some are selected. Window's thread.

It shows issues as the list does, see gui.shows_issues: the same query, the same commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.board.board_head import BoardHead
from gui.board.card_delegate import CardDelegate
from gui.board.cards import Cards
from gui.board.choosing import Choosing
from gui.board.column_model import ColumnModel
from gui.board.column_pane import ColumnPane
from gui.board.column_view import ColumnView
from gui.board.current_card import CurrentCard
from gui.board.dragging import Dragging
from gui.board.picked import Picked, column_of
from gui.board.shelf import Shelf
from gui.board.words import drop_words
from gui.bridge import StoreBridge
from gui.fresh_rows import FreshRows
from gui.shows_issues import ViewSignals
from gui.theme import Density, Theme, set_look_of
from store.answers import Column, Row

KEY_REPEAT_MS = 90
"""While a key is held down only the card on which it rests this long is opened."""
NEAR = 12
"""Cards above and below those in sight that are read with them."""


class Board(QWidget):
    """Shows Cards in columns. fresh: which issues were changed outside a moment ago."""

    move_requested = Signal(object)
    """The selected cards are to go to the column that stands for this."""

    def __init__(
        self, bridge: StoreBridge, theme: Theme, now: Callable[[], int], fresh: FreshRows, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.told = ViewSignals(self)
        self.cards = Cards(bridge, self)
        self.collect, self.refresh = self.cards.collect, self.cards.refresh
        self.preview, self.settle = self.cards.preview, self.cards.settle
        self.picked = Picked()
        self._current = CurrentCard(self.picked, self)
        self._delegate = CardDelegate(theme, self.picked, fresh, now, self)
        self._columns: tuple[Column, ...] = ()
        self._by, self._where, self._fresh = "", "", False
        self._told: str | None = None
        self.head = BoardHead(self)
        self.shelf = Shelf(self._make, self._fill, theme, self)
        self.hands = Choosing(self.cards, self.picked, self._view, self._picture, self)
        self.dragging = self.hands.dragging = Dragging(self.shelf, self._drop_words, theme, self)
        self._anchor = QWidget(self)
        self._later, self._look = QTimer(self), QTimer(self)
        for timer, slot in ((self._later, self._tell), (self._look, self._want)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self._set_up()
        self._connect(fresh)
        # Until it is one of the pages of the middle it would lie above them.
        self.hide()

    # What is selected

    @property
    def widget(self) -> QWidget:
        """What takes the middle of the window."""
        return self

    @property
    def current_key(self) -> int:
        """The key of the current issue, 0 for none."""
        return self.picked.current

    @property
    def current_row(self) -> Row | None:
        """The current issue, when its row is here."""
        return self.cards.row(self.picked.current) if self.picked.current else None

    @property
    def selected_keys(self) -> tuple[int, ...]:
        """Keys of the selected issues, in the board's order."""
        return self.picked.in_order(self._columns)

    @property
    def selected_count(self) -> int:
        """How many issues are selected."""
        return len(self.picked.keys)

    def select_key(self, key: int) -> None:
        """Make an issue the current one, now or as soon as the board has it."""
        self._current.want(key)
        if self._current.take_wanted(self._columns):
            self._go_on()

    def select_keys(self, keys: Iterable[int], current: int) -> None:
        """Take over what is selected and current elsewhere."""
        picked = self.picked
        picked.keys, picked.current, picked.anchor = set(keys), current, current
        self._current.move_on()
        if (column := column_of(self._columns, current, picked.column)) is not None:
            picked.column = column.value
            self._go_on()

    @Slot()
    def mark(self) -> None:
        """Select the current card, or take it out of the selection, and leave the others as they are."""
        if self.picked.current:
            self.picked.toggle(self.picked.current)
            self._show_picked()

    @Slot()
    def next(self) -> None:
        """Go one card down."""
        self.hands.step(1)

    @Slot()
    def previous(self) -> None:
        """Go one card up."""
        self.hands.step(-1)

    @Slot()
    def select_everything(self) -> None:
        """Select every issue of the board, also those whose rows are not here."""
        self.picked.keys = {key for column in self._columns for key in column.keys}
        self._show_picked()

    # How it looks

    def set_shown(self, shown: bool, /) -> None:
        """Say whether the board is the view that is seen."""
        self._told = None
        self.cards.set_active(shown)

    def set_density(self, density: Density) -> None:
        """Change how many lines of its title a card shows."""
        self._delegate.retheme(density)
        self._retheme()

    def set_place(self, where: str) -> None:
        """Say which view the board shows, for what is outside of it."""
        self._where = where

    def set_stays(self, stays: Callable[[], bool]) -> None:
        """Set what says whether the detail stays on an issue that has left: its user is at work there."""
        self._current.stays = stays

    def anchor(self) -> QWidget:
        """Return a widget where the current card is, for what opens beside it."""
        self._anchor.setGeometry(self._current_rect() or QRect())
        return self._anchor

    def hideEvent(self, event: QHideEvent) -> None:
        """Put back what is carried."""
        super().hideEvent(event)
        self.dragging.give_up()

    # Moves

    @Slot()
    def _go_on(self) -> None:
        """Show the card to which the user went."""
        self._current.move_on()
        self._show_current()
        self._show_picked()
        self._later.start()

    def _show_current(self) -> None:
        """Scroll to the current card."""
        pane = self.shelf.pane(self.picked.column) if self.picked.current else None
        place = pane.view.cards.place_of(self.picked.current) if pane is not None else -1
        if pane is not None and place >= 0:
            self.shelf.show_column(self.picked.column)
            pane.view.show_card(place)
            self._hand_over()

    def _hand_over(self) -> None:
        """Give the keyboard, where the board has it, to the column of the current card."""
        view = self._view(self.picked.column) if self.picked.current else None
        place = view.cards.place_of(self.picked.current) if view is not None else -1
        if view is None or place < 0:
            return
        view.set_current(place)
        self.setFocusProxy(view)
        for pane in self.shelf.panes.values():
            strong = pane.view is view
            pane.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)
        if self._has_focus() and not view.hasFocus():
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_picked(self) -> None:
        self._repaint()
        self.told.selection_changed.emit()

    @Slot(object)
    def _on_key(self, repeats: bool) -> None:
        self._later.setInterval(KEY_REPEAT_MS if repeats else 0)

    @Slot()
    def _on_focus(self) -> None:
        focused = any(pane.view.hasFocus() for pane in self.shelf.panes.values())
        if focused and not self._delegate.focused:
            self._current.move_on()
            self._later.start()
        self._delegate.focused = focused
        self._repaint()

    # Answers

    @Slot(object)
    def _on_arrived(self, fresh: bool) -> None:
        before, focused, anew = self._columns, self._has_focus(), self.cards.by != self._by
        was = (self.picked.current, self.picked.column)
        self._columns, self._by, self._fresh = self.cards.columns, self.cards.by, fresh
        self._delegate.by = self._by
        # It may be another tracker's board, for which the detail was emptied.
        self._told = None if fresh else self._told
        self._current.settle(before, self._columns, fresh=fresh)
        self.shelf.show_columns(self._columns, anew=anew)
        moved = (self.picked.current, self.picked.column) != was
        if fresh or (moved and self.cards.initiator):
            self._show_current()
        else:
            self._hand_over()
        if focused and not self._has_focus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._current.take_wanted(self._columns):
            self._go_on()
        else:
            self._current.miss_wanted()
        self._fresh = False
        self._show_picked()
        self._look.start()
        self._later.start()

    @Slot()
    def _on_rows(self) -> None:
        self._repaint()
        self._later.start()

    def tell_now(self) -> bool:
        """Tell at once which issue is current; return whether its row is here."""
        self._later.stop()
        self._tell()
        here = self._current.waits or not self.picked.current or self.current_row is not None
        if not here:
            self._told = None
        return here

    @Slot()
    def _tell(self) -> None:
        """Tell which issue is current; one whose row is not here yet is told when it arrives."""
        row = self.current_row
        if self._current.waits or (row is None and self.picked.current):
            return
        uid = row.uid if row is not None else ""
        if uid != self._told:
            self._told = uid
            self.told.current_changed.emit(row)

    @Slot()
    def _want(self) -> None:
        """Read the cards in sight, once for all columns, and those close to them."""
        seen: list[Sequence[int]] = [(self.picked.current,)] if self.picked.current else []
        near: list[Sequence[int]] = []
        for pane in self.shelf.visible():
            keys, (first, last) = pane.view.cards.keys, pane.view.seen
            seen.append(keys[first : last + 1])
            near.append(keys[last + 1 : last + 1 + NEAR])
            near.append(keys[max(0, first - NEAR) : first])
        self.cards.want(seen, near)

    # Inside

    def _set_up(self) -> None:
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Board"))
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.shelf, 1)

    def _connect(self, fresh: FreshRows) -> None:
        self.cards.arrived.connect(self._on_arrived)
        self.cards.rows_arrived.connect(self._on_rows)
        self._current.parted.connect(self.told.parted)
        self.hands.went.connect(self._go_on)
        self.hands.key_came.connect(self._on_key)
        self.hands.opened.connect(self.told.opened)
        self.hands.menu_requested.connect(self.told.menu_requested)
        self.hands.seen.connect(self._look.start)
        self.hands.focused.connect(self._on_focus)
        self.dragging.dropped.connect(self.move_requested)
        fresh.moved.connect(self._repaint)
        self._theme.changed.connect(self._retheme)

    def _make(self, column: Column, parent: QWidget) -> ColumnPane:
        model = ColumnModel(column.value, self.cards, self.picked, self)
        view = ColumnView(model, self._delegate, self.hands, self._theme, parent)
        model.setParent(view)
        return ColumnPane(view, self._theme, parent)

    def _fill(self, pane: ColumnPane, column: Column) -> None:
        pane.show_column(self._by, column, self.picked.current, self._where, fresh=self._fresh)

    def _view(self, value: str) -> ColumnView | None:
        pane = self.shelf.pane(value)
        return pane.view if pane is not None else None

    def _current_rect(self) -> QRect | None:
        pane = self.shelf.panes.get(self.picked.column)
        place = pane.view.cards.place_of(self.picked.current) if pane is not None else -1
        if pane is None or place < 0:
            return None
        rect = pane.view.card_rect(place)
        return QRect(pane.view.viewport().mapTo(self, rect.topLeft()), rect.size())

    def _picture(self, key: int) -> QPixmap:
        rect, dpr = self._current_rect() or QRect(0, 0, 200, 80), self.devicePixelRatioF()
        picture = QPixmap(rect.size() * dpr)
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._delegate.paint_card(painter, QRect(QPoint(), rect.size()), self.cards.row(key), key)
        painter.end()
        return picture

    def _drop_words(self, value: str) -> str:
        there = {key for column in self._columns if column.value == value for key in column.keys}
        n = len(self.picked.keys - there)
        return drop_words(self._by, value, n) if n else ""

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.shelf.isAncestorOf(focus))

    @Slot()
    def _repaint(self) -> None:
        for pane in self.shelf.visible():
            pane.view.viewport().update()

    @Slot()
    def _retheme(self) -> None:
        self._delegate.retheme()
        for pane in self.shelf.panes.values():
            pane.view.set_step(self._delegate.row_height)
            pane.updateGeometry()
            pane.update()
        self.shelf.show_columns(self._columns, anew=False)
