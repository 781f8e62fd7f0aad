"""Damaged lines and files, some hundreds of them here and 200,000 under `run.py torture lines`."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from store import exporting
from store.tracker import Tracker
from tests.helpers import fuzzing, mutations


@pytest.mark.parametrize("seed", range(4))
def test_no_damage_crashes_anything_or_loses_a_line(tmp_path: Path, seed: int) -> None:
    report = fuzzing.run(seed, 160, tmp_path)
    assert (report.crashes, report.losses) == ([], [])
    assert report.cases == 160
    assert report.refused < report.files / 4


def test_a_run_is_the_same_for_the_same_seed() -> None:
    one, other = (mutations.mutated_file(Random("7")) for _ in range(2))
    assert one == other


def test_a_loss_is_seen_and_the_file_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(tracker: Tracker, file: int | None = None) -> tuple[bytes, object]:
        data, report = real(tracker, file)
        return data[:-2], report

    real = exporting.export
    monkeypatch.setattr(exporting, "export", forgetful)
    report = fuzzing.run(1, 3, tmp_path)
    assert len(report.losses) + report.refused == 3
    assert list(tmp_path.glob("fault *.jsonl"))


def test_a_crash_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "read_lines", None)
    report = fuzzing.run(1, 2, tmp_path)
    assert len(report.crashes) + report.refused == 2
    assert "TypeError" in str(report.crashes)
