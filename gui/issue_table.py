"""The model of the issue list: every key in order, heads of groups, and the rows around what is seen.

One object on the window's thread. A key is 8 bytes, so 100,000 issues cost 0.8 MB. Answers to a
question that is no longer the newest are dropped by its generation.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from gui.bridge import StoreBridge
from gui.group_words import group_title, group_words
from gui.key_diff import diff
from gui.list_columns import ALL, COLUMNS, PRIORITY, STATUS, TITLE, cell, column_title
from gui.list_groups import Layout, ListGroups
from gui.row_pages import RowPages
from store.answers import Changes, Group, Listing, Row
from store.lookups import CountElsewhere, ListKeys, ListKeysBehind
from store.query import Query

Index = QModelIndex | QPersistentModelIndex

# Reading an enum's member costs 257 ns, a module's constant 20 ns; data() runs for every cell.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HORIZONTAL = Qt.Orientation.Horizontal
_NONE = QModelIndex()

FIRST_ROWS = 60
"""Rows that come with a new list: those of a high window, so that it is painted once and whole."""

_REACHES_OTHERS = frozenset({"status", "created", "dependencies", "blocked"})
"""Kinds of changes that show in the rows of other issues: who is blocked, how far an epic is."""


class IssueTable(QAbstractTableModel):
    """The issues of one query. `words` puts a cell into words for tooltips and screen readers."""

    listed = Signal(object)
    """A Listing arrived and is shown."""
    counted = Signal(object)
    """The same Listing with what matches elsewhere, which was counted after it."""
    reordering = Signal()
    """The same query has another answer, which is taken over now: before, and reordered after."""
    reordered = Signal()
    rows_arrived = Signal()
    asked = Signal()
    """A list was asked for, because the query is another one."""
    failed = Signal(object)
    """A KnownError: the list could not be read."""
    folded = Signal()
    """Other groups are folded now."""

    def __init__(
        self, bridge: StoreBridge, words: Callable[[Row, int], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = words
        self._query = Query()
        self._answer = Listing(array("q"))
        self._grouping = ""
        self._lines: array[int] = array("q")
        self._groups = ListGroups()
        self._marks: dict[int, str] = {}
        self._pages = RowPages(bridge, self)
        self._generation = 0
        self._listing: Future[Listing] | None = None
        self._again = False
        self._window = (0, -1)
        self._newest = 0
        self._seen = True
        self.initiator = ""
        """The view that asked for the newest change, see answers.Changes."""
        self.many_selected = False
        """Set by the view: Qt notes every selected cell before rows move, 2 s with 80,000 selected rows."""
        self._pages.arrived.connect(self._on_rows)
        self._pages.failed.connect(self.failed)
        bridge.changed.connect(self._on_changed)

    @property
    def query(self) -> Query:
        """What is listed."""
        return self._query

    @property
    def keys(self) -> array[int]:
        """The key of every issue in order, whether its group is folded or not; not to be changed."""
        return self._answer.keys

    @property
    def lines(self) -> array[int]:
        """What each row is: the key of an issue, or a negative number for the head of a group."""
        return self._lines

    @property
    def layout(self) -> Layout:
        """Heads of groups, and how far rows are moved in."""
        return self._groups.layout

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the list, also those that stand in folded ones."""
        return self._answer.groups

    @property
    def grouping(self) -> str:
        """By what the shown list is grouped: the query's own is ahead of it until its answer is here."""
        return self._grouping

    @property
    def folded_groups(self) -> frozenset[str]:
        """Values of the groups that are folded."""
        return frozenset(self._groups.folded)

    def show(self, query: Query, folded: Iterable[str] = ()) -> None:
        """List something else, with these groups folded; the old rows stay until the answer is here."""
        self._query = query
        self._groups.folded = set(folded)
        self._generation += 1
        if self._listing is not None:
            self._listing.cancel()
            self._listing = None
        self._again = False
        self.asked.emit()
        self._ask_keys(fresh=True)

    def set_seen(self, seen: bool) -> None:
        """Say whether somebody sees the list; one that nobody sees is asked behind all others."""
        self._seen = seen

    @Slot()
    def refresh(self) -> None:
        """Read the list and the rows again, whatever is known of changes."""
        self._pages.outdate()
        self._ask_keys(fresh=False)

    def row_at(self, row: int) -> Row | None:
        """Return the row, or None while it is not here; it is asked for then. None too for a head."""
        key = self._lines[row]
        found = self._pages.get(key)
        if found is None and key > 0 and not self._window[0] <= row <= self._window[1]:
            self.want(row, row)
        return found

    def peek(self, row: int) -> Row | None:
        """Return the row if it is here, and ask for nothing."""
        return self._pages.get(self._lines[row])

    def group_at(self, row: int) -> Group | None:
        """Return the group whose head a row is: a negative number, or an epic with others under it."""
        return self._groups.layout.heads.get(self._lines[row]) if 0 <= row < len(self._lines) else None

    def is_folded(self, group: Group) -> bool:
        """Whether what stands in a group is left out."""
        return group.value in self._groups.folded

    def set_folded(self, values: Iterable[str]) -> None:
        """Fold exactly these groups, by their values; none while groups of another kind are asked for."""
        wanted = set(values)
        if wanted != self._groups.folded and self._grouping == self._query.group:
            self._groups.folded = wanted
            self.initiator = "list"
            self._reorder(self._groups.lay_out(self._answer, self._grouping))
            self.folded.emit()

    def reveal(self, key: int) -> None:
        """Unfold the groups in which an issue of the list stands."""
        if key in self._lines or key not in self._answer.keys:
            return
        place = self._answer.keys.index(key)
        around = {
            group.value for group in self._answer.groups if group.first <= place < group.first + group.count
        }
        self.set_folded(self._groups.folded - around)

    def mark_columns(self, marks: Mapping[int, str]) -> None:
        """Say what stands beside titles of columns: which of several orders they are."""
        self._marks = dict(marks)
        self.headerDataChanged.emit(_HORIZONTAL, 0, COLUMNS - 1)

    def place_of(self, key: int) -> int:
        """Return the row of a key, or -1."""
        try:
            return self._lines.index(key)
        except ValueError:
            return -1

    def want(self, first: int, last: int) -> None:
        """Say which rows are seen, so that they and their neighbours are here before they are needed."""
        self._window = (first, last)
        self._pages.want(self._lines, first, last)

    def preview(self, uid: str, values: Mapping[str, object]) -> None:
        """Show an edit before its answer is here; settle() or the answer's Changes end it."""
        key = self._pages.preview(uid, values)
        if key is not None:
            self._on_rows((key,))

    def settle(self, uid: str) -> None:
        """End a preview whose edit failed: the stored values are shown again."""
        self._pages.settle(uid)

    def collect(self, keys: Sequence[int], then: Callable[[tuple[Row, ...]], None]) -> None:
        """Call then with the rows of these keys, those that are not here being asked for page by page."""
        self._pages.collect(keys, then)

    # Qt's side

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of issues that are not folded away, and of heads."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a cell in words; colours and shapes are the delegate's, which reads row_at()."""
        if role not in (_DISPLAY, _TOOLTIP, _ACCESSIBLE) or not index.isValid():
            return None
        place, column = index.row(), index.column()
        row = self.row_at(place)
        if row is not None:
            words = cell(row, column) if role == _DISPLAY else self._words(row, column)
            group = self.group_at(place) if role == _ACCESSIBLE and column == TITLE else None
            return f"{words}, {group_words(group, self.is_folded(group))}" if group and group.count else words
        head = self.group_at(place)
        if head is None or column != TITLE:
            return None
        title = group_title(self._grouping, head)
        return f"{title}, {group_words(head, self.is_folded(head))}" if role == _ACCESSIBLE else title

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return a column's title; narrow columns have it only as a tooltip and for screen readers."""
        if orientation != _HORIZONTAL or not 0 <= section < COLUMNS:
            return None
        mark = self._marks.get(section, "")
        if role == _DISPLAY:
            return mark if section in (STATUS, PRIORITY) else f"{column_title(section)} {mark}".rstrip()
        if role in (_TOOLTIP, _ACCESSIBLE):
            return f"{column_title(section)} {mark}".rstrip()
        if role == _ALIGNMENT and ALL[section].right:
            return _RIGHT
        return None

    # Keys

    def _ask_keys(self, *, fresh: bool) -> None:
        if self._listing is not None:
            self._again = True
            return
        ok, failed = (
            partial(self._on_keys, self._generation, fresh),
            partial(self._on_failed, self._generation),
        )
        kind = ListKeys if self._seen else ListKeysBehind
        self._listing = self._bridge.ask(kind(self._query, FIRST_ROWS if fresh else 0), ok, failed)

    def _on_keys(self, generation: int, fresh: bool, listing: Listing) -> None:
        if generation != self._generation:
            return
        self._listing = None
        self._grouping = self._query.group
        layout = self._groups.lay_out(listing, self._grouping)
        # What rows say that are older than a change is not news: they are asked for as usual.
        self._pages.bring(listing.rows if listing.seq >= self._newest else ())
        self._answer = listing = replace(listing, rows=())
        if fresh:
            self.beginResetModel()
            self._groups.layout, self._lines = layout, layout.lines
            self._window = (0, -1)
            self.endResetModel()
        else:
            self._reorder(layout)
        self.listed.emit(listing)
        if self._again:
            self._again = False
            self._ask_keys(fresh=False)
        elif listing.uncounted:
            counted = partial(self._on_counted, listing)
            self._bridge.ask(CountElsewhere(self._query), counted, self._on_uncounted)

    def _on_counted(self, listing: Listing, found: tuple[int, int]) -> None:
        if listing is self._answer:
            self._answer = replace(listing, elsewhere=found[0], elsewhere_finished=found[1], uncounted=False)
            self.counted.emit(self._answer)

    def _on_uncounted(self, _error: Exception) -> None:
        """Nothing is said of what is elsewhere; the list itself says what went wrong."""

    def _on_failed(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self._listing = None
            self._again = False
            self.failed.emit(error)

    def _reorder(self, layout: Layout) -> None:
        """Take over a new list in steps that selection, current row and scroll place live through."""
        if layout.lines == self._lines:
            self._groups.layout = layout
            return
        self.reordering.emit()
        self._groups.layout = layout
        self._apply(layout.lines)
        self.want(*self._window)
        self.reordered.emit()

    def _apply(self, new: array[int]) -> None:
        change = None if self.many_selected else diff(self._lines, new)
        if change is None:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return
        lines = self._lines
        for first, count in reversed(change.removed):
            self.beginRemoveRows(_NONE, first, first + count - 1)
            del lines[first : first + count]
            self.endRemoveRows()
        if change.kept is not None:
            self._permute(change.kept)
        for first, keys in change.inserted:
            self.beginInsertRows(_NONE, first, first + len(keys) - 1)
            self._lines[first:first] = keys
            self.endInsertRows()

    def _permute(self, new: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        wanted = {self._lines[index.row()] for index in old}
        place = {key: row for row, key in enumerate(new) if key in wanted}
        moved = [self.index(place[self._lines[index.row()]], index.column()) for index in old]
        self._lines = new
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    # Rows

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        everything = changes.outside and not changes.keys
        self.initiator = changes.initiator
        self._newest = max(self._newest, changes.seq)
        self._pages.saved(changes.uids)
        # What is seen is read again, a page or two; which rows a change reaches, only the store knows.
        self._pages.outdate(None if everything or _REACHES_OTHERS & changes.kinds else changes.keys)
        if changes.membership or everything:
            self._ask_keys(fresh=False)

    @Slot(object)
    def _on_rows(self, keys: tuple[int, ...]) -> None:
        changed = set(keys)
        first, last = max(0, self._window[0]), min(self._window[1], len(self._lines) - 1)
        places = [row for row in range(first, last + 1) if self._lines[row] in changed]
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], COLUMNS - 1))
        self.rows_arrived.emit()
