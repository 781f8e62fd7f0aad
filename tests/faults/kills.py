"""`kill -9` at any moment of any work: what was answered is there, and nothing is half there.

A process that is forked from a warm one opens the tracker, works and is killed. This one knows beforehand
what each deed does, hears through a pipe which were answered, opens what is left with the program, and looks.
"""

from __future__ import annotations

import os
import select
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic

from tests.faults.alone import main, run_alone
from tests.faults.desk import at_home
from tests.faults.forks import Heard, Lost, work_until_killed
from tests.faults.left_by_kill import Known, look
from tests.faults.planned import KINDS, Deed, Plan, State, first_file, read_state
from tests.faults.put_in import FAULTS
from tests.faults.victim import Place, Worker, stand_by, work

DEEDS = 10
"""Of each process; most are killed long before the last one."""
KILLS = 20
"""Of each tracker, which so lives through what all of them leave."""
_LONGEST = 60.0
"""Seconds after which a deed is taken to hang."""


def run(seed: int, size: int, folder: Path, *words: str) -> tuple[str, bool]:
    """So many kills; a line for people, and whether all that was answered was there.

    words: a fault to put into the store, see put_in, and kinds of deeds, instead of all. The work is the
    same for the same seed, the moments of the kills are not. What the first bad one left stays in the folder.
    """
    return run_alone("tests.faults.kills", seed, size, folder, *words)


class _Kills:
    def __init__(self, seed: int, folder: Path, words: Sequence[str]) -> None:
        self.seed = seed
        self.folder = folder
        self.faults = [FAULTS[word] for word in words if word in FAULTS]
        self.kinds = tuple(word for word in words if word not in FAULTS)
        self.place = Place(folder / "place")
        self.typical = _warmed_up(self.place)
        """How many seconds a deed of each kind takes."""
        self.count = self.answered = self.begun = self.left = 0

    def run(self, size: int) -> str:
        """The first fault, or ""."""
        for first in range(0, size, KILLS):
            if fault := self.live(min(KILLS, size - first)):
                return fault
        shutil.rmtree(self.place.folder)
        return ""

    def live(self, kills: int) -> str:
        """One tracker through so many kills."""
        dice = Random(f"{self.seed} {self.count}")
        plan, state = Plan(dice), read_state(first_file())
        shutil.rmtree(self.place.folder, ignore_errors=True)
        self.place.lay_out()
        for _ in range(kills):
            deeds = [Deed("open", "", 0, state), *plan.deeds(state, DEEDS, self.kinds)]
            self.count += 1
            kept = self.folder / f"left by kill {self.count}"
            heard = Heard()
            try:
                heard = self.kill(deeds, dice)
                shutil.copytree(self.place.folder, kept)
                state, left = look(self.place, _known(state, deeds, heard))
            except Lost as lost:
                fault = f"kill {self.count} in {deeds[max(heard.begun, 1) - 1].kind}: {lost}"
                kept.mkdir(exist_ok=True)
                (kept / "fault.txt").write_text(fault, encoding="utf-8")
                return fault
            shutil.rmtree(kept)
            self.answered += heard.done
            self.begun += heard.begun > heard.done
            self.left += left
        return ""

    def kill(self, deeds: list[Deed], dice: Random) -> Heard:
        """Let one work and kill it, in a deed or right after an answer."""
        beside = [partial(stand_by, self.place)] if dice.random() < 0.3 else []
        until = partial(self.wait, deeds=deeds, dice=dice)
        return work_until_killed(partial(self.work, deeds), until, beside=beside)

    def work(self, deeds: list[Deed], tell: Callable[[bytes], object]) -> None:
        """In the other process."""
        for fault in self.faults:
            fault()
        work(self.place, deeds[1:], tell)

    def wait(self, pipe: int, heard: Heard, deeds: list[Deed], dice: Random) -> None:
        """Until the moment has come."""
        last = dice.randrange(len(deeds))
        began, share = monotonic(), dice.random() * 1.3
        while not heard.complaint and heard.done <= last:
            left = _LONGEST
            kind = deeds[heard.done].kind
            if heard.begun > last:
                left = began + self.typical[kind] * share - monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                return
            before = heard.done
            heard.feed(os.read(pipe, 1))
            if heard.done > before:
                self.typical[kind] += 0.2 * (monotonic() - began - self.typical[kind])
            began = monotonic()


def _warmed_up(place: Place) -> dict[str, float]:
    """Do each kind of deed once, so that what is forked has all modules; how long each takes."""
    shutil.rmtree(place.folder, ignore_errors=True)
    place.lay_out()
    began = monotonic()
    worker = Worker(place)
    took = {"open": monotonic() - began}
    plan, state = Plan(Random(0)), read_state(first_file())
    before = state
    for kind in KINDS:
        deed = plan.deed(kind, state, before)
        assert deed is not None, kind
        began = monotonic()
        worker.do(deed)
        took[kind] = monotonic() - began
        before, state = state, deed.after
    worker.leave()
    return took


def _known(state: State, deeds: list[Deed], heard: Heard) -> Known:
    """What has to be there, and what may be."""
    done, perhaps = deeds[: heard.done], deeds[heard.done : heard.begun]
    now = done[-1].after if done else state
    exports = [deed.after for deed in done if deed.kind == "export"]
    return Known(
        states=(now, *(deed.after for deed in perhaps)),
        files=(*[state, *exports][-1:], *(deed.after for deed in perhaps if deed.kind == "export")),
        copies={deed.number: deed.after for deed in done if deed.kind == "copy"},
        perhaps={deed.number: deed.after for deed in perhaps if deed.kind == "copy"},
        opened=bool(done),
    )


def _run(seed: int, size: int, folder: Path, words: Sequence[str]) -> tuple[str, bool]:
    with at_home(folder / "place"):
        kills = _Kills(seed, folder, words)
        fault = kills.run(size)
    said = (
        f"{kills.count} kills, {kills.begun} of them in a deed, {kills.answered} answers, "
        f"{kills.left} files left half made, {int(bool(fault))} faults"
    )
    return "; ".join(filter(None, (said, fault))), not fault


if __name__ == "__main__":
    sys.exit(main(_run))
