"""Small files that only their owner may read, written whole or not at all. Any thread."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

_LARGEST = 4 * 1024 * 1024


def private_folder(path: Path) -> Path:
    """Creates the folder and those above it where missing, each 0700; OSError as the system says."""
    missing: list[Path] = []
    folder = path.absolute()
    while not folder.is_dir() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        # mkdir(parents=True) would give the folders above the default mode.
        one.mkdir(mode=0o700, exist_ok=True)
    return path


def read_text(path: Path) -> str | None:
    """A small UTF-8 file; None when it is missing or unreadable, bytes that are no UTF-8 kept as escapes."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", "surrogateescape")
    except OSError:
        return None


def write_private(path: Path, data: bytes, *, replace: bool = True) -> bool:
    """Puts a 0600 file in place at once and durably; its folder is made where missing.

    replace=False keeps a file that is already there, also one that another process puts there in
    this very moment. Returns whether ours is in place. OSError as the system says.
    """
    private_folder(path.parent)
    spare = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        placed = _place(spare, path, replace=replace)
    finally:
        with contextlib.suppress(OSError):
            spare.unlink()
    _sync_folder(path.parent)
    return placed


def _place(spare: Path, path: Path, *, replace: bool) -> bool:
    if replace:
        spare.replace(path)
        return True
    try:
        # Unlike rename, link never replaces.
        path.hardlink_to(spare)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links: the worst that a race does here is that the later file stays.
        if path.exists():
            return False
        spare.replace(path)
    return True


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, and some file systems refuse to sync one.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
