"""A laboratory that forks, in a fresh process: that of the tests has threads, which no fork should meet."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
Run = Callable[[int, int, Path, Sequence[str]], tuple[str, bool]]


def run_alone(module: str, seed: int, size: int, folder: Path, *words: str) -> tuple[str, bool]:
    """Run the laboratory of that module there; words are for it. What it complains of is in its line."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", module, str(seed), str(size), str(folder), *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return (done.stdout + done.stderr).strip(), done.returncode == 0


def main(run: Run) -> int:
    """In that process."""
    seed, size, folder, *words = sys.argv[1:]
    said, well = run(int(seed), int(size), Path(folder), words)
    sys.stdout.write(said)
    return 0 if well else 1
