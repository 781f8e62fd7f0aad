"""Keeps the window beside the project's issue file: what others write there is imported. Window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from gui.bridge import StoreBridge
from gui.file_watch import FileWatch
from gui.importer import Importer
from store.lookups import FileNews
from store.standing import Stamp


class Live(QObject):
    """Asks the store whether a file that was written is another one; only then it is imported.

    So neither our own export nor a touch makes an import.
    """

    def __init__(self, bridge: StoreBridge, importer: Importer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._importer = importer
        self._path: Path | None = None
        self._round = 0
        self._asking = self._again = False
        self.watch = FileWatch(bridge.post, self)
        self.watch.changed.connect(self._on_changed)

    def start(self, path: Path | None, seen: Stamp | None = None) -> None:
        """Watch a project's file, or nothing. seen: what stood there, for which somebody else cares."""
        self.stop()
        self._path = path
        if path is not None:
            self.watch.watch(path, seen=seen)

    def stop(self) -> None:
        """Import nothing more; an answer under way counts no longer."""
        self.watch.stop()
        self._round += 1
        self._asking = self._again = False

    def go_on(self) -> None:
        """Watch the same file again; what was written meanwhile is imported, also what was being imported."""
        if self._path is not None:
            self.watch.watch(self._path)

    @Slot()
    def _on_changed(self) -> None:
        if self._path is None:
            return
        if self._asking:
            self._again = True
            return
        self._asking = True
        round_, path = self._round, self._path

        def answered(news: bool) -> None:
            if round_ == self._round:
                self._on_answer(path, news)

        def failed(_error: Exception) -> None:
            # The import itself will tell what is wrong.
            answered(True)

        self._bridge.ask(FileNews(path), answered, failed)

    def _on_answer(self, path: Path, news: bool) -> None:
        self._asking = False
        # What waits there may be gone again.
        if news or self._importer.waiting is not None:
            self._importer.run(path)
        if self._again:
            self._again = False
            self._on_changed()
