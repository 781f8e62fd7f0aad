"""The POSIX locks SQLite takes on a database and on its -shm, by name and process.

Bytes: https://www.sqlite.org/src/file/src/os.h (database) and https://www.sqlite.org/walformat.html#wal_locks.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PENDING_BYTE = 0x40000000
_DATABASE = (
    ("PENDING", PENDING_BYTE, PENDING_BYTE),
    ("RESERVED", PENDING_BYTE + 1, PENDING_BYTE + 1),
    ("SHARED", PENDING_BYTE + 2, PENDING_BYTE + 511),
)
_SHM_NAMES = ("WRITE", "CKPT", "RECOVER", "READ0", "READ1", "READ2", "READ3", "READ4", "DMS")
_SHM = tuple((name, byte, byte) for byte, name in enumerate(_SHM_NAMES, start=120))
_RANGES = {"db": _DATABASE, "shm": _SHM}
_TO_END = 1 << 62


class Lock(NamedTuple):
    """One lock held now; pid 0 is a process outside of this sandbox, -1 a lock that belongs to no process."""

    pid: int
    name: str
    exclusive: bool


def names(file: str, start: int, end: int) -> tuple[str, ...]:
    """Return the names of SQLite's locks that the bytes `start` to `end` of "db" or "shm" cover."""
    return tuple(name for name, first, last in _RANGES[file] if start <= last and end >= first)


def from_proc(path: Path) -> tuple[Lock, ...] | None:
    """Return every lock on `path` and its -shm out of /proc/locks, our own too (Linux, any thread, 15 ms).

    Only stat() and /proc are used, so our own locks stay. None where there is no /proc/locks. Processes
    outside this PID namespace are not listed there.
    """
    try:
        with Path("/proc/locks").open(encoding="ascii", errors="replace") as table:
            lines = table.read().splitlines()
    except OSError:
        return None
    return parse_proc(lines, _identities(path), _has_open)


class _Identity(NamedTuple):
    file: str
    device: int
    inode: int


def _identities(path: Path) -> tuple[_Identity, ...]:
    found: list[_Identity] = []
    for file, name in (("db", f"{path}"), ("shm", f"{path}-shm")):
        try:
            state = os.stat(name)  # noqa: PTH116  # stat only; a Path invites an open()
        except OSError:
            continue
        found.append(_Identity(file, state.st_dev, state.st_ino))
    return tuple(found)


def parse_proc(
    lines: list[str], identities: tuple[_Identity, ...], has_open: Callable[[int, _Identity], bool]
) -> tuple[Lock, ...]:
    """Pick the locks on `identities` out of the lines of /proc/locks.

    btrfs and overlayfs show another device there than stat() does, so an equal inode number alone asks
    `has_open` whether that process has this very file open.
    """
    held: list[Lock] = []
    for line in lines:
        # "1: POSIX  ADVISORY  WRITE 4242 fe:00:9979697 120 120"; "->" marks one that still waits
        fields = line.split()
        if len(fields) != 8 or fields[1] not in {"POSIX", "OFDLCK"} or fields[5].count(":") != 2:
            continue
        major, minor, inode = fields[5].split(":")
        pid = int(fields[4])
        end = _TO_END if fields[7] == "EOF" else int(fields[7])
        for identity in identities:
            if int(inode) != identity.inode:
                continue
            device = os.makedev(int(major, 16), int(minor, 16))
            if device == identity.device or has_open(pid, identity):
                found = names(identity.file, int(fields[6]), end)
                held.extend(Lock(pid, name, fields[3] == "WRITE") for name in found)
    return tuple(held)


def _has_open(pid: int, identity: _Identity) -> bool:
    try:
        descriptors = os.listdir(f"/proc/{pid}/fd")  # noqa: PTH208  # names only, hundreds of them
    except OSError:
        return False
    for descriptor in descriptors:
        try:
            state = os.stat(f"/proc/{pid}/fd/{descriptor}")  # noqa: PTH116  # stat only
        except OSError:
            continue
        if (state.st_dev, state.st_ino) == identity[1:]:
            return True
    return False
