"""Files that are either whole or not there: written beside the target, synced, renamed. Any thread."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Generator, Iterable
from pathlib import Path

_OF_SHELLS = frozenset({Path("/dev/fd"), Path("/proc/self/fd")})
"""Where a shell has what `<(…)` stands for."""
_HALF_MADE = re.compile(
    r"\..+\.strandline(\.damaged-[0-9a-f]{12}(-wal)?)?\.[0-9a-f]{8}\.tmp(-journal|-wal|-shm)?", re.DOTALL
)
_LEFT_BEHIND = 24 * 3600
"""Seconds after which a file that nobody finished is nobody's."""
LARGEST = 1 << 30
"""Bytes of a file that is read whole; 100,000 issues are some 100 MB, and reading takes four times that."""

_NO_FULL_SYNC = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTTY, errno.ENOSYS})
"""How a volume says that it does not know F_FULLFSYNC."""
_NO_FOLDERS = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES, errno.EPERM, errno.EISDIR}
)
"""How a system or a volume says that folders cannot be synced there, Windows when one is opened."""


class Unsynced(OSError):
    """A file has its name and is whole, but its folder could not be synced."""

    def told(self, name: str) -> str:
        """The same in words."""
        return (
            f"{name} was written, but the disk failed to make that last ({self.strerror}): a power cut may "
            "still take it back. Check the disk."
        )


class TooLarge(OSError):
    """A file has more bytes than LARGEST; also one without an end, which a pipe can be."""

    def __init__(self) -> None:
        super().__init__(errno.EFBIG, f"it is larger than {LARGEST >> 20} MiB")


def read_whole(path: Path) -> bytes:
    """The content of a file. Raises OSError, also for a pipe or a device, which could keep us waiting.

    What a shell or standard input pipes to a command is read. Raises TooLarge, too.
    """
    if path == Path("/dev/stdin") or path.parent in _OF_SHELLS:
        return _read_pipe(path)
    with open(path, "rb", opener=_at_once) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file")
        if found.st_size > LARGEST:
            raise TooLarge
        return file.read()


def _read_pipe(path: Path) -> bytes:
    data = bytearray()
    with path.open("rb") as pipe:
        while part := pipe.read(1 << 20):
            data += part
            if len(data) > LARGEST:
                raise TooLarge
    return bytes(data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old content or the new one. Raises OSError, Unsynced.

    A symbolic link stays one, and a file that was there keeps its permissions.
    """
    path = path.resolve()
    with making(path) as temporary:
        write_new(temporary, (data,), like=path)
        temporary.replace(path)
        sync_folder(path.parent)


def _at_once(path: str, flags: int) -> int:
    # Nobody may ever write to a pipe: to open it is to wait already.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def beside(path: Path) -> Path:
    """A temporary name in the same folder, so that a rename stays on one file system."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


@contextlib.contextmanager
def making(path: Path) -> Generator[Path]:
    """A temporary name beside a file that is to come; whatever happens, nothing keeps that name."""
    temporary = beside(path)
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def write_new(path: Path, pieces: Iterable[bytes], *, like: Path | None = None) -> None:
    """Write a file that nobody has yet, and sync it. Raises OSError.

    Only its owner may read it; like: who may read that one, if it is there, and else whoever the system lets.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if like is None else 0o666)
    with os.fdopen(handle, "wb") as file:
        if like is not None:
            with contextlib.suppress(FileNotFoundError):
                path.chmod(stat.S_IMODE(like.stat().st_mode))
        for piece in pieces:
            file.write(piece)
        file.flush()
        sync(file.fileno())


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file under a name that it has whole or not at all; the folder is not synced. Raises OSError."""
    import shutil

    with making(target) as temporary:
        shutil.copyfile(source, temporary)
        sync_file(temporary)
        temporary.replace(target)


def publish(temporary: Path, path: Path) -> bool:
    """Give a finished file its name unless another one has it; return whether it is there now."""
    try:
        # Unlike a rename, a link never takes the place of a file that has come meanwhile.
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links, such as exFAT: the worst that a race does is that the later stays.
        if path.exists():
            return False
        temporary.replace(path)
    return True


def sweep(folder: Path) -> None:
    """Take away trackers that a killed program left half made, and SQLite's -journal and -wal of them."""
    for left in folder.glob(".*.strandline.*.tmp*"):
        with contextlib.suppress(OSError):
            if _HALF_MADE.fullmatch(left.name) and time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def sync(handle: int) -> None:
    """Bring what was written to a file, or the names in a folder, onto the disk itself. Raises OSError."""
    if sys.platform == "darwin":
        import fcntl

        try:
            # A plain fsync leaves data in the drive's cache there.
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NO_FULL_SYNC:
                raise
        else:
            return
    os.fsync(handle)


def sync_file(path: Path) -> None:
    """The same for a file that somebody else has written."""
    with path.open("r+b") as file:
        sync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, where folders can be synced. Raises Unsynced."""
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            sync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDERS:
            raise Unsynced(error.errno, error.strerror) from error


def file_name(path: Path) -> str:
    """The real path as text that SQLite can hold; file names need not be UTF-8."""
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")
