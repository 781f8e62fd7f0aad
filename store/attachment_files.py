"""Files that are to be attached, read from the disk, and attached ones written out. On the store's thread."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store import contents, database
from store.attachment import Attachment
from store.attachment_kinds import HEAD, media_type
from store.attachment_names import as_name
from store.errors import DiskFull, Invalid, KnownError
from store.files import Unsynced, making, publish, sync_folder, write_new
from store.pace import Pace
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

LIMIT = 64 * 1024 * 1024
"""Bytes of one file: the tracker's own file grows by them, and each complete copy."""

_MIB = 1024 * 1024
_OF_SQLITE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be attached: a file, or bytes that are in none, such as a picture. name: if another."""

    path: Path | None = None
    data: bytes = b""
    name: str = ""

    @property
    def called(self) -> str:
        """The name by which it is spoken of."""
        given = self.name or (os.fsencode(self.path.name).decode("utf-8", "replace") if self.path else "")
        return as_name(given)


@dataclass(frozen=True, slots=True)
class Looked:
    """A source that was read once."""

    source: Source
    name: str
    media_type: str
    size: int
    sha256: str


def size_of(source: Source) -> int:
    """How large it seems; 0 for what cannot be looked at, of which look() says why."""
    try:
        return source.path.stat().st_size if source.path is not None else len(source.data)
    except OSError:
        return 0


def look(source: Source, pace: Pace) -> Looked:
    """Read a source to its end, without keeping it; Invalid says why it cannot be attached."""
    digest, size, head = hashlib.sha256(), 0, b""
    for piece in read(source):
        head = head or piece[:HEAD]
        digest.update(piece)
        size += len(piece)
        pace.read(len(piece))
    return Looked(source, source.called, media_type(source.called, head), size, digest.hexdigest())


def read(source: Source) -> Iterator[bytes]:
    """The pieces of a source; raises Invalid."""
    if source.path is None:
        _refuse_large(source.called, len(source.data))
        for start in range(0, len(source.data), contents.CHUNK):
            yield source.data[start : start + contents.CHUNK]
        return
    path, name = source.path, source.called
    if _is_open_tracker(path):
        raise Invalid(f"{name} is the tracker that is open. To keep it, save a complete copy.")
    try:
        with open(path, "rb", buffering=0, opener=_at_once) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise Invalid(f"{name} is no ordinary file, so that it cannot be attached.")
            _refuse_large(name, found.st_size)
            total = 0
            while piece := file.read(contents.CHUNK):
                total += len(piece)
                _refuse_large(name, total)
                yield piece
    except OSError as error:
        raise Invalid(_why(name, error)) from error


def write(tracker: Tracker, one: Attachment, target: Path, *, replace: bool, pace: Pace) -> None:
    """Write an attached file: whole under that name, or not there at all. Only its owner may read it.

    replace: an older file of that name may go. Raises Invalid when the name is taken, Damaged, DiskFull.
    """
    target = target.absolute()
    if _is_open_tracker(target) or (target.exists() and not replace):
        raise _taken(target)
    try:
        with making(target) as temporary:
            write_new(temporary, _paced(contents.pieces(tracker, one.sha256), pace))
            if replace:
                temporary.replace(target)
            elif not publish(temporary, target):
                raise _taken(target)
            sync_folder(target.parent)
    except Unsynced as error:
        raise KnownError(error.told(target.name)) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise DiskFull(
                f"The disk is too full for {target.name}. Free some space, or choose another folder."
            ) from error
        raise KnownError(
            f"{target.name} could not be written: {error.strerror}. Choose another folder."
        ) from error


def _paced(pieces: Iterable[bytes], pace: Pace) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        pace.stored(len(piece))


def _taken(target: Path) -> Invalid:
    return Invalid(f"{target.name} exists already. Choose another name; nothing was written.")


_NO_SPACE = (28, 122)  # ENOSPC, EDQUOT


def _at_once(path: str, flags: int) -> int:
    # Nobody may ever write to a pipe: to open it is to wait already.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _is_open_tracker(path: Path) -> bool:
    """Whether SQLite has the file open here: reading it by other means would drop its locks."""
    real = Path(os.path.realpath(path))
    names = [real, *(real.with_name(real.name.removesuffix(end)) for end in _OF_SQLITE)]
    return any(database.is_open_here(one) for one in names)


def _refuse_large(name: str, size: int) -> None:
    if size > LIMIT:
        raise Invalid(
            f"{name} has {-(-size // _MIB)} MB, and {LIMIT // _MIB} MB are allowed: all of it would be in "
            "the tracker's own file. Attach a smaller file, or write down where this one is."
        )


def _why(name: str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder. Attach the files in it, or pack it into one file."
    if isinstance(error, FileNotFoundError):
        return f"{name} is not there any more. Choose it where it is now."
    if isinstance(error, PermissionError):
        return f"{name} may not be read. Change its permissions, or attach a copy that you may read."
    return f"{name} could not be read: {error.strerror}. Try again, or attach a copy of it."
