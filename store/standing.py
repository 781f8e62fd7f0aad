"""What stands at a path, without opening it. Any thread but the window's: it hangs with a network folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

Identity = tuple[int, int]


class Stamp(NamedTuple):
    """Which file stands at a path, how large it is and when it was written."""

    device: int
    inode: int
    size: int
    written: int

    @property
    def identity(self) -> Identity:
        """What tells it from another file that takes its place."""
        return self.device, self.inode


def stamp(path: Path) -> Stamp | None:
    """The file or folder at a path; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
