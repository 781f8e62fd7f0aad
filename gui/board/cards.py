"""What a board shows: the keys of each column, and the rows of the cards around what is seen.

One object on the window's thread. All columns share one store of rows, so that one question brings the
cards of every column in sight. While the board is hidden nothing is asked.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from gui.bridge import StoreBridge
from gui.row_pages import PAGE, RowPages
from store.answers import Board, Changes, Column, Row
from store.lookups import ListBoard
from store.query import Query

_REACHES_OTHERS = frozenset({"status", "created", "dependencies", "blocked"})
"""Kinds of changes that show on the cards of other issues."""


class Cards(QObject):
    """The columns of one query by one field."""

    arrived = Signal(object)
    """Whether the columns that are here now answer another question than those before."""
    rows_arrived = Signal()
    failed = Signal(object)
    """A KnownError: the board could not be read."""

    def __init__(self, bridge: StoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._query, self._by = Query(), "status"
        self._columns: tuple[Column, ...] = ()
        self._shown_by = ""
        self._answered: tuple[Query, str] | None = None
        self._pages = self._new_pages()
        self._put: tuple[str, ...] = ()
        """Uids of the cards that put() has moved."""
        self._active = False
        self._generation = 0
        self._asked: Future[Board] | None = None
        self._again = False
        self._moving = False
        self._least = 0
        """The number of our last change; an answer without it would take a card back for a moment."""
        self.initiator = ""
        """The view that asked for the newest change, see answers.Changes."""
        bridge.changed.connect(self._on_changed)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as they are shown."""
        return self._columns

    @property
    def by(self) -> str:
        """The field that the columns stand for, one of boards.FIELDS."""
        return self._shown_by

    def set_active(self, active: bool) -> None:
        """Say whether the board is seen; what changed in the meantime is read when it is again."""
        if active != self._active:
            self._active = active
            if active:
                self._pages.outdate()
            self._ask(fresh=self._answered != (self._query, self._by))

    def show(self, query: Query, by: str) -> None:
        """Show something else; the old cards stay until the answer is here."""
        self._query, self._by = query, by
        self._ask(fresh=True)

    def forget(self) -> None:
        """Forget everything, as for another tracker, whose keys are those of other issues."""
        self._pages.deleteLater()
        self._pages = self._new_pages()
        self._columns, self._answered, self._put = (), None, ()
        self._moving, self._least = False, 0
        self._ask(fresh=True)
        self.arrived.emit(True)

    @Slot()
    def refresh(self) -> None:
        """Read columns and cards again, whatever is known of changes."""
        self._moving = False
        for uid in self._put:
            self._pages.settle(uid)
        self._put = ()
        self._pages.outdate()
        self._ask_again()

    def row(self, key: int) -> Row | None:
        """Return the row of a card, or None while it is not here."""
        return self._pages.get(key)

    def want(self, seen: Iterable[Sequence[int]], near: Iterable[Sequence[int]]) -> None:
        """Say which cards are seen, and which are close to them."""
        now = dict.fromkeys(key for part in seen for key in part)
        soon = [key for key in dict.fromkeys(key for part in near for key in part) if key not in now]
        self._pages.want(array("q", (*now, *soon[:PAGE])), 0, len(now) - 1)

    def put(self, keys: Sequence[int], to: str, values: Mapping[str, object], left: Iterable[str]) -> None:
        """Show cards in another column before the store has answered; refresh() or Changes end it.

        left: the columns that they leave; values: what else shows on them.
        """
        gone, leaves, moved = set(keys), frozenset(left), array("q", keys)
        self._columns = tuple(
            Column(
                column.value,
                moved + _without(column.keys, gone)
                if column.value == to
                else _without(column.keys, gone)
                if column.value in leaves
                else column.keys,
                column.elsewhere,
            )
            for column in self._columns
        )
        rows = [row for row in map(self._pages.get, keys) if row is not None]
        self._put = tuple(row.uid for row in rows)
        for uid in self._put:
            self._pages.preview(uid, values)
        self._moving = True
        self.arrived.emit(False)

    @Slot()
    def end_move(self) -> None:
        """Read again what put() has shown: some of it may not have come to be."""
        if self._moving or self._put:
            self.refresh()

    def preview(self, uid: str, values: Mapping[str, object]) -> None:
        """Show an edit before its answer is here; settle() or the answer's Changes end it."""
        if self._pages.preview(uid, values) is not None:
            self.rows_arrived.emit()

    def settle(self, uid: str) -> None:
        """End a preview whose edit failed: the stored values are shown again."""
        self._pages.settle(uid)

    def collect(self, keys: Sequence[int], then: Callable[[tuple[Row, ...]], None]) -> None:
        """Call then with the rows of these keys, those that are not here being asked for page by page."""
        self._pages.collect(keys, then)

    # Inside

    def _new_pages(self) -> RowPages:
        pages = RowPages(self._bridge, self)
        pages.arrived.connect(self._on_rows)
        pages.failed.connect(self.failed)
        return pages

    def _ask(self, *, fresh: bool) -> None:
        self._generation += 1
        self._again = False
        self._moving = self._moving and not fresh
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if self._active:
            ok, failed = (
                partial(self._on_board, self._generation, fresh),
                partial(self._on_failed, self._generation),
            )
            self._asked = self._bridge.ask(ListBoard(self._query, self._by), ok, failed)

    def _ask_again(self) -> None:
        """Ask the same question again; one that is under way is answered first."""
        if self._asked is not None:
            self._again = True
        else:
            self._ask(fresh=False)

    def _on_board(self, generation: int, fresh: bool, board: Board) -> None:
        if generation != self._generation:
            return
        self._asked = None
        if not self._moving and board.seq >= self._least:
            self._columns, self._shown_by = board.columns, board.by
            self._answered = (self._query, self._by)
            self.arrived.emit(fresh)
        elif not self._moving:
            self._again = True
        if self._again:
            self._ask(fresh=False)

    def _on_failed(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self._asked = None
            self._again = False
            self.failed.emit(error)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        everything = changes.outside and not changes.keys
        self.initiator = changes.initiator
        self._pages.saved(changes.uids)
        if changes.initiator and not changes.outside:
            self._moving, self._least = False, max(self._least, changes.seq)
        if not self._active:
            return
        self._pages.outdate(None if everything or _REACHES_OTHERS & changes.kinds else changes.keys)
        if changes.membership or everything:
            self._ask_again()

    @Slot(object)
    def _on_rows(self, _keys: object) -> None:
        self.rows_arrived.emit()


def _without(keys: array[int], gone: set[int]) -> array[int]:
    return array("q", [key for key in keys if key not in gone])
