"""The icon in the notification area, for those who want it: new issue, open, quit. Off by default."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSystemTrayIcon

from gui import icons
from gui.settings import Settings

SHOWN, KEPT = "tray/shown", "tray/keep"


class Tray(QObject):
    """Lives on the window's thread. The cross quits as ever, unless *Keep running* was chosen."""

    capture_wanted = Signal()
    said = Signal(object)

    def __init__(self, settings: Settings, window: QMainWindow, shown: QAction, kept: QAction) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self._shown, self._kept = shown, kept
        self._icon: QSystemTrayIcon | None = None
        window.installEventFilter(self)
        shown.setChecked(settings.flag(SHOWN, False))
        kept.setChecked(settings.flag(KEPT, False))
        if shown.isChecked() and QSystemTrayIcon.isSystemTrayAvailable():
            self._show()

    def keeps_running(self) -> bool:
        """Whether the cross hides the window, because the icon is there to bring it back."""
        return self._icon is not None and self._icon.isVisible() and self._kept.isChecked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window in place of a close that the user asked of the desktop, not of this program."""
        if event.type() == QEvent.Type.Close and event.spontaneous() and self.keeps_running():
            event.ignore()
            self._window.hide()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def come(self) -> None:
        """Show the window."""
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _show(self) -> None:
        menu = QMenu(self._window)
        for words, slot in (
            (self.tr("New issue…"), self.capture_wanted),
            (self.tr("Open"), self.come),
            (self.tr("Quit"), self._window.close),
        ):
            menu.addAction(words).triggered.connect(slot)
        self._icon = QSystemTrayIcon(icons.app_icon(), self)
        self._icon.setToolTip("Strandline")
        self._icon.setContextMenu(menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.show()

    @Slot()
    def show_or_hide(self) -> None:
        """Take the icon into the notification area, or away from it."""
        wanted = self._shown.isChecked()
        if wanted and not QSystemTrayIcon.isSystemTrayAvailable():
            self._shown.setChecked(False)
            self.said.emit(self.tr("This desktop has no notification area."))
            return
        self._settings.set_flag(SHOWN, wanted)
        if wanted and self._icon is None:
            self._show()
        elif self._icon is not None and not wanted:
            self._icon.hide()
            self._icon = None

    @Slot()
    def keep(self) -> None:
        """Remember whether the cross hides the window."""
        self._settings.set_flag(KEPT, self._kept.isChecked())
        if self._kept.isChecked() and self._icon is None:
            self.said.emit(self.tr("Only with the icon in the notification area, which is off."))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.come()
