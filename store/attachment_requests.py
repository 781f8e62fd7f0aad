"""What can be asked of attached files: attach, rename, remove, save out; by window and terminal alike."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from store.answers import Done
from store.attachment_files import Source
from store.errors import Invalid
from store.pace import Progress
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class NotAttached:
    """A file that was left out, and why, with what can be done, in words for people."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Attached(Done):
    """Files are attached. names: how they are called now, in the order of those that were."""

    names: tuple[str, ...] = ()
    left: tuple[NotAttached, ...] = ()


class NothingAttached(Invalid):
    """None of the files could be attached; left: why not, for each."""

    def __init__(self, left: tuple[NotAttached, ...]) -> None:
        super().__init__("\n".join(one.reason for one in left))
        self.left = left


@dataclass(frozen=True, slots=True)
class Attach(Request[Attached]):
    """Attach files to an issue as one step; those that cannot be are left out and named."""

    uid: str
    sources: tuple[Source, ...]
    initiator: str = ""
    progress: Progress | None = None
    """Called on the store's thread, at most 20 times a second, with bytes done and bytes in all."""
    cancel: threading.Event | None = None
    """Once it is set, it stops with Cancelled, and nothing is attached."""

    def run(self, tracker: Tracker) -> Attached:
        """Raises NothingAttached, NotFound, Invalid (in the trash), Cancelled, and as every write."""
        from store import attaching

        return attaching.attach(tracker, self)


@dataclass(frozen=True, slots=True)
class RenameAttachment(Request[Done]):
    """Give an attached file of an issue (its uid) another name."""

    uid: str
    attachment: str
    name: str
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid for a name that is taken or cannot be, and NotFound."""
        from store import attaching

        return attaching.rename(tracker, self)


@dataclass(frozen=True, slots=True)
class RemoveAttachment(Request[Done]):
    """Take a file off an issue; undo attaches it again."""

    uid: str
    attachment: str
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NotFound."""
        from store import attaching

        return attaching.remove(tracker, self)


@dataclass(frozen=True, slots=True)
class SavedFile:
    """An attached file that was written out."""

    path: Path
    bytes: int


@dataclass(frozen=True, slots=True)
class SaveAttachment(Request[SavedFile]):
    """Write an attached file to the disk, checked against its hash. progress, cancel: as of Attach."""

    attachment: str
    target: Path
    replace: bool = False
    progress: Progress | None = None
    cancel: threading.Event | None = None

    def run(self, tracker: Tracker) -> SavedFile:
        """Raises Invalid when the name is taken, NotFound, Damaged, DiskFull, Cancelled."""
        from store import attaching

        return attaching.save(tracker, self)
