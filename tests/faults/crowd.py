"""Many processes at one tracker: windows, terminal commands, readers of old states, all closing at once.

Some are killed meanwhile. What was answered to any of them is there once, and the last one leaves one file.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

from store import __main__ as terminal
from store.actor import StoreActor
from store.check import check
from store.checkpoint import Grade
from store.close_requests import CloseTracker, Settle, Tidy
from store.requests import Create
from store.tracker import Tracker, patiently
from tests.faults.alone import main, run_alone
from tests.faults.forks import Lost, forked

CROWD, CHANGES = 6, 12
"""Processes of a round, and how many changes each of them asks for."""
_LONGEST = 120.0


def run(seed: int, size: int, folder: Path, *words: str) -> tuple[str, bool]:
    """So many rounds; a line for people, and whether nothing was lost."""
    return run_alone("tests.faults.crowd", seed, size, folder, *words)


class _Process:
    """One of the crowd. It tells each title that was answered, and waits before it closes."""

    def __init__(self, work: Callable[[Callable[[str], None], Callable[[], object]], None]) -> None:
        self._pipe, telling = os.pipe()
        waiting, self._go = os.pipe()
        self._said = b""

        def serve() -> None:
            os.close(self._go)
            work(lambda words: _write(telling, words), lambda: os.read(waiting, 1))
            os._exit(0)

        self.pid = forked(serve)
        os.close(telling)
        os.close(waiting)

    def hear(self, until: str) -> list[str]:
        """All that it has told so far, once it has said that."""
        while until not in self.told and select.select([self._pipe], [], [], _LONGEST)[0]:
            data = os.read(self._pipe, 65536)
            if not data:
                break
            self._said += data
        return self.told

    @property
    def told(self) -> list[str]:
        """Whole lines only: half a line was not answered."""
        return self._said.decode().split("\n")[:-1]

    def let_close(self) -> None:
        """It may close now."""
        os.write(self._go, b"c")

    def end(self) -> list[str]:
        """Wait for its end; what it told."""
        told = self.hear("never")
        os.waitpid(self.pid, 0)
        os.close(self._pipe)
        os.close(self._go)
        return told

    def kill(self) -> None:
        """As `kill -9` does."""
        os.kill(self.pid, signal.SIGKILL)


def _write(pipe: int, words: str) -> None:
    os.write(pipe, words.encode() + b"\n")


def _window(path: Path, name: str, tell: Callable[[str], None], wait: Callable[[], object]) -> None:
    """A writer's thread and a reader's, as a window has them, and its close."""
    opened = partial(Tracker.open, path, actor=name)
    writer = StoreActor(lambda: patiently(opened, threading.Event()))
    writer.start()
    for n in range(CHANGES):
        title = f"{name} {n}"
        writer.submit(Create(title)).result(_LONGEST)
        tell(title)
        if n % 4 == 0:
            writer.submit(Tidy()).result(_LONGEST)
    tell("worked")
    wait()
    settled = writer.submit(Settle()).result(_LONGEST)
    closed = writer.submit(CloseTracker(settled)).result(_LONGEST)
    tell(f"closed {closed.grade.name}")
    writer.stop()
    writer.join()


def _commands(path: Path, name: str, tell: Callable[[str], None], wait: Callable[[], object]) -> None:
    """Terminal commands, each of which opens and closes the tracker."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        # What they say to people is not looked at here.
        os.dup2(nowhere, stream)
    for n in range(CHANGES // 2):
        title = f"{name} {n}"
        if terminal.main(["--db", str(path), "--actor", name, "add", title]) == 0:
            tell(title)
    tell("worked")
    wait()


def _reader(path: Path, _name: str, tell: Callable[[str], None], wait: Callable[[], object]) -> None:
    """An old state is held all the time, which lets the second file grow."""
    tracker = patiently(partial(Tracker.open, path, read_only=True), threading.Event())
    with tracker.reading():
        before = tracker.one("SELECT count(*) FROM issue")
        tell("worked")
        wait()
        assert tracker.one("SELECT count(*) FROM issue") == before
    tracker.close()
    tell("left")


def _round(dice: Random, path: Path, number: int) -> int:
    """How many changes were answered. Raises Lost."""
    Tracker.open(path, create=True, actor="ann").close()
    kinds = [_window] * 4 + [_commands, _reader]
    crowd = [_Process(partial(kind, path, f"{number}.{n}")) for n, kind in enumerate(kinds)]
    victim = crowd[dice.randrange(4)] if dice.random() < 0.5 else None
    if victim is not None:
        victim.hear(_title(crowd.index(victim), number, dice.randrange(CHANGES)))
        victim.kill()
    staying = [one for one in crowd if one is not victim]
    for one in staying:
        one.hear("worked")
    crowd[-1].let_close()
    crowd[-1].hear("left")
    for one in staying[:-1]:
        one.let_close()
    told = [one.end() for one in crowd]
    answered = {words for one in told for words in one if words[0].isdigit()}
    grades = [words.split()[1] for one in told for words in one if words.startswith("closed ")]
    expected = 4 - (victim is not None)
    if len(grades) != expected or not {Grade[one] for one in grades} <= {Grade.CLEAN, Grade.BACKFILLED}:
        raise Lost(f"{expected} closed with {grades}; told: {[one[-3:] for one in told]}")
    left = sorted(one.name for one in path.parent.iterdir() if one.name.startswith(path.name))
    if left != [path.name]:
        raise Lost(f"the last one left {left}")
    _look(path, answered, number)
    return len(answered)


def _title(n: int, number: int, change: int) -> str:
    """The title with whose answer a window is killed."""
    return f"{number}.{n} {change}"


def _look(path: Path, answered: set[str], number: int) -> None:
    tracker = Tracker.open(path, read_only=True, actor="ann")
    try:
        titles = [
            str(title)
            for (title,) in tracker.all("SELECT title FROM issue WHERE title GLOB ?", (f"{number}.*",))
        ]
        findings = check(tracker).findings
        ids = tracker.all("SELECT id FROM issue GROUP BY id HAVING count(*) > 1")
    finally:
        tracker.close()
    if findings or ids:
        raise Lost(f"not sound: {findings} {ids}")
    if lost := answered - set(titles):
        raise Lost(f"answered, and not there: {sorted(lost)}")
    # Of one that was killed, at most the change that was under way may be there without an answer.
    if len(titles) != len(set(titles)) or len(titles) - len(answered) > 1:
        raise Lost(f"{len(titles)} issues for {len(answered)} answers")


def _run(seed: int, size: int, folder: Path, _words: Sequence[str]) -> tuple[str, bool]:
    dice, path = Random(seed), folder / "place" / "Home.strandline"
    path.parent.mkdir(parents=True)
    answered = 0
    for number in range(size):
        try:
            answered += _round(dice, path, number)
        except Lost as lost:
            return f"round {number} of seed {seed}: {lost}", False
    shutil.rmtree(path.parent)
    return f"{size} rounds of {CROWD} processes, {answered} changes answered, 0 faults", True


if __name__ == "__main__":
    sys.exit(main(_run))
