"""Notices that an issue file was changed: by br, bd, git, an editor, whoever. Window's thread.

The system's hint makes it quick, a slow look makes it sure: network folders give no hints. A thread of its
own looks, so that one that hangs stalls nothing else. Nothing is read here; whether the content is another
one, the store finds out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.file_hint import FileHint
from gui.lookout import Post
from store.standing import Stamp, stamp

EACH_MS = 1000
SETTLE_MS = 60
"""A file has to stand still for so long: one that is being written must not be read half."""
EMPTY_MS = 400
"""The same for an empty one: most often it was emptied to be written anew."""
WHOLE_MS = 180
"""Versions that replace each other by renaming are whole; from then on one of them is told of."""
GONE_MS = 1000
"""A file that is away for so long was taken away; git and editors bring it back sooner."""
LONGEST_MS = 5000
"""A file that is never still is told of after so long."""


class FileWatch(QObject):
    """Watches one path, whatever file stands there."""

    changed = Signal()
    """The file is another one than before, and stands still. A file that is gone is no change."""
    gone = Signal()
    """The file was taken away and did not come back; once, until one stands there again."""

    def __init__(self, post: Post, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._told: Stamp | None = None
        self._now: Stamp | None = None
        self._missing = False
        self._since = 0.0
        self._asking = self._again = False
        self._hint = FileHint(post, self)
        self._hint.hinted.connect(self.look)
        self._poll = QTimer(self)
        self._poll.setInterval(EACH_MS)
        self._poll.timeout.connect(self._look_slowly)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._on_settled)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(GONE_MS)
        self._away.timeout.connect(self._on_away)

    @property
    def busy(self) -> bool:
        """Whether a look is under way, or a file is waited for to stand still."""
        return self._asking or self._settle.isActive()

    def watch(self, path: Path, *, seen: Stamp | None = None) -> None:
        """Watch a path from now on. seen: what stood there when it was read; that is no news."""
        self._path, self._told = path, seen
        self._missing = False
        self.go_on()

    def go_on(self) -> None:
        """Watch the same path again; what was changed meanwhile is noticed."""
        if self._path is None:
            return
        self.stop()
        # The folder for a file that is replaced, the one above it for a folder that is replaced.
        self._hint.watch(self._path, self._path.parent, self._path.parent.parent)
        self._poll.start()
        self.look()

    def stop(self) -> None:
        """Tell of nothing more."""
        self._poll.stop()
        self._settle.stop()
        self._away.stop()
        self._hint.stop()
        self._asking = self._again = False

    @Slot()
    def look(self) -> None:
        """Look whether the file is another one; when it is, wait until it stands still."""
        if not self._settle.isActive():
            self._ask(self._on_look)

    def _ask(self, then: Callable[[Stamp | None], None]) -> None:
        if self._asking:
            self._again = True
        elif self._path is not None and self._hint.watching:
            self._asking = True
            self._hint.ask(partial(stamp, self._path), partial(self._on_answer, then))

    def _on_answer(self, then: Callable[[Stamp | None], None], now: Stamp | None) -> None:
        self._asking = False
        then(now)
        if self._again:
            self._again = False
            self.look()

    def _on_look(self, now: Stamp | None) -> None:
        if now is None:
            if self._told is not None and not self._missing and not self._away.isActive():
                self._away.start()
            return
        self._away.stop()
        self._missing = False
        if now != self._told:
            self._now, self._since = now, monotonic()
            self._settle.start(_patience(now))

    @Slot()
    def _look_slowly(self) -> None:
        self._hint.renew()
        self.look()

    @Slot()
    def _on_settled(self) -> None:
        self._ask(self._on_still)

    def _on_still(self, now: Stamp | None) -> None:
        before = self._now
        waited = (monotonic() - self._since) * 1000
        if now is None or now == self._told:
            # Gone, or as it was: whoever took it away may put it back.
            self._on_look(now)
            return
        whole = before is not None and before.identity != now.identity and waited >= WHOLE_MS
        if now == before or whole or waited >= LONGEST_MS:
            self._told = now
            self.changed.emit()
            return
        self._now = now
        self._settle.start(_patience(now))

    @Slot()
    def _on_away(self) -> None:
        self._ask(self._on_missing)

    def _on_missing(self, now: Stamp | None) -> None:
        if now is None:
            self._missing = True
            self.gone.emit()


def _patience(now: Stamp) -> int:
    return SETTLE_MS if now.size else EMPTY_MS
