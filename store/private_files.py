"""Small files that only their owner may read, written whole or not at all. Any thread."""

from __future__ import annotations

from pathlib import Path

from store.files import making, publish, sync_folder, write_new

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
    this very moment. Returns whether ours is in place. OSError as the system says, Unsynced.
    """
    private_folder(path.parent)
    placed = True
    with making(path) as temporary:
        write_new(temporary, (data,))
        if replace:
            temporary.replace(path)
        else:
            placed = publish(temporary, path)
        sync_folder(path.parent)
    return placed
