"""The model of the issue list: every key in order, and the rows around what is seen.

One object on the window's thread. A key is 8 bytes, so 100,000 issues cost 0.8 MB. Answers to a
question that is no longer the newest are dropped by its generation.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from gui.bridge import StoreBridge
from gui.key_diff import diff
from gui.row_pages import RowPages
from store.answers import Changes, Listing, Row
from store.lookups import ListKeys
from store.query import Query

STATUS, PRIORITY, ID, TITLE, ASSIGNEE, DUE, UPDATED = range(7)
COLUMNS = 7
SORT_OF = ("status", "priority", "id", "title", "assignee", "due", "updated")
"""The order, in words of query.SORTS, that a click on each column's title asks for."""

Index = QModelIndex | QPersistentModelIndex

# Reading an enum's member costs 257 ns, a module's constant 20 ns; data() runs for every cell.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HORIZONTAL = Qt.Orientation.Horizontal
_NONE = QModelIndex()

_REACHES_OTHERS = frozenset({"status", "created", "dependencies", "blocked"})
"""Kinds of changes that show in the rows of other issues: who is blocked, how far an epic is."""


class IssueTable(QAbstractTableModel):
    """The issues of one query. `words` puts a cell into words for tooltips and screen readers."""

    listed = Signal(object)
    """A Listing arrived and is shown."""
    reordering = Signal()
    """The same query has another answer, which is taken over now: before, and reordered after."""
    reordered = Signal()
    rows_arrived = Signal()
    asked = Signal()
    """A list was asked for, because the query is another one."""
    failed = Signal(object)
    """A KnownError: the list could not be read."""

    def __init__(
        self, bridge: StoreBridge, words: Callable[[Row, int], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = words
        self._query = Query()
        self._keys: array[int] = array("q")
        self._pages = RowPages(bridge, self)
        self._generation = 0
        self._listing: Future[Listing] | None = None
        self._again = False
        self._window = (0, -1)
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
        """Every key in order; not to be changed."""
        return self._keys

    def show(self, query: Query) -> None:
        """List something else; the old rows stay until the answer is here."""
        self._query = query
        self._generation += 1
        if self._listing is not None:
            self._listing.cancel()
            self._listing = None
        self._again = False
        self.asked.emit()
        self._ask_keys(fresh=True)

    @Slot()
    def refresh(self) -> None:
        """Read the list and the rows again, whatever is known of changes."""
        self._pages.outdate()
        self._ask_keys(fresh=False)

    def row_at(self, row: int) -> Row | None:
        """Return the row, or None while it is not here; it is asked for then."""
        found = self._pages.get(self._keys[row])
        if found is None and not self._window[0] <= row <= self._window[1]:
            self.want(row, row)
        return found

    def peek(self, row: int) -> Row | None:
        """Return the row if it is here, and ask for nothing."""
        return self._pages.get(self._keys[row])

    def place_of(self, key: int) -> int:
        """Return where a key is in the list, or -1."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def want(self, first: int, last: int) -> None:
        """Say which rows are seen, so that they and their neighbours are here before they are needed."""
        self._window = (first, last)
        self._pages.want(self._keys, first, last)

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
        """Return the number of issues."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a cell in words; colours and shapes are the delegate's, which reads row_at()."""
        if role not in (_DISPLAY, _TOOLTIP, _ACCESSIBLE) or not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == _DISPLAY:
            return cell(row, index.column())
        return self._words(row, index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return a column's title; narrow columns have it only as a tooltip and for screen readers."""
        if orientation != _HORIZONTAL or not 0 <= section < COLUMNS:
            return None
        if role == _DISPLAY:
            return "" if section in (STATUS, PRIORITY) else self._titles()[section]
        if role in (_TOOLTIP, _ACCESSIBLE):
            return self._titles()[section]
        if role == _ALIGNMENT and section == UPDATED:
            return _RIGHT
        return None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Status"), self.tr("Priority"), self.tr("Id"), self.tr("Title"),
            self.tr("Assignee"), self.tr("Due"), self.tr("Updated"),
        )  # fmt: skip

    # Keys

    def _ask_keys(self, *, fresh: bool) -> None:
        if self._listing is not None:
            self._again = True
            return
        ok = partial(self._on_keys, self._generation, fresh)
        self._listing = self._bridge.ask(
            ListKeys(self._query), ok, partial(self._on_failed, self._generation)
        )

    def _on_keys(self, generation: int, fresh: bool, listing: Listing) -> None:
        if generation != self._generation:
            return
        self._listing = None
        if fresh:
            self.beginResetModel()
            self._keys = listing.keys
            self._window = (0, -1)
            self.endResetModel()
        else:
            self._reorder(listing.keys)
        self.listed.emit(listing)
        if self._again:
            self._again = False
            self._ask_keys(fresh=False)

    def _on_failed(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self._listing = None
            self._again = False
            self.failed.emit(error)

    def _reorder(self, new: array[int]) -> None:
        """Take over a new list in steps that selection, current row and scroll place live through."""
        if new == self._keys:
            return
        self.reordering.emit()
        self._apply(new)
        self.want(*self._window)
        self.reordered.emit()

    def _apply(self, new: array[int]) -> None:
        change = None if self.many_selected else diff(self._keys, new)
        if change is None:
            self.beginResetModel()
            self._keys = new
            self.endResetModel()
            return
        for first, count in reversed(change.removed):
            self.beginRemoveRows(_NONE, first, first + count - 1)
            del self._keys[first : first + count]
            self.endRemoveRows()
        if change.kept is not None:
            self._permute(change.kept)
        for first, keys in change.inserted:
            self.beginInsertRows(_NONE, first, first + len(keys) - 1)
            self._keys[first:first] = keys
            self.endInsertRows()

    def _permute(self, new: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        wanted = {self._keys[index.row()] for index in old}
        place = {key: row for row, key in enumerate(new) if key in wanted}
        moved = [self.index(place[self._keys[index.row()]], index.column()) for index in old]
        self._keys = new
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    # Rows

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        everything = changes.outside and not changes.keys
        self.initiator = changes.initiator
        self._pages.saved(changes.uids)
        # What is seen is read again, a page or two; which rows a change reaches, only the store knows.
        self._pages.outdate(None if everything or _REACHES_OTHERS & changes.kinds else changes.keys)
        if changes.membership or everything:
            self._ask_keys(fresh=False)

    @Slot(object)
    def _on_rows(self, keys: tuple[int, ...]) -> None:
        changed = set(keys)
        first, last = max(0, self._window[0]), min(self._window[1], len(self._keys) - 1)
        places = [row for row in range(first, last + 1) if self._keys[row] in changed]
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], COLUMNS - 1))
        self.rows_arrived.emit()


def cell(row: Row, column: int) -> str:
    """Return the plain text of a cell."""
    cells = (
        row.status,
        f"P{row.priority}",
        row.id,
        row.title,
        row.assignee,
        row.due_at or "",
        row.updated_at,
    )
    return cells[column]
