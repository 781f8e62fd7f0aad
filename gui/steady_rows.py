"""Keeps rows where they are seen while others come and go by changes made outside. Window's thread."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QTableView

from gui.bridge import IMPORT
from gui.issue_delegate import IssueDelegate
from gui.issue_table import IssueTable


class SteadyRows(QObject):
    """Moves the list as most of the rows in sight have moved: one that was sorted away takes nobody along.

    A list that nobody works in and that is at its beginning stays there: new issues are seen.
    """

    def __init__(self, view: QTableView, table: IssueTable, delegate: IssueDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._delegate = delegate
        self._tops: dict[int, int] = {}
        self._hovered = 0
        table.reordering.connect(self._keep)
        table.reordered.connect(self._bring_back)

    @Slot()
    def _keep(self) -> None:
        keys, hovered = self._table.lines, self._delegate.hovered
        self._hovered = keys[hovered] if 0 <= hovered < len(keys) else 0
        self._tops = {}
        if self._table.initiator in ("", IMPORT) and self._holds():
            first, last = self._view.rowAt(0), self._view.rowAt(self._view.viewport().height() - 1)
            seen = range(max(first, 0), (last if last >= 0 else len(keys) - 1) + 1)
            self._tops = {keys[place]: self._view.rowViewportPosition(place) for place in seen}

    def _holds(self) -> bool:
        top = self._view.rowViewportPosition(self._view.currentIndex().row())
        works = self._view.hasFocus() and 0 <= top < self._view.viewport().height()
        return bool(self._hovered or works or self._view.verticalScrollBar().value())

    @Slot()
    def _bring_back(self) -> None:
        step = self._view.verticalHeader().defaultSectionSize()
        tops, keys = self._tops, self._table.lines
        wanted = Counter(place * step - tops[key] for place, key in enumerate(keys) if key in tops)
        if wanted:
            self._view.verticalScrollBar().setValue(wanted.most_common(1)[0][0])
        self._delegate.hovered = self._table.place_of(self._hovered) if self._hovered else -1
