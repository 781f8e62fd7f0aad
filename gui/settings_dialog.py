"""The settings: four pages of controls that act at once; nothing waits for an OK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout

from gui.key_sheet import KeySheet
from gui.pressing import press_focused
from gui.settings import Settings
from gui.settings_pages import AppearancePage, GeneralPage, KeysPage, TrackerFacts, TrackerPage
from gui.shortcut_dialog import ShortcutDialog
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XXL

if TYPE_CHECKING:
    from gui.main_window import MainWindow

WIDTH, HEIGHT = 560, 560
"""Pixels at zoom 1."""


class SettingsDialog(QDialog):
    """Open it with open(); deletes itself when closed. Lives on the window's thread."""

    def __init__(self, window: MainWindow, settings: Settings, facts: TrackerFacts) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._window = window
        registry = window.registry
        self.general = GeneralPage(registry, settings, facts.actor, self)
        self.appearance = AppearancePage(registry, window.look, window.later.reading, self)
        self.keys = KeysPage(registry, self)
        self.tracker = TrackerPage(registry, facts, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.tabBar().setAccessibleName(self.tr("Pages of the settings"))
        for page in (self.general, self.appearance, self.keys, self.tracker):
            self.tabs.addTab(page, page.title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_M)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self.keys.change_wanted.connect(self._change_keys)
        self.keys.sheet_wanted.connect(self._show_keys)
        self.tracker.action_wanted.connect(self._do)
        window.look.changed.connect(self._fit)
        self._fit()
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_focused(event):
            super().keyPressEvent(event)

    @Slot()
    def _fit(self) -> None:
        """Be as large as the text asks for, and no larger than the window."""
        scaled, room = self._window.look.scaled, self._window.size()
        width = min(scaled(WIDTH), max(room.width() - SPACE_XXL, WIDTH))
        self.resize(width, min(scaled(HEIGHT), max(room.height() - SPACE_XXL, HEIGHT - SPACE_XXL)))

    @Slot()
    def _change_keys(self) -> None:
        window = self._window
        ShortcutDialog(window.registry, window.keyboard.bindings, window.look, self).open()

    @Slot()
    def _show_keys(self) -> None:
        KeySheet(self._window.registry, self).open()

    @Slot(object)
    def _do(self, name: str) -> None:
        """Leave, and do what opens something in the window."""
        self.reject()
        self._window.registry[name].trigger()
