"""Trying the mutants of one file: one process collects the tests, and forks for each mutant.

Each test runs once as it is, which tells how long it takes and which lines of the file it reaches. A mutant
gets the tests that reach its statement, first those that have killed others, then the quickest; last those
that start programs of their own, which read the mutant from the disk. `python -m tests.faults.mutant_trials`,
in a copy of the project, gets a JSON {file, tests, numbers, folder} and fills folder/answers.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import json
import os
import select
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any, NoReturn

import pytest

from tests.faults.mutant_making import Mutant, functions, made_when_imported, mutants, mutated

PYTEST = ("-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-p", "no:randomly", "--timeout", "0")
_STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn", "socket.sendmsg")
_PATIENCE = 10.0
"""Seconds that a test gets besides ten times what it took."""


@dataclass(slots=True)
class _Run:
    """What was seen of one test."""

    seconds: float = 0
    lines: set[int] = field(default_factory=set[int])
    starts: bool = False


class Trials:
    """A plugin that runs mutants where tests would run."""

    def __init__(self, file: str, numbers: Sequence[int], folder: Path) -> None:
        self._path = Path.cwd() / file
        self._source = self._path.read_text(encoding="utf-8")
        self._folder = folder
        self._chosen = [one for one in mutants(file, self._source) if one.number in numbers]
        self._kills = Counter[int]()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, then try one after the other."""
        self._items = session.items
        __import__(".".join(self._path.relative_to(Path.cwd()).with_suffix("").parts))
        self._runs = self._measured()
        for mutant in self._chosen:
            started = time.monotonic()
            how = self._tried(mutant)
            said = {"number": mutant.number, "how": how, "seconds": time.monotonic() - started}
            with (self._folder / "answers").open("a", encoding="utf-8") as answers:
                answers.write(json.dumps(said) + "\n")
        return True

    def _measured(self) -> list[_Run]:
        told = self._folder / "measured"
        child = os.fork()
        if child == 0:
            self._become(lambda: self._measure(told))
        if os.waitpid(child, 0)[1]:
            raise SystemExit("the tests fail without any mutant")
        return [_Run(one[0], set(one[1]), one[2]) for one in json.loads(told.read_text())]

    def _measure(self, told: Path) -> int:
        now, file, found = _Run(), str(self._path), list[_Run]()

        def trace(frame: FrameType, _event: str, _arg: object) -> Any:
            if frame.f_code.co_filename != file:
                return None
            now.lines.add(frame.f_lineno)
            return trace

        def hear(event: str, _args: object) -> None:
            now.starts = now.starts or event in _STARTS

        sys.addaudithook(hear)
        threading.settrace(trace)
        for item in self._items:
            now = _Run()
            started = time.monotonic()
            sys.settrace(trace)
            failed = _fails(item)
            sys.settrace(None)
            if failed:
                os.write(2, f"{item.nodeid} fails\n".encode())
                return 1
            now.seconds = time.monotonic() - started
            found.append(now)
        told.write_text(json.dumps([(one.seconds, sorted(one.lines), one.starts) for one in found]))
        return 0

    def _become(self, work: Any) -> NoReturn:
        os.setsid()
        (self._folder / "tmp").mkdir(exist_ok=True)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(self._folder / "tmp")
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)

    def _order(self, mutant: Mutant) -> list[int]:
        runs = self._runs
        lines = range(mutant.first, mutant.last + 1)
        reached = [
            n
            for n, run in enumerate(runs)
            if run.starts or made_when_imported(mutant) or not run.lines.isdisjoint(lines)
        ]
        return sorted(reached, key=lambda n: (runs[n].starts, -self._kills[n], runs[n].seconds))

    def _tried(self, mutant: Mutant) -> str:
        """How it ended: survived, died, or out of time."""
        order = self._order(mutant)
        if not order:
            return "survived"
        tree = mutated(self._source, mutant.number)
        self._path.write_text(ast.unparse(tree), encoding="utf-8")
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._become(lambda: self._run(mutant, tree, order, writing))
        os.close(writing)
        how, last = self._waited(reading, order)
        with_all = _end(child)
        os.close(reading)
        self._path.write_text(self._source, encoding="utf-8")
        shutil.rmtree(self._folder / "tmp", ignore_errors=True)
        if how == "ended" and with_all == 0:
            return "survived"
        if last is not None:
            self._kills[last] += 1
        return "out of time" if how == "late" else "died"

    def _waited(self, reading: int, order: list[int]) -> tuple[str, int | None]:
        """Until its tests have ended, or one takes too long; and which one was the last."""
        last: int | None = None
        limit = _PATIENCE + 10 * sum(self._runs[n].seconds for n in order)
        while select.select([reading], [], [], limit)[0]:
            data = os.read(reading, 4096)
            if not data:
                return "ended", last
            last = int(data.split()[-1])
            limit = _PATIENCE + 10 * self._runs[last].seconds
        return "late", last

    def _run(self, mutant: Mutant, tree: ast.Module, order: list[int], tell: int) -> int:
        if made_when_imported(mutant) or not self._take(tree):
            names = [self._items[n].nodeid for n in order]
            for name in [one for one in sys.modules if one.partition(".")[0] in ("store", "gui", "tests")]:
                del sys.modules[name]
            return int(pytest.main([*PYTEST, *names]))
        for n in order:
            os.write(tell, f"{n}\n".encode())
            if _fails(self._items[n]):
                return 1
        return 0

    def _take(self, tree: ast.Module) -> bool:
        """Give the functions that are there the new code; whether they can take it."""
        new, file = dict(functions(tree, str(self._path))), str(self._path)
        for one in gc.get_objects():
            if type(one) is FunctionType and one.__code__.co_filename == file:
                try:
                    one.__code__ = new[one.__code__.co_qualname, one.__code__.co_firstlineno]
                except (KeyError, ValueError):
                    return False
        return True


def _fails(item: pytest.Item) -> bool:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    return bool(item.session.testsfailed)


def _end(child: int) -> int:
    """End it with everything that it started; its exit code."""
    done, status = os.waitpid(child, os.WNOHANG)
    for _ in range(2_000):
        if done:
            break
        # It has closed its pipe, and ends.
        threading.Event().wait(0.001)
        done, status = os.waitpid(child, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if not done:
        status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    order = json.loads(sys.stdin.read())
    trials = Trials(order["file"], order["numbers"], Path(order["folder"]))
    sys.exit(pytest.main([*PYTEST, *order["tests"]], plugins=[trials]))
