"""Files on their way into an issue: how far they are, Stop, and what could not be attached."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter
from shiboken6 import isValid

from gui.detail.drafts import INITIATOR
from gui.detail.pictures import Posts
from gui.lookout import Lookout
from gui.wording import file_names
from store.actor import Busy, Stopped
from store.attachment_files import Source
from store.attachment_names import free_name
from store.attachment_requests import Attach, Attached, NothingAttached
from store.detail_answers import Detail
from store.errors import Cancelled, KnownError
from store.issue import Issue


@dataclass(slots=True, eq=False)
class Upload:
    """Files that were chosen together. id, title: of the issue, to name it where it is not seen.

    error: why those that are left could not be attached. stopped: because somebody wanted it so. refused:
    because they are what is never attached, such as too large.
    """

    uid: str
    id: str
    title: str
    sources: tuple[Source, ...]
    done: int = 0
    total: int = 0
    under_way: bool = True
    error: str = ""
    stopped: bool = False
    refused: bool = False
    cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def is_on_disk(self) -> bool:
        """Whether nothing is lost when it is not attached."""
        return all(source.path is not None for source in self.sources)

    @property
    def names(self) -> str:
        """The name of the first file, and how many others there are."""
        return file_names(self.sources[0].called, len(self.sources) - 1)


class Attaching(QObject):
    """Every upload, also of issues that are no longer shown: what failed stays until somebody decides.

    One for all windows on a tracker, so that what failed outlives the one it was asked in. Window's thread.
    """

    changed = Signal()
    committed = Signal(object)
    """A Done: what was asked for is in the tracker."""
    failed = Signal(object)
    """An Upload of which something could not be attached, although nobody stopped it."""

    def __init__(self, bridge: Posts, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._uploads: list[Upload] = []
        self._named: set[tuple[str, str]] = set()
        self._encoder: Lookout | None = None
        self._encoding: dict[tuple[str, str], tuple[Issue, QImage]] = {}
        """Pictures on their way to be a file, by the issue's uid and their name."""

    def of(self, uid: str) -> list[Upload]:
        """Return the uploads of an issue, oldest first."""
        return [one for one in self._uploads if one.uid == uid]

    @property
    def unsent(self) -> tuple[Upload, ...]:
        """What could not be attached, and nobody has stopped; files that are refused stay where they are."""
        return tuple(
            one
            for one in self._uploads
            if one.error and not one.stopped and not (one.refused and one.is_on_disk)
        )

    def attach(self, issue: Issue, sources: tuple[Source, ...]) -> None:
        """Attach files to an issue."""
        if sources:
            upload = Upload(issue.uid, issue.id, issue.title, sources)
            self._uploads.append(upload)
            self._send(upload)

    def attach_paths(self, issue: Issue, paths: tuple[Path, ...]) -> None:
        """Attach files of the disk."""
        self.attach(issue, tuple(Source(path) for path in paths))

    def attach_picture(self, detail: Detail, image: QImage, day: str) -> str:
        """Attach a picture that was copied; return the name that it gets. day: "2026-11-25"."""
        uid, number = detail.issue.uid, 1
        taken = {one.name.casefold() for one in detail.attachments}
        while (name := f"picture-{day}-{number}.png") in taken or (uid, name) in self._named:
            number += 1
        name = free_name(name, taken)
        self._named.add((uid, name))
        # One thread for all, so that they come in their order; it ends with the last of them.
        self._encoder = self._encoder or Lookout(self._bridge.post)
        picture = QImage(image)
        self._encoding[uid, name] = detail.issue, picture
        self._encoder.ask(partial(_encoded, picture), partial(self._on_encoded, uid, name))
        return name

    def flush(self) -> None:
        """Send the pictures that are not encoded yet: the program ends, and waits for what was sent only."""
        for (uid, name), (_issue, picture) in list(self._encoding.items()):
            self._on_encoded(uid, name, _encoded(picture))

    def retry(self) -> None:
        """Try again all that could not be attached."""
        for upload in self.unsent:
            self.again(upload)

    def forget_all(self) -> None:
        """Forget everything, as when the tracker that it belongs to is closed."""
        self._uploads = []
        self.changed.emit()

    def again(self, upload: Upload) -> None:
        """Try again what could not be attached."""
        if upload in self._uploads and not upload.under_way:
            upload.error, upload.done, upload.cancel = "", 0, threading.Event()
            upload.stopped = False
            self._send(upload)

    def stop(self, upload: Upload) -> None:
        """Stop: nothing of it is attached."""
        upload.cancel.set()

    def forget(self, upload: Upload) -> None:
        """Let go of what could not be attached."""
        self._uploads = [one for one in self._uploads if one is not upload]
        self.changed.emit()

    def _on_encoded(self, uid: str, name: str, data: bytes) -> None:
        issue, _picture = self._encoding.pop((uid, name))
        if self._encoder is not None and not self._encoding:
            self._encoder.stop()
            self._encoder = None
        if isValid(self):
            self.attach(issue, (Source(data=data, name=name),))

    def _send(self, upload: Upload) -> None:
        upload.under_way = True
        tell = partial(self._bridge.post, partial(self._on_progress, upload))
        request = Attach(upload.uid, upload.sources, INITIATOR, _Told(upload, tell), upload.cancel)
        self._bridge.ask(request, partial(self._on_done, upload), partial(self._on_failed, upload))
        self.changed.emit()

    def _on_progress(self, upload: Upload) -> None:
        if upload.under_way and isValid(self):
            self.changed.emit()

    def _on_done(self, upload: Upload, done: Attached) -> None:
        if not isValid(self):
            return
        upload.under_way = False
        if done.left:
            upload.sources = tuple(one.source for one in done.left)
            upload.error = "\n".join(one.reason for one in done.left)
        else:
            self._uploads = [one for one in self._uploads if one is not upload]
        self.committed.emit(done)
        self.changed.emit()
        if done.left:
            self.failed.emit(upload)

    def _on_failed(self, upload: Upload, error: Exception) -> None:
        if not isValid(self):
            return
        upload.under_way = False
        upload.refused = isinstance(error, NothingAttached)
        if upload.refused:
            upload.error = str(error)
        elif isinstance(error, Cancelled):
            upload.stopped = True
            upload.error = self.tr("Stopped, so that nothing was attached: {files}").format(
                files=upload.names
            )
        else:
            upload.error = self.tr("Not attached: {files}. {why}").format(files=upload.names, why=error)
        self.changed.emit()
        if not upload.stopped:
            self.failed.emit(upload)
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error


@dataclass(frozen=True, slots=True)
class _Told:
    """Takes down on the store's thread how far an upload is, and lets the window know."""

    upload: Upload
    tell: partial[None]

    def __call__(self, done: int, total: int) -> None:
        self.upload.done, self.upload.total = done, total
        self.tell()


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(data.data())
