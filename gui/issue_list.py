"""The issue list: a table view with fixed rows, keys, and a selection that outlives a new order."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.current_issue import CurrentIssue
from gui.group_heads import GroupHeads
from gui.issue_delegate import IssueDelegate
from gui.issue_table import Index, IssueTable
from gui.kept_selection import KeptSelection, selected_ranges
from gui.list_columns import TITLE
from gui.list_header import ListHeader, Order
from gui.list_moves import ListMoves
from gui.steady_rows import SteadyRows
from gui.theme import Density, Theme, set_look_of
from store.answers import Listing, Row
from store.query import write_sort

KEY_REPEAT_MS = 90
"""While a key is held down only the row on which it rests this long is opened."""

MANY = 2000
"""Selected rows from which on a new order is shown by starting again instead of moving rows."""

_FLAG = QItemSelectionModel.SelectionFlag
_Hint = QAbstractItemView.ScrollHint


class IssueList(QTableView):
    """Shows an IssueTable. Lives on the window's thread."""

    current_changed = Signal(object)
    """The Row that the detail is to show, or None."""
    selection_changed = Signal()
    sort_requested = Signal(object, bool)
    """A text for Query.sort, and whether all of it is to be turned round."""
    widest_id = Signal(object)
    """The id that takes most room of all that were seen."""

    def __init__(self, table: IssueTable, theme: Theme, now: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._theme = theme
        self._density = Density.COMFORTABLE
        self._told: str | None = None
        self._widest = ""
        self._wanted_key, self._wanted_for = 0, 0
        self._delegate = IssueDelegate(table, theme, now, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tell)
        self.current = CurrentIssue(self, table)
        self.current.settled.connect(self._on_settled)
        self.moves = ListMoves(self, table)
        self._heads = GroupHeads(self, table, theme, self.moves.head_of)
        self._set_up()
        self.setModel(table)
        self.columns = ListHeader(self, theme)
        self.columns.sort_requested.connect(self._on_sort)
        self.columns.changed.connect(self._show_columns)
        self._kept = KeptSelection(self, table)
        self._steady = SteadyRows(self, table, self._delegate)
        self.fresh = self._delegate.fresh
        self.fresh.moved.connect(self.viewport().update)
        table.modelReset.connect(self._on_reset)
        table.rows_arrived.connect(self._on_rows)
        table.listed.connect(self._on_listed)
        theme.changed.connect(self._retheme)
        self._retheme()

    # What is selected

    @property
    def current_row(self) -> Row | None:
        """The current issue, when its row is here; None too on the head of a group."""
        place = self.currentIndex().row()
        return self._table.row_at(place) if 0 <= place < len(self._table.lines) else None

    @property
    def selected_keys(self) -> tuple[int, ...]:
        """Keys of the selected issues, in the list's order."""
        lines = self._table.lines
        ranges = sorted((part.top(), part.bottom()) for part in selected_ranges(self))
        found, end = array("q"), 0
        for top, bottom in ranges:
            found.extend(lines[max(top, end) : bottom + 1])
            end = max(end, bottom + 1)
        return tuple(key for key in found if key > 0) if self._table.layout.places else tuple(found)

    @property
    def selected_count(self) -> int:
        """How many issues are selected."""
        heads = self._table.layout.heads_between
        return sum(part.height() - heads(part.top(), part.bottom()) for part in selected_ranges(self))

    def tell_now(self) -> bool:
        """Tell at once which issue is current; return whether its row is here."""
        self._later.stop()
        self._tell()
        here = self.current.waits or self._is_known()
        if not here:
            self._told = None
        return here

    def select_key(self, key: int) -> None:
        """Make an issue the current one, now or as soon as the list has it."""
        self._wanted_key, self._wanted_for = key, 2
        self._take_wanted()

    def select_keys(self, keys: Iterable[int], current: int) -> None:
        """Take over what is selected and current elsewhere."""
        self._kept.take(keys, current)

    @Slot()
    def mark(self) -> None:
        """Select the current row, or take it out of the selection, and leave the others as they are."""
        self.selectionModel().select(self.currentIndex(), _FLAG.Toggle | _FLAG.Rows)

    @Slot()
    def next(self) -> None:
        """Go to the next issue."""
        self.moves.step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the issue before."""
        self.moves.step(-1)

    @Slot()
    def select_everything(self) -> None:
        """Select every issue of the list but folded ones, also those whose rows are not here."""
        self.selectAll()

    # How it looks

    def set_density(self, density: Density) -> None:
        """Change the height of rows."""
        self._density = density
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height(density))

    def show_order(self, order: Order) -> None:
        """Show in the header by what the list is ordered; nothing where no column stands for it."""
        self.columns.show_order(order)
        self._table.mark_columns(self.columns.marks())

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row, ← and → fold and unfold; others are Qt's."""
        self._later.setInterval(KEY_REPEAT_MS if event.isAutoRepeat() else 0)
        if self.moves.press(event):
            return
        super().keyPressEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.moves.on_head:
            # A selection is of issues: one more step takes it over the head.
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are actions, and text is searched in the search box."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say which rows are seen before they are painted."""
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        last = last if last >= 0 else len(self._table.lines) - 1
        if first >= 0:
            self._table.want(first, last)
        super().paintEvent(event)
        if first >= 0 and self._table.layout.heads:
            painter = QPainter(self.viewport())
            self._heads.paint(painter, first, last)
            self._heads.paint_sticky(painter)
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Leave the head that stands at the top where it is."""
        super().scrollContentsBy(dx, dy)
        if self._table.layout.heads:
            height = self.verticalHeader().defaultSectionSize()
            self.viewport().update(0, 0, self.viewport().width(), 2 * height + max(dy, 0))

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Scroll to a row, and out from under the head that stands at the top."""
        super().scrollTo(index, hint)
        head, top = self._heads.sticky()
        hidden = self._heads.bottom(head, top) - self.rowViewportPosition(index.row()) if head >= 0 else 0
        if hidden > 0 and index.row() != head:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns where titles need the room."""
        super().resizeEvent(event)
        self._show_columns()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold and unfold groups by their chevrons; all other places are Qt's."""
        at = event.position().toPoint()
        place = self.rowAt(at.y())
        head, top = self._heads.sticky()
        if head >= 0 and at.y() < self._heads.bottom(head, top):
            if event.button() == Qt.MouseButton.LeftButton:
                self.moves.go(head)
            return
        if event.button() == Qt.MouseButton.LeftButton and self._heads.on_chevron(place, at.x()):
            self.moves.go(place)
            self.moves.toggle(place)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse with the hover tint."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover tint away."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is; a list that is entered has a current row, which is shown."""
        super().focusInEvent(event)
        self.current.move_on()
        self._later.start()
        if not self.currentIndex().isValid():
            self.moves.step(1)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._show_focus()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Open the row a moment later, once for a whole burst of moves."""
        super().currentChanged(current, previous)
        self.current.move_on()
        self._show_focus()
        self._later.start()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say that the selection is another one."""
        super().selectionChanged(selected, deselected)
        self._table.many_selected = self.selected_count > MANY
        self.selection_changed.emit()

    # Inside

    def _set_up(self) -> None:
        set_look_of(self, "role", "list")
        self.setAccessibleName(self.tr("Issues"))
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(8)
        # Sizing rows by their contents asks for every cell: 38 to 50 s with 100,000 issues.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @Slot()
    def _retheme(self) -> None:
        self._delegate.retheme()
        self._show_columns()
        self.set_density(self._density)
        self._fit_ids()
        self.viewport().update()

    def _fit_ids(self) -> None:
        seen = [
            row
            for place in range(min(len(self._table.lines), 40))
            if (row := self._table.peek(place)) is not None
        ]
        if seen or self._widest:
            # It only grows: titles stay where they are from view to view.
            widest = self._delegate.widest([self._widest, *(row.id for row in seen)])
            self.columns.fit_ids(self._delegate.id_width(widest))
            if widest != self._widest:
                self._widest = widest
                self.widest_id.emit(widest)

    def expect_ids(self, widest: str) -> None:
        """Another tracker is shown. widest: the id that took most room there, "" where that is not known."""
        self._widest = widest
        self.columns.fit_ids(self._delegate.id_width(widest) if widest else 0)

    @Slot()
    def _show_columns(self) -> None:
        self.columns.arrange()
        self._delegate.apart = frozenset(self.columns.shown).difference(self.columns.no_room)
        self.viewport().update()

    @Slot(object)
    def _on_sort(self, order: Order) -> None:
        name, down = order[0]
        if len(order) == 1:
            self.sort_requested.emit(name, down)
        else:
            self.sort_requested.emit(write_sort(order), False)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            for place in (row, self._delegate.hovered):
                self._update_row(place)
            self._delegate.hovered = row

    def _show_focus(self) -> None:
        before, now = self._delegate.current, self.currentIndex().row() if self.hasFocus() else -1
        self._delegate.current = now
        for place in (before, now):
            self._update_row(place)

    def _update_row(self, place: int) -> None:
        if 0 <= place < len(self._table.lines):
            top, height = self.rowViewportPosition(place), self.rowHeight(place)
            self.viewport().update(0, top, self.viewport().width(), height)

    @Slot()
    def _on_reset(self) -> None:
        if not self.current.settling:
            # It may be another tracker's list, for which the detail was emptied.
            self._told = None
        if not self._take_wanted():
            self._kept.bring_back()
        self._later.start()

    def _take_wanted(self) -> bool:
        if self._wanted_key:
            self._table.reveal(self._wanted_key)
        place = self._table.place_of(self._wanted_key) if self._wanted_key else -1
        if place < 0:
            return False
        self._wanted_key = 0
        index = self._table.index(place, TITLE)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.scrollTo(index)
        return True

    @Slot(object)
    def _on_listed(self, _listing: Listing) -> None:
        self._fit_ids()
        # A list that was under way when it was asked for may not have the issue yet; the next one has.
        if not self._take_wanted():
            self._wanted_for -= 1
            self._wanted_key = self._wanted_key if self._wanted_for > 0 else 0
        if not self.currentIndex().isValid():
            self.moves.step(1)
        self.viewport().update()
        self._later.start()

    @Slot()
    def _on_settled(self) -> None:
        self._show_focus()
        self._later.start()

    @Slot()
    def _on_rows(self) -> None:
        self._fit_ids()
        self._later.start()

    @Slot()
    def _tell(self) -> None:
        """Tell which issue is current; one whose row is not here yet is told when it arrives."""
        if self.current.waits or not self._is_known():
            return
        row = self.current_row
        uid = row.uid if row is not None else ""
        if uid != self._told:
            self._told = uid
            self.current_changed.emit(row)

    def _is_known(self) -> bool:
        """Whether the current row is here, or is the head of a group, or there is none."""
        return not self.currentIndex().isValid() or self.moves.on_head or self.current_row is not None
