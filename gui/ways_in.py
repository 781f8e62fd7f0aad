"""Every way in which a person names what is to be opened: path, dialog, sample. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from gui.lookout import Lookout, Post
from gui.main_window import MainWindow
from gui.opening import Target, importing_of, resolve, sample
from store import places
from store.errors import KnownError

PATIENCE_MS = 1000
"""A folder that takes longer is said to be waited for."""

Found = Target | Path | KnownError
"""What a path means: something to open, a table, or why it is nothing to open."""


class WaysIn(QObject):
    """Turns what the window asks for into a Target; a thread of its own looks at the files."""

    wanted = Signal(object)
    """A Target."""
    refused = Signal(object, object)
    """A name and the KnownError that tells why it is nothing to open."""
    table_wanted = Signal(object)
    """The path of a table: what its columns are has to be asked."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""

    def __init__(self, window: MainWindow, post: Post) -> None:
        super().__init__(window)
        self._window = window
        self._post = post
        self._lookout: Lookout | None = None
        self._name = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self._slow.timeout.connect(self._on_slow)
        self.folder = Path.home()
        """Where dialogs begin."""
        window.open_requested.connect(self._open)
        window.import_requested.connect(self._ask_import)
        window.sample_requested.connect(self._open_sample)
        window.new_tracker_requested.connect(self._ask_new)

    def find(self, path: Path | None, then: Callable[[Found], None], *, create: bool = False) -> None:
        """Find out what a path means; `then` gets it, unless something else is asked for before."""
        self.stop()
        self._name = path.name if path is not None else ""
        self._lookout = Lookout(self._post)
        self._lookout.ask(partial(_meaning, path, create=create), partial(self._on_found, then))
        self._slow.start()

    def stop(self) -> None:
        """Wait for no folder any more."""
        self._slow.stop()
        lookout, self._lookout = self._lookout, None
        if lookout is not None:
            lookout.stop()

    def refuse(self, error: KnownError) -> None:
        """Say why what was looked for is nothing to open."""
        self.refused.emit(self._name, error)

    def _on_found(self, then: Callable[[Found], None], found: Found) -> None:
        self.stop()
        then(found)

    def _take(self, found: Found) -> None:
        if isinstance(found, Path):
            self.table_wanted.emit(found)
        elif isinstance(found, KnownError):
            self.refuse(found)
        else:
            self.wanted.emit(found)

    @Slot()
    def _on_slow(self) -> None:
        name = self._name or self.tr("The tracker")
        self.said.emit(self.tr("{name} does not answer yet. It opens when it does.").format(name=name), True)

    @Slot(object)
    def _open(self, path: object) -> None:
        self.find(Path(str(path)), self._take)

    @Slot(object)
    def _make(self, path: object) -> None:
        self.find(Path(str(path)), self._take, create=True)

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


def _meaning(path: Path | None, *, create: bool) -> Found:
    """On the thread that looks."""
    try:
        # What the columns of a table are has to be asked about before it is imported.
        if path is not None and not create and _is_table(path):
            return path
        return resolve(path, create=create)
    except KnownError as error:
        return error
    except OSError as error:
        words = QCoreApplication.translate(
            "WaysIn", "{path} cannot be looked at: {reason}. Check that its folder is there and may be read."
        )
        return KnownError(words.format(path=path or "", reason=error.strerror))


def _ask(dialog: QFileDialog, then: Callable[[object], None], folder: Path) -> None:
    """Let the user choose; `then` is a bound slot."""
    dialog.setDirectory(str(folder))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()


def _is_table(path: Path) -> bool:
    if path.suffix == places.EXTENSION:
        return False
    from store import csv_table

    return csv_table.is_csv(path) and path.is_file()
