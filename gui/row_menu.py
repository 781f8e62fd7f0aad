"""What can be done with the selected issues, as a menu at the row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from gui.action_specs import SPECS
from gui.actions import Actions
from gui.issue_views import IssueViews

_NOT_HERE = "issue.new"


class RowMenu(QMenu):
    """Opens on a right click or the menu key. Lives on the window's thread."""

    def __init__(self, registry: Actions, views: IssueViews, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self._views = views
        self.setAccessibleName(self.tr("What can be done with the selected issues"))
        for spec in SPECS:
            if spec.menu == "issue" and spec.id != _NOT_HERE:
                if spec.line and not self.isEmpty():
                    self.addSeparator()
                self.addAction(registry[spec.id])
        views.told.menu_requested.connect(self._open)

    @Slot(QPoint)
    def _open(self, place: QPoint) -> None:
        if self._views.selected_count:
            self.popup(place)
