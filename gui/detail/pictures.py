"""Attached pictures as they are shown: fetched and decoded one by one, beside the window's thread."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from shiboken6 import isValid

from gui.detail.decoding import decoded
from gui.detail.saver import Asks
from gui.lookout import Lookout
from store.actor import Busy, Stopped
from store.attachment import Attachment
from store.attachment_files import LIMIT
from store.attachment_kinds import PICTURES
from store.errors import Damaged, Invalid, KnownError
from store.lookups import ReadAttachment


class Posts(Asks, Protocol):
    """A bridge that also brings back what another thread has done."""

    def post(self, work: Callable[[], None]) -> None:
        """Run something on the window's thread, soon."""


class Box(NamedTuple):
    """How large a picture is wanted, in pixels, and how many of that size are remembered."""

    width: int
    height: int
    kept: int


ROW, TEXT, WHOLE = Box(144, 144, 300), Box(1280, 960, 12), Box(2560, 1600, 3)


class Shown(NamedTuple):
    """A decoded picture: null where it could not be, and its full size."""

    picture: QPixmap
    size: QSize


class Pictures(QObject):
    """Answers at once with what is known, and asks for the rest. Lives on the window's thread."""

    changed = Signal(object)
    """The uid of a file whose picture is known now, or known not to be one."""

    def __init__(self, bridge: Posts, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known = {box: OrderedDict[str, Shown]() for box in (ROW, TEXT, WHOLE)}
        self._wanted: deque[tuple[Attachment, Box]] = deque()
        self._busy: tuple[str, Box] | None = None

    def get(self, file: Attachment, box: Box) -> Shown | None:
        """Return a file's picture; None while it is on its way."""
        known = self._known[box]
        if file.uid in known:
            known.move_to_end(file.uid)
            return known[file.uid]
        waits = any(one.uid == file.uid and size == box for one, size in self._wanted)
        if self._busy != (file.uid, box) and not waits:
            self._wanted.append((file, box))
            self._next()
        return None

    def forget_wishes(self) -> None:
        """Another issue is shown: what was not fetched yet is not needed."""
        self._wanted.clear()

    def _next(self) -> None:
        if self._busy is not None or not self._wanted:
            return
        file, box = self._wanted.popleft()
        self._busy = file.uid, box
        read = partial(self._on_read, file, box)
        self._bridge.ask(ReadAttachment(file.uid, LIMIT), read, partial(self._on_failed, file, box))

    def _on_read(self, file: Attachment, box: Box, data: bytes) -> None:
        # A thread for each picture: one that waits for the next would hold up the end of the program.
        decoder = Lookout(self._bridge.post)
        look = partial(decoded, data, PICTURES[file.media_type], QSize(box.width, box.height))
        decoder.ask(look, partial(self._on_decoded, decoder, file, box))

    def _on_decoded(self, decoder: Lookout, file: Attachment, box: Box, answer: tuple[QImage, QSize]) -> None:
        decoder.stop()
        if isValid(self):
            image, size = answer
            self._know(file, box, Shown(QPixmap.fromImage(image), size))

    def _on_failed(self, file: Attachment, box: Box, error: Exception) -> None:
        if not isValid(self):
            return
        if isinstance(error, Damaged | Invalid):
            self._know(file, box, Shown(QPixmap(), QSize()))
        else:
            # Undo may bring the file back, and whoever was busy is not for ever.
            self._busy = None
            self._next()
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    def _know(self, file: Attachment, box: Box, shown: Shown) -> None:
        known = self._known[box]
        known[file.uid] = shown
        while len(known) > box.kept:
            known.popitem(last=False)
        self._busy = None
        self.changed.emit(file.uid)
        self._next()


def fitted(picture: QPixmap, width: int, height: int, ratio: float) -> QPixmap:
    """Return a picture that is at most so large on a screen of that ratio, never enlarged."""
    room = QSize(round(width * ratio), round(height * ratio))
    if picture.width() > room.width() or picture.height() > room.height():
        picture = picture.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    else:
        picture = QPixmap(picture)
    picture.setDevicePixelRatio(ratio)
    return picture
