"""Mutants: the product with one small fault, which some test has to notice.

A comparison the other way round, a call or a raise left out, a condition that always holds, a number one
higher, nothing returned. Each is tried in a copy of the project, with the tests of its file until the first
fails; one for which none fails survives. Survivors that no test can tell from the product, such as a wait of
other length, stand in survivors.txt with the reason; any other is a hole in the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from random import Random

from tests.faults.mutant_making import Mutant, mutants

ROOT = Path(__file__).parents[2]
KNOWN = Path(__file__).with_name("survivors.txt")
MOST = 0.05
"""So many of all may survive."""
WORKERS = 2
TARGETS: dict[str, tuple[str, ...]] = {
    "checkpoint": ("checkpoint", "moving", "checkpoint_faults", "closing", "close_requests"),
    "moving": ("moving", "checkpoint"),
    "leftover": ("moving", "last_close", "closing", "failure", "foreign_database", "ways_out", "restoring"),
    "closing": ("closing", "close_requests"),
    "failure": ("failure", "checkpoint_faults", "closing"),
    "close_requests": ("close_requests", "checkpoint", "closing", "copying", "attachments"),
    "last_close": ("last_close",),
    "copying": ("copying", "close_requests"),
    "drafts": ("drafts",),
    "backup_making": ("backups", "restoring"),
    "backup_restoring": ("restoring", "backups"),
    "backup_thinning": ("backup_thinning", "backups"),
    "backup_list": ("backups", "restoring", "backup_thinning"),
    "backup_before": ("backups", "restoring", "upgrading"),
    "backup_difference": ("restoring", "backups"),
    "backup_requests": ("backups", "restoring"),
    "edits": ("edits", "history", "many", "references", "outlook"),
    "steps": ("edits", "history", "many", "references", "importing", "search", "conflicts"),
    "history": ("history", "edits", "many"),
    "registers": ("edits", "history", "importing", "merging"),
    "importing": ("importing", "import_reports", "plans", "clearing"),
    "changed_lines": ("importing", "import_reports", "plans"),
    "merging": ("merging", "importing", "conflicts"),
    "clearing": ("clearing", "importing"),
    "conflicts": ("conflicts", "importing"),
    "newcomers": ("newcomers", "importing"),
    "exporting": ("exporting", "guarded_export", "importing"),
    "export_file": ("exporting", "guarded_export"),
    "guarded_export": ("guarded_export",),
    "export_guard": ("guarded_export",),
    "exchange_lock": ("guarded_export", "exporting"),
    "own_bytes": ("guarded_export",),
    "export_queue": ("export_queue",),
    "line_patch": ("exporting", "importing", "guarded_export"),
    "line_merge": ("line_merge", "git_merge"),
    "line_sides": ("line_merge", "git_merge"),
    "jsonl_patch": ("jsonl", "exporting", "line_merge"),
    "csv_read": ("csv",),
    "csv_table": ("csv",),
    "csv_values": ("csv",),
    "csv_fields": ("csv",),
    "csv_write": ("csv",),
    "salvaging": ("salvaging",),
}
"""Modules of store that keep saved work or decide what is written, and the tests of store that show it."""


@dataclass(slots=True)
class Figure:
    """What came of the mutants of one file."""

    file: str
    of: int
    died: int = 0
    late: int = 0
    listed: int = 0
    alive: tuple[Mutant, ...] = ()

    @property
    def tried(self) -> int:
        """All of them, with those that are known to survive."""
        return self.died + self.listed + len(self.alive)

    def __str__(self) -> str:
        rate = self.died / max(self.tried, 1)
        late = f" ({self.late} by never ending)" if self.late else ""
        died = f"{self.died} died{late} = {rate:.1%}"
        lives = f"{self.tried - self.died} survived, {len(self.alive)} without a reason"
        return f"{self.file}: {self.tried} of {self.of} tried, {died}, {lives}"


def of_file(file: str) -> list[Mutant]:
    """Its mutants in the checkout."""
    return mutants(file, (ROOT / file).read_text(encoding="utf-8"))


def tried(file: str, chosen: Sequence[Mutant], tests: Sequence[str], folder: Path) -> dict[int, str]:
    """How each of them ended, by its number: survived, died, out of time."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        project = Path(made) / "strandline"
        leave = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "golden")
        shutil.copytree(ROOT, project, ignore=leave, symlinks=True)
        order = {"file": file, "tests": tests, "numbers": [one.number for one in chosen], "folder": made}
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.mutant_trials"], cwd=project, input=json.dumps(order),
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        told = Path(made) / "answers"
        answers = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    if len(answers) != len(chosen):
        raise AssertionError(f"{file}: {done.stderr[-2000:]}{done.stdout[-2000:]}")
    return {one["number"]: one["how"] for one in map(json.loads, answers)}


def figure(file: str, seed: int, size: int, folder: Path) -> Figure:
    """Try so many mutants of one file, or all; those that are listed count as survivors."""
    found, listed = of_file(file), known()
    chosen = Random(seed).sample(found, min(size, len(found)))
    chosen.sort(key=lambda one: (one.line, one.number))
    new = [one for one in chosen if one.key not in listed]
    tests = [f"tests/store/test_{name}.py" for name in TARGETS[Path(file).stem]]
    ends = tried(file, new, tests, folder) if new else {}
    alive = tuple(one for one in new if ends[one.number] == "survived")
    late = sum(how == "out of time" for how in ends.values())
    return Figure(file, len(found), len(new) - len(alive), late, len(chosen) - len(new), alive)


def known() -> dict[str, str]:
    """The survivors that are listed, each with its reason."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    pairs = (line.rsplit(" # ", 1) for line in lines if line and not line.startswith("#"))
    return {key.strip(): reason.strip() for key, reason in pairs}


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """Try so many mutants of each file; lines for people, and whether every survivor is listed."""
    return _report([f"store/{name}.py" for name in TARGETS], seed, size, folder)


def _report(files: Sequence[str], seed: int, size: int, folder: Path) -> tuple[str, bool]:
    with ThreadPoolExecutor(WORKERS) as pool:
        figures = list(pool.map(figure, files, repeat(seed), repeat(size), repeat(folder)))
    tried, died = sum(one.tried for one in figures), sum(one.died for one in figures)
    new = [mutant for one in figures for mutant in one.alive]
    (folder / "survivors.txt").write_text("".join(f"{one}\n" for one in new), encoding="utf-8")
    words = f"{tried} mutants, {died} died = {died / tried:.1%}, {len(new)} survivors without a reason"
    return "\n".join([words, *map(str, figures), *map(str, new)]), not new and died >= (1 - MOST) * tried


if __name__ == "__main__":  # python -m tests.faults.mutants [FILE…]: all of some files
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as scratch:  # noqa: S108
        sys.stdout.write(_report(sys.argv[1:], 1, 10_000, Path(scratch))[0] + "\n")
