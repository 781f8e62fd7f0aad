"""A file system that fails where a test says so, under real SQLite with its real locks and shared memory.

Never raise BUSY from a write: inside a checkpoint SQLite takes it for success and drops the WAL and its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import apsw

Fault = Callable[[str, str], None]
"""Called before each operation ("write", "sync", "truncate", "delete") on a file ("db", "wal"); may raise."""


class FaultyVFS(apsw.VFS):
    """Registered under the unique name `vfs_name` until `unregister()`; `fault` is None while all is well.

    default: it is everybody's meanwhile. `fault_at` gets the path of the file instead of its kind.
    """

    def __init__(self, *, default: bool = False) -> None:
        self.vfs_name = f"faulty-{uuid4().hex}"
        self.fault: Fault | None = None
        self.fault_at: Fault | None = None
        self.below = apsw.vfs_names()[0]
        super().__init__(self.vfs_name, self.below, makedefault=default)

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.before("delete", "wal" if filename.endswith("-wal") else "db", filename)
        super().xDelete(filename, syncdir)

    def before(self, operation: str, file: str, path: str) -> None:
        if self.fault is not None:
            self.fault(operation, file)
        if self.fault_at is not None:
            self.fault_at(operation, path)


class _File(apsw.VFSFile):
    def __init__(self, vfs: FaultyVFS, name: Any, flags: list[int]) -> None:
        filename = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        self._path = filename
        self._file = "wal" if filename.endswith("-wal") else "db"
        self._vfs = vfs
        super().__init__(vfs.below, name, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        self._vfs.before("write", self._file, self._path)
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self._vfs.before("sync", self._file, self._path)
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:
        self._vfs.before("truncate", self._file, self._path)
        super().xTruncate(size)


def failing(operation: str, file: str, code: int) -> Fault:
    """Return a fault that answers every such operation with an SQLite error code."""

    def fault(at: str, on: str) -> None:
        if (at, on) == (operation, file):
            raise apsw.exception_for(code)

    return fault
