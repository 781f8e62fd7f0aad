"""Twenty thousand issues, and a hundred thousand under `run.py torture large`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import large


@pytest.mark.large
def test_many_issues_go_from_file_to_file(tmp_path: Path) -> None:
    large.file_to_file(20_000, tmp_path)


@pytest.mark.large
def test_many_issues_are_listed_sorted_searched_and_paged(tmp_path: Path) -> None:
    large.listing(20_000, tmp_path)
