"""A folder in memory, where the system has a roomy one: a commit waits for a disk, and tests commit a lot."""

from __future__ import annotations

import os
from pathlib import Path

_SHARED = Path("/dev/shm")  # noqa: S108 - whoever makes something in it makes a folder of its own
_ROOM = 2 * 10**9


def folder_in_memory(folder: Path = _SHARED, room: int = _ROOM) -> Path | None:
    """It, unless it is small (64 MB is usual in containers) or lets no program start from it."""
    if not hasattr(os, "statvfs") or not os.access(folder, os.W_OK):
        return None
    found = os.statvfs(folder)
    free = found.f_bavail * found.f_frsize
    return folder if free >= room and not found.f_flag & os.ST_NOEXEC else None
