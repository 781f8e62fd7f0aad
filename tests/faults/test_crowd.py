"""Many processes at one tracker: nothing that was answered is lost, however they end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults import crowd


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_many_processes_lose_nothing_and_the_last_one_leaves_one_file(tmp_path: Path) -> None:
    """Some rounds here, 100 under `run.py torture crowd`."""
    said, well = crowd.run(2, 2, tmp_path)
    assert well, said
