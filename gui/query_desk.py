"""What belongs to the query beside its box: the proposals while one types, and saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui.bridge import StoreBridge
from gui.completion import QueryCompletion
from gui.saved_views import SavedViews
from gui.unknown_value import UnknownValue

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class QueryDesk(QObject):
    """Builds and connects these for one window. Lives on its thread."""

    def __init__(self, window: MainWindow, bridge: StoreBridge) -> None:
        super().__init__(window)
        self._box, self._registry = window.search, window.registry
        self.completion = QueryCompletion(window.search, bridge, window.look)
        self.views = SavedViews(window, bridge)
        self.unknown = UnknownValue(window, bridge)
        window.sidebar.counted.connect(self.completion.set_counts)
        window.list_pane.empty.edit_requested.connect(window.search.take_focus)
        window.registry.connect_all({"view.save": self.views.save, "search.all": window.query.search_all})
        window.search.installEventFilter(self)
        if window.sidebar.counts.views:
            # They came with the first rows, before anybody here listened.
            self.completion.set_counts(window.sidebar.counts)
            self.views.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the key of Save view act in the box too: in other texts it means nothing."""
        if watched is self._box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            action = self._registry["view.save"]
            if QKeySequence(event.keyCombination()) in self._registry.keys("view.save"):
                action.trigger()
                return True
        return False
