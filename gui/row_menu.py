"""What can be done with the selected issues, as a menu at the row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from gui.action_specs import SPECS
from gui.actions import Actions
from gui.issue_list import IssueList

_NOT_HERE = "issue.new"


class RowMenu(QMenu):
    """Opens on a right click or the menu key. Lives on the window's thread."""

    def __init__(self, registry: Actions, issues: IssueList) -> None:
        super().__init__(issues)
        self._registry = registry
        self._issues = issues
        self.setAccessibleName(self.tr("What can be done with the selected issues"))
        for spec in SPECS:
            if spec.menu == "issue" and spec.id != _NOT_HERE:
                if spec.line and not self.isEmpty():
                    self.addSeparator()
                self.addAction(registry[spec.id])
        issues.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        issues.customContextMenuRequested.connect(self._open)

    @Slot(QPoint)
    def _open(self, place: QPoint) -> None:
        """Open at the mouse; the menu key comes with no row under it, and means the current one."""
        if not self._issues.selected_count:
            return
        current = self._issues.visualRect(self._issues.currentIndex())
        under = self._issues.rowAt(place.y()) >= 0
        self.popup(self._issues.viewport().mapToGlobal(place if under else current.bottomLeft()))
