"""Keeps what is selected, what is current and where it is seen while a list starts again."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Slot
from PySide6.QtWidgets import QTableView

from gui.issue_table import IssueTable
from gui.key_diff import runs
from gui.list_columns import COLUMNS, TITLE

_FLAG = QItemSelectionModel.SelectionFlag
_ALONE = _FLAG.ClearAndSelect | _FLAG.Rows


class KeptSelection(QObject):
    """Remembers by key, not by row. Lives on the window's thread."""

    def __init__(self, view: QTableView, table: IssueTable) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._selected: set[int] = set()
        self._current = 0
        self._height = -1
        table.modelAboutToBeReset.connect(self.keep)

    @Slot()
    def keep(self) -> None:
        """Note what there is before the list starts again."""
        keys, place = self._table.lines, self._view.currentIndex().row()
        ranges = [keys[part.top() : part.bottom() + 1] for part in selected_ranges(self._view)]
        self._selected = {key for part in ranges for key in part}
        self._current = keys[place] if 0 <= place < len(keys) else 0
        self._height = self._view.rowViewportPosition(place)

    def take(self, keys: Iterable[int], current: int) -> None:
        """Select these, now and when the list has started again."""
        self._selected, self._current, self._height = set(keys), current, -1
        self.bring_back()

    def bring_back(self) -> None:
        """Select again what is still there; without the current issue, go to the first one."""
        keys = self._table.lines
        if not keys:
            return
        model = self._view.selectionModel()
        if self._selected:
            model.select(self._span(), _FLAG.ClearAndSelect)
        found = self._table.place_of(self._current) if self._current else -1
        if found < 0:
            self._view.scrollToTop()
            first = next((place for place, key in enumerate(keys) if key > 0), 0)
            model.setCurrentIndex(self._table.index(first, TITLE), _ALONE)
            return
        model.setCurrentIndex(self._table.index(found, TITLE), _FLAG.NoUpdate if self._selected else _ALONE)
        if 0 <= self._height < self._view.viewport().height():
            step = self._view.verticalHeader().defaultSectionSize()
            top = found * step - self._height
            if keys[0] <= 0 and top <= step:
                # Alone above the edge the first head would be missed: the list looked as if without groups.
                top = 0
            self._view.verticalScrollBar().setValue(top)
        else:
            self._view.scrollTo(self._table.index(found, TITLE))

    def _span(self) -> QItemSelection:
        span = QItemSelection()
        places = (place for place, key in enumerate(self._table.lines) if key in self._selected)
        for first, count in runs(places):
            last = self._table.index(first + count - 1, COLUMNS - 1)
            span.append(QItemSelectionRange(self._table.index(first, 0), last))
        return span


def selected_ranges(view: QTableView) -> list[QItemSelectionRange]:
    """Return the selected ranges; never the selected cells, of which there may be a million."""
    selection = view.selectionModel().selection()
    return [selection.at(place) for place in range(selection.count())]
