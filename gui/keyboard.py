"""What the keyboard has in the window besides its parts: the palette, new issues, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.bridge import StoreBridge
from gui.composing import Composing
from gui.key_bindings import KeyBindings
from gui.new_issues import NewIssues
from gui.palette import Palette
from gui.settings import Settings
from gui.shortcut_dialog import ShortcutDialog
from gui.shown_issues import ShownIssues
from gui.view_keys import ViewKeys

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Keyboard(QObject):
    """Builds and connects; lives on the window's thread."""

    def __init__(self, window: MainWindow, bridge: StoreBridge, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self.composing = Composing(self)
        self.bindings = KeyBindings(window.registry, settings, self)
        self.shown = ShownIssues(window.detail, window.registry, self)
        self.shown.revealed.connect(window.access.reveal)
        self.shown.opened.connect(window.access.open_issue)
        self.shown.followed.connect(self._go_to)
        self.new = NewIssues(bridge, window.table, window.list_pane, window.views, window.commands)
        self.palette = Palette(window.registry, bridge, window.look, settings, window)
        self.palette.issue_chosen.connect(self.shown.open)
        self.palette.search_chosen.connect(self.search)
        self.palette.create_chosen.connect(self._create)
        self.views = ViewKeys(window.query_desk.views, window.registry, window.sidebar, self.palette, self)
        window.registry.connect_all(
            {
                "palette.open": self.palette.toggle,
                "keys.change": self.change_keys,
                "issue.new": self.new.open,
                "issue.sub": self.new.open_under,
                "issue.duplicate": window.commands.duplicate,
                "issue.blocks": window.access.add_blocked,
            }
        )
        window.list_pane.empty.issue_requested.connect(self.new.open)

    @Slot()
    def change_keys(self) -> None:
        """Show every action's keys, to give it others."""
        window = self._window
        ShortcutDialog(window.registry, self.bindings, window.look, window).open()

    @Slot(object)
    def search(self, text: str) -> None:
        """Look for a text in all issues, in the list."""
        window = self._window
        window.search.setText(text)
        window.query.search_all()
        window.list_pane.take_focus()

    @Slot(object)
    def _go_to(self, key: int) -> None:
        """Let the list go to an issue, if it has it."""
        window = self._window
        if window.views.on_board or window.table.place_of(key) >= 0:
            window.views.select_key(key)

    @Slot(object)
    def _create(self, title: str) -> None:
        self.new.make(self._window.list_pane.new_issue.entry.read(title))
