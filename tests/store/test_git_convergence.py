"""Three clones in real git with skewed clocks converge, and nothing that was added is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import convergence
from tests.helpers.git import needs_git


@needs_git
@pytest.mark.parametrize("seed", [0, 6])
def test_three_clones_converge(tmp_path: Path, seed: int) -> None:
    assert convergence.converge(seed, tmp_path / "clones") == []
