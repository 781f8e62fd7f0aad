"""The last step of a close: the connection goes, once, and what is left on disk is told as it is."""

import logging
import os
import threading
from pathlib import Path

import apsw

from store.checkpoint import Grade, Settled, has_moved
from store.failure import reason_key
from store.structs import dataclass

_NO_SECOND_TRY = frozenset({Grade.FAILED, Grade.CANCELLED, Grade.MOVED})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Closed:
    """How it ended: the grade after closing, the size of -wal in bytes (0: gone or empty, -1: not known).

    `closed` is False when SQLite would not let go; `reason` is a key of `failure.reason_key` or "".
    """

    settled: Settled
    grade: Grade
    wal_bytes: int
    closed: bool
    reason: str


class Closer:
    """Closes one connection; every caller, on any thread, gets the same `Closed`."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._wal = f"{path}-wal"
        self._once = threading.Lock()
        self._closed: Closed | None = None

    def close(self, settled: Settled) -> Closed:
        """Close, which rolls back what is open, and look at -wal; the first call does it, the others wait."""
        with self._once:
            if self._closed is None:
                self._closed = self._finish(settled)
            return self._closed

    def _finish(self, settled: Settled) -> Closed:
        grade = settled.grade
        if grade is not Grade.READ_ONLY and has_moved(self._connection):
            grade = Grade.MOVED
        wal_before = _size(self._wal)
        reason = self._let_go(checkpoint=grade not in _NO_SECOND_TRY)
        wal_after = _size(self._wal)
        # The holder may have left since, and then SQLite finished the job while closing. But a -wal that was
        # missing before has been deleted by somebody, with the changes that were only there.
        intact = wal_before is not None or grade is Grade.BACKFILLED
        if grade in (Grade.INCOMPLETE, Grade.BACKFILLED) and intact and not wal_after:
            grade = Grade.CLEAN
        still_open = reason is not None
        return Closed(settled, grade, wal_after or 0, not still_open, reason or settled.reason)

    def _let_go(self, *, checkpoint: bool) -> str | None:
        """Close; return the reason when SQLite refuses."""
        try:
            if not checkpoint:
                # Else sqlite3_close() tries once more: silently, for long, and nobody could cancel it.
                self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self._connection.close()
        except apsw.Error as error:
            log.warning("SQLite did not close: %s", error)
            return reason_key(int(getattr(error, "extendedresult", apsw.SQLITE_ERROR)))
        return None


def _size(path: str) -> int | None:
    """Return the size of a file in bytes, None when there is none, -1 when unknown; nothing is opened."""
    try:
        return os.stat(path).st_size  # noqa: PTH116  # stat only; a Path invites an open()
    except FileNotFoundError:
        return None
    except OSError:
        return -1
