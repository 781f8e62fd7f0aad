"""The large trackers of these tests: each is made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

import pytest

from tests.helpers.large import make_large

Made = Callable[[Path, int], Path]


@pytest.fixture(scope="session")
def made_large(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Put a tracker of so many issues at a path; nobody has it open."""
    folder = tmp_path_factory.mktemp("large")
    once = lru_cache(partial(_make, folder))

    def copy(path: Path, count: int) -> Path:
        return Path(shutil.copyfile(once(count), path))

    return copy


def _make(folder: Path, count: int) -> Path:
    return make_large(folder / f"{count}.strandline", count)
