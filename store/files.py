"""Files that are either whole or not there: written beside the target, synced, renamed."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path


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


def beside(path: Path) -> Path:
    """A temporary name in the same folder, so that a rename stays on one file system."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


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
