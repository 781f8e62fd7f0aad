"""A large second file: how far its moving is, that it can be stopped, and that nothing is lost by that."""

import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import apsw
import pytest

from store.checkpoint import Grade, Settled, pending_frames, settle
from tests.helpers.faulty_vfs import FaultyVFS, failing
from tests.helpers.ladder import Waits
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.wal_database import add_rows, open_wal, rows_in, rows_in_lone_copy

MB = 2**20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Home.strandline"


@pytest.fixture
def connection(path: Path) -> Iterator[apsw.Connection]:
    connection = open_wal(path)
    yield connection
    connection.close()


def grow(connection: apsw.Connection, mb: int = 34) -> None:
    """One row for each MB, in the -wal only."""
    connection.execute("begin").fetchall()
    for _ in range(mb):
        connection.execute("insert into t(body) values(zeroblob(?))", (MB - 4096,)).fetchall()
    connection.execute("commit").fetchall()


class Seen:
    """What was told, and what a test wants to happen then."""

    def __init__(self, cancel: threading.Event | None = None, at: int = 0) -> None:
        self.told: list[tuple[int, int]] = []
        self.cancel, self._at = cancel or threading.Event(), at

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if self._at and done >= self._at:
            self.cancel.set()


def run(connection: apsw.Connection, seen: Seen, waits: Waits | None = None) -> Settled:
    return settle(connection, cancel=seen.cancel, told=seen, wait=waits or Waits())


def test_bytes_are_told_on_the_way_and_the_end_is_one_whole_file(
    path: Path, connection: apsw.Connection
) -> None:
    grow(connection)
    pending = pending_frames(connection) * 4096
    seen = Seen()
    assert run(connection, seen).grade is Grade.CLEAN
    done = [done for done, _ in seen.told]
    assert all(0 < later - before <= 3 * MB for before, later in pairwise([0, *done]))
    (total,) = {total for _, total in seen.told}
    assert 33 * MB < total <= pending
    assert total - done[-1] < 3 * MB
    assert rows_in_lone_copy(path) == 34
    add_rows(connection, 1)
    assert "counting" not in " ".join(apsw.vfs_names())


def test_a_page_that_was_changed_often_counts_once(connection: apsw.Connection) -> None:
    grow(connection, 12)
    for _ in range(3):
        connection.execute("update t set body = randomblob(length(body))").fetchall()
    seen = Seen()
    assert run(connection, seen).grade is Grade.CLEAN
    assert 11 * MB < seen.told[-1][1] < 13 * MB
    assert seen.told[-1][0] <= seen.told[-1][1]


def test_what_is_small_is_moved_without_a_word(connection: apsw.Connection) -> None:
    grow(connection, 8)
    seen = Seen()
    assert run(connection, seen).grade is Grade.CLEAN
    assert seen.told == []


def test_it_can_be_stopped_in_the_middle_and_nothing_is_lost(path: Path, connection: apsw.Connection) -> None:
    grow(connection)
    stopped = run(connection, Seen(at=10 * MB))
    assert stopped.grade is Grade.CANCELLED
    assert [(attempt.n, attempt.mode) for attempt in stopped.attempts] == [(0, "PASSIVE")]
    assert pending_frames(connection) * 4096 > 33 * MB
    # As after a kill in this moment: both files together are all.
    both = path.with_name("both") / path.name
    both.parent.mkdir()
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()
    for suffix in ("", "-wal"):
        path.with_name(path.name + suffix).replace(both.with_name(path.name + suffix))
    assert rows_in(both) == 34


def test_what_was_stopped_is_moved_by_the_next_try(path: Path, connection: apsw.Connection) -> None:
    grow(connection)
    run(connection, Seen(at=10 * MB))
    add_rows(connection, 1)
    assert run(connection, Seen()).grade is Grade.CLEAN
    assert rows_in_lone_copy(path) == 35


def test_what_a_reader_kept_back_is_told_once_it_has_left(
    path: Path, connection: apsw.Connection, other_process: OpenOtherProcess
) -> None:
    add_rows(connection, 1)
    reader = other_process(path)
    reader.read()
    grow(connection)
    seen = Seen()
    settled = run(connection, seen, Waits(reader.end))
    assert settled.grade is Grade.CLEAN
    assert [(attempt.n, attempt.mode) for attempt in settled.attempts] == [
        (0, "PASSIVE"), (1, "TRUNCATE"), (2, "TRUNCATE"),
    ]  # fmt: skip
    assert seen.told[-1][0] > 30 * MB


@pytest.mark.parametrize("operation", ["write", "sync"])
def test_a_disk_that_fails_on_the_way_is_told_and_nothing_is_lost(path: Path, operation: str) -> None:
    disk = FaultyVFS(default=True)
    try:
        connection = open_wal(path)
        grow(connection)
        disk.fault = failing(operation, "db", apsw.SQLITE_FULL)
        failed = run(connection, Seen())
        assert (failed.grade, failed.reason) == (Grade.FAILED, "disk_full")
        disk.fault = None
        assert run(connection, Seen()).grade is Grade.CLEAN
        assert rows_in_lone_copy(path) == 34
        connection.close()
    finally:
        disk.unregister()


def test_a_file_that_was_moved_away_is_not_opened_again(path: Path, connection: apsw.Connection) -> None:
    grow(connection)
    path.rename(path.with_name("elsewhere.strandline"))
    seen = Seen()
    assert run(connection, seen).grade is Grade.MOVED
    assert seen.told == []


def test_a_progress_that_cannot_be_shown_stops_nothing(connection: apsw.Connection) -> None:
    grow(connection)

    def broken(_done: int, _total: int) -> None:
        raise RuntimeError

    settled = settle(connection, cancel=threading.Event(), told=broken, wait=Waits())
    assert settled.grade is Grade.CLEAN
