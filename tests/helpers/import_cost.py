"""What reading a large file costs, against the least that could be done with it, in the same run.

The baseline is json.loads() of each line and one executemany() of the same rows into the tracker's own table
`issue`, with its indexes and settings, in one transaction: see big_file. An import does much more: it reads
the lines strictly, keeps their bytes, labels, edges and comments, the log, the search index and the blocked
set. Times are those of the processor, so that other programs count little; each side's best one of up to
three.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

MOST_TIMES = 6
MOST_MEMORY = 400 * 10**6
ROUNDS = 3


class Cost(NamedTuple):
    """Of an import: how many times the baseline's processor time, and the least peak of its memory."""

    times: float
    peak: int
    found: dict[str, list[Any]]

    def __str__(self) -> str:
        return f"{self.times:.2f} times the least time, {self.peak >> 20} MiB"


def measure(count: int, folder: Path) -> Cost:
    """Make a file of so many lines and read it; again while it takes longer than it may."""
    file = folder / "big.jsonl"
    _run("make", file, count)
    found: dict[str, list[Any]] = {"baseline": [], "import": []}
    times = 0.0
    for n in range(ROUNDS):
        for what, measured in found.items():
            place = folder / f"{what}{n}"
            place.mkdir()
            measured.append(_run(what, file, place))
            assert measured[-1]["count"] == count
            for made in place.iterdir():
                made.unlink()
        best = {what: min(one["cpu"] for one in measured) for what, measured in found.items()}
        times = best["import"] / best["baseline"]
        if times <= MOST_TIMES:
            break
    return Cost(times, min(one["peak"] for one in found["import"]), found)


def _run(what: str, file: Path, rest: object) -> Any:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "tests.helpers.big_file", what, str(file), str(rest)]
    out = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2]).stdout
    return json.loads(out) if out else None
