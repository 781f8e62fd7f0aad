"""A note about a close that nobody saw: told once, for its own tracker."""

from pathlib import Path

import pytest

from store import last_close, places
from store.last_close import Left


def test_a_note_is_taken_once(tmp_path: Path) -> None:
    last_close.remember(tmp_path / "Home.strandline", Left("INCOMPLETE", 2, "Copied nothing."))
    assert last_close.take(tmp_path / "Home.strandline") == Left("INCOMPLETE", 2, "Copied nothing.")
    assert last_close.take(tmp_path / "Home.strandline") is None


def test_windows_that_close_at_the_same_time_leave_a_note_each(tmp_path: Path) -> None:
    one, other = tmp_path / "One.strandline", tmp_path / "Other.strandline"
    last_close.remember(one, Left("INCOMPLETE"))
    last_close.remember(other, Left(unsaved=1))
    assert last_close.take(other) == Left(unsaved=1)
    assert last_close.take(one) == Left("INCOMPLETE")


@pytest.mark.parametrize("written", ["", "[1]", '{"grade": 3}', "no json", "[" * 100_000])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, written: str) -> None:
    tracker = tmp_path / "Home.strandline"
    last_close.remember(tracker, Left("INCOMPLETE", 2))
    (file,) = (places.data_dir() / "last_close").iterdir()
    file.write_text(written)
    assert last_close.take(tracker) is None
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    places.data_dir().mkdir(parents=True)
    (places.data_dir() / "last_close").write_text("in the way")
    last_close.remember(tmp_path / "Home.strandline", Left("INCOMPLETE", 2, "Copied nothing."))
    assert last_close.take(tmp_path / "Home.strandline") is None
