"""The menu of the trackers that were opened last."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.settings import Settings


class RecentMenu(QMenu):
    """Filled anew each time it opens. Lives on the window's thread."""

    chosen = Signal(object)
    """A path."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setTitle(self.tr("Open recent"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.fill()

    @Slot()
    def fill(self) -> None:
        """Put the remembered trackers into the menu."""
        self.clear()
        for path in self._settings.recent:
            action = QAction(PurePath(path).stem or path, self)
            action.setToolTip(path)
            action.setData(path)
            action.triggered.connect(self._on_chosen)
            self.addAction(action)
        self.setEnabled(bool(self._settings.recent))

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())
