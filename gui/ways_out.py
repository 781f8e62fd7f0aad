"""Every way in which a whole tracker leaves the window: as a file of issues, or as a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from gui.bridge import StoreBridge
from gui.i18n import number, plural
from gui.main_window import MainWindow
from gui.target_dialogs import ask_copy_target, ask_target
from store import csv_write
from store.close_requests import Canceller, SaveCopy
from store.copying import Copied
from store.exchange_answers import Exported
from store.exchange_requests import Export, ExportTable


class WaysOut(QObject):
    """Asks where to, lets the store write, and says what was written. Lives on the window's thread."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""

    def __init__(self, bridge: StoreBridge, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._target = Path()
        self._canceller = Canceller()
        self.tracker = Path()
        """The file of the tracker that is open."""
        self.name = ""
        """What people call it."""
        self.folder = Path.home()
        """Where dialogs begin."""
        window.export_requested.connect(self._ask_export)
        window.copy_requested.connect(self._ask_copy)

    @Slot()
    def _ask_export(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Export issues"))
        dialog.setNameFilters(
            [
                self.tr("Issue files (*.jsonl)"),
                self.tr("Tables for spreadsheets (*.csv)"),
                self.tr("All files (*)"),
            ]
        )
        ask_target(dialog, f"{self.name}.jsonl", self._export, self.folder)

    @Slot()
    def _ask_copy(self) -> None:
        ask_copy_target(self._window, self.tracker, self._copy, self.folder, self.name)

    @Slot(str)
    def _export(self, path: str) -> None:
        self._target = Path(path)
        # What is typed and not sent yet belongs into it; the store answers in order.
        self._window.detail.flush()
        if csv_write.is_csv(self._target):
            self._bridge.ask_quietly(ExportTable(self._target), self._on_table, self._on_failed)
        else:
            self._bridge.ask_quietly(Export(self._target), self._on_exported, self._on_failed)

    @Slot(str)
    def _copy(self, path: str) -> None:
        self._window.detail.flush()
        self._canceller = Canceller()
        request = SaveCopy(Path(path), replace=True, cancel=self._canceller)
        self._bridge.ask_quietly(request, self._on_copied, self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Break a copy off: the computer does not wait for it."""
        self._canceller.set()

    def _on_exported(self, exported: Exported) -> None:
        n = exported.lines
        words = plural(self.tr("Exported %n line(s) to {file}", "", n), n).replace(str(n), number(n), 1)
        self.said.emit(words.format(file=self._target.name), True)

    def _on_table(self, exported: Exported) -> None:
        n = exported.lines
        words = plural(self.tr("Exported %n issue(s) to {file}", "", n), n).replace(str(n), number(n), 1)
        self.said.emit(words.format(file=self._target.name), True)

    def _on_copied(self, copied: Copied) -> None:
        n = copied.issues
        words = plural(self.tr("Saved a complete copy, %n issue(s): {file}", "", n), n)
        self.said.emit(words.replace(str(n), number(n), 1).format(file=copied.path.name), True)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(str(error), False)
