"""Whoever is killed while typing loses at most the last second."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults import typing_kills
from tests.helpers.small_disk import small_disk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_a_kill_takes_at_most_the_last_second_of_what_is_typed(tmp_path: Path) -> None:
    """Some kills here, 500 under `run.py torture drafts`."""
    said, well = typing_kills.run(1, 20, tmp_path)
    assert well, said


def test_a_full_disk_takes_no_more_than_that(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "8m") as disk:
        said, well = typing_kills.run(2, 8, disk, typing_kills.FULL)
        assert well, said


def test_a_journal_that_keeps_later_is_found_out(tmp_path: Path) -> None:
    said, well = typing_kills.run(1, 12, tmp_path, typing_kills.LAZY)
    assert not well
    assert "ms has [" in said, said
