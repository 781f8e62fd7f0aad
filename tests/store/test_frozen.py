"""A tracker in a folder that cannot be written: read where that is safe, else refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import ReadOnly
from store.frozen import open_frozen
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.small_disk import read_only, small_disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "8m") as mount:
        yield mount


def made(path: Path) -> Path:
    tracker = Tracker.open(path, create=True, actor="ann")
    Create("First").run(tracker)
    tracker.close()
    return path


def test_a_tracker_in_a_read_only_folder_can_be_read_and_not_changed(disk: Path) -> None:
    path = made(disk / "Home #1?.strandline")
    read_only(disk)
    tracker = open_frozen(path, actor="ann")
    assert tracker is not None
    assert tracker.read_only
    assert tracker.all("SELECT title FROM issue") == [("First",)]
    with pytest.raises(ReadOnly):
        Create("Second").run(tracker)
    tracker.close()


def test_what_is_only_in_a_second_file_would_be_missing(tmp_path: Path) -> None:
    path = made(tmp_path / "Home.strandline")
    path.with_name(path.name + "-wal").write_bytes(b"anything")
    assert open_frozen(path) is None


@pytest.mark.parametrize("format", ["PRAGMA user_version = 999", "PRAGMA application_id = 1"])
def test_another_format_is_refused(tmp_path: Path, format: str) -> None:
    path = made(tmp_path / "Home.strandline")
    tracker = Tracker.open(path, actor="ann")
    tracker.run(format)
    tracker.close()
    assert open_frozen(path) is None


def test_no_file_is_refused(tmp_path: Path) -> None:
    assert open_frozen(tmp_path / "gone.strandline") is None
    (tmp_path / "notes.txt").write_text("no database" * 50)
    assert open_frozen(tmp_path / "notes.txt") is None
