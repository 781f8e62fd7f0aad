"""Damage in a -wal that SQLite would pass over in silence, told from what a crash leaves."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from store import walscan
from store.errors import Damaged
from store.requests import Create
from store.tracker import Tracker
from store.walscan import WalScan, scan
from tests.helpers.wal_database import add_rows, open_wal

HEADER, FRAME = 32, 24 + 4096


@pytest.fixture
def wal(tmp_path: Path) -> Path:
    """The -wal of ten commits, copied while its database was open, as a crash leaves it."""
    return left_behind(tmp_path, lambda connection: add_rows(connection, 10))


def left_behind(folder: Path, work: Callable[[apsw.Connection], None]) -> Path:
    path = folder / "a.db"
    connection = open_wal(path)
    work(connection)
    data = (folder / "a.db-wal").read_bytes()  # only -wal may be read while it is open
    connection.close()
    copy = folder / "copy-wal"
    copy.write_bytes(data)
    return copy


def frames(wal: Path) -> int:
    return (wal.stat().st_size - HEADER) // FRAME


def flip(wal: Path, offset: int) -> None:
    data = bytearray(wal.read_bytes())
    data[offset] ^= 1
    wal.write_bytes(data)


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert scan(tmp_path / "none-wal") == WalScan()
    (tmp_path / "empty-wal").write_bytes(b"")
    assert scan(tmp_path / "empty-wal") == WalScan()
    (tmp_path / "short-wal").write_bytes(b"\x37\x7f\x06\x82")
    assert scan(tmp_path / "short-wal") == WalScan()


def test_every_frame_of_a_sound_file_is_valid(wal: Path) -> None:
    assert scan(wal) == WalScan(frames(wal), frames(wal), damaged=False)
    assert frames(wal) >= 10


@pytest.mark.parametrize("at", [0, 4, 8, 12, 16, 20, 24, 2000, FRAME - 1])
def test_a_flipped_byte_before_another_commit_is_damage(wal: Path, at: int) -> None:
    flip(wal, HEADER + 4 * FRAME + at)
    found = scan(wal)
    assert found == WalScan(frames(wal), 4, damaged=True)


@pytest.mark.parametrize("cut", [1, 1000, FRAME - 24, FRAME - 1])
def test_a_last_frame_that_was_cut_is_none(wal: Path, cut: int) -> None:
    whole = frames(wal)
    os.truncate(wal, wal.stat().st_size - cut)
    found = scan(wal)
    assert (found.valid, found.damaged) == (whole - 1, False)


@pytest.mark.parametrize("at", [0, 8, 16, 24, 3000])
def test_a_broken_last_frame_was_never_acknowledged(wal: Path, at: int) -> None:
    flip(wal, HEADER + (frames(wal) - 1) * FRAME + at)
    found = scan(wal)
    assert (found.valid, found.damaged) == (frames(wal) - 1, False)


@pytest.mark.parametrize("at", [0, 8, 16, 500])
def test_a_last_transaction_of_which_some_frames_are_there_is_no_damage(tmp_path: Path, at: int) -> None:
    """A power cut before its sync leaves any of its frames, and it was not acknowledged."""

    def work(connection: apsw.Connection) -> None:
        add_rows(connection, 3)
        with connection:
            add_rows(connection, 8)

    wal = left_behind(tmp_path, work)
    whole = frames(wal)
    flip(wal, HEADER + (whole - 5) * FRAME + at)
    assert scan(wal) == WalScan(whole, whole - 5, damaged=False)
    os.truncate(wal, HEADER + (whole - 1) * FRAME)
    assert scan(wal) == WalScan(whole - 1, whole - 5, damaged=False)


def test_a_transaction_behind_a_broken_one_says_that_this_was_acknowledged(tmp_path: Path) -> None:
    def work(connection: apsw.Connection) -> None:
        for count in (3, 8, 1):
            with connection:
                add_rows(connection, count)

    wal = left_behind(tmp_path, work)
    whole = frames(wal)
    flip(wal, HEADER + (whole - 5) * FRAME + 500)
    assert scan(wal) == WalScan(whole, whole - 5, damaged=True)


@pytest.mark.parametrize("broken", [None, 5, 11])
def test_what_sqlite_has_read_already_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: int | None
) -> None:
    wal = left_behind(tmp_path, lambda connection: add_rows(connection, 10))
    if broken is not None:
        flip(wal, HEADER + broken * FRAME + 500)
    whole = scan(wal)
    read: list[bytes] = []

    def noted(order: str, data: bytes, start: tuple[int, int]) -> tuple[int, int]:
        read.append(data)
        return checksum(order, data, start)

    checksum = walscan._checksum
    monkeypatch.setattr(walscan, "_checksum", noted)
    assert scan(wal, recovered=whole.valid) == whole
    assert len(read) == 1, "more than the header"


@pytest.mark.parametrize("damaged", [False, True])
def test_a_large_one_is_checked_by_sqlite_before_anything_is_moved_or_dropped(
    tmp_path: Path, damaged: bool
) -> None:
    path = tmp_path / "Home.strandline"
    tracker = Tracker.open(path, create=True)
    tracker.run("PRAGMA wal_autocheckpoint = 0")
    tracker.run("CREATE TABLE ballast(x)")
    for _ in range(10):
        tracker.run("INSERT INTO ballast VALUES(zeroblob(1000000))")
    Create("First").run(tracker)
    tracker.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    tracker.close()
    wal = tmp_path / "Home.strandline-wal"
    if damaged:
        flip(wal, HEADER + 300 * FRAME + 500)
        before = wal.read_bytes()
        with pytest.raises(Damaged, match="were copied aside"):
            Tracker.open(path)
        assert wal.read_bytes() == before
        return
    again = Tracker.open(path)
    assert again.all("SELECT title FROM issue") == [("First",)]
    again.close()


def test_frames_of_an_older_generation_are_not_looked_at(tmp_path: Path) -> None:
    def work(connection: apsw.Connection) -> None:
        add_rows(connection, 20)
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_RESTART)
        add_rows(connection, 3)

    wal = left_behind(tmp_path, work)
    found = scan(wal)
    assert found.frames == found.valid < frames(wal)
    assert not found.damaged
    flip(wal, HEADER + (frames(wal) - 2) * FRAME + 500)
    assert scan(wal) == found


@pytest.mark.parametrize("at", [0, 4, 8, 16, 24, 31])
def test_a_broken_header_hides_every_commit_behind_it(wal: Path, at: int) -> None:
    flip(wal, at)
    assert scan(wal).damaged


def test_a_header_alone_hides_nothing(wal: Path) -> None:
    os.truncate(wal, HEADER)
    assert scan(wal) == WalScan()
    flip(wal, 16)
    assert scan(wal) == WalScan()


def test_zeros_that_never_reached_the_disk_are_none(tmp_path: Path) -> None:
    (tmp_path / "zero-wal").write_bytes(bytes(HEADER + 3 * FRAME))
    assert not scan(tmp_path / "zero-wal").damaged
    (tmp_path / "hole-wal").write_bytes(bytes(HEADER) + b"x" * FRAME)
    assert scan(tmp_path / "hole-wal").damaged


def test_a_file_of_the_other_byte_order_is_read(tmp_path: Path, wal: Path) -> None:
    """The magic number says in which order the words of the checksums are taken."""
    from store.walscan import _checksum

    raw = wal.read_bytes()
    page = (4096).to_bytes(4, "big")
    head = (0x377F0683).to_bytes(4, "big") + raw[4:8] + page + raw[12:24]
    sums = _checksum(">", head, (0, 0))
    data = head + b"".join(n.to_bytes(4, "big") for n in sums)
    first, body = raw[HEADER : HEADER + 16], raw[HEADER + 24 : HEADER + FRAME]
    sums = _checksum(">", body, _checksum(">", first[:8], sums))
    wal.write_bytes(data + first + b"".join(n.to_bytes(4, "big") for n in sums) + body)
    assert scan(wal) == WalScan(1, 1, damaged=False)
