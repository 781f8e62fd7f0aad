"""The ladder on a broken or full disk, on a file that moved away, and against random misfortune."""

import ctypes
import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import hypothesis
import hypothesis.strategies as st
import pytest

from store.checkpoint import Grade, passive, pending_frames, settle
from tests.helpers.faulty_vfs import FaultyVFS, failing
from tests.helpers.ladder import Waits, modes, run
from tests.helpers.other_process import OtherProcess
from tests.helpers.wal_database import add_rows, open_wal, rows_in, rows_in_lone_copy

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="names holders through /proc/locks")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home.strandline"


@pytest.fixture
def connection(path: Path) -> Iterator[apsw.Connection]:
    connection = open_wal(path)
    add_rows(connection, 10)
    yield connection
    connection.close()


def test_a_statement_that_ends_with_the_refusal_is_no_failure(connection: apsw.Connection) -> None:
    cursor = connection.execute("select * from t")
    next(cursor)
    refused: list[str] = []

    def owner_lets_go(_: apsw.Cursor, sql: str, __: object) -> bool:
        if "wal_checkpoint" in sql:
            refused.append(sql)
            if len(refused) == 2:
                cursor.close()
        return True

    connection.exec_trace = owner_lets_go
    settled = run(connection)
    connection.exec_trace = None
    assert settled.grade is Grade.CLEAN
    assert modes(settled) == [(0, "PASSIVE"), (1, "TRUNCATE")]


@pytest.fixture
def faulty() -> Iterator[FaultyVFS]:
    vfs = FaultyVFS()
    yield vfs
    vfs.unregister()


def test_interrupting_breaks_off_a_copy_under_way(tmp_path: Path, faulty: FaultyVFS) -> None:
    cancel = threading.Event()
    path = tmp_path / "home.strandline"
    with closing(open_wal(path, vfs=faulty.vfs_name)) as connection:
        add_rows(connection, 40)

        def person(operation: str, file: str) -> None:
            if (operation, file) == ("write", "db"):
                cancel.set()
                connection.interrupt()

        faulty.fault = person
        settled = settle(connection, cancel=cancel)
        faulty.fault = None
        assert settled.grade is Grade.CANCELLED
        assert settled.attempts[-1].code == apsw.SQLITE_INTERRUPT
        # Interrupted by something else than a cancel, it did not do what it should.
        faulty.fault = lambda operation, file: connection.interrupt()
        assert run(connection).grade is Grade.FAILED
        faulty.fault = None
        assert run(connection).grade is Grade.CLEAN
    assert rows_in(path) == 40


@pytest.mark.parametrize("what", ["cursor", "transaction"])
def test_an_open_statement_of_our_own_is_a_failure_and_not_retried(
    path: Path, connection: apsw.Connection, what: str
) -> None:
    if what == "cursor":
        cursor = connection.execute("select * from t")
        next(cursor)
    else:
        cursor = connection.execute("begin immediate")
    waits = Waits()
    settled = run(connection, waits)
    assert settled.grade is Grade.FAILED
    assert (settled.code, settled.reason) == (apsw.SQLITE_LOCKED, "locked")
    assert modes(settled) == [(0, "PASSIVE")]
    assert waits.seconds == []
    cursor.close()
    if connection.in_transaction:
        connection.execute("rollback").fetchall()
    assert run(connection).grade is Grade.CLEAN


@pytest.mark.parametrize(
    ("operation", "file", "code", "reason", "tries"),
    [
        ("write", "db", apsw.SQLITE_IOERR_WRITE, "io_error", 1),
        ("sync", "db", apsw.SQLITE_IOERR_FSYNC, "io_error", 1),
        ("sync", "wal", apsw.SQLITE_IOERR_FSYNC, "io_error", 1),
        ("write", "db", apsw.SQLITE_FULL, "disk_full", 1),
        ("write", "db", apsw.SQLITE_CORRUPT, "damaged", 1),
        ("truncate", "wal", apsw.SQLITE_IOERR_TRUNCATE, "io_error", 2),
    ],
)
def test_an_error_of_the_disk_stops_at_once(
    path: Path, faulty: FaultyVFS, operation: str, file: str, code: int, reason: str, tries: int
) -> None:
    with closing(open_wal(path, vfs=faulty.vfs_name)) as connection:
        add_rows(connection, 20)
        faulty.fault = failing(operation, file, code)
        waits = Waits()
        settled = run(connection, waits)
        faulty.fault = None
        assert settled.grade is Grade.FAILED
        assert (settled.code, settled.reason) == (code, reason)
        assert len(settled.attempts) == tries
        # What PASSIVE has moved is known although the attempt after it failed.
        assert (settled.frames == settled.moved > 0) is (tries == 2)
        assert waits.seconds == []
        assert run(connection).grade is Grade.CLEAN
    assert rows_in(path) == 20


