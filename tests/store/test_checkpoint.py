"""The ladder against real other processes that read, write and checkpoint."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from store import checkpoint
from store.checkpoint import Attempt, Grade, Settled, passive, pending_frames, settle, settle_once
from store.holders import Holder
from tests.helpers.ladder import Waits, middle, modes, nothing, run
from tests.helpers.other_process import OpenOtherProcess, OtherProcess
from tests.helpers.wal_database import add_rows, open_wal, rows_in_lone_copy

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


@pytest.fixture
def old_reader(path: Path, connection: apsw.Connection, other_process: OpenOtherProcess) -> OtherProcess:
    """Another program on an old snapshot: 30 rows came after it."""
    reader = other_process(path)
    reader.read()
    add_rows(connection, 30)
    return reader


def test_nobody_else_is_clean_at_once(path: Path, connection: apsw.Connection) -> None:
    waits = Waits()
    settled = run(connection, waits)
    assert settled.grade is Grade.CLEAN
    assert not settled.grade.at_risk
    assert (settled.frames, settled.moved, settled.code, settled.reason) == (0, 0, None, "")
    assert modes(settled) == [(0, "PASSIVE"), (1, "TRUNCATE")]
    assert waits.seconds == []
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    assert rows_in_lone_copy(path) == 10


def test_the_pragma_reports_busy_in_its_row_and_raises_nothing(
    connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    """Why the row is read: a loop that waits for an exception would call this first attempt a success."""
    busy, frames, moved = connection.execute("pragma main.wal_checkpoint(truncate)").fetchall()[0]
    assert busy == 1
    assert isinstance(frames, int)
    assert isinstance(moved, int)
    assert 0 < moved < frames
    # And PASSIVE does not even say busy.
    assert connection.execute("pragma main.wal_checkpoint(passive)").fetchall() == [(0, frames, moved)]


@linux_only
def test_an_old_reader_to_the_end_is_incomplete_and_named(
    path: Path, connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    waits = Waits()
    told: list[Attempt] = []

    settled = settle(connection, cancel=threading.Event(), wait=waits, progress=told.append)

    assert settled.grade is Grade.INCOMPLETE
    assert settled.grade.at_risk
    assert modes(settled) == [(0, "PASSIVE"), *((n, "TRUNCATE") for n in range(1, 6))]
    assert tuple(told) == settled.attempts
    assert [attempt.busy for attempt in told] == [False, True, True, True, True, True]
    assert [attempt.at_risk for attempt in told] == [False, True, True, True, True, True]
    planned = [attempt.wait_ms for attempt in told]
    assert planned[0] is None
    assert planned[5] is None
    for wait_ms, doubled in zip(planned[1:5], (100, 200, 400, 800), strict=True):
        assert wait_ms is not None
        assert 0.8 * doubled <= wait_ms <= 1.2 * doubled
    # The bound on time: four waits, never more than 1.8 s together, and nothing else that waits.
    assert [round(seconds * 1000) for seconds in waits.seconds] == planned[1:5]
    assert 0 < settled.moved < settled.frames
    assert (settled.code, settled.reason) == (apsw.SQLITE_BUSY, "locked")
    assert [(holder.pid, holder.holds_up) for holder in settled.holders] == [(old_reader.pid, "old_snapshot")]
    assert told[1].holders[0].pid == old_reader.pid


def test_nobody_is_kept_waiting_inside_sqlite(connection: apsw.Connection, old_reader: OtherProcess) -> None:
    """While its own busy handler waits, SQLite keeps every other program from committing."""
    connection.set_busy_timeout(2_000)
    timeouts: list[int] = []

    def look() -> tuple[Holder, ...]:
        timeouts.append(connection.pragma("busy_timeout"))
        return ()

    settle(connection, cancel=threading.Event(), find_holders=look, wait=Waits(), attempts=2)
    assert timeouts == [0, 0]
    assert connection.pragma("busy_timeout") == 2_000


def test_the_waits_spread_by_a_fifth(connection: apsw.Connection, old_reader: OtherProcess) -> None:
    shares = iter([0.0, 1.0, 0.0, 0.25])
    settled = settle(
        connection, cancel=threading.Event(), wait=Waits(), random=lambda: next(shares), find_holders=tuple
    )
    assert [attempt.wait_ms for attempt in settled.attempts] == [None, 80, 240, 320, 720, None]


def test_busy_100_ms_busy_200_ms_success(
    path: Path, connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    waits = Waits(nothing, old_reader.end)
    settled = run(connection, waits)
    assert settled.grade is Grade.CLEAN
    assert waits.seconds == [0.1, 0.2]
    assert [attempt.busy for attempt in settled.attempts] == [False, True, True, False]
    assert settled.holders == ()
    assert rows_in_lone_copy(path) == 40


def test_a_reader_on_the_newest_snapshot_bothers_nobody(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    reader = other_process(path)
    reader.read()
    waits = Waits()
    settled = run(connection, waits)
    assert settled.grade is Grade.BACKFILLED
    assert not settled.grade.at_risk
    assert modes(settled) == [(0, "PASSIVE"), (1, "TRUNCATE")]
    assert settled.attempts[1].busy
    assert not settled.attempts[1].at_risk
    assert settled.frames == settled.moved > 0
    assert waits.seconds == []
    assert rows_in_lone_copy(path) == 10


def test_a_foreign_write_transaction_bothers_nobody(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    writer = other_process(path)
    writer.write()
    writer.execute("insert into t(body) values('not committed')")
    settled = run(connection)
    assert settled.grade is Grade.BACKFILLED
    assert rows_in_lone_copy(path) == 10


def test_a_half_moved_file_is_no_copy(
    path: Path, connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    """What INCOMPLETE warns about is real: the lone file lacks rows or is unreadable."""
    assert run(connection).grade is Grade.INCOMPLETE
    with pytest.raises((apsw.Error, AssertionError)):
        assert rows_in_lone_copy(path) == 40


@linux_only
def test_another_program_inside_a_checkpoint_is_waited_for(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    other = other_process(path)
    other.lock_bytes("-shm", 121, 1)
    waits = Waits(lambda: other.unlock_bytes("-shm", 121, 1))
    settled = run(connection, waits)
    assert settled.grade is Grade.CLEAN
    assert waits.seconds == [0.1]
    assert settled.attempts[1].busy
    assert [holder.holds_up for holder in settled.attempts[1].holders] == ["checkpointing"]


@linux_only
def test_a_checkpoint_elsewhere_that_has_moved_everything_bothers_nobody(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    passive(connection)
    other_process(path).lock_bytes("-shm", 121, 1)
    settled = run(connection)
    assert settled.grade is Grade.BACKFILLED
    assert settled.frames == settled.moved > 0


@linux_only
def test_a_recovery_elsewhere_is_waited_for(path: Path, other_process: OpenOtherProcess) -> None:
    """An extended BUSY is raised, not put in the row (BUSY_RECOVERY, 261)."""
    open_wal(path).close()
    other = other_process(path)
    other.execute("insert into t(body) values('x')")
    with closing(apsw.Connection(str(path))) as connection:
        other.lock_bytes("-shm", 120, 3)
        # What a crashed program leaves behind: an index that has to be rebuilt, under the lock that is held.
        zero = "import sys; f = open(sys.argv[1], 'r+b'); f.write(bytes(136))"
        subprocess.run([sys.executable, "-I", "-S", "-c", zero, f"{path}-shm"], check=True)
        waits = Waits(lambda: other.unlock_bytes("-shm", 120, 3))
        settled = run(connection, waits)
    assert settled.attempts[0].code == settled.attempts[1].code == apsw.SQLITE_BUSY_RECOVERY
    assert settled.attempts[1].busy
    assert settled.attempts[1].frames == -1
    assert waits.seconds == [0.1]
    assert settled.grade is Grade.CLEAN


def test_settling_once_neither_waits_nor_tries_again(
    connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    settled = settle_once(connection)
    assert settled.grade is Grade.INCOMPLETE
    assert modes(settled) == [(0, "PASSIVE"), (1, "TRUNCATE")]
    assert settled.attempts[1].wait_ms is None
    old_reader.end()
    assert settle_once(connection).grade is Grade.CLEAN


def test_it_may_be_tried_again_and_not_quitting_goes_on_working(
    path: Path, connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    connection.set_busy_timeout(1234)
    assert run(connection).grade is Grade.INCOMPLETE
    assert connection.pragma("busy_timeout") == 1234
    add_rows(connection, 2)
    assert run(connection).grade is Grade.INCOMPLETE
    old_reader.end()
    assert run(connection).grade is Grade.CLEAN
    add_rows(connection, 3)
    assert run(connection).grade is Grade.CLEAN
    assert rows_in_lone_copy(path) == 45


def test_a_broken_display_does_not_stop_a_checkpoint(
    connection: apsw.Connection, old_reader: OtherProcess
) -> None:
    def broken(*anything: object) -> tuple[Holder, ...]:
        raise RuntimeError("a bug elsewhere")

    def shown(attempt: Attempt) -> None:
        broken(attempt)

    waits = Waits(old_reader.end)
    settled = settle(
        connection, cancel=threading.Event(), progress=shown, find_holders=broken, wait=waits, random=middle
    )
    assert settled.grade is Grade.CLEAN


def test_cancelling_ends_a_real_wait_at_once(connection: apsw.Connection, old_reader: OtherProcess) -> None:
    cancel = threading.Event()
    refused = threading.Event()

    def shown(attempt: Attempt) -> None:
        if attempt.busy:
            refused.set()

    def person() -> None:
        refused.wait()
        cancel.set()

    thread = threading.Thread(target=person)
    thread.start()
    settled = settle(connection, cancel=cancel, progress=shown)
    thread.join()
    assert settled.grade is Grade.CANCELLED
    assert settled.grade.at_risk
    assert 0 < settled.moved < settled.frames
    # The first wait, or on a machine that stands still a later one; never all of them.
    assert settled.attempts[-1].wait_ms is not None


def test_a_cancelled_wait_is_the_end(connection: apsw.Connection, old_reader: OtherProcess) -> None:
    settled = settle(connection, cancel=threading.Event(), wait=lambda seconds: True)
    assert settled.grade is Grade.CANCELLED
    assert modes(settled) == [(0, "PASSIVE"), (1, "TRUNCATE")]


def test_cancelled_before_it_began(connection: apsw.Connection, old_reader: OtherProcess) -> None:
    cancel = threading.Event()
    cancel.set()
    settled = settle(connection, cancel=cancel)
    assert settled.grade is Grade.CANCELLED
    assert settled.attempts == ()
    assert settled.frames > settled.moved == 0
    # Nothing is at stake when everything was moved before, so nobody is warned.
    old_reader.end()
    passive(connection)
    assert settle(connection, cancel=cancel).grade is Grade.BACKFILLED


def test_a_read_only_connection_has_nothing_to_move(path: Path, connection: apsw.Connection) -> None:
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as reader:
        settled = run(reader)
    assert settled == Settled(Grade.READ_ONLY)
    assert not settled.grade.at_risk


def test_without_wal_there_is_nothing_to_move(tmp_path: Path) -> None:
    with closing(open_wal(tmp_path / "delete.strandline", wal=False)) as connection:
        add_rows(connection, 1)
        settled = run(connection)
        assert pending_frames(connection) == 0
    assert settled.grade is Grade.NOT_WAL
    assert not settled.grade.at_risk


def test_a_connection_that_has_read_nothing_yet_moves_what_another_program_left(
    path: Path, other_process: OpenOtherProcess
) -> None:
    open_wal(path).close()
    other = other_process(path)
    other.execute("insert into t(body) values('x')")
    with closing(apsw.Connection(str(path))) as connection:
        assert pending_frames(connection) > 0
    with closing(apsw.Connection(str(path))) as connection:
        assert run(connection).grade is Grade.CLEAN
    assert rows_in_lone_copy(path) == 1


def test_idle_work_and_what_is_pending(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    assert pending_frames(connection) >= 10
    reader = other_process(path)
    reader.read()
    add_rows(connection, 5)
    done = passive(connection)
    assert (done.mode, done.busy, done.code) == ("PASSIVE", False, None)
    assert pending_frames(connection) == done.frames - done.moved > 0
    reader.end()
    passive(connection)
    assert pending_frames(connection) == 0


def test_only_one_place_runs_the_pragma_on_a_tracker() -> None:
    store = Path(checkpoint.__file__).parent
    users = {source.name for source in store.glob("*.py") if "wal_checkpoint(" in source.read_text("utf-8")}
    # The file of drafts is locked exclusively by this program, and the copy of another program's database is
    # private to it: nobody can be busy in either.
    assert users - {"drafts.py", "foreign_copy.py"} == {"checkpoint.py"}
    assert Path(checkpoint.__file__).read_text("utf-8").count("wal_checkpoint(") == 1
