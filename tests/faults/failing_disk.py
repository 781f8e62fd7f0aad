"""A disk of which the n-th operation fails, however it is asked: by SQLite or by the program itself."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.python_files import Ear, heard
from tests.faults.system_calls import failing_calls, failing_syncs

NUMBERS: dict[str, tuple[int, ...]] = {
    "read": (errno.EIO,),
    "write": (errno.ENOSPC, errno.EDQUOT, errno.EIO),
    "sync": (errno.EIO,),
    "sync folder": (errno.EIO, errno.ENOSPC, errno.EDQUOT),
    "truncate": (errno.EIO,),
    "lock": (errno.ENOLCK, errno.EIO),
    "write lock": (errno.ENOLCK, errno.EIO),
    "map": (errno.ENOMEM,),
    "open": (errno.ENOSPC, errno.EACCES, errno.EMFILE),
    "unlink": (errno.EACCES,),
    "rename": (errno.ENOSPC, errno.EIO),
}
"""What can fail, and how it does in life."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The n-th operation of a kind fails with that number of the system; goes_on: those after it, too."""

    what: str
    n: int
    number: int
    goes_on: bool

    def __str__(self) -> str:
        return f"{self.what} {self.n}{' and on' if self.goes_on else ''}, {os.strerror(self.number)}"


class Disk(Ear):
    """Counts what is done to the files of a folder, and fails where it should."""

    def __init__(self, folder: Path, fault: Fault | None = None) -> None:
        self.counts = Counter[str]()
        self.unsynced = 0
        """How often names were not made to last."""
        self._folder = f"{folder}{os.sep}"
        self._fault = fault
        self._rests = False

    @contextmanager
    def failing(self, *, syncs: bool) -> Generator[None]:
        """Stand below everything until the block ends.

        syncs: those of SQLite, through a VFS in Python; else its system calls. What such a VFS raises is
        still pending when the next replaced call comes, so that it is one or the other. Either way only what
        is opened in the block is heard.
        """
        try:
            with failing_syncs(self.strike) if syncs else failing_calls(self.strike), heard(self):
                yield
        finally:
            # A connection that is still open keeps the VFS through which it was opened.
            self._rests = True

    @contextmanager
    def at_rest(self) -> Generator[None]:
        """Nothing fails or is counted meanwhile: it is the test that looks."""
        self._rests = True
        try:
            yield
        finally:
            self._rests = False

    def has(self, path: Path) -> bool:
        """Whether the file is in the folder."""
        return str(path).startswith(self._folder)

    def before(self, what: str, path: Path) -> None:
        """Fail as Python does."""
        if what == "sync" and path.is_dir():
            what = "sync folder"
        if number := self.strike(what, path):
            raise OSError(number, os.strerror(number), str(path))

    def strike(self, what: str, path: Path) -> int:
        """The number of the error with which this very operation ends, 0 for none."""
        if self._rests or not self.has(path):
            return 0
        self.counts[what] += 1
        fault, count = self._fault, self.counts[what]
        if fault is None or fault.what != what:
            return 0
        # SQLite asks for a lock that fails a hundred times, and sleeps for ten seconds in between.
        last = fault.n + (5 if what.endswith("lock") else self.counts.total()) * fault.goes_on
        strikes = fault.n <= count <= last
        self.unsynced += strikes and what == "sync folder"
        return fault.number if strikes else 0
