"""The dialogs that the window's actions open; none of them waits in a loop of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gui.actions import Actions
from gui.key_sheet import KeySheet


class WindowDialogs(QObject):
    """Lives on the window's thread; the dialogs belong to the window and delete themselves."""

    path_chosen = Signal(object)
    """A tracker, or a folder with .beads."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        self.folder = Path.home()
        """Where dialogs begin."""

    @Slot()
    def ask_tracker(self) -> None:
        """Ask for a tracker's file."""
        dialog = QFileDialog(self._window, self.tr("Open tracker"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Trackers (*.strandline)"), self.tr("All files (*)")])
        self._open(dialog)

    @Slot()
    def ask_folder(self) -> None:
        """Ask for a folder that has a .beads folder in it."""
        dialog = QFileDialog(self._window, self.tr("Open a folder with .beads"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open(dialog)

    @Slot()
    def show_keys(self) -> None:
        """Show every keyboard shortcut."""
        KeySheet(self._actions, self._window).open()

    @Slot()
    def about(self) -> None:
        """Say what this program is."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("About Strandline"))
        box.setText(self.tr("Strandline never shows as saved what is not."))
        box.setInformativeText(self.tr("Icons: Lucide (ISC licence). Strandline: MIT licence."))
        box.open()

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDirectory(str(self.folder))
        dialog.fileSelected.connect(self._on_path)
        dialog.open()

    @Slot(str)
    def _on_path(self, path: str) -> None:
        self.path_chosen.emit(path)
