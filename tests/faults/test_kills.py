"""After `kill -9` everything that was answered is there, and no half of anything else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store import backup_making
from store.copying import save_copy
from store.tracker import Tracker
from tests.faults import kills

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_what_was_answered_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    """Some kills here, 1,000 under `run.py torture kills`."""
    said, well = kills.run(3, 18, tmp_path)
    assert well, said
    assert said.startswith("18 kills, "), said


def test_a_store_that_answers_before_its_commit_is_found_out(tmp_path: Path) -> None:
    said, well = kills.run(1, 12, tmp_path, "answers-before-commit", "edit", "create", "tidy")
    assert not well
    assert "the tracker is neither as answered nor as it was to be" in said
    # What shows the fault stays, as it was before anybody opened it.
    assert len(list(tmp_path.glob("left by kill */fault.txt"))) == 1


def test_an_issue_file_that_is_not_replaced_is_found_out(tmp_path: Path) -> None:
    said, well = kills.run(1, 60, tmp_path, "writes-in-place", "edit", "export")
    assert not well
    assert "the issue file" in said or "JSONDecodeError" in said, said


def test_what_a_killed_program_left_half_made_goes_a_day_later(tmp_path: Path) -> None:
    path, copies = tmp_path / "Home.strandline", tmp_path / "copies"
    copies.mkdir()
    tracker = Tracker.open(path, create=True, actor="ann")
    half = [folder / ".Old.strandline.0a1b2c3d.tmp" for folder in (tmp_path, copies)]
    half += [tmp_path / f".Old.strandline.damaged-0a1b2c3d4e5f{end}.0a1b2c3d.tmp" for end in ("", "-wal")]
    half += [one.with_name(one.name + "-journal") for one in half]
    fresh = copies / ".Now.strandline.0a1b2c3d.tmp"
    others = [copies / ".Old.strandline.tmp", copies / ".notes.txt.0a1b2c3d.tmp"]
    for one in (*half, fresh, *others):
        one.write_bytes(b"x")
        if one is not fresh:
            os.utime(one, (0, 0))
    try:
        save_copy(tracker, copies / "Copy.strandline")
        backup_making.make(tracker, "asked")
    finally:
        tracker.close()
    assert not any(one.exists() for one in half)
    assert fresh.exists()
    assert all(one.exists() for one in others)
