"""Keeps rows where they are seen while others come and go by changes made outside. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QTableView

from gui.bridge import IMPORT
from gui.issue_delegate import IssueDelegate
from gui.issue_table import IssueTable


class SteadyRows(QObject):
    """Holds on to the row under the mouse, else to the current one in sight, else to the topmost one.

    A list that nobody works in and that is at its beginning stays there: new issues are seen.
    """

    def __init__(self, view: QTableView, table: IssueTable, delegate: IssueDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._delegate = delegate
        self._key, self._top = 0, 0
        self._hovered = 0
        table.reordering.connect(self._keep)
        table.reordered.connect(self._bring_back)

    @Slot()
    def _keep(self) -> None:
        keys, hovered = self._table.keys, self._delegate.hovered
        self._hovered = keys[hovered] if 0 <= hovered < len(keys) else 0
        place = self._anchor()
        self._key = 0
        if self._table.initiator in ("", IMPORT) and 0 <= place < len(keys):
            self._key, self._top = keys[place], self._view.rowViewportPosition(place)

    def _anchor(self) -> int:
        if self._hovered:
            return self._delegate.hovered
        place = self._view.currentIndex().row()
        top = self._view.rowViewportPosition(place)
        if self._view.hasFocus() and place >= 0 and 0 <= top < self._view.viewport().height():
            return place
        return self._view.rowAt(0) if self._view.verticalScrollBar().value() else -1

    @Slot()
    def _bring_back(self) -> None:
        place = self._table.place_of(self._key) if self._key else -1
        if place >= 0:
            step = self._view.verticalHeader().defaultSectionSize()
            self._view.verticalScrollBar().setValue(place * step - self._top)
        self._delegate.hovered = self._table.place_of(self._hovered) if self._hovered else -1
