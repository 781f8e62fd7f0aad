"""A complete copy: one whole file, or none; made beside readers and writers; never over what is there."""

from __future__ import annotations

import os
from pathlib import Path

import apsw
import pytest

from store import copying, requests
from store.copying import save_copy
from store.errors import Damaged, Invalid, KnownError, ReadOnly
from store.tracker import Tracker
from tests.helpers.issue_files import dump, put, record
from tests.helpers.other_process import OpenOtherProcess


@pytest.fixture
def filled(tracker: Tracker) -> Tracker:
    put(tracker, record("p-1", labels=["a"]), record("p-2"), b"broken")
    requests.Create("mine").run(tracker)
    return tracker


def _page_of(copy: Path, name: str) -> int:
    connection = apsw.Connection(str(copy))
    page = int(connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).get)
    connection.close()
    return page


def left(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_a_copy_is_the_tracker_in_one_file(filled: Tracker, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    target = tmp_path / "copies" / "copy.strandline"
    copied = save_copy(filled, target)
    assert (copied.path, copied.issues, copied.bytes) == (target, 3, target.stat().st_size)
    assert left(target.parent) == {"copy.strandline"}
    assert dump(target) == dump(filled.path)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_copy_is_a_tracker(filled: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "copy.strandline"
    save_copy(filled, target)
    copy = Tracker.open(target, actor="ann")
    try:
        assert requests.Create("more").run(copy).ids
        assert copy.one("PRAGMA journal_mode") == "wal"
    finally:
        copy.close()


def test_a_copy_has_what_is_in_the_second_file_only(
    filled: Tracker, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    reader = other_process(filled.path)
    reader.read()
    requests.Create("only in the -wal").run(filled)
    save_copy(filled, tmp_path / "copy.strandline")
    reader.end()
    assert dump(tmp_path / "copy.strandline")["issue"] == dump(filled.path)["issue"]


def test_a_copy_is_made_while_another_program_writes(
    filled: Tracker, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    writer = other_process(filled.path)
    writer.write()
    assert save_copy(filled, tmp_path / "copy.strandline").issues == 3


def test_what_has_the_name_stays_unless_it_may_go(filled: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "copy.strandline"
    target.write_bytes(b"precious")
    with pytest.raises(Invalid, match="exists already"):
        save_copy(filled, target)
    assert target.read_bytes() == b"precious"
    save_copy(filled, target, replace=True)
    assert dump(target) == dump(filled.path)


def test_the_tracker_is_never_replaced_by_its_copy(filled: Tracker) -> None:
    for replace in (False, True):
        with pytest.raises(Invalid, match="exists already"):
            save_copy(filled, filled.path, replace=replace)


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_foreign_second_file_would_damage_the_copy(filled: Tracker, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"copy.strandline{suffix}").write_bytes(b"x")
    with pytest.raises(Invalid, match=f"copy.strandline{suffix} is there already"):
        save_copy(filled, tmp_path / "copy.strandline")
    assert not (tmp_path / "copy.strandline").exists()


def test_a_folder_that_is_not_there_is_named(filled: Tracker, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="could not be written: No such file"):
        save_copy(filled, tmp_path / "none" / "copy.strandline")


def test_a_copy_that_is_not_sound_is_taken_away(
    filled: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified = copying._verified

    def spoil(copy: Path, fewest: int, most: int) -> int:
        page = _page_of(copy, "label_name")
        with copy.open("r+b") as file:
            # No cells: an index that has lost its entries, which only the check notices.
            file.seek((page - 1) * 4096 + 3)
            file.write(b"\0\0")
        return verified(copy, fewest, most)

    monkeypatch.setattr(copying, "_verified", spoil)
    before = left(tmp_path)
    with pytest.raises(Damaged, match="did not pass its check"):
        save_copy(filled, tmp_path / "copy.strandline")
    assert left(tmp_path) == before


def test_the_one_fault_that_the_check_of_a_copy_finds_is_named(filled: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "copy.strandline"
    save_copy(filled, target)
    page = _page_of(target, "label_name")
    with target.open("r+b") as file:
        # A byte of crumbs, where there are none.
        file.seek((page - 1) * 4096 + 7)
        file.write(b"\1")
    with pytest.raises(Damaged, match=r"check \(.*\sFragmentation of 0 bytes reported as 1 on page"):
        copying._verified(target, 3, 3)


def test_a_copy_is_on_the_disk_before_it_has_its_name(
    filled: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, synced, really = tmp_path / "copy.strandline", list[tuple[int, bool]](), os.fsync

    def look(file: int) -> None:
        really(file)
        synced.append((os.fstat(file).st_size, target.exists()))

    monkeypatch.setattr(os, "fsync", look)
    copied = save_copy(filled, target)
    assert (copied.bytes, False) in synced


@pytest.mark.parametrize(("fewest", "most"), [(0, 2), (4, 5)])
def test_a_copy_with_other_issues_than_the_tracker_is_none(
    filled: Tracker, tmp_path: Path, fewest: int, most: int
) -> None:
    save_copy(filled, tmp_path / "copy.strandline")
    with pytest.raises(Damaged):
        copying._verified(tmp_path / "copy.strandline", fewest, most)


def test_a_copy_of_a_tracker_that_is_read_only(filled: Tracker, tmp_path: Path) -> None:
    reader = Tracker.open(filled.path, read_only=True, actor="ann")
    try:
        with pytest.raises(ReadOnly):
            requests.Create("x").run(reader)
        assert save_copy(reader, tmp_path / "copy.strandline").issues == 3
    except apsw.Error as error:
        pytest.fail(f"SQLite's own words reached the user: {error}")
    finally:
        reader.close()
