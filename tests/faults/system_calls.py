"""System calls of SQLite's own VFS that fail where a test says so: the errors of a real disk, and of locks.

Linux only: `open` and `fcntl` take a variable number of arguments, which other systems pass in another way.
fsync is not among the calls that SQLite lets one replace: a VFS in front of its own fails in its place.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import apsw

from tests.helpers.faulty_vfs import FaultyVFS

Strike = Callable[[str, Path], int]
"""What is about to be done and to which file → the system's number of the error, 0 for none."""

_INT, _POINTER, _SIZE, _OFFSET = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64
_CALLS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "open": ("open", (_INT, ctypes.c_char_p, _INT, _INT)),
    "close": ("", (_INT, _INT)),
    "pread64": ("read", (ctypes.c_ssize_t, _INT, _POINTER, _SIZE, _OFFSET)),
    "pwrite64": ("write", (ctypes.c_ssize_t, _INT, _POINTER, _SIZE, _OFFSET)),
    "ftruncate": ("truncate", (_INT, _INT, _OFFSET)),
    "fcntl": ("", (_INT, _INT, _INT, _POINTER)),
    "mmap": ("map", (_POINTER, _POINTER, _SIZE, _INT, _INT, _INT, _OFFSET)),
    "unlink": ("unlink", (_INT, ctypes.c_char_p)),
}
"""By their names in SQLite: what a test calls them, "" where they do not fail; what they return and take."""


@contextmanager
def failing_calls(strike: Strike) -> Generator[None]:
    """Ask before each call, of the whole process, until the block ends."""
    vfs = apsw.VFS(f"calls-{uuid4().hex}", "")
    paths: dict[int, Path] = {}
    kept = [_replaced(vfs, name, strike, paths) for name in _CALLS]
    try:
        yield
    finally:
        for name in _CALLS:
            vfs.xSetSystemCall(name, 0)
        vfs.unregister()
        kept.clear()


@contextmanager
def failing_syncs(strike: Strike) -> Generator[None]:
    """Ask before each sync of SQLite; any system."""
    vfs = FaultyVFS(default=True)

    def sync(operation: str, path: str) -> None:
        if operation == "sync" and strike("sync", Path(path)):
            raise apsw.exception_for(apsw.SQLITE_IOERR_FSYNC)

    vfs.fault_at = sync
    try:
        yield
    finally:
        vfs.unregister()


def _replaced(vfs: apsw.VFS, name: str, strike: Strike, paths: dict[int, Path]) -> object:
    """Put a function in the place of a system call; it has to be kept as long as it stands there."""
    what, (returns, *takes) = _CALLS[name]
    kind = ctypes.CFUNCTYPE(returns, *takes, use_errno=True)
    real = kind(vfs.xGetSystemCall(name) or 0)
    failed = ctypes.c_void_p(-1).value if name == "mmap" else -1

    def call(*args: Any) -> Any:
        path = _path(name, args, paths)
        asked = _lock(args) if name == "fcntl" else what
        number = strike(asked, path) if path is not None and asked else 0
        if number:
            ctypes.set_errno(number)
            return failed
        done = real(*args)
        if name == "open" and done >= 0:
            paths[done] = Path(os.fsdecode(args[0]))
        elif name == "close":
            paths.pop(args[0], None)
        return done

    function = kind(call)
    vfs.xSetSystemCall(name, ctypes.cast(function, ctypes.c_void_p).value or 0)
    return function, real


def _path(name: str, args: tuple[Any, ...], paths: dict[int, Path]) -> Path | None:
    if name in ("open", "unlink"):
        return Path(os.fsdecode(args[0]))
    return paths.get(args[4] if name == "mmap" else args[0])


def _lock(args: tuple[Any, ...]) -> str:
    """What is asked for; nothing refuses to let a lock go."""
    if args[1] not in (fcntl.F_SETLK, fcntl.F_SETLKW):
        return ""
    kind = ctypes.c_short.from_address(args[2]).value
    return {fcntl.F_RDLCK: "lock", fcntl.F_WRLCK: "write lock"}.get(kind, "")
