"""What the keyboard has in the window besides its parts: the palette and the way to what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.bridge import StoreBridge
from gui.palette import Palette
from gui.settings import Settings

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Keyboard(QObject):
    """Builds and connects; lives on the window's thread."""

    def __init__(self, window: MainWindow, bridge: StoreBridge, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self.palette = Palette(window.registry, bridge, window.look, settings, window)
        self.palette.issue_chosen.connect(self._open_issue)
        self.palette.search_chosen.connect(self._search)
        self.palette.create_chosen.connect(self._create)
        window.registry.connect_all({"palette.open": self.palette.toggle})

    @Slot(object)
    def _open_issue(self, uid: str) -> None:
        self._window.detail.show_issue(uid)
        self._window.access.open_issue()

    @Slot(object)
    def _search(self, text: str) -> None:
        window = self._window
        window.search.setText(text)
        window.query.search_all()
        window.list_pane.take_focus()

    @Slot(object)
    def _create(self, title: str) -> None:
        wanted = self._window.list_pane.new_issue.entry.read(title)
        self._window.commands.create(wanted, self._window.sidebar.choice)