@linux_only
def test_an_exhausted_quota_is_a_full_disk(path: Path, connection: apsw.Connection) -> None:
    """Quotas need a file system that has them; here pwrite() answers as the kernel would."""
    pwrite_type = ctypes.CFUNCTYPE(
        ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
    )

    def no_quota(descriptor: int, data: int, size: int, offset: int) -> int:
        ctypes.set_errno(errno.EDQUOT)
        return -1

    replacement = pwrite_type(no_quota)
    vfs = apsw.VFS("quota", "")
    for name in ("pwrite", "pwrite64"):
        vfs.xSetSystemCall(name, ctypes.cast(replacement, ctypes.c_void_p).value or 0)
    try:
        settled = run(connection)
    finally:
        for name in ("pwrite", "pwrite64"):
            vfs.xSetSystemCall(name, 0)
        vfs.unregister()
    assert settled.grade is Grade.FAILED
    assert settled.code == apsw.SQLITE_IOERR_WRITE
    assert (settled.errno, settled.reason) == (errno.EDQUOT, "disk_full")
    # The number stays in the connection; a refusal of another kind is not explained by it.
    cursor = connection.execute("select * from t")
    next(cursor)
    locked = run(connection)
    cursor.close()
    assert (locked.errno, locked.reason) == (0, "locked")
    assert run(connection).grade is Grade.CLEAN
    assert rows_in_lone_copy(path) == 10


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs root on Linux to mount a small tmpfs")
    mount = tmp_path / "disk"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], check=False, capture_output=True
    )
    if done.returncode != 0:
        pytest.skip("this machine does not let root mount a tmpfs")
    yield mount
    subprocess.run(["umount", mount], check=True)


def fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_full_disk_stops_at_once_and_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "home.strandline"
    ballast = small_disk / "ballast"
    with closing(open_wal(path)) as connection:
        add_rows(connection, 40)
        with pytest.raises(OSError, match="space"):
            fill(ballast)
        waits = Waits()
        settled = run(connection, waits)
        assert settled.grade is Grade.FAILED
        assert settled.grade.at_risk
        assert (settled.code, settled.reason) == (apsw.SQLITE_FULL, "disk_full")
        assert modes(settled) == [(0, "PASSIVE")]
        assert waits.seconds == []
        ballast.unlink()
        assert run(connection).grade is Grade.CLEAN
    assert rows_in(path) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("how", ["renamed", "deleted", "replaced"])
def test_a_file_that_moved_away_is_said_so(path: Path, connection: apsw.Connection, how: str) -> None:
    elsewhere = path.with_name("elsewhere.strandline")
    if how == "renamed":
        path.rename(elsewhere)
    elif how == "deleted":
        path.unlink()
    else:
        with closing(open_wal(elsewhere)) as another:
            add_rows(another, 1)
        elsewhere.replace(path)
    settled = run(connection)
    assert settled.grade is Grade.MOVED
    assert settled.grade.at_risk
    # The ladder still ran into the file we have: a renamed one is whole although its -wal stayed behind.
    assert settled.attempts[-1].mode == "TRUNCATE"
    if how == "renamed":
        assert rows_in_lone_copy(elsewhere) == 10
    copy = path.with_name("saved.strandline")
    connection.execute("vacuum into ?", (str(copy),)).fetchall()
    assert rows_in(copy) == 10


class Crowd:
    """Another program that reads or writes, and leaves during one of the waits or never."""

    def __init__(self, path: Path, does: str, leaves_at: int) -> None:
        self.process = OtherProcess(path)
        self._does = does
        self._leaves_at = leaves_at

    def act(self, when: str) -> None:
        if self._does == when:
            self.process.read()
        elif self._does == "writes" and when == "reads the newest":
            self.process.write()
            self.process.execute("insert into t(body) values('never committed')")

    def wait(self, seconds: float) -> bool:
        self._leaves_at -= 1
        if self._leaves_at == 0:
            self.process.execute("rollback")
        return False


def failing_after(operations: int) -> Callable[[str, str], None]:
    """A fault at one operation, whichever it is; those after it work again."""
    left = operations

    def fault(operation: str, file: str) -> None:
        nonlocal left
        left -= 1
        if left == -1:
            raise apsw.exception_for(apsw.SQLITE_IOERR_WRITE)

    return fault


@hypothesis.settings(max_examples=15)
@hypothesis.given(
    before=st.integers(0, 12),
    after=st.integers(0, 12),
    idle_work=st.booleans(),
    does=st.sampled_from(["nothing", "reads the old", "reads the newest", "writes"]),
    leaves_at=st.integers(1, 6),
    fails_at=st.none() | st.integers(0, 12),
)
def test_whatever_happens_a_good_grade_means_that_the_lone_file_holds_everything(
    before: int, after: int, idle_work: bool, does: str, leaves_at: int, fails_at: int | None
) -> None:
    faulty = FaultyVFS()
    with (
        TemporaryDirectory() as folder,
        closing(open_wal(path := Path(folder) / "a", vfs=faulty.vfs_name)) as us,
    ):
        crowd = Crowd(path, does, leaves_at)
        with crowd.process:
            add_rows(us, before)
            crowd.act("reads the old")
            if idle_work:
                passive(us)
            add_rows(us, after)
            crowd.act("reads the newest")
            if fails_at is not None:
                faulty.fault = failing_after(fails_at)
            settled = run(us, crowd.wait)
            faulty.fault = None
            if settled.grade in (Grade.CLEAN, Grade.BACKFILLED):
                assert rows_in_lone_copy(path) == before + after
            else:
                assert settled.grade in (Grade.INCOMPLETE, Grade.FAILED)
        # And whatever the grade, both files together lose nothing.
        assert run(us).grade is Grade.CLEAN
        assert rows_in_lone_copy(path) == before + after
    faulty.unregister()


def test_a_closed_connection_is_a_bug_and_no_failure_of_the_disk(path: Path) -> None:
    connection = open_wal(path)
    connection.close()
    with pytest.raises(apsw.ConnectionClosedError):
        run(connection)
    with pytest.raises(apsw.ConnectionClosedError):
        pending_frames(connection)
