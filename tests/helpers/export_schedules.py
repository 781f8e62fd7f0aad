"""The export queue under seeded schedules: a real store, a real file, and a clock that only a schedule moves.

Two threads, of which one runs at a time. The queue's thread stands still where it waits and at each step of
an export; the schedule edits, flushes, writes as another program does, blocks the file, lets time pass and
stops the queue there. So a schedule is the same for the same seed, and every interleaving of the steps can
come up.
"""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from random import Random

from store import importing, requests
from store.actor import Stopped
from store.errors import FileChanged, NotExported
from store.export_queue import AGAIN, LONGEST, ExportQueue, Outcome
from store.guarded_export import export_project
from store.lookups import FileNews
from store.tracker import Tracker
from tests.helpers.issue_files import find, line, lines, record
from tests.helpers.turns import ENDED, IDLE, SECONDS, Turns

IDS = ("p-1", "p-2", "p-3")
PAUSES = (0.3, 1.0, 2.5, 11.0, 31.0)
_LOOKED_AT = ("reread", "noted")
"""Steps behind the last look at the file: what a program without the lock writes there is found later."""

Titles = dict[str, int]
"""How often each issue was renamed; its title is that number."""


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """That many schedules; a line for people, and whether no edit was lost in silence."""
    faults: list[str] = []
    deeds = exports = errors = 0
    for n in range(seed, seed + size):
        schedule = Schedule(n, folder / str(n))
        found = schedule.run()
        deeds += schedule.deeds
        exports += len(schedule.told)
        errors += sum(isinstance(one, Exception) for one in schedule.told)
        if found:
            faults += [f"seed {n}: {fault}" for fault in found]
        else:
            shutil.rmtree(schedule.folder)
    done = f"{size} schedules of {deeds} deeds and {exports} exports, {errors} of them refused"
    return "; ".join([done, f"{len(faults)} faults", *faults[:5]]), not faults


