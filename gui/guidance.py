"""What helps somebody to feel at home in a window: settings, keys, the guide, tips, templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.bridge import StoreBridge
from gui.settings import Settings
from gui.templates import Templates
from gui.tips import Tips

if TYPE_CHECKING:
    from gui.guide_window import GuideWindow
    from gui.main_window import MainWindow


class Guidance(QObject):
    """Builds and connects; what is opened is made when it is wanted. Lives on the window's thread."""

    def __init__(self, window: MainWindow, bridge: StoreBridge, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._place = ("", "", "")
        self.guide: GuideWindow | None = None
        self.templates = Templates(window, bridge)
        self.tips = Tips(window, settings)
        window.registry.connect_all(
            {
                "settings.open": self.open_settings,
                "help.guide": self.open_guide,
                "help.keys": window.dialogs.show_keys,
                "help.about": window.dialogs.about,
            }
        )

    def show_tracker(self, name: str, path: str, read_only: str) -> None:
        """Know which tracker is open. read_only: why it takes no changes, or ""."""
        self._place = (name, path, read_only)
        self.tips.show_tracker(writable=bool(name) and not read_only)
        if name:
            self.templates.refresh()

    @Slot()
    def open_settings(self) -> None:
        """Show the settings."""
        # Only here: no start needs them.
        from gui.settings_dialog import SettingsDialog
        from gui.settings_pages import TrackerFacts

        name, path, read_only = self._place
        actor = self._window.list_pane.new_issue.entry.actor
        SettingsDialog(self._window, self._settings, TrackerFacts(name, path, read_only, actor)).open()

    @Slot()
    def open_guide(self) -> None:
        """Show the guide, which is read when it is first wanted."""
        if self.guide is None:
            from gui.guide_window import GuideWindow

            self.guide = GuideWindow(self._window.look, self._window)
        self.guide.come()

    def close_quietly(self) -> None:
        """Go with the window."""
        if self.guide is not None:
            self.guide.hide()
