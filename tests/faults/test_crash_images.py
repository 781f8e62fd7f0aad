"""After a power cut everything that was shown as saved is there, and no half of anything else."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from store import volumes
from tests.faults import crash_images
from tests.faults.desk import Deed, Desk
from tests.faults.disk import Disk, Op, left_by_power_loss

NAME = Path("/d/name")


def test_nothing_that_was_shown_as_saved_is_lost_when_the_power_fails(tmp_path: Path) -> None:
    """Some images here, 5,000 under `run.py torture images`."""
    said, well = crash_images.run(5, 40, tmp_path)
    assert well, said
    assert said.startswith("40 images of ")


def test_nor_is_it_on_a_network_drive_where_there_is_no_second_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "network", lambda _: True)
    said, well = crash_images.run(1, 20, tmp_path, deeds=(Desk.edit, Desk.comment, Desk.restart, Desk.edit))
    assert well, said


def test_nor_is_anything_while_a_backup_is_brought_back(tmp_path: Path) -> None:
    said, well = crash_images.run(1, 20, tmp_path, deeds=crash_images.RESTORING)
    assert well, said


TIDYING = (Desk.edit, Desk.settle, Desk.edit, Desk.edit, Desk.tidy, Desk.edit)
LIES: dict[str, tuple[tuple[Deed, ...], str]] = {
    r"line-wal$": ((Desk.edit, Desk.comment), "the tracker is neither"),
    r"^Home.*line$": (TIDYING, "Damaged|not sound|the tracker is neither"),
    r"^drafts": ((Desk.keep_text, Desk.keep_text), "kept texts are gone"),
    r"jsonl.*tmp$": ((Desk.edit, Desk.export), "the issue file is neither"),
    r"^\..*line.*tmp$": ((Desk.edit, Desk.save_copy), "2.strandline is (empty|not a tracker)"),
    "folder": ((Desk.edit, Desk.export, Desk.save_copy), "the issue file is neither"),
}
"""Whose syncs are lies, in what work, and what is told then."""


@pytest.mark.parametrize("deaf", LIES)
def test_a_sync_that_lies_is_found_out(tmp_path: Path, deaf: str) -> None:
    """The laboratory has teeth: with any one sync left out, what is saved is lost, and it says so."""
    deeds, told = LIES[deaf]
    said, well = crash_images.run(2, 15, tmp_path, deaf=deaf, deeds=deeds)
    assert not well
    faults = [file.read_text("utf-8") for file in tmp_path.glob("fault */fault.txt")]
    assert any(re.search(told, fault) for fault in faults), said
    # The image stays as it was left, before the program opened it.
    assert len(list(tmp_path.glob("fault */repo/.beads/issues.jsonl"))) == len(faults)


def ops(disk: Disk) -> set[tuple[bytes, ...]]:
    """What the one file of that disk may have, however the power fails."""
    dice = Random(1)
    return {tuple(disk.after(left_by_power_loss(disk, dice)).values()) for _ in range(300)}


def test_what_was_synced_is_there_and_what_was_not_may_be() -> None:
    disk = Disk()
    for op in (Op("name", 1, NAME), Op("write", 1, NAME, 0, b"a" * 1024), Op("sync", 1)):
        disk.feed(op)
    assert ops(disk) == {(), (b"a" * 1024,)}
    disk.feed(Op("sync folder", path=NAME.parent))
    assert ops(disk) == {(b"a" * 1024,)}
    disk.feed(Op("write", 1, NAME, 0, b"b" * 1024))
    disk.feed(Op("truncate", 1, NAME, 512))
    halves = {
        b"a" * 1024,
        b"b" * 1024,
        b"a" * 512,
        b"b" * 512,
        b"a" * 512 + b"b" * 512,
        b"b" * 512 + b"a" * 512,
    }
    assert ops(disk) == {(half,) for half in halves}


def test_a_rename_is_lost_or_there_but_never_half() -> None:
    disk, new = Disk(), NAME.with_name("new")
    for number, path in ((1, NAME), (2, new)):
        disk.feed(Op("name", number, path))
        disk.feed(Op("write", number, path, 0, b"%d" % number))
        disk.feed(Op("sync", number))
    disk.feed(Op("sync folder", path=NAME.parent))
    disk.feed(Op("name", 2, NAME, old=new))
    assert ops(disk) == {(b"1", b"2"), (b"2",)}