class Schedule:
    """One of them, on a tracker and a file of its own."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.folder = folder
        self.told: list[Outcome | Exception] = []
        self.deeds = 0
        self._dice = Random(seed)
        self._turns = Turns()
        self._faults: list[str] = []
        self._file = folder / ".beads" / "issues.jsonl"
        self._aside = folder / "aside.jsonl"
        self._file.parent.mkdir(parents=True)
        self._file.write_bytes(lines(*(record(id, "0") for id in IDS)))
        self._tracker = Tracker.open(folder / "tracker.strandline", create=True, actor="ann")
        importing.import_file(self._tracker, self._file)
        self._uids = {id: find(self._tracker, id).uid for id in IDS}
        self._saved: Titles = dict.fromkeys(IDS, 0)
        self._looked: list[tuple[float, Titles]] = []
        """What was saved at each look, and when that was."""
        self._theirs: list[str] = []
        self._flushes: list[tuple[Titles, Future[Outcome]]] = []
        self._ends: Titles | None = None
        """What was saved when the queue was closed."""
        self._told_at = 0.0
        self._before = b""
        """The file before the export that is under way."""
        self._lock = -1
        self._queue = self._new_queue()
        self._chances = (
            (self._edit, 8.0), (self._flush, 3.0), (self._pass_time, 4.0), (self._write_outside, 1.0),
            (self._toggle_block, 0.7), (self._toggle_lock, 0.7), (self._import, 1.0),
            (self._go_on_editing, 0.7), (self._close, 0.3), (self._cut, 0.1),
        )  # fmt: skip

    def run(self) -> list[str]:
        """What went wrong."""
        self._turns.calling(self._queue.start)
        try:
            for _ in range(self._dice.randrange(3, 20)):
                self._deed()
            self._close()
            while self._turns.place != ENDED:
                self._deed()
            self._look_at_end()
            self._start_again()
        finally:
            self._turns.set_free()
            self._queue.close()
            self._queue.join(SECONDS)
            self._let_lock_go()
            self._tracker.close()
        return self._faults

    def _new_queue(self) -> ExportQueue:
        turns = self._turns
        return ExportQueue(
            partial(Tracker.open, self._tracker.path, actor="ann"),
            partial(export_project, path=self._file, patience=0, at=turns.stop_at),
            self._on_told,
            clock=turns.clock,
            wait=turns.wait,
        )

    def _on_told(self, outcome: Outcome | Exception) -> None:
        """Called on the queue's thread, behind its answers."""
        self.told.append(outcome)
        self._told_at = self._turns.now
        if self._queue._last_has_begun:
            self._turns.end()

    # Deeds

    def _deed(self) -> None:
        self.deeds += 1
        turns, dice = self._turns, self._dice
        running = turns.place not in (IDLE, ENDED)
        heard = len(self.told)
        if dice.random() < 0.2:
            self._make_way()
        if running and dice.random() < 0.5:
            turns.let_go()
            if turns.place == "written" and not self._blocked:
                self._before = self._file.read_bytes()
        else:
            dice.choices(*zip(*self._chances, strict=True))[0]()
        if self.told[heard:] and isinstance(self.told[-1], Exception):
            self._hear(self.told[-1])
        self._look_at_flushes()
        if turns.place == IDLE:
            self._look_at_pauses()

    def _hear(self, error: Exception) -> None:
        """The window imports a file that is another one; whatever else it was is tried again some time."""
        if not isinstance(error, FileChanged):
            if self._dice.random() < 0.5:
                self._turns.pass_time(AGAIN + 1.0)
        elif self._dice.random() < 0.8:
            self._import()

    def _edit(self) -> None:
        id = self._dice.choice(IDS)
        title = self._saved[id] + 1
        requests.Edit(self._uids[id], {"title": str(title)}).run(self._tracker)
        self._saved[id] = title
        if self._dice.random() < 0.8:
            self._look()

    def _look(self) -> None:
        self._looked.append((self._turns.now, dict(self._saved)))
        self._turns.calling(self._queue.look)

    def _go_on_editing(self) -> None:
        """Without a pause that would let the queue begin, for longer than it may wait."""
        for _ in range(8):
            self._edit()
            self._turns.pass_time(1.9)

    def _flush(self) -> None:
        saved = dict(self._saved)
        self._flushes.append((saved, self._turns.calling(self._queue.flush)))

    def _pass_time(self) -> None:
        self._turns.pass_time(self._dice.choice(PAUSES))

    def _write_outside(self) -> None:
        """Another program adds an issue to the file, without the lock; it has not seen our last rename."""
        if self._blocked or self._turns.place in _LOOKED_AT:
            return
        id = f"q-{len(self._theirs) + 1}"
        new = self._file.with_name("new")
        old = self._before if self._turns.place == "renamed" else self._file.read_bytes()
        self._before = old + line(record(id)) + b"\n"
        new.write_bytes(self._before)
        new.replace(self._file)
        self._theirs.append(id)

    def _toggle_block(self) -> None:
        """Put a folder in the file's place, which stops root too, or take it away."""
        if self._turns.place in _LOOKED_AT:
            return
        if self._blocked:
            self._file.rmdir()
            self._aside.replace(self._file)
        else:
            self._file.replace(self._aside)
            self._file.mkdir()

    @property
    def _blocked(self) -> bool:
        return self._aside.exists()

    def _toggle_lock(self) -> None:
        """Another program takes bd's lock, or lets it go."""
        import fcntl

        if self._lock >= 0:
            self._let_lock_go()
            return
        descriptor = os.open(
            self._file.with_name(".jsonl.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            self._lock = descriptor

    def _make_way(self) -> None:
        """Whatever is in the file's way goes."""
        self._let_lock_go()
        if self._blocked:
            self._toggle_block()

    def _let_lock_go(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _import(self) -> None:
        """As the window does: only when the file is another one, and not of the export that is under way."""
        if not self._blocked and FileNews(self._file).run(self._tracker):
            importing.import_file(self._tracker, self._file)
            self._look()

    def _close(self) -> None:
        if self._ends is None:
            self._ends = dict(self._saved)
        self._turns.calling(self._queue.close)

    def _cut(self) -> None:
        self._queue.cancel.set()

    # What must hold

    def _there(self) -> dict[str, str]:
        """The titles in the file, wherever it is."""
        file = self._aside if self._blocked else self._file
        return {one["id"]: one["title"] for one in map(json.loads, file.read_bytes().splitlines())}

    def _missing(self, saved: Titles) -> list[str]:
        there = self._there()
        return [f"{id} {n}" for id, n in saved.items() if int(there.get(id, -1)) < n]

    def _look_at_flushes(self) -> None:
        """An answer that is no error says that all is there which was saved when it was asked for."""
        for saved, answer in [one for one in self._flushes if one[1].done()]:
            self._flushes.remove((saved, answer))
            error = answer.exception()
            if error is None and (missing := self._missing(saved)):
                self._faults.append(f"flushed, and not there: {missing}")
            elif error is not None and not isinstance(error, NotExported | Stopped):
                self._faults.append(f"a flush failed: {error!r}")

    def _look_at_pauses(self) -> None:
        """Nobody waits longer than the pauses of the queue, unless the file has to be imported first."""
        error = self.told[-1] if self.told and isinstance(self.told[-1], Exception) else None
        now = self._turns.now
        if isinstance(error, FileChanged):
            return
        if error is not None:
            late = now - self._told_at >= AGAIN
        else:
            due = [saved for at, saved in self._looked if at + LONGEST <= now]
            late = bool(due and self._missing(due[-1]))
        if late:
            self._faults.append(f"not tried at {now:.1f} s, last heard {error!r} at {self._told_at:.1f} s")

    def _look_at_end(self) -> None:
        assert self._ends is not None
        assert self._queue.join(SECONDS)
        self._look_at_flushes()
        if self._flushes:
            self._faults.append("a flush was never answered")
        if not self.told:
            self._faults.append("nothing was told")
        end = self._queue.close()
        error = end.exception(0)
        if isinstance(error, NotExported):
            if self.told[-1] is not error:
                self._faults.append(f"the last error was not told: {error!r}")
        elif error is not None:
            self._faults.append(f"the end failed: {error!r}")
        elif missing := self._missing(self._ends):
            self._faults.append(f"ended, and not there: {missing}")

    def _start_again(self) -> None:
        """Whatever stood in the way is gone, and the next start writes what is not there."""
        self._make_way()
        importing.import_file(self._tracker, self._file)
        export_project(self._tracker, self._file)
        if missing := self._missing(self._saved):
            self._faults.append(f"not there after the next start: {missing}")
        if lost := set(self._theirs) - set(self._there()):
            self._faults.append(f"another program's issues are lost: {sorted(lost)}")
