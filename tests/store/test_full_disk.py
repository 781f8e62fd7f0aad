"""A disk without space: it is called full, not broken, and nothing half is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.issue_files import lines, record
from tests.helpers.small_disk import fill, small_disk
from tests.helpers.terminal import Terminal


@pytest.mark.parametrize("free", [0, 8, 24])
def test_a_full_disk_is_called_full_by_every_command(tmp_path: Path, free: int) -> None:
    """Even to read, SQLite makes a -shm file of 32 KiB."""
    with small_disk(tmp_path / "disk", "2m") as disk:
        terminal = Terminal(tmp_path, disk / "Home.strandline")
        terminal.good("add", "One")
        _leave(disk / "ballast", free)
        for words in (("add", "Two"), ("check",), ("export", tmp_path / "out.jsonl")):
            told = terminal.refused(*words)
            assert "The disk is too full to write to Home.strandline. Free some space" in told, words
        (disk / "ballast").unlink()
        assert [one["title"] for one in terminal.good("list").json] == ["One"]
        terminal.good("check")


def test_an_import_that_finds_no_space_leaves_no_new_tracker(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}", "word " * 50) for n in range(3000))))
    with small_disk(tmp_path / "disk", "1m") as disk:
        told = Terminal(tmp_path, disk / "New.strandline").refused("import", file)
        assert "The disk is too full to write to New.strandline. Free some space" in told
        assert list(disk.iterdir()) == []


def test_an_import_that_finds_no_space_leaves_a_tracker_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}", "word " * 50) for n in range(3000))))
    with small_disk(tmp_path / "disk", "1m") as disk:
        terminal = Terminal(tmp_path, disk / "Home.strandline")
        terminal.good("add", "One")
        terminal.refused("import", file)
        assert [one["title"] for one in terminal.good("list").json] == ["One"]


def _leave(ballast: Path, kilobytes: int) -> None:
    """Fill the disk but for that."""
    fill(ballast)
    with ballast.open("r+b") as file:
        file.truncate(ballast.stat().st_size - kilobytes * 1024)
