"""A file system that fails where a test says so, under real SQLite with its real locks and shared memory.

Never raise BUSY from a write: inside a checkpoint SQLite takes it for success and drops the WAL and its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import apsw

Fault = Callable[[str, str], None]
"""Called before each operation ("write", "sync", "truncate") on a file ("db", "wal"); may raise."""


class FaultyVFS(apsw.VFS):
    """Registered under the unique name `vfs_name` until `unregister()`; `fault` is None while all is well."""

    def __init__(self) -> None:
        self.vfs_name = f"faulty-{uuid4().hex}"
        self.fault: Fault | None = None
        super().__init__(self.vfs_name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self, name, flags)

    def before(self, operation: str, file: str) -> None:
        if self.fault is not None:
            self.fault(operation, file)


class _File(apsw.VFSFile):
    def __init__(self, vfs: FaultyVFS, name: Any, flags: list[int]) -> None:
        filename = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        self._file = "wal" if filename.endswith("-wal") else "db"
        self._vfs = vfs
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        self._vfs.before("write", self._file)
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self._vfs.before("sync", self._file)
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:
        self._vfs.before("truncate", self._file)
        super().xTruncate(size)


def failing(operation: str, file: str, code: int) -> Fault:
    """Return a fault that answers every such operation with an SQLite error code."""

    def fault(at: str, on: str) -> None:
        if (at, on) == (operation, file):
            raise apsw.exception_for(code)

    return fault
