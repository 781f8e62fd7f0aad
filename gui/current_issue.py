"""Which issue is current after the same list was read again: the same one, or the one that follows it."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QObject, Signal, Slot
from PySide6.QtWidgets import QTableView

from gui.issue_table import IssueTable
from gui.kept_selection import selected_ranges
from gui.key_diff import heir
from gui.list_columns import TITLE

_FLAG = QItemSelectionModel.SelectionFlag


class CurrentIssue(QObject):
    """Moves the current row of a view with its issue. Lives on the window's thread.

    stays: whether the detail is to stay on an issue that has left the list, because its user is at
    work there; it does until move_on().
    """

    settled = Signal()
    """The current row is where it belongs."""
    parted = Signal(object)
    """Whether the detail stays on an issue that is not in the list any more; only when that is news."""

    def __init__(self, view: QTableView, table: IssueTable) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._keys: array[int] = array("q")
        self._place = -1
        self._left = 0
        self._told = False
        self.stays: Callable[[], bool] | None = None
        self.settling = False
        """Whether the list is being taken over now: what is current moves by itself."""
        self._several = self._restarted = False
        table.reordering.connect(self._keep)
        table.modelReset.connect(self._restart)
        table.reordered.connect(self._settle)

    @property
    def waits(self) -> bool:
        """Whether the detail stays on an issue that is not in the list."""
        return bool(self._left)

    def move_on(self) -> None:
        """The user moved: the detail follows the list again."""
        if not self.settling:
            self._left = 0
            self._tell()

    def _tell(self) -> None:
        if self.waits != self._told:
            self._told = self.waits
            self.parted.emit(self._told)

    @Slot()
    def _keep(self) -> None:
        # The table changes its keys in place.
        self._keys, self._place = self._table.lines[:], self._view.currentIndex().row()
        self._several = sum(part.height() for part in selected_ranges(self._view)) > 1
        self._restarted = False
        self.settling = True

    @Slot()
    def _restart(self) -> None:
        self._restarted = True

    @Slot()
    def _settle(self) -> None:
        keys, place, table = self._keys, self._place, self._table
        self._keys = array("q")
        if 0 <= place < len(keys):
            back = table.place_of(self._left) if self._left else -1
            if back >= 0:
                self._left = 0
                self._go(back)
            elif table.place_of(keys[place]) < 0:
                self._leave(keys, place)
            elif table.initiator and self._view.currentIndex().row() != place:
                self._view.scrollTo(self._view.currentIndex())
        self.settling = False
        self.settled.emit()
        self._tell()

    def _leave(self, keys: array[int], place: int) -> None:
        if not self._left and self.stays is not None and self.stays():
            self._left = keys[place]
        following = self._table.place_of(heir(keys, place, self._table.lines))
        if following >= 0:
            self._go(following)

    def _go(self, place: int) -> None:
        model, index = self._view.selectionModel(), self._table.index(place, TITLE)
        others = self._several and not self._restarted and model.hasSelection()
        model.setCurrentIndex(index, _FLAG.NoUpdate if others else _FLAG.ClearAndSelect | _FLAG.Rows)
        self._view.scrollTo(index)
