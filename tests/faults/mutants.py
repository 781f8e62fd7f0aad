"""Mutants: the product with one small fault, which some test has to notice.

A comparison the other way round, a call or a raise left out, a condition that always holds, a number one
higher, nothing returned. Each is tried in a copy of the project, with the tests of its file until the first
fails; one for which none fails survives. Survivors that no test can tell from the product, such as a wait of
other length, stand in survivors.txt with the reason; any other is a hole in the tests.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
KNOWN = Path(__file__).with_name("survivors.txt")
MOST = 0.05
"""So many of all may survive."""
TARGETS: dict[str, tuple[str, ...]] = {
    "store/checkpoint.py": (
        "test_checkpoint",
        "test_checkpoint_faults",
        "test_closing",
        "test_close_requests",
    ),
    "store/closing.py": ("test_closing", "test_close_requests"),
    "store/edits.py": ("test_edits", "test_history", "test_many"),
    "store/steps.py": ("test_edits", "test_history", "test_many"),
    "store/drafts.py": ("test_drafts",),
    "store/copying.py": ("test_copying", "test_close_requests"),
    "store/importing.py": ("test_importing", "test_import_reports", "test_plans"),
    "store/exporting.py": ("test_exporting",),
    "store/guarded_export.py": ("test_guarded_export",),
    "store/backup_making.py": ("test_backups",),
    "store/backup_restoring.py": ("test_backups",),
    "store/backup_thinning.py": ("test_backup_thinning",),
}
"""What keeps saved work, and the files of tests/store that show it."""
_OTHER_WAY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_LONGEST = 300
"""Seconds for the tests of one mutant: who loops for ever is noticed, too."""
_QUIET = ("log", "logging")
"""What is only written for those who look for a fault is left alone."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the node of that number, and which of its ways."""

    file: str
    line: int
    what: str
    number: int
    way: int

    @property
    def key(self) -> str:
        """By which it is known whatever stands above it in its file."""
        return f"{self.file}: {self.what}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def mutants(file: str, source: str) -> list[Mutant]:
    """Every mutant of one file, by line."""
    found = [
        Mutant(file, getattr(node, "lineno", 0), " ".join(words.split()), number, way)
        for number, node in enumerate(ast.walk(ast.parse(source)))
        for way, (words, _) in enumerate(_ways(node))
    ]
    return sorted(found, key=lambda mutant: mutant.line)


def mutated(source: str, mutant: Mutant) -> str:
    """The file with that change."""
    tree = ast.parse(source)
    place = list(ast.walk(tree))[mutant.number]
    _put(tree, place, list(_ways(place))[mutant.way][1])
    return ast.unparse(tree)


def _ways(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can stand in the place of a node, in words and as a node."""
    new: ast.AST
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        new = ast.Compare(node.left, [_OTHER_WAY[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        new = ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        new = node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        new = ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        new = ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        new = ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise) or _is_loud_call(node):
        new = ast.Pass()
    else:
        return
    yield f"{ast.unparse(node)} -> {ast.unparse(new)}", new


def _is_loud_call(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    function = node.value.func
    while isinstance(function, ast.Attribute):
        function = function.value
    return not (isinstance(function, ast.Name) and function.id in _QUIET)


def _put(tree: ast.AST, place: ast.AST, new: ast.AST) -> None:
    class Putting(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.copy_location(new, node) if node is place else super().visit(node)

    Putting().visit(tree)


class Copy:
    """The project in a folder of its own, in which one file at a time is another one."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "strandline"
        leave = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, self._root, ignore=leave, symlinks=True)

    def survives(self, mutant: Mutant, tests: Sequence[str]) -> bool:
        """Whether every test passes with it."""
        path = self._root / mutant.file
        kept = path.read_bytes()
        path.write_text(mutated(kept.decode(), mutant), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
        try:
            done = subprocess.run(
                command, cwd=self._root, env=env, capture_output=True, check=False, timeout=_LONGEST
            )
        except subprocess.TimeoutExpired:
            return False
        finally:
            path.write_bytes(kept)
        return done.returncode == 0


def known() -> dict[str, str]:
    """The survivors that are listed, each with its reason."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    pairs = (line.rsplit(" # ", 1) for line in lines if line and not line.startswith("#"))
    return {key.strip(): reason.strip() for key, reason in pairs}


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """Try so many of all mutants, or all; a line for people, and whether every survivor is listed."""
    found = [
        mutant for file in TARGETS for mutant in mutants(file, (ROOT / file).read_text(encoding="utf-8"))
    ]
    chosen = Random(seed).sample(found, min(size, len(found)))
    project, listed, alive = Copy(folder), known(), list[Mutant]()
    for mutant in chosen:
        tests = [f"tests/store/{name}.py" for name in TARGETS[mutant.file]]
        if mutant.key in listed or project.survives(mutant, tests):
            alive.append(mutant)
    new = [mutant for mutant in alive if mutant.key not in listed]
    (folder / "survivors.txt").write_text("".join(f"{one}\n" for one in new), encoding="utf-8")
    share = len(alive) / len(chosen)
    words = f"{len(chosen)} mutants, {len(alive)} survive ({share:.1%}), {len(new)} of them without a reason"
    return "\n".join([words, *map(str, new)]), not new and share <= MOST
