"""Opening: a tracker appears whole or not at all, and what is no tracker is not touched."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from store import database, files, leftover, locks, new_file, requests, schema
from store.answers import Checked
from store.check import check
from store.close_requests import Tidy
from store.errors import Damaged, Held, KnownError, NewerFormat, NotOurs, NoTracker, ReadOnly
from store.locks import Lock
from store.tracker import Tracker
from tests.helpers.issue_files import find, put, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.small_disk import fill, small_disk
from tests.store.conftest import OpenTracker

CHECKOUT = Path(__file__).parents[2]

LEFT_BY_A_KILL = """
import os, signal, sys
from pathlib import Path
from store import requests
from store.locks import Lock
from store.tracker import Tracker
tracker = Tracker.open(Path(sys.argv[1]), create=True, actor="ann")
for title in sys.argv[2:]:
    requests.Create(title).run(tracker)
os.kill(os.getpid(), signal.SIGKILL)
"""


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def left(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def killed(path: Path, *titles: str) -> None:
    """Another process opens the tracker, adds these issues and is killed with the tracker open."""
    done = subprocess.run([sys.executable, "-c", LEFT_BY_A_KILL, path, *titles], cwd=CHECKOUT, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("version", "good"),
    [
        ("3.51.3", True), ("3.53.0", True), ("4.0", True), ("3.50.7", True), ("3.44.6", True),
        ("3.51.2", False), ("3.50.6", False), ("3.45.0", False), ("3.40.1", False),
    ],
)  # fmt: skip
def test_an_sqlite_that_loses_commits_is_refused(version: str, good: bool) -> None:
    if good:
        database.guard_version(version)
    else:
        with pytest.raises(KnownError, match=f"SQLite {version} can lose changes"):
            database.guard_version(version)


def test_a_new_tracker_is_ours_and_private(path: Path) -> None:
    connection = database.open_database(path, create=True)
    try:
        assert connection.pragma("application_id") == schema.APPLICATION_ID
        assert connection.pragma("user_version") == schema.FORMAT
        assert connection.pragma("journal_mode") == "wal"
        assert connection.pragma("synchronous") == 2
        assert connection.pragma("foreign_keys") == 1
        assert connection.pragma("mmap_size") in (0, None)
        assert path.stat().st_mode & 0o777 == 0o600
        assert sorted(left(path.parent)) == [path.name, f"{path.name}-shm", f"{path.name}-wal"] or sorted(
            left(path.parent)
        ) == [path.name]
    finally:
        connection.close()
        database.closed(database.identity(path))
    assert list(left(path.parent)) == [path.name]


def test_folders_are_made_for_a_new_tracker_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.strandline"
    with pytest.raises(NoTracker):
        Tracker.open(path)
    assert not (tmp_path / "a").exists()
    Tracker.open(path, create=True, actor="ann").close()
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_tracker_that_is_not_there_is_not_made(path: Path) -> None:
    with pytest.raises(NoTracker, match=r"There is no tracker at .+\. Check the name"):
        Tracker.open(path)
    assert left(path.parent) == {}


@pytest.mark.parametrize("call", ["_fill", "publish"])
def test_what_fails_while_it_is_made_leaves_nothing(
    path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_file, call, fail)
    with pytest.raises(ReadOnly, match="cannot be made: No space left"):
        Tracker.open(path, create=True)
    assert left(path.parent) == {}


def test_without_hard_links_it_is_made_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    Tracker.open(path, create=True, actor="ann").close()
    assert list(left(path.parent)) == [path.name]


def test_one_that_another_process_makes_at_the_same_moment_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = files.publish

    def late(temporary: Path, target: Path) -> None:
        killed(path, "theirs")
        Tracker.open(path, actor="bob").close()
        publish(temporary, target)

    monkeypatch.setattr(new_file, "publish", late)
    tracker = Tracker.open(path, create=True, actor="ann")
    try:
        assert tracker.one("SELECT title FROM issue") == "theirs"
    finally:
        tracker.close()


def test_an_acknowledged_issue_survives_a_kill_right_after_creation(path: Path) -> None:
    killed(path, "one", "two")
    assert beside(path, "-wal").stat().st_size > 0
    tracker = Tracker.open(path, actor="ann")
    try:
        assert tracker.all("SELECT title FROM issue ORDER BY key") == [("one",), ("two",)]
    finally:
        tracker.close()


def test_a_kill_right_after_opening_leaves_an_empty_tracker(path: Path) -> None:
    killed(path)
    tracker = Tracker.open(path, actor="ann")
    try:
        assert tracker.one("SELECT count(*) FROM issue") == 0
    finally:
        tracker.close()


def test_opening_and_reading_write_nothing(path: Path) -> None:
    tracker = Tracker.open(path, create=True, actor="ann")
    put(tracker, record("p-1"))
    tracker.close()
    before, at = path.read_bytes(), path.stat().st_mtime_ns
    for read_only in (True, False):
        tracker = Tracker.open(path, read_only=read_only, actor="ann")
        find(tracker, "p-1")
        tracker.close()
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, at)
    assert {one for one in left(path.parent) if one.startswith(path.name)} == {path.name}


# What is no tracker


def foreign(path: Path, *, wal: bool, rows: int = 3) -> None:
    """Somebody else's database, as a kill leaves it when it is in WAL mode."""
    script = """
import apsw, os, signal, sys
c = apsw.Connection(sys.argv[1])
c.pragma("journal_mode", "wal" if sys.argv[2] == "1" else "delete")
c.execute("create table t(x)").fetchall()
for n in range(int(sys.argv[3])):
    c.execute("insert into t values(randomblob(2000))").fetchall()
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script, path, str(int(wal)), str(rows)], check=False)


@pytest.mark.parametrize("wal", [False, True])
@pytest.mark.parametrize("create", [False, True])
def test_somebody_elses_database_is_left_alone(path: Path, wal: bool, create: bool) -> None:
    foreign(path, wal=wal)
    before = left(path.parent)
    assert beside(path, "-wal").exists() == wal
    with pytest.raises(NotOurs, match="some other program's database, so it was left alone"):
        Tracker.open(path, create=create)
    assert left(path.parent) == before


@pytest.mark.parametrize("content", [b"hello\n", b"SQLite format 3\x00", b"\xff" * 5000, b'{"id":"p-1"}\n'])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotOurs, match=r"is not a tracker, or has lost its beginning\. Keep the file"):
        Tracker.open(path, create=True)
    other = path.with_suffix(".bin")
    path.rename(other)
    with pytest.raises(NotOurs, match=r"is not a tracker\. Choose"):
        Tracker.open(other, create=True)
    assert left(path.parent) == {other.name: content}


def test_a_folder_and_a_pipe_are_none(tmp_path: Path) -> None:
    with pytest.raises(NotOurs, match="is a folder"):
        Tracker.open(tmp_path, create=True)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotOurs, match="no ordinary file"):
        Tracker.open(tmp_path / "pipe", create=True)


def test_a_path_below_a_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(ReadOnly, match="Not a directory"):
        Tracker.open(tmp_path / "file" / "a.strandline", create=True)


def test_an_empty_file_becomes_a_tracker_only_where_one_is_made(path: Path) -> None:
    path.touch()
    with pytest.raises(Damaged, match=r"is empty\. Restore a backup where there is one, or delete the file"):
        Tracker.open(path)
    assert left(path.parent) == {path.name: b""}
    tracker = Tracker.open(path, create=True, actor="ann")
    requests.Create("x").run(tracker)
    tracker.close()
    assert path.read_bytes()[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")


@pytest.mark.parametrize("exists", [True, False])
def test_a_second_file_without_its_first_is_kept(path: Path, exists: bool) -> None:
    killed(path, "only in the -wal")
    path.unlink()
    if exists:
        path.touch()
    kept = beside(path, "-wal").read_bytes()
    with pytest.raises(Damaged, match="Restore a backup where there is one, or move that file away"):
        Tracker.open(path, create=True)
    assert beside(path, "-wal").read_bytes() == kept


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_newer_format_is_refused_by_its_number(path: Path, mode: str) -> None:
    Tracker.open(path, create=True, actor="ann").close()
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", mode)
    connection.pragma("user_version", 99)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerFormat, match=rf"format 99; this one knows up to {schema.FORMAT}\)"):
        Tracker.open(path)
    assert path.read_bytes() == before


def test_a_name_that_is_not_utf8_is_said(tmp_path: Path) -> None:
    path = tmp_path / b"Ho\xffme.strandline".decode("utf-8", "surrogateescape")
    with pytest.raises(KnownError, match="not UTF-8"):
        Tracker.open(path, create=True)


# A -wal that a crash left


def test_a_damaged_second_file_is_copied_aside_before_it_is_read(path: Path) -> None:
    killed(path, *(f"issue {n}" for n in range(5)))
    wal = beside(path, "-wal")
    data = bytearray(wal.read_bytes())
    data[len(data) // 2] ^= 1
    wal.write_bytes(data)
    before = left(path.parent)
    with pytest.raises(Damaged, match=r"is damaged after \d+ of \d+ frames.+Open the tracker again"):
        Tracker.open(path)
    after = left(path.parent)
    copies = {name: content for name, content in after.items() if ".damaged-" in name}
    assert {name: after[name] for name in before} == before
    assert sorted(copies.values()) == sorted((before[path.name], bytes(data)))
    tracker = Tracker.open(path, actor="ann")
    try:
        assert 0 < tracker.one("SELECT count(*) FROM issue") < 5
    finally:
        tracker.close()
    assert {name: left(path.parent)[name] for name in copies} == copies


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_copies_that_may_not_last_are_made_again(
    path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(path, *(f"issue {n}" for n in range(5)))
    wal = beside(path, "-wal")
    data = bytearray(wal.read_bytes())
    data[len(data) // 2] ^= 1
    wal.write_bytes(data)
    before = left(path.parent)

    def fail(_folder: Path) -> None:
        raise files.Unsynced(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(leftover, "sync_folder", fail)
        for _ in range(2):
            with pytest.raises(Damaged, match=rf"could not be copied aside: {os.strerror(number)}\."):
                Tracker.open(path)
            assert before.items() <= left(path.parent).items()
    with pytest.raises(Damaged, match="Both files were copied aside"):
        Tracker.open(path)
    assert len([name for name in left(path.parent) if ".damaged-" in name]) == 2


def test_what_is_copied_aside_on_a_full_disk_leaves_it_as_full_as_it_was(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        path = disk / "Home.strandline"
        killed(path, *(f"issue {n}" for n in range(5)))
        wal = beside(path, "-wal")
        data = bytearray(wal.read_bytes())
        data[len(data) // 2] ^= 1
        wal.write_bytes(data)
        fill(disk / "ballast")
        with (disk / "ballast").open("r+b") as ballast:
            # Room for the copy of the tracker, and for a part of the one of its second file.
            size = ballast.seek(0, os.SEEK_END)
            ballast.truncate(size - path.stat().st_size - len(data) // 2)
        with pytest.raises(Damaged, match="could not be copied aside: No space left"):
            Tracker.open(path)
        assert [*disk.glob(".*.tmp"), *disk.glob("*.tmp")] == []


def test_an_unfinished_last_commit_is_no_damage(path: Path) -> None:
    killed(path, "one", "two")
    wal = beside(path, "-wal")
    os.truncate(wal, wal.stat().st_size - 100)
    tracker = Tracker.open(path, actor="ann")
    try:
        assert tracker.one("SELECT count(*) FROM issue") == 1
    finally:
        tracker.close()


def test_a_second_file_of_another_state_is_not_read_into_the_tracker(path: Path) -> None:
    """An older copy is put in the place of a tracker whose program was killed."""
    killed(path, *(f"early {n}" for n in range(8)))
    Tracker.open(path, actor="ann").close()
    older = path.read_bytes()
    killed(path, *(f"late {n}" for n in range(40)))
    tracker = Tracker.open(path, actor="ann")
    Tidy().run(tracker)
    tracker.close()
    killed(path, *(f"last {n}" for n in range(9)))
    wal = beside(path, "-wal").read_bytes()
    path.write_bytes(older)
    with pytest.raises(Damaged, match=r"do not belong together.+set aside as .+Open the tracker again"):
        Tracker.open(path)
    (aside,) = path.parent.glob("*.foreign-*-wal")
    assert aside.read_bytes() == wal
    assert path.read_bytes() == older
    tracker = Tracker.open(path, actor="ann")
    try:
        assert check(tracker) == Checked(True, ())
        assert tracker.one("SELECT count(*) FROM issue") == 8
    finally:
        tracker.close()


def test_a_second_file_that_belongs_to_the_tracker_is_read_however_new_the_tracker_looks(path: Path) -> None:
    """As after a copy of both files, of which the tracker came last."""
    killed(path, "one", "two")
    os.utime(path)
    before = left(path.parent)
    tracker = Tracker.open(path, actor="ann")
    try:
        assert tracker.one("SELECT count(*) FROM issue") == 2
    finally:
        tracker.close()
    assert set(left(path.parent)) <= set(before)


def test_while_another_program_has_it_open_nothing_is_looked_at(
    path: Path, other_process: OpenOtherProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    Tracker.open(path, create=True, actor="ann").close()
    other = other_process(path)
    other.execute("INSERT INTO meta VALUES ('x', 'y')")
    monkeypatch.setattr("store.walscan.scan", pytest.fail)
    Tracker.open(path, actor="ann").close()


def test_a_file_that_is_open_here_is_not_read_by_other_means(path: Path) -> None:
    """Closing another descriptor of the file would drop all of this process's locks on it."""
    tracker = Tracker.open(path, create=True, actor="ann")
    try:
        requests.Create("one").run(tracker)
        assert database.is_open_here(path)
        held = locks.from_proc(path)
        if held is None:
            pytest.skip("this system does not show its locks")
        assert Lock(os.getpid(), "SHARED", exclusive=False) in held
        Tracker.open(path, create=True, actor="ann").close()
        assert database.is_open_here(path)
        assert set(locks.from_proc(path) or ()) == set(held)
    finally:
        tracker.close()
    assert not database.is_open_here(path)


