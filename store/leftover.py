"""A -wal that a crash left behind: looked at before SQLite is, which would drop what follows damage in it."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from store import walscan
from store.errors import Damaged
from store.files import sync_folder

log = logging.getLogger(__name__)


def size(path: Path) -> int:
    """Bytes of the -wal beside a tracker; 0 when there is none."""
    try:
        return _wal(path).stat().st_size
    except OSError:
        return 0


def keep_if_damaged(path: Path) -> None:
    """Put copies of both files aside, once, and raise Damaged, before a damaged -wal is opened.

    The tracker must not be open in this process. While another one has it open, SQLite reads the -wal
    through the -shm and recovers nothing, so that there is nothing to look at.
    """
    if not size(path) or _is_held(path):
        return
    wal = _wal(path)
    try:
        found = walscan.scan(wal)
        if not found.damaged:
            return
        said = (
            f"{wal.name} is damaged after {found.valid} of {found.frames} frames, "
            "so later changes may be lost."
        )
        copy = path.with_name(f"{path.name}.damaged-{_digest(wal)}")
        if _wal(copy).exists():
            log.warning("%s Copies are kept as %s.", said, copy)
            return
        _copy(path, copy)
        # Last, because it says that both are there.
        _copy(wal, _wal(copy))
        sync_folder(path.parent)
    except OSError as error:
        raise Damaged(
            f"{wal.name} may be damaged and could not be copied aside: {error.strerror}. "
            "Copy it and the tracker to a safe place."
        ) from error
    raise Damaged(
        f"{said} Both files were copied aside as {copy.name} and {_wal(copy).name}. "
        "Open the tracker again to go on with what can be read."
    )


def _is_held(path: Path) -> bool:
    from store.holders import find_holders

    return bool(find_holders(path))


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _digest(wal: Path) -> str:
    import hashlib

    with wal.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _copy(source: Path, target: Path) -> None:
    import shutil

    temporary = target.with_name(f"{target.name}.tmp")
    shutil.copyfile(source, temporary)
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
