"""The lock on a project's issue file, as bd takes it: flock on .beads/.jsonl.lock. Any thread.

POSIX only. On Windows bd locks in another way, which is not joined here (untested there): the file's content
is compared before and after each write in any case.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from store.errors import NotExported
from store.holders import name_of

NAME = ".jsonl.lock"
PATIENCE = 2.0
"""Seconds that an export waits for another program; it is tried again later in any case."""

_FIRST_WAIT = 0.01
_LONGEST_WAIT = 0.2


@contextmanager
def exchange_lock(file: Path, stop: threading.Event, patience: float = PATIENCE) -> Generator[None]:
    """Hold the lock of the folder in which that file lies; a folder that is no .beads has none.

    stop: set from any thread, it ends the wait. Raises NotExported with the holder's name, and OSError.
    """
    lock = file.parent / NAME
    if os.name != "posix" or not (file.parent.name == ".beads" or lock.exists()):
        yield
        return
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        if error.errno not in (errno.EISDIR, errno.ELOOP):
            raise
        what = "a folder" if error.errno == errno.EISDIR else "a link"
        raise NotExported(
            file.name, "other", f"{NAME} beside it is {what}, and has to be an ordinary file; take it away"
        ) from error
    try:
        _take(descriptor, file, stop, patience)
        yield
    finally:
        # Closing lets go. The file stays: others may have it open and would lock what nobody finds.
        os.close(descriptor)


def _take(descriptor: int, file: Path, stop: threading.Event, patience: float) -> None:
    import fcntl

    wait, waited = _FIRST_WAIT, 0.0
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if waited >= patience or stop.wait(wait):
                who = _holder(descriptor) or "another program"
                raise NotExported(file.name, "held", who) from error
            waited += wait
            wait = min(wait * 2, _LONGEST_WAIT)
        else:
            return


def _holder(descriptor: int) -> str:
    """The program that holds the lock, as "bd (4242)"; "" where /proc/locks does not tell."""
    found = os.fstat(descriptor)
    try:
        table = Path("/proc/locks").read_text("ascii", "replace").splitlines()
    except OSError:
        return ""
    for line in table:
        fields = line.split()
        # "1: FLOCK  ADVISORY  WRITE 4242 fe:00:9979697 0 EOF"; btrfs and overlayfs show another device.
        if len(fields) == 8 and fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == str(found.st_ino):
            name = name_of(int(fields[4]))
            if name:
                return f"{name} ({fields[4]})"
    return ""
