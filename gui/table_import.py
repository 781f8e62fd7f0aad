"""Asks what the columns of a table are before it is imported. Window's thread."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from store.csv_preview import Preview, PreviewCsv

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.bridge import StoreBridge
    from gui.csv_dialog import CsvDialog
    from gui.theme import Theme


class TableImport(QObject):
    """One dialog for one table at a time; the store looks at the file."""

    wanted = Signal(object, object)
    """A path, and what each of its columns is: the table shall be imported so."""

    def __init__(self, bridge: StoreBridge, look: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._look = look
        self._window = window
        self._path = Path()
        self._round = 0
        self._cancel = threading.Event()
        self.dialog: CsvDialog | None = None
        """The dialog that is open."""

    @Slot(object)
    def ask(self, path: Path) -> None:
        """Show what would become of a table; wanted follows when somebody says so."""
        self.stop()
        self._path = path
        from gui.csv_dialog import CsvDialog

        dialog = self.dialog = CsvDialog(path, self._look, self._window)
        dialog.fields_changed.connect(self._look_at)
        dialog.again_wanted.connect(self._look_again)
        dialog.accepted.connect(self._on_accepted)
        dialog.rejected.connect(self._on_rejected)
        dialog.open()
        self._look_at({})

    def stop(self) -> None:
        """Close the dialog; the store looks no further."""
        self._give_up()
        if self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def _look_again(self) -> None:
        self._look_at({})

    @Slot(object)
    def _look_at(self, fields: dict[str, str]) -> None:
        self._give_up()
        self._cancel = threading.Event()
        self._bridge.ask_quietly(
            PreviewCsv(self._path, tuple(fields.items()), self._cancel),
            partial(self._on_preview, self._round),
            partial(self._on_failed, self._round),
        )

    def _on_preview(self, round_: int, preview: Preview) -> None:
        if round_ == self._round and self.dialog is not None:
            self.dialog.show_preview(preview)

    def _on_failed(self, round_: int, error: Exception) -> None:
        if round_ == self._round and self.dialog is not None:
            self.dialog.show_error(error)

    @Slot()
    def _on_accepted(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and dialog.preview is not None:
            self.wanted.emit(self._path, dialog.preview.fields)

    @Slot()
    def _on_rejected(self) -> None:
        self._give_up()
        self.dialog = None

    def _give_up(self) -> None:
        """Nobody waits any more for what the store looks at now."""
        self._round += 1
        self._cancel.set()
