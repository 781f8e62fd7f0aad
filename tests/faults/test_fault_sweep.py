"""On a disk that fails nothing acknowledged is lost, and what cannot be done is said in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import apsw
import pytest

from store import backup_restoring, checkpoint, files, requests, walscan
from store.check import check
from store.errors import Held, KnownError, Unconfirmed
from store.tracker import Tracker
from tests.faults import fault_sweep
from tests.faults.desk import Deed, Desk, at_home
from tests.faults.failing_disk import Disk, Fault
from tests.faults.honesty import Witness
from tests.faults.system_calls import failing_calls

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="replaces system calls as Linux has them")


def test_an_operation_that_fails_loses_nothing_and_is_said_in_plain_words(tmp_path: Path) -> None:
    """Some operations here, each of a day's under `run.py torture faults`."""
    said, well = fault_sweep.run(3, 22, tmp_path)
    assert well, said
    assert said.startswith("22 failing operations, ")
    assert " 0 deeds refused" not in said


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    place = tmp_path / "place"
    Desk.lay_out(place)
    desk = Desk(place, Random(1))
    with at_home(place):
        desk.open()
        desk.read_file()
        yield desk
        desk.drop()


@contextlib.contextmanager
def failing(desk: Desk, what: str, number: int) -> Iterator[Disk]:
    """Each operation of that kind fails, on a tracker that was opened while all was well."""
    disk = Disk(desk.path.parents[1], Fault(what, 1, number, goes_on=True))
    with disk.failing(syncs=what != "unlink"):
        with disk.at_rest():
            desk.restart()
        yield disk


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOLCK])
def test_a_lock_in_shared_memory_that_fails_is_a_program_that_holds_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("store.tracker.WRITE_PATIENCE", 0.0)
    fails = threading.Event()

    def locks_fail(what: str, path: Path) -> int:
        return number if what == "write lock" and path.name.endswith("-shm") and fails.is_set() else 0

    with failing_calls(locks_fail):
        desk.restart()
        fails.set()
        with pytest.raises(Held, match="is being written by another program"):
            desk.edit()
        fails.clear()
        desk.edit()


def test_what_changes_that_failed_left_behind_is_no_damage(desk: Desk) -> None:
    uid, numbers = desk.some_issue(), iter("123")
    with failing(desk, "sync", errno.EIO) as disk:
        with disk.at_rest():
            desk.edit()
        for size in (40_000, 20_000, 1):
            with pytest.raises(Unconfirmed):
                requests.Edit(uid, {"description": next(numbers) * size}).run(desk.tracker)
    requests.Edit(uid, {"title": "short"}).run(desk.tracker)
    assert walscan.scan(desk.path.with_name(f"{desk.path.name}-wal")).damaged
    assert check(desk.tracker).findings == ()


def test_a_data_folder_that_takes_nothing_is_named(desk: Desk) -> None:
    (desk.path.parent / "replica").unlink()
    said = "data cannot be written: No space left"
    with failing(desk, "rename", errno.ENOSPC), pytest.raises(KnownError, match=said):
        desk.edit()
    desk.edit()


def test_a_copy_that_fails_is_said_although_its_rest_cannot_be_taken_away(desk: Desk) -> None:
    with failing(desk, "unlink", errno.EACCES), pytest.raises(KnownError, match=r"1\.strandline"):
        desk.save_copy()
    desk.save_copy()


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_what_a_power_cut_may_take_back_is_not_told_as_done(desk: Desk, number: int) -> None:
    """A folder that cannot be synced, after everything else went well."""
    (desk.path.parent / "replica").unlink()
    said = ("data cannot be written", r"\.strandline was written", "it was written", "No backup was made")
    with failing(desk, "sync folder", number) as disk:
        witness = Witness(desk, disk)
        for deed, words in zip((Desk.edit, Desk.save_copy, Desk.export, Desk.back_up), said, strict=True):
            with pytest.raises(KnownError, match=f"{words}.*{os.strerror(number)}"):
                witness._asked(deed)
            witness.watch(deed)
        desk.leave()
        desk.path.unlink()
        with pytest.raises(KnownError, match=r"Home\.strandline was written, but the disk failed"):
            desk.open()
    assert witness.faults == []
    witness.let_go()
    desk.open()
    for deed in (Desk.read_file, Desk.edit, Desk.export, Desk.save_copy, Desk.back_up):
        deed(desk)


