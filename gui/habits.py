"""What a window has for the day and for getting at it quickly: days that turn, capture, tray, switcher."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.day_turn import DayTurn
from gui.settings import Settings
from gui.tracker_switcher import TrackerSwitcher
from gui.tray import Tray

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Habits(QObject):
    """Builds and connects; lives on the window's thread."""

    capture_wanted = Signal()
    """The small window for a new issue."""

    def __init__(self, window: MainWindow, settings: Settings, now: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        registry = window.registry
        self.day = DayTurn(now, self)
        self.switcher = TrackerSwitcher(settings, window.search)
        self.tray = Tray(settings, window, registry["tray.shown"], registry["tray.kept"])
        registry.connect_all(
            {
                "tracker.switch": self.switcher.switch,
                "tracker.window": self.switcher.open_apart,
                "tray.shown": self.tray.show_or_hide,
                "tray.kept": self.tray.keep,
            }
        )
        registry.forward_all({"issue.capture": self.capture_wanted})
        self.switcher.wanted.connect(window.open_requested)
        self.tray.capture_wanted.connect(self.capture_wanted)
        self.tray.said.connect(self._say)

    @Slot(object)
    def _say(self, text: str) -> None:
        self._window.trust.note(text, quiet=False)
