"""The last step: one result for everybody, no silent second try, and what is left told as it is."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from store.checkpoint import Grade, Settled, settle_once
from store.closing import Closed, Closer
from tests.helpers.faulty_vfs import FaultyVFS, failing
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.wal_database import add_rows, open_wal, rows_in, rows_in_lone_copy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home.strandline"


@pytest.fixture
def connection(path: Path) -> Iterator[apsw.Connection]:
    connection = open_wal(path)
    add_rows(connection, 10)
    yield connection
    connection.close()


def wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def is_closed(connection: apsw.Connection) -> bool:
    try:
        connection.pragma("user_version")
    except apsw.ConnectionClosedError:
        return True
    return False


def test_a_clean_close_leaves_one_file(path: Path, connection: apsw.Connection) -> None:
    settled = settle_once(connection)
    closed = Closer(connection, path).close(settled)
    assert closed == Closed(settled, Grade.CLEAN, wal_bytes=0, closed=True, reason="")
    assert is_closed(connection)
    assert not wal(path).exists()
    assert rows_in_lone_copy(path) == 10


def test_eight_threads_get_one_result(path: Path) -> None:
    faulty = FaultyVFS()
    connection = open_wal(path, vfs=faulty.vfs_name)
    add_rows(connection, 30)
    closer = Closer(connection, path)
    calling = threading.Semaphore(0)
    inside, go_on = threading.Event(), threading.Event()

    def while_closing(operation: str, file: str) -> None:
        inside.set()
        go_on.wait()

    def close() -> Closed:
        calling.release()
        return closer.close(Settled(Grade.INCOMPLETE))

    faulty.fault = while_closing
    with ThreadPoolExecutor(8) as pool:
        results = [pool.submit(close)]
        # The first is in the middle of sqlite3_close(), which still moves 30 rows, when the others call.
        inside.wait()
        results += [pool.submit(close) for _ in range(7)]
        for _ in range(8):
            calling.acquire()
        go_on.set()
    first = results[0].result()
    assert all(result.result() is first for result in results)
    assert (first.grade, first.closed) == (Grade.CLEAN, True)
    # A later caller with another idea gets the same.
    assert closer.close(Settled(Grade.FAILED)) is first
    faulty.unregister()
    assert rows_in_lone_copy(path) == 30


def test_incomplete_stays_incomplete_while_the_reader_stays(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    reader = other_process(path)
    reader.read()
    add_rows(connection, 30)
    closed = Closer(connection, path).close(settle_once(connection))
    assert closed.closed
    assert closed.grade is Grade.INCOMPLETE
    assert closed.reason == "locked"
    assert closed.wal_bytes == wal(path).stat().st_size > 0
    reader.close()
    assert rows_in(path) == 40


@pytest.mark.parametrize("old", [True, False])
def test_a_reader_that_left_before_the_close_makes_it_clean(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess, old: bool
) -> None:
    reader = other_process(path)
    if old:
        reader.read()
        add_rows(connection, 30)
    else:
        add_rows(connection, 30)
        reader.read()
    settled = settle_once(connection)
    assert settled.grade is (Grade.INCOMPLETE if old else Grade.BACKFILLED)
    reader.close()
    closed = Closer(connection, path).close(settled)
    assert (closed.grade, closed.wal_bytes) == (Grade.CLEAN, 0)
    assert rows_in_lone_copy(path) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not delete an open file")
def test_a_wal_that_somebody_deleted_is_not_taken_for_a_clean_close(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    reader = other_process(path)
    reader.read()
    add_rows(connection, 30)
    settled = settle_once(connection)
    wal(path).unlink()
    closed = Closer(connection, path).close(settled)
    assert closed.grade is Grade.INCOMPLETE
    assert closed.wal_bytes == 0


def test_an_open_transaction_is_rolled_back(path: Path, connection: apsw.Connection) -> None:
    connection.execute("begin immediate").fetchall()
    add_rows(connection, 5)
    settled = settle_once(connection)
    assert settled.grade is Grade.FAILED
    closed = Closer(connection, path).close(settled)
    assert (closed.grade, closed.closed) == (Grade.FAILED, True)
    assert rows_in(path) == 10


def test_an_open_cursor_does_not_keep_it_open(path: Path, connection: apsw.Connection) -> None:
    cursor = connection.execute("select * from t")
    next(cursor)
    closed = Closer(connection, path).close(settle_once(connection))
    assert closed.closed
    assert is_closed(connection)
    assert rows_in(path) == 10


@pytest.mark.parametrize("grade", [Grade.FAILED, Grade.CANCELLED, Grade.MOVED])
def test_after_trouble_there_is_no_silent_second_checkpoint(
    path: Path, connection: apsw.Connection, grade: Grade
) -> None:
    before = path.stat().st_size
    closed = Closer(connection, path).close(Settled(grade))
    assert closed.grade is grade
    assert closed.closed
    assert path.stat().st_size == before
    assert closed.wal_bytes == wal(path).stat().st_size > 0
    # A plain reopen by anybody finds every acknowledged change.
    assert rows_in(path) == 10


def test_a_broken_disk_keeps_every_acknowledged_change(path: Path) -> None:
    faulty = FaultyVFS()
    try:
        connection = open_wal(path, vfs=faulty.vfs_name)
        add_rows(connection, 20)
        faulty.fault = failing("sync", "db", apsw.SQLITE_IOERR_FSYNC)
        settled = settle_once(connection)
        closed = Closer(connection, path).close(settled)
    finally:
        faulty.unregister()
    assert (closed.grade, closed.closed, closed.reason) == (Grade.FAILED, True, "io_error")
    assert rows_in(path) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
def test_a_file_that_moves_between_settling_and_closing_is_noticed(
    path: Path, connection: apsw.Connection
) -> None:
    settled = settle_once(connection)
    assert settled.grade is Grade.CLEAN
    elsewhere = path.rename(path.with_name("elsewhere.strandline"))
    closed = Closer(connection, path).close(settled)
    assert closed.grade is Grade.MOVED
    assert closed.grade.at_risk
    assert rows_in_lone_copy(elsewhere) == 10


def test_read_only_and_no_wal_close_as_they_are(
    tmp_path: Path, path: Path, connection: apsw.Connection
) -> None:
    reader = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    assert Closer(reader, path).close(settle_once(reader)).grade is Grade.READ_ONLY
    assert is_closed(reader)
    plain = tmp_path / "delete.strandline"
    other = open_wal(plain, wal=False)
    closed = Closer(other, plain).close(settle_once(other))
    assert (closed.grade, closed.wal_bytes, closed.closed) == (Grade.NOT_WAL, 0, True)


def test_a_connection_in_use_elsewhere_is_told_as_not_closed(path: Path, connection: apsw.Connection) -> None:
    """sqlite3_close() is refused while another thread is inside the connection; the result says so."""
    inside, leave = threading.Event(), threading.Event()

    def wait_inside(*_: object) -> int:
        inside.set()
        leave.wait()
        return 1

    connection.create_scalar_function("wait_inside", wait_inside)
    thread = threading.Thread(target=lambda: connection.execute("select wait_inside()").fetchall())
    thread.start()
    inside.wait()
    closed = Closer(connection, path).close(Settled(Grade.CANCELLED))
    leave.set()
    thread.join()
    assert not closed.closed
    assert closed.grade is Grade.CANCELLED
