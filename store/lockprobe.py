"""Asks the kernel about a database's locks; runs only as a process of its own, never inside the program.

It opens the database and its -shm and closes them at its end. In a process that has the database open, that
would drop every POSIX lock the process holds on them, and with them acknowledged commits
(https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
Standard library only, and nothing of this package: it starts by its file name, isolated, in 20 ms.

    python -I -S lockprobe.py DATABASE
    {"locks": [[pid, "db" or "shm", exclusive, first byte], ...], "index": "<136 bytes of the -shm, hex>"}

pid 0 is a process outside this PID namespace. The kernel names one holder for each range asked about.
"""

import json
import os
import struct
import sys

HEADER = 136
_DATABASE_RANGES = ((0x40000000, 1), (0x40000001, 1), (0x40000002, 510))
_SHM_RANGES = tuple((byte, 1) for byte in range(120, 129))


def _holder(descriptor: int, start: int, length: int) -> tuple[int, bool] | None:
    """Return pid and exclusiveness of a lock that conflicts with a write lock on the range, if any."""
    import fcntl

    if sys.platform == "darwin":
        layout = "qqihh"
        question = struct.pack(layout, start, length, 0, fcntl.F_WRLCK, os.SEEK_SET)
        answer = struct.unpack(layout, fcntl.fcntl(descriptor, fcntl.F_GETLK, question))
        pid, kind = int(answer[2]), int(answer[3])
    else:
        layout = "hhqqi4x"
        question = struct.pack(layout, fcntl.F_WRLCK, os.SEEK_SET, start, length, 0)
        answer = struct.unpack(layout, fcntl.fcntl(descriptor, fcntl.F_GETLK, question))
        pid, kind = int(answer[4]), int(answer[0])
    return None if kind == fcntl.F_UNLCK else (pid, kind == fcntl.F_WRLCK)


def probe(path: str) -> dict[str, object]:
    """Return the locks on `path` and its -shm, and the start of the -shm (in a process of its own)."""
    locks: list[tuple[int, str, bool, int]] = []
    index = b""
    for file, name, ranges in (("db", path, _DATABASE_RANGES), ("shm", path + "-shm", _SHM_RANGES)):
        try:
            descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            continue
        for start, length in ranges:
            found = _holder(descriptor, start, length)
            if found is not None:
                locks.append((found[0], file, found[1], start))
        if file == "shm":
            index = os.pread(descriptor, HEADER, 0)
    return {"locks": locks, "index": index.hex()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(sys.argv[1])))
