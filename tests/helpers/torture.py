"""The laboratories at their full size: `python3 packaging/run.py torture [NAME…] [--size N] [--seed N]`.

A laboratory is one line of TABLE: its name, its full size and what that counts, and a function that gets
(seed, size, folder) and returns one line for people and whether all was well. The same laboratories run
small in the test command. They run one after the other in a folder in memory where the system has one;
what shows a fault stays in it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults import crash_images, crowd, fault_sweep, kills, mending, mutants, typing_kills
from tests.helpers import convergence, database_fuzzing, export_schedules, fuzzing, import_gap, large, monkey
from tests.helpers.memory import folder_in_memory

ROOT = Path(__file__).parents[2]
Run = Callable[[int, int, Path], tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Laboratory:
    """One of them; prints is what its line says."""

    name: str
    size: int
    prints: str
    run: Run


def _lines(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    report = fuzzing.run(seed, size, folder)
    return str(report), not (report.crashes or report.losses)


def _large(_: int, size: int, folder: Path) -> tuple[str, bool]:
    large.file_to_file(size, folder)
    large.listing(size, folder)
    return f"{size:,} issues, all answers right", True


def _properties(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "hypothesis", "--timeout", "0"]
    done = subprocess.run(
        [*command, f"--hypothesis-seed={seed}", "tests"], cwd=ROOT, capture_output=True, encoding="utf-8",
        env={**os.environ, "STRANDLINE_EXAMPLES": str(size)}, check=False,
    )  # fmt: skip
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return f"{size:,} examples of each: {done.stdout.strip().rpartition(chr(10))[2]}", done.returncode == 0


TABLE = (
    Laboratory("lines", 200_000, "damaged lines and files: cases, crashes, losses", _lines),
    Laboratory("clones", 50, "three clones in real git: histories, faults", convergence.run),
    Laboratory("exports", 5_000, "edit, pause, flush and end of the export queue: schedules, faults",
               export_schedules.run),
    Laboratory("window", 10_000, "a monkey at the window: steps, faults", monkey.run),
    Laboratory("databases", 5_000, "damaged databases: cases, refused, faults", database_fuzzing.run),
    Laboratory("images", 5_000, "files that a power cut may leave: images, faults", crash_images.run),
    Laboratory("kills", 1_000, "kill -9 at any moment of any work: kills, answers, faults", kills.run),
    Laboratory("faults", 2_000, "operations of a day that fail: refused deeds, faults", fault_sweep.run),
    Laboratory("mending", 3_000, "damaged trackers replaced: cuts, failing operations, faults", mending.run),
    Laboratory("crowd", 100, "many processes at one tracker: rounds, changes, faults", crowd.run),
    Laboratory("drafts", 500, "kill -9 while one types: kills, strokes, faults", typing_kills.run),
    Laboratory("properties", 1_000, "examples of what holds for any input", _properties),
    Laboratory("gaps", 100_000, "lines of an import beside which the window goes on", import_gap.run),
    Laboratory("mutants", 10, "so many small faults in each file: died, survived", mutants.run),
    Laboratory("large", 100_000, "issues from file to file and in every list", _large),
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run the named laboratories, or all; the exit code is 1 when one found a fault."""
    parser = argparse.ArgumentParser(prog="run.py torture", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(f"{one.name:<12} {one.size:>9,}  {one.prints}" for one in TABLE)
    parser.add_argument("names", nargs="*", metavar="NAME", help="those to run; all of them by default")
    parser.add_argument("--size", type=int, help="another size than the full one")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    unknown = set(args.names) - {one.name for one in TABLE}
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}; name {', '.join(one.name for one in TABLE)}")
    chosen = [one for one in TABLE if one.name in args.names or not args.names]
    return max([_run(one, args.seed, args.size or one.size) for one in chosen])


def _run(laboratory: Laboratory, seed: int, size: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix=f"{laboratory.name}-", dir=folder_in_memory()))
    started = time.monotonic()
    said, well = laboratory.run(seed, size, folder)
    sys.stdout.write(f"{laboratory.name}: {said}, in {time.monotonic() - started:.0f} s\n")
    if well:
        shutil.rmtree(folder)
        return 0
    sys.stdout.write(f"{laboratory.name}: what shows the fault is in {folder}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
