"""Importing 100,000 lines: how it is measured stands in tests/helpers/import_cost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import import_cost


@pytest.mark.bench
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is asked as on POSIX")
def test_a_hundred_thousand_lines_come_in_six_times_the_least_time_and_400_mb(
    tmp_path: Path, record_property: Any
) -> None:
    cost = import_cost.measure(100_000, tmp_path)
    record_property("ratio", cost.times)
    sys.stdout.write(f"{cost}; {cost.found}\n")
    assert cost.times <= import_cost.MOST_TIMES, cost.found
    assert cost.peak < import_cost.MOST_MEMORY, cost.found
