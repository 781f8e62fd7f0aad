"""What the system says about files and folders: a hint, quick where it comes, and never the truth."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Signal, Slot

Identity = tuple[int, int]


class FileHint(QObject):
    """Watches paths, not files: one that is replaced or comes back is watched again. Window's thread.

    Nothing is opened on Linux (inotify) and Windows; see Watch for what that means for a tracker.
    """

    hinted = Signal()
    """Something happened to one of the paths, or right below one that is a folder."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher: QFileSystemWatcher | None = None
        self._paths: dict[str, Identity | None] = {}

    def watch(self, *paths: Path) -> None:
        """Watch these and no others; they need not be there."""
        self.stop()
        # Not ours: its socket must be closed on this thread, and Python may forget us on another one.
        self._watcher = QFileSystemWatcher(QCoreApplication.instance())
        self._watcher.fileChanged.connect(self._on_hint)
        self._watcher.directoryChanged.connect(self._on_hint)
        self._paths = dict.fromkeys(str(path) for path in paths)
        self.renew()

    def stop(self) -> None:
        """Watch nothing."""
        watcher, self._watcher = self._watcher, None
        self._paths = {}
        if watcher is not None:
            watcher.deleteLater()

    def renew(self) -> None:
        """Watch what stands at the paths now; a watch of something that was replaced hears nothing more."""
        watcher = self._watcher
        if watcher is None:
            return
        watched = {*watcher.files(), *watcher.directories()}
        for path, before in self._paths.items():
            now = identity(path)
            if path in watched and now == before:
                continue
            if path in watched:
                watcher.removePath(path)
            # Noted before it is watched: what is replaced in between differs at the next look.
            self._paths[path] = now
            if now is not None:
                watcher.addPath(path)

    @Slot(str)
    def _on_hint(self, _path: str) -> None:
        if self._paths:
            self.renew()
            self.hinted.emit()


def identity(path: str | Path) -> Identity | None:
    """Return what tells the file or folder at a path from another one; None when there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
