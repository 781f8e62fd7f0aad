"""What the system says about files and folders: a hint, quick where it comes, and never the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Signal, Slot

from gui.lookout import Lookout, Post
from store.standing import Identity, stamp

R = TypeVar("R")


class FileHint(QObject):
    """Watches paths, not files: one that is replaced or comes back is watched again. Window's thread.

    Nothing is opened on Linux (inotify) and Windows; see Watch for what that means for a tracker. What
    stands at the paths is looked at by a thread of its own, and only what answered just now is watched.
    """

    hinted = Signal()
    """Something may have happened to one of the paths, or right below one that is a folder."""

    def __init__(self, post: Post, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = post
        self._watcher: QFileSystemWatcher | None = None
        self._lookout: Lookout | None = None
        self._paths: dict[str, Identity | None] = {}
        self._asking = self._again = False

    @property
    def watching(self) -> bool:
        """Whether there is something to watch."""
        return self._lookout is not None

    def watch(self, *paths: Path) -> None:
        """Watch these and no others; they need not be there."""
        self.stop()
        # Not ours: its socket must be closed on this thread, and Python may forget us on another one.
        self._watcher = QFileSystemWatcher(QCoreApplication.instance())
        self._watcher.fileChanged.connect(self._on_hint)
        self._watcher.directoryChanged.connect(self._on_hint)
        self._lookout = Lookout(self._post)
        self._paths = dict.fromkeys(str(path) for path in paths)
        self.renew()

    def stop(self) -> None:
        """Watch nothing."""
        watcher, self._watcher = self._watcher, None
        lookout, self._lookout = self._lookout, None
        self._paths = {}
        self._asking = self._again = False
        if watcher is not None:
            watcher.deleteLater()
        if lookout is not None:
            lookout.stop()

    def ask(self, look: Callable[[], R], then: Callable[[R], None]) -> None:
        """Look at files on the same thread; nothing is answered after stop()."""
        if self._lookout is not None:
            self._lookout.ask(look, then)

    def renew(self) -> None:
        """Watch what stands at the paths now; a watch of something that was replaced hears nothing more."""
        if self._asking:
            self._again = True
        elif self._lookout is not None:
            self._asking = True
            self._lookout.ask(partial(_identities, tuple(self._paths)), self._on_found)

    def _on_found(self, found: dict[str, Identity | None]) -> None:
        self._asking = False
        if self._watch_anew(found):
            # Between the look and the watch, whatever happened was told by nobody.
            self.hinted.emit()
        if self._again:
            self._again = False
            self.renew()

    def _watch_anew(self, found: dict[str, Identity | None]) -> bool:
        watcher = self._watcher
        assert watcher is not None  # noqa: S101 - no answer comes after stop()
        watched = {*watcher.files(), *watcher.directories()}
        added = False
        for path, now in found.items():
            if path in watched and now == self._paths[path]:
                continue
            if path in watched:
                watcher.removePath(path)
            self._paths[path] = now
            added |= now is not None and watcher.addPath(path)
        return added

    @Slot(str)
    def _on_hint(self, _path: str) -> None:
        if self._paths:
            self.renew()
            self.hinted.emit()


def _identities(paths: Iterable[str]) -> dict[str, Identity | None]:
    found = {path: stamp(Path(path)) for path in paths}
    return {path: None if one is None else one.identity for path, one in found.items()}
