"""Every way in which a person names what is to be opened: path, dialog, sample. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from gui.main_window import MainWindow
from gui.opening import Target, importing_of, resolve, sample
from store import csv_table, places
from store.errors import KnownError


class WaysIn(QObject):
    """Turns what the window asks for into a Target."""

    wanted = Signal(object)
    """A Target."""
    refused = Signal(object, object)
    """A name and the KnownError that tells why it is nothing to open."""
    table_wanted = Signal(object)
    """The path of a table: what its columns are has to be asked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._fault: tuple[str, KnownError] | None = None
        self.folder = Path.home()
        """Where dialogs begin."""
        window.open_requested.connect(self._open)
        window.import_requested.connect(self._ask_import)
        window.sample_requested.connect(self._open_sample)
        window.new_tracker_requested.connect(self._ask_new)

    def resolved(self, path: Path | None, *, create: bool = False) -> Target | None:
        """Find out what a path means; None when it is nothing to open, see tell()."""
        try:
            return resolve(path, create=create)
        except KnownError as error:
            self._fault = (path.name if path is not None else "", error)
            return None

    def tell(self) -> None:
        """Say why resolved() answered None."""
        if self._fault is not None:
            (name, error), self._fault = self._fault, None
            self.refused.emit(name, error)

    def _want(self, path: object, *, create: bool) -> None:
        if not create and is_table(Path(str(path))):
            self.table_wanted.emit(Path(str(path)))
            return
        target = self.resolved(Path(str(path)), create=create)
        if target is None:
            self.tell()
        else:
            self.wanted.emit(target)

    @Slot(object)
    def _open(self, path: object) -> None:
        self._want(path, create=False)

    @Slot(object)
    def _make(self, path: object) -> None:
        self._want(path, create=True)

    @Slot(object, object)
    def import_table(self, path: Path, fields: dict[str, str]) -> None:
        """Import a table whose columns are known now."""
        self.wanted.emit(importing_of(path, tuple(fields.items())))

    @Slot()
    def _open_sample(self) -> None:
        self.wanted.emit(sample())

    @Slot()
    def _ask_import(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Import a file into a new tracker"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Files with issues (*.jsonl *.json *.ndjson *.csv *.tsv *.db *.sqlite *.sqlite3)"),
                self.tr("All files (*)"),
            ]
        )
        _ask(dialog, self._open, self.folder)

    @Slot()
    def _ask_new(self) -> None:
        dialog = QFileDialog(self._window, self.tr("New tracker"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A tracker that is there already is opened, never written over.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(places.EXTENSION.removeprefix("."))
        dialog.setNameFilter(self.tr("Trackers (*.strandline)"))
        _ask(dialog, self._make, self.folder)


def is_table(path: Path) -> bool:
    """Whether a path is a table, whose columns have to be asked about before it is imported."""
    return csv_table.is_csv(path) and path.is_file()


def _ask(dialog: QFileDialog, then: Callable[[object], None], folder: Path) -> None:
    """Let the user choose; `then` is a bound slot."""
    dialog.setDirectory(str(folder))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
