"""How the keyboard moves through a list: from issue to issue over heads of groups, and folding."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QTableView

from gui.group_words import group_title, group_words
from gui.issue_table import IssueTable
from gui.list_columns import COLUMNS, TITLE
from store.answers import Group

_FLAG = QItemSelectionModel.SelectionFlag
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListMoves(QObject):
    """Moves the current row of a list and folds groups. Lives on the window's thread."""

    def __init__(self, view: QTableView, table: IssueTable) -> None:
        super().__init__(view)
        self._view = view
        self._table = table

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False where it means what it means in every list."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and modifiers in (_NONE, _SHIFT):
            self.go(0 if key == Qt.Key.Key_Home else len(self._table.lines) - 1, extend=modifiers == _SHIFT)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and modifiers == _NONE and self._table.layout.heads:
            self.unfold() if key == Qt.Key.Key_Right else self.fold()
        elif key in _ENTER and modifiers == _NONE and self.on_head:
            self.toggle(self._here)
        else:
            return False
        return True

    @property
    def on_head(self) -> bool:
        """Whether the current row is the head of a group and no issue."""
        lines, here = self._table.lines, self._here
        return 0 <= here < len(lines) and lines[here] < 0

    def go(self, place: int, *, extend: bool = False) -> None:
        """Make a row the current one, and select all up to it where that is asked for."""
        lines, here = self._table.lines, self._here
        if not lines:
            return
        place = min(max(place, 0), len(lines) - 1)
        target = self._table.index(place, TITLE)
        model = self._view.selectionModel()
        if extend and here >= 0:
            top, bottom = sorted((here, place))
            span = QItemSelection(self._table.index(top, 0), self._table.index(bottom, COLUMNS - 1))
            model.select(span, _FLAG.Select)
            model.setCurrentIndex(target, _FLAG.NoUpdate)
        else:
            model.setCurrentIndex(target, _FLAG.ClearAndSelect | _FLAG.Rows)
        self._view.scrollTo(target)

    def step(self, steps: int) -> None:
        """Go to the next issue in a direction, over heads; to a head where no issue follows."""
        lines, here = self._table.lines, self._here
        place = here + steps
        while 0 <= place < len(lines) and lines[place] < 0:
            place += steps
        self.go(place if 0 <= place < len(lines) else here + steps)

    def fold(self) -> None:
        """Fold the current group; from what stands in it, go to its head."""
        group = self._table.group_at(self._here)
        if group is not None and group.count and not self._table.is_folded(group):
            self.toggle(self._here)
        elif (head := self.head_of(self._here)) >= 0:
            self.go(head)

    def unfold(self) -> None:
        """Unfold the current group; from an unfolded one, go to what stands in it first."""
        group = self._table.group_at(self._here)
        if group is None or not group.count:
            return
        if self._table.is_folded(group):
            self.toggle(self._here)
        else:
            self.go(self._here + 1)

    def toggle(self, place: int) -> None:
        """Fold or unfold the group with that head; what is current in it hands over to the head."""
        table = self._table
        group = table.group_at(place)
        if group is None or not group.count:
            return
        folded = not table.is_folded(group)
        if folded and self._stands_in(self._here, place):
            self.go(place)
        table.set_folded(table.folded_groups ^ {group.value})
        self._say(group, folded=folded)

    @Slot()
    def fold_all(self) -> None:
        """Leave only the heads."""
        while (head := self.head_of(self._here)) >= 0:
            self.go(head)
        self._table.set_folded({group.value for group in self._table.groups if group.count})

    @Slot()
    def unfold_all(self) -> None:
        """Show what stands in every group."""
        self._table.set_folded(())

    @property
    def _here(self) -> int:
        return self._view.currentIndex().row()

    def head_of(self, place: int) -> int:
        """Return the row of the head under which a row stands, or -1."""
        layout, lines = self._table.layout, self._table.lines
        if not 0 <= place < len(lines):
            return -1
        depth = layout.depth(place)
        if depth:
            # In bytes: under an epic with 100,000 issues this is asked with each paint.
            return max(layout.depths.rfind(bytes((above,)), 0, place) for above in range(depth))
        if lines[place] in layout.heads or not layout.places:
            return -1
        before = bisect_left(layout.places, place) - 1
        return layout.places[before] if before >= 0 else -1

    def _stands_in(self, place: int, head: int) -> bool:
        while place > head:
            place = self.head_of(place)
        return place == head

    def _say(self, group: Group, *, folded: bool) -> None:
        title = group_title(self._table.grouping, group)
        row = self._table.peek(self._here) if group.listed else None
        words = f"{row.title if row is not None else title}, {group_words(group, folded)}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))
