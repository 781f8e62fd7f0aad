"""Attached files that leave the tracker: saved somewhere, or as a copy for another program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.detail.pictures import Posts
from gui.detail.saving_bar import Saving
from gui.target_dialogs import ask_target
from store.actor import Busy, Stopped
from store.attachment import Attachment
from store.attachment_requests import SaveAttachment, SavedFile
from store.errors import Cancelled, KnownError


class HandingOut(QObject):
    """Asks where to, lets the store write, and says what became of it. Lives on the window's thread."""

    said = Signal(object, bool)
    """Words, and whether all is well."""
    begun = Signal(object)
    """A Saving."""
    moved = Signal(object)
    """A Saving that is further."""
    ended = Signal(object)

    def __init__(self, bridge: Posts, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._over = parent
        self._file: Attachment | None = None
        self._folder = Path.home()
        self._private: Path | None = None
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    @Slot(object)
    def ask_target(self, file: Attachment) -> None:
        """Ask for a place, and save a file there."""
        self._file = file
        dialog = QFileDialog(self._over.window(), self.tr("Save attached file"))
        ask_target(dialog, file.name, self._save, self._folder)

    @Slot(str)
    def _save(self, target: str) -> None:
        if self._file is not None:
            self._folder = Path(target).parent
            self._write(self._file, Path(target), self._on_saved, replace=True)

    @Slot(object)
    def open(self, file: Attachment) -> None:
        """Let the system's program show a copy that only this user may read; nothing that could run."""
        if not file.may_be_opened:
            return
        try:
            folder = Path(tempfile.mkdtemp(dir=self._private_folder()))
        except OSError as error:
            self._on_failed(KnownError(self.tr("No copy could be made: {why}").format(why=error.strerror)))
            return
        self._write(file, folder / file.name, partial(self._on_copied, file))

    def _write(
        self, file: Attachment, target: Path, then: Callable[[SavedFile], None], *, replace: bool = False
    ) -> None:
        saving = Saving(file.name)
        tell = partial(self._bridge.post, partial(self.moved.emit, saving))
        request = SaveAttachment(file.uid, target, replace, _Told(saving, tell), saving.cancel)
        self._bridge.ask(
            request, partial(self._on_written, saving, then), partial(self._on_unwritten, saving)
        )
        self.begun.emit(saving)

    def _on_written(self, saving: Saving, then: Callable[[SavedFile], None], saved: SavedFile) -> None:
        self.ended.emit(saving)
        then(saved)

    def _on_unwritten(self, saving: Saving, error: Exception) -> None:
        self.ended.emit(saving)
        if isinstance(error, Cancelled):
            words = self.tr("Stopped, so that nothing was saved: {name}")
            self.said.emit(words.format(name=saving.name), True)
        else:
            self._on_failed(error)

    def _private_folder(self) -> Path:
        if self._private is None or not self._private.is_dir():
            self._private = Path(tempfile.mkdtemp(prefix="strandline-"))
        return self._private

    @Slot()
    def clear(self) -> None:
        """Take the copies away with the program."""
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)

    def _on_copied(self, file: Attachment, saved: SavedFile) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(saved.path))):
            words = self.tr("A copy of {name} was opened. What is changed in it is not attached.")
            self.said.emit(words.format(name=file.name), True)
        else:
            words = self.tr("No program was found for {name}. Save it to open it yourself.")
            self.said.emit(words.format(name=file.name), False)

    def _on_saved(self, saved: SavedFile) -> None:
        self.said.emit(self.tr("Saved as {path}").format(path=saved.path), True)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(str(error), False)
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error


@dataclass(frozen=True, slots=True)
class _Told:
    """Takes down on the store's thread how far it is, and lets the window know."""

    saving: Saving
    tell: partial[None]

    def __call__(self, done: int, total: int) -> None:
        self.saving.done, self.saving.total = done, total
        self.tell()
