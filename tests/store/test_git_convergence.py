"""Three clones in real git with skewed clocks converge: what was added is there, what was cleared is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import convergence
from tests.helpers.git import needs_git


@needs_git
@pytest.mark.parametrize("seed", [0, 6])
def test_three_clones_converge(tmp_path: Path, seed: int) -> None:
    assert convergence.converge(seed, tmp_path / "clones") == []
