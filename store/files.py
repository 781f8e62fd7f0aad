"""Files that are either whole or not there: written beside the target, synced, renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from pathlib import Path

_OF_SHELLS = frozenset({Path("/dev/fd"), Path("/proc/self/fd")})
"""Where a shell has what `<(…)` stands for."""
_HALF_MADE = re.compile(r"\..+\.strandline\.[0-9a-f]{8}\.tmp(-journal|-wal|-shm)?", re.DOTALL)
_LEFT_BEHIND = 24 * 3600
"""Seconds after which a file that nobody finished is nobody's."""
LARGEST = 1 << 30
"""Bytes of a file that is read whole; 100,000 issues are some 100 MB, and reading takes four times that."""


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
    """Write a file so that a crash leaves the old content or the new one. Raises OSError.

    A symbolic link stays one, and a file that was there keeps its permissions.
    """
    path = path.resolve()
    temporary = beside(path)
    try:
        with temporary.open("xb") as file:
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _at_once(path: str, flags: int) -> int:
    # Nobody may ever write to a pipe: to open it is to wait already.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def beside(path: Path) -> Path:
    """A temporary name in the same folder, so that a rename stays on one file system."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def sweep(folder: Path) -> None:
    """Take away trackers that a killed program left half made, and SQLite's -journal and -wal of them."""
    for left in folder.glob(".*.strandline.*.tmp*"):
        with contextlib.suppress(OSError):
            if _HALF_MADE.fullmatch(left.name) and time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last; a folder cannot be opened for it on Windows."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_name(path: Path) -> str:
    """The real path as text that SQLite can hold; file names need not be UTF-8."""
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")
