"""Which columns the list shows, in which order and how wide; what gives way where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from gui.list_columns import ALL, BY_NAME, BY_SORT, COLUMNS, GIVE_WAY, ID, TITLE, USUAL
from gui.theme import Theme

Order = tuple[tuple[str, bool], ...]
"""Pairs of (one of query.SORTS, whether it goes down)."""

NATURAL: Order = (("natural", False),)


class ListHeader(QObject):
    """Arranges the header of a list's view. Lives on the window's thread."""

    changed = Signal()
    """The user chose other columns, another order of them, or another width."""
    sort_requested = Signal(object)
    """An Order."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._shown: tuple[int, ...] = USUAL
        self._widths: dict[int, int] = {}
        self._ids = 0
        self._order = NATURAL
        self._arranging = True
        self.no_room: tuple[int, ...] = ()
        """Chosen columns that are left out for now."""
        self._set_up()

    @property
    def shown(self) -> tuple[int, ...]:
        """The chosen columns from left to right."""
        return self._shown

    @property
    def order(self) -> Order:
        """By what the list is sorted."""
        return self._order

    def show(self, columns: Iterable[int]) -> None:
        """Show these columns in this order; titles are always among them. The user's choice."""
        self._shown = _whole(columns)
        self.arrange()
        self.changed.emit()

    def toggle(self, column: int) -> None:
        """Show a column at the end, or take it away."""
        rest = [one for one in self._shown if one != column]
        self.show(rest if column in self._shown else [*rest, column])

    @property
    def names(self) -> str:
        """The chosen columns without their widths, as a saved view has them."""
        return names_of(self._shown)

    def text(self, names: str) -> str:
        """Return columns to be remembered, "status,id:90,title": with the widths that were chosen."""
        return ",".join(
            f"{name}:{self._widths[BY_NAME[name]]}" if BY_NAME[name] in self._widths else name
            for name in names.split(",")
        )

    def bring_back(self, text: str, names: str = "") -> None:
        """Show what was remembered, or these columns of it; the usual ones for ""."""
        self._widths = {}
        for part in text.split(","):
            name, _, width = part.partition(":")
            if name in BY_NAME and width.isdecimal():
                self._widths[BY_NAME[name]] = min(int(width), 2000)
        self._shown = columns_of(names or text)
        self.arrange()

    def show_order(self, order: Order) -> None:
        """Show by what the list is sorted: the first one as Qt does, the others with a number."""
        self._order = order
        header = self._view.horizontalHeader()
        name, down = order[0]
        header.setSortIndicator(
            BY_SORT.get(name, -1), Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        )

    def marks(self) -> dict[int, str]:
        """Return what stands beside the titles of the second and later columns of the order."""
        return {
            BY_SORT[name]: f"{'↓' if down else '↑'}{number}"
            for number, (name, down) in enumerate(self._order, 1)
            if number > 1 and name in BY_SORT
        }

    def fit_ids(self, width: int) -> None:
        """Say how wide ids are; it holds until the user chooses a width."""
        self._ids = width
        if ID not in self._widths:
            self._resize(ID)

    @Slot()
    def arrange(self) -> None:
        """Put columns where they belong, for the room that there is."""
        header = self._view.horizontalHeader()
        self._arranging = True
        hidden = [column for column in range(COLUMNS) if column not in self._shown]
        for place, column in enumerate((*self._shown, *hidden)):
            header.moveSection(header.visualIndex(column), place)
        self.no_room = self._without_room()
        for column in range(COLUMNS):
            away = column not in self._shown or column in self.no_room
            if self._view.isColumnHidden(column) != away:
                self._view.setColumnHidden(column, away)
            if not away:
                self._resize(column)
        self._arranging = False

    # Inside

    def _set_up(self) -> None:
        header = self._view.horizontalHeader()
        # A header asks for every selected row whether its column is selected: 0.4 s a paint with 80,000.
        header.setSelectionModel(QItemSelectionModel(self._view.model(), header))
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, one in enumerate(ALL):
            if one.fixed:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.sectionClicked.connect(self._on_clicked)
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        self.arrange()

    def _width(self, column: int) -> int:
        if column == ID and ID not in self._widths and self._ids:
            return self._ids
        return self._theme.scaled(self._widths.get(column, ALL[column].width))

    def _resize(self, column: int) -> None:
        before, self._arranging = self._arranging, True
        if column != TITLE and self._view.columnWidth(column) != self._width(column):
            self._view.setColumnWidth(column, self._width(column))
        self._arranging = before

    def _without_room(self) -> tuple[int, ...]:
        """What gives way: titles are what people read, so they keep the room that each column leaves them."""
        scaled, width = self._theme.scaled, self._view.viewport().width()
        taken = sum(scaled(self._widths.get(one, ALL[one].width)) for one in self._shown)
        away: list[int] = []
        for column in GIVE_WAY:
            if column in self._shown and width - taken < scaled(ALL[column].room):
                taken -= scaled(self._widths.get(column, ALL[column].width))
                away.append(column)
        return tuple(away)

    @Slot(int)
    def _on_clicked(self, column: int) -> None:
        shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        name, first = ALL[column].sort, ALL[column].down
        self.sort_requested.emit(
            added(self._order, name, first) if shift else alone(self._order, name, first)
        )

    @Slot(int, int, int)
    def _on_moved(self, _column: int, _before: int, _now: int) -> None:
        if self._arranging:
            return
        header = self._view.horizontalHeader()
        self._shown = tuple(sorted(self._shown, key=header.visualIndex))
        self.changed.emit()

    @Slot(int, int, int)
    def _on_resized(self, column: int, _before: int, width: int) -> None:
        # Titles change their width with every other column, and a hidden column has none.
        if self._arranging or column == TITLE or not width or ALL[column].fixed:
            return
        self._widths[column] = round(width / self._theme.zoom)
        self.changed.emit()


def alone(order: Order, name: str, first: bool) -> Order:
    """Return the order after a click: by that alone, then the other way round, then the usual one."""
    if order == ((name, first),):
        return ((name, not first),)
    return NATURAL if order == ((name, not first),) else ((name, first),)


def added(order: Order, name: str, first: bool) -> Order:
    """Return the order with that after the others; once more turns it round, a third time takes it out."""
    kept = () if order == NATURAL else order
    there = dict(kept)
    if name not in there:
        return (*kept, (name, first))
    if there[name] == first:
        return tuple((one, not first if one == name else down) for one, down in kept)
    return tuple(one for one in kept if one[0] != name) or NATURAL


def columns_of(text: str) -> tuple[int, ...]:
    """Return the columns of a text such as "status,id:90,title"; the usual ones for ""."""
    names = (part.partition(":")[0] for part in text.split(","))
    found = [BY_NAME[name] for name in names if name in BY_NAME]
    return _whole(found) if found else USUAL


def names_of(columns: Iterable[int]) -> str:
    """Return columns as a text, without their widths."""
    return ",".join(ALL[one].name for one in columns)


def _whole(columns: Iterable[int]) -> tuple[int, ...]:
    found: Sequence[int] = tuple(dict.fromkeys(columns))
    return tuple(found) if TITLE in found else (*found, TITLE)