def test_a_writer_that_does_not_end_is_named(
    path: Path, other_process: OpenOtherProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker = Tracker.open(path, create=True, actor="ann")
    other = other_process(path)
    other.write()
    monkeypatch.setattr("store.tracker.WRITE_PATIENCE", 0)
    with pytest.raises(Held, match=rf"\({other.pid}\)"):
        requests.Create("x").run(tracker)
    other.end()
    assert requests.Create("x").run(tracker).ids
    tracker.close()


def test_damage_that_is_met_while_reading_is_said_in_words(open_tracker: OpenTracker, path: Path) -> None:
    tracker = open_tracker()
    page, size = tracker.one("SELECT rootpage FROM sqlite_schema WHERE name = 'issue'"), 4096
    tracker.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    tracker = open_tracker()
    with pytest.raises(Damaged), tracker.reading():
        tracker.all("SELECT * FROM issue")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_tracker_that_was_read_only_for_a_while_takes_changes_again(path: Path) -> None:
    Tracker.open(path, create=True).close()
    # As a program leaves them that has read it while it was read-only.
    for suffix, size in (("-wal", 0), ("-shm", 32768)):
        left = path.with_name(path.name + suffix)
        left.write_bytes(bytes(size))
        left.chmod(0o400)
    path.chmod(0o600)
    again = Tracker.open(path)
    requests.Create("After").run(again)
    # Also where the administrator, whom no permission stops, runs this.
    modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir() if one.is_file()}
    again.close()
    assert modes == {0o600}
