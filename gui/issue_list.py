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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.current_issue import CurrentIssue
from gui.issue_delegate import IssueDelegate
from gui.issue_table import (
    ASSIGNEE,
    COLUMNS,
    DUE,
    ID,
    PRIORITY,
    SORT_OF,
    STATUS,
    TITLE,
    UPDATED,
    Index,
    IssueTable,
)
from gui.kept_selection import KeptSelection, selected_ranges
from gui.steady_rows import SteadyRows
from gui.theme import Density, Theme, set_look_of
from store.answers import Listing, Row

KEY_REPEAT_MS = 90
"""While a key is held down only the row on which it rests this long is opened."""

MANY = 2000
"""Selected rows from which on a new order is shown by starting again instead of moving rows."""

_HIDE_BELOW = ((UPDATED, 720), (ASSIGNEE, 540), (DUE, 460))
"""Columns and the width of the list, in pixels at zoom 1, below which they make room for titles."""
_DESCENDING_FIRST = frozenset({UPDATED})
_FLAG = QItemSelectionModel.SelectionFlag


class IssueList(QTableView):
    """Shows an IssueTable. Lives on the window's thread."""

    current_changed = Signal(object)
    """The Row that the detail is to show, or None."""
    selection_changed = Signal()
    sort_requested = Signal(object, bool)
    """One of query.SORTS, and whether it is to be descending."""

    def __init__(self, table: IssueTable, theme: Theme, now: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._theme = theme
        self._density = Density.COMFORTABLE
        self._sort, self._descending = "natural", False
        self._told: str | None = None
        self._wanted_key, self._wanted_for = 0, 0
        self._delegate = IssueDelegate(table, theme, now, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tell)
        self.current = CurrentIssue(self, table)
        self.current.settled.connect(self._on_settled)
        self._set_up()
        self.setModel(table)
        self._set_up_columns()
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
        """The current issue, when its row is here."""
        place = self.currentIndex().row()
        return self._table.row_at(place) if 0 <= place < len(self._table.keys) else None

    @property
    def selected_keys(self) -> tuple[int, ...]:
        """Keys of the selected issues, in the list's order."""
        keys = self._table.keys
        ranges = sorted((part.top(), part.bottom()) for part in selected_ranges(self))
        found, end = array("q"), 0
        for top, bottom in ranges:
            found.extend(keys[max(top, end) : bottom + 1])
            end = max(end, bottom + 1)
        return tuple(found)

    @property
    def selected_count(self) -> int:
        """How many issues are selected."""
        return sum(part.height() for part in selected_ranges(self))

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
        """Go one row down."""
        self._go(1)

    @Slot()
    def previous(self) -> None:
        """Go one row up."""
        self._go(-1)

    @Slot()
    def select_everything(self) -> None:
        """Select every issue of the list, also those whose rows are not here."""
        self.selectAll()

    # How it looks

    def set_density(self, density: Density) -> None:
        """Change the height of rows."""
        self._density = density
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height(density))

    def show_sort(self, sort: str, descending: bool) -> None:
        """Show in the header by what the list is ordered; nothing where no column stands for it."""
        self._sort, self._descending = sort, descending
        header = self.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(SORT_OF.index(sort) if sort in SORT_OF else -1, order)

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row instead of the first and last column."""
        move = {Qt.Key.Key_Home: Qt.Key.Key_Up, Qt.Key.Key_End: Qt.Key.Key_Down}.get(Qt.Key(event.key()))
        if move is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self._go(
                -len(self._table.keys) if move == Qt.Key.Key_Up else len(self._table.keys), event.modifiers()
            )
            return
        self._later.setInterval(KEY_REPEAT_MS if event.isAutoRepeat() else 0)
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are actions, and text is searched in the search box."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say which rows are seen before they are painted."""
        height = self.viewport().height()
        first = self.rowAt(0)
        if first >= 0:
            last = self.rowAt(height - 1)
            self._table.want(first, last if last >= 0 else len(self._table.keys) - 1)
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns where titles need the room."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, least in _HIDE_BELOW:
            self.setColumnHidden(column, width < self._theme.scaled(least))

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
        if not self.currentIndex().isValid() and self._table.keys:
            self.setCurrentIndex(self._table.index(0, TITLE))
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

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        # A header asks for every selected row whether its column is selected: 0.4 s a paint with 80,000.
        header.setSelectionModel(QItemSelectionModel(self._table, header))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (STATUS, PRIORITY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.sectionClicked.connect(self._on_header)

    @Slot()
    def _retheme(self) -> None:
        self._delegate.retheme()
        widths = {STATUS: 36, PRIORITY: 22, ID: 84, ASSIGNEE: 76, DUE: 76, UPDATED: 76}
        for column, width in widths.items():
            self.setColumnWidth(column, self._theme.scaled(width))
        self.set_density(self._density)
        self._fit_ids()
        self.viewport().update()

    def _fit_ids(self) -> None:
        seen = [
            row
            for place in range(min(len(self._table.keys), 40))
            if (row := self._table.peek(place)) is not None
        ]
        if seen:
            self.setColumnWidth(ID, self._delegate.id_width([row.id for row in seen]))

    @Slot(int)
    def _on_header(self, column: int) -> None:
        sort = SORT_OF[column]
        first = column in _DESCENDING_FIRST
        if sort != self._sort:
            self.sort_requested.emit(sort, first)
        elif self._descending == first:
            self.sort_requested.emit(sort, not first)
        else:
            self.sort_requested.emit("natural", False)

    def _go(self, steps: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        count = len(self._table.keys)
        if not count:
            return
        here = self.currentIndex().row()
        place = min(max(here + steps, 0), count - 1)
        target = self._table.index(place, TITLE)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and here >= 0:
            top, bottom = sorted((here, place))
            span = QItemSelection(self._table.index(top, 0), self._table.index(bottom, COLUMNS - 1))
            self.selectionModel().select(span, _FLAG.Select)
            self.selectionModel().setCurrentIndex(target, _FLAG.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(target, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.scrollTo(target)

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
        if 0 <= place < len(self._table.keys):
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
        # A list that was under way when it was asked for may not have the issue yet; the next one has.
        if not self._take_wanted():
            self._wanted_for -= 1
            self._wanted_key = self._wanted_key if self._wanted_for > 0 else 0
        if not self.currentIndex().isValid() and self._table.keys:
            self._go(1)
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
        if self.current.waits:
            return
        row = self.current_row
        if row is None and self.currentIndex().isValid():
            return
        uid = row.uid if row is not None else ""
        if uid != self._told:
            self._told = uid
            self.current_changed.emit(row)
