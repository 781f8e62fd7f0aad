"""What belongs to the query beside its box: the proposals while one types, and saved views."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.bridge import StoreBridge
from gui.completion import QueryCompletion
from gui.search_box import SearchBox
from gui.sidebar import Sidebar
from gui.theme import Theme


class QueryDesk(QObject):
    """Builds and connects these for one window. Lives on its thread."""

    def __init__(self, bridge: StoreBridge, theme: Theme, search: SearchBox, sidebar: Sidebar) -> None:
        super().__init__(search)
        self.completion = QueryCompletion(search, bridge, theme)
        sidebar.counted.connect(self.completion.set_counts)