def test_a_volume_that_cannot_sync_folders_takes_nothing_amiss(desk: Desk) -> None:
    with failing(desk, "sync folder", errno.EINVAL):
        for deed in (Desk.edit, Desk.save_copy, Desk.export, Desk.back_up):
            deed(desk)


def test_a_sync_of_a_folder_that_nobody_looks_at_is_found_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = files.sync_folder

    def careless(folder: Path) -> None:
        with contextlib.suppress(OSError):
            sync(folder)

    monkeypatch.setattr("store.copying.sync_folder", careless)
    with failing(desk, "sync folder", errno.EIO) as disk:
        witness = Witness(desk, disk)
        witness.watch(Desk.save_copy)
    assert witness.faults == ["save_copy was acknowledged, and a power cut may take it back"]
    witness.let_go()


@pytest.mark.parametrize("day", [fault_sweep.WORKING, fault_sweep.RESTORING])
def test_a_second_file_that_a_failing_disk_does_not_let_be_read_is_not_taken_for_another_trackers(
    tmp_path: Path, day: tuple[Deed, ...]
) -> None:
    """It would be set aside with all that was saved last."""
    place = tmp_path / "place"
    with at_home(place), fault_sweep.impatient():
        witness = fault_sweep.try_one(3, day, place, Fault("truncate", 5, errno.EIO, goes_on=True))
    assert witness.refused
    assert witness.faults == []
    assert list(place.rglob("*foreign*")) == []


def test_a_restore_that_cannot_be_looked_at_says_that_it_took_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for deed in (Desk.edit, Desk.back_up, Desk.edit, Desk.leave):
        deed(desk)

    def fails(path: Path, *more: object) -> None:
        raise apsw.exception_for(apsw.SQLITE_IOERR_READ)

    said = r"was restored, but could not be looked at then\. The disk failed .* What was there before is"
    monkeypatch.setattr(backup_restoring, "_finish", fails)
    with pytest.raises(KnownError, match=said):
        desk.restore()
    desk.open()
    assert desk.state() == next(iter(desk.copied.values()))


def a_day_with_a_reader(desk: Desk) -> Witness:
    """Somebody reads an older state while the window is closed."""
    witness = Witness(desk, Disk(desk.path.parents[1]))
    witness.watch(Desk.edit)
    reader = Tracker.open(desk.path, read_only=True)
    with reader.reading():
        reader.all("SELECT count(*) FROM issue")
        witness.watch(Desk.edit)
        witness.watch(Desk.settle)
    reader.close()
    witness.let_go()
    return witness


def test_a_ladder_that_is_refused_does_not_say_that_it_ended_well(desk: Desk) -> None:
    assert a_day_with_a_reader(desk).faults == []


def test_a_ladder_that_takes_no_error_for_success_is_found_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The laboratory has teeth: "busy" comes in the pragma's row, and raises nothing."""

    def deaf(connection: apsw.Connection, mode: str) -> checkpoint._Row:
        connection.execute(f"pragma main.wal_checkpoint({mode})").fetchall()
        return checkpoint._Row(0, 0, None, 0)

    monkeypatch.setattr(checkpoint, "_checkpoint", deaf)
    assert any("the main file alone" in fault for fault in a_day_with_a_reader(desk).faults)


def test_a_program_that_says_saved_when_it_is_not_is_found_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same: a COMMIT that failed, and that nobody is told of."""

    def careless(tracker: Tracker) -> None:
        with contextlib.suppress(apsw.Error):
            tracker.run("COMMIT")

    with failing(desk, "sync", errno.EIO) as disk:
        witness = Witness(desk, disk)
        witness.watch(Desk.edit)
        assert (witness.refused, witness.faults) == (1, [])
        monkeypatch.setattr(Tracker, "_commit", careless)
        witness.watch(Desk.edit)
    assert witness.faults == ["edit was acknowledged, and is not there"]
    witness.let_go()
