import errno

import apsw
import pytest

from store.failure import code_name, reason_key


@pytest.mark.parametrize(
    ("code", "system_errno", "key"),
    [
        (apsw.SQLITE_FULL, 0, "disk_full"),
        (apsw.SQLITE_IOERR_WRITE, errno.EDQUOT, "disk_full"),
        (apsw.SQLITE_IOERR_FSYNC, errno.ENOSPC, "disk_full"),
        (apsw.SQLITE_IOERR_WRITE, errno.EIO, "io_error"),
        (apsw.SQLITE_IOERR_WRITE, errno.EROFS, "read_only"),
        (apsw.SQLITE_IOERR_WRITE, 0, "io_error"),
        (apsw.SQLITE_IOERR_SHORT_READ, 0, "damaged"),
        (apsw.SQLITE_CORRUPT, 0, "damaged"),
        (apsw.SQLITE_NOTADB, 0, "damaged"),
        (apsw.SQLITE_READONLY_DIRECTORY, 0, "read_only"),
        (apsw.SQLITE_CANTOPEN, errno.EACCES, "read_only"),
        (apsw.SQLITE_CANTOPEN, errno.EMFILE, "other"),
        (apsw.SQLITE_BUSY_RECOVERY, 0, "locked"),
        (apsw.SQLITE_LOCKED, 0, "locked"),
        (apsw.SQLITE_INTERRUPT, 0, "other"),
    ],
)
def test_every_code_has_a_key(code: int, system_errno: int, key: str) -> None:
    assert reason_key(code, system_errno) == key


def test_a_left_over_errno_does_not_blame_the_disk() -> None:
    assert reason_key(apsw.SQLITE_CORRUPT, errno.ENOSPC) == "damaged"
    assert reason_key(apsw.SQLITE_BUSY, errno.EDQUOT) == "locked"


def test_a_code_has_its_name() -> None:
    assert code_name(apsw.SQLITE_IOERR_WRITE) == "SQLITE_IOERR_WRITE (778)"
    assert code_name(apsw.SQLITE_BUSY) == "SQLITE_BUSY (5)"
