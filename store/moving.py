"""A large -wal is moved into the tracker in small syncs, so that somebody can see how far it is and stop it.

SQLite says nothing while it does that. A connection of its own counts what is written to the tracker's file,
through a VFS that no other connection uses: ordinary work pays nothing. The store's thread.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import apsw

LARGE = 32 * 2**20
"""Bytes below which nobody could read the numbers before it is over."""
_SLICE = 2 * 2**20
# Python holds its lock while a file of a Python VFS is synced. One sync at the end of 300 MB stopped the
# window for 1.0 s; syncing every few MB stops it for 25 ms each, and makes the whole 6 % longer.

Told = Callable[[int, int], None]
"""Called with the bytes that are safely in the tracker's file, and how many it will be at most."""

log = logging.getLogger(__name__)


@contextmanager
def counted(
    connection: apsw.Connection, frames: int, told: Told, cancel: threading.Event
) -> Generator[apsw.Connection | None]:
    """Give a second connection to the file, whose checkpoint is counted; None where little is to be moved.

    frames: of the -wal, not in the file yet. Once `cancel` is set, its checkpoint ends before the next page
    with SQLITE_INTERRUPT; the -wal stays as it is, so that nothing is lost and the next one begins anew.
    """
    page = int(connection.pragma("page_size"))
    if frames * page < LARGE:
        yield None
        return
    # A page that was changed often is written once.
    total = min(frames, int(connection.pragma("page_count"))) * page
    vfs = _CountingVFS(_Count(total, told, cancel))
    try:
        other = _open(connection.filename, vfs)
        try:
            yield other
        finally:
            vfs.count.interrupt = None
            if other is not None:
                _close(other)
    finally:
        vfs.unregister()


def _open(filename: str, vfs: _CountingVFS) -> apsw.Connection | None:
    try:
        other = apsw.Connection(filename, flags=apsw.SQLITE_OPEN_READWRITE, vfs=vfs.vfs_name)
    except apsw.Error as error:
        log.warning("cannot count what is moved, so it is moved unseen: %s", error)
        return None
    other.set_busy_timeout(0)
    other.pragma("synchronous", "full")
    if sys.platform == "darwin":
        other.pragma("fullfsync", 1)
        other.pragma("checkpoint_fullfsync", 1)
    # The store's own connection is the last one, and has its own way to end.
    other.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    vfs.count.interrupt = other.interrupt
    return other


def _close(other: apsw.Connection) -> None:
    try:
        other.close()
    except apsw.Error as error:
        # What the checkpoint has answered counts; the store's own connection is still there.
        log.warning("the connection that counted did not close: %s", error)


class _Count:
    """How far one checkpoint is."""

    def __init__(self, total: int, told: Told, cancel: threading.Event) -> None:
        self._total, self._told, self._cancel = total, told, cancel
        self._done = self._synced = 0
        self.interrupt: Callable[[], None] | None = None

    def wrote(self, size: int, sync: Callable[[], None]) -> None:
        self._done += size
        if self._cancel.is_set() and self.interrupt is not None:
            # Looked at by SQLite between two pages; what was written stays true, the -wal has it, too.
            self.interrupt()
        elif self._done - self._synced >= _SLICE:
            sync()
            self._synced = self._done
            try:
                self._told(self._done, max(self._done, self._total))
            except Exception:
                log.exception("showing the progress failed; the checkpoint goes on")


class _CountingVFS(apsw.VFS):
    def __init__(self, count: _Count) -> None:
        self.vfs_name = f"counting-{uuid4().hex}"
        self.count = count
        super().__init__(self.vfs_name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        if flags[0] & apsw.SQLITE_OPEN_MAIN_DB:
            return _CountedFile(self.count, name, flags)
        return apsw.VFSFile("", name, flags)


class _CountedFile(apsw.VFSFile):
    def __init__(self, count: _Count, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._count = count
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        super().xWrite(data, offset)
        self._count.wrote(len(data), self._sync)

    def _sync(self) -> None:
        super().xSync(apsw.SQLITE_SYNC_NORMAL)
