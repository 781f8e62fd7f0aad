"""`kill -9` while one types: what was typed more than a second ago is kept, or it is saved.

A forked process types on a clock of its own, looks and keeps as gui.journal does, and saves now and then.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from threading import Event

from gui.journal import KEEP_MS, LOOK_MS
from store import requests
from store.drafts import DropTexts, KeepTexts, KeptText, Key, drafts
from store.tracker import Tracker
from tests.faults.alone import main, run_alone
from tests.faults.desk import at_home
from tests.faults.forks import BEGUN, DONE, Heard, Lost, work_until_killed
from tests.faults.victim import Place
from tests.helpers.small_disk import fill

SECOND = 1000
"""What a crash may take, in milliseconds: nothing that was typed before."""
KEY_MS, STROKES = 50, 160
FULL, LAZY = "full-disk", "lazy"
"""Nothing more fits on the disk; a journal that keeps too late, which has to be found out."""

Field = tuple[int, str]
"""The number of an issue, and the name of a text of it."""
FIELDS: tuple[Field, ...] = ((0, "notes"), (0, "design"), (1, "notes"), (2, "description"))


@dataclass(frozen=True, slots=True)
class Stroke:
    """At its time one text of all becomes another one, or is saved as it is."""

    at: int
    field: Field
    text: str
    saves: bool = False


def run(seed: int, size: int, folder: Path, *words: str) -> tuple[str, bool]:
    """So many kills; a line for people, and whether at most the last second was lost. words: FULL, LAZY."""
    return run_alone("tests.faults.typing_kills", seed, size, folder, *words)


class _Desk:
    """One tracker, and what is typed at it."""

    def __init__(self, place: Place, *, full: bool, late: int) -> None:
        self.place = place
        self.full = full
        self.late = late
        self._ballast = place.folder / "ballast"
        place.lay_out()
        tracker = self.open()
        try:
            made = [requests.Create(f"Issue {n}").run(tracker).uids[0] for n in range(3)]
            self.keys = {(n, name): Key(str(tracker.path), made[n], name) for n, name in FIELDS}
            self.saved = dict.fromkeys(FIELDS, "")
            # As at each start: the file is made while there is room.
            with drafts() as store:
                store.list(str(tracker.path))
        finally:
            tracker.close()

    def open(self) -> Tracker:
        """The tracker, which is made the first time."""
        return Tracker.open(self.place.tracker, create=True, actor="ann")

    def type(self, strokes: Sequence[Stroke], tell: Callable[[bytes], object]) -> None:
        """In the other process: the hands, and the journal beside them."""
        hand = _Hand(self)
        if self.full:
            fill(self._ballast)
        for stroke in strokes:
            tell(BEGUN)
            hand.pass_time(stroke.at)
            hand.do(stroke)
            tell(DONE)

    def strokes(self, dice: Random, start: int) -> list[Stroke]:
        """What is going to be typed; no two strokes leave the same text."""
        texts, made = dict(self.saved), list[Stroke]()
        field = dice.choice(FIELDS)
        for n in range(STROKES):
            if dice.random() < 0.1:
                field = dice.choice(FIELDS)
            saves = not self.full and dice.random() < 0.05
            if not saves:
                # Now and then something large is pasted, or all is typed anew.
                word = f"{start + n} " * (600 if dice.random() < 0.05 else 1)
                texts[field] = (texts[field] if len(texts[field]) < 20_000 else "") + word
            made.append(Stroke(n * KEY_MS, field, texts[field], saves))
        return made

    def look(self, strokes: Sequence[Stroke], heard: Heard) -> int:
        """How many texts the next start offers. Raises Lost; everything is decided then."""
        with drafts() as store:
            kept = {text.key: text.text for text in store.list(str(self.place.tracker))}
            store.drop(kept)
        self._ballast.unlink(missing_ok=True)
        self.look_at_saved(strokes, heard)
        now = strokes[heard.begun - 1].at
        for field, key in self.keys.items():
            may_be = {self.saved[field]}
            for stroke in strokes[: heard.begun]:
                if stroke.field == field:
                    may_be = {stroke.text} if stroke.at < now - SECOND else may_be | {stroke.text}
            there = {kept.get(key), self.now[field]}
            if not may_be & there:
                raise Lost(f"{field} at {now} ms has {[(one or '')[-60:] for one in there]}")
        self.saved = self.now
        return len(kept)

    def look_at_saved(self, strokes: Sequence[Stroke], heard: Heard) -> None:
        """What was answered is in the tracker."""
        tracker = self.open()
        try:
            self.now = {
                field: tracker.one(f"SELECT {field[1]} FROM issue WHERE uid = ?", (key.uid,)) or ""
                for field, key in self.keys.items()
            }
        finally:
            tracker.close()
        for field in FIELDS:
            may_be = {self.saved[field]}
            for n, stroke in enumerate(strokes[: heard.begun]):
                if stroke.saves and stroke.field == field:
                    may_be = {stroke.text} if n < heard.done else may_be | {stroke.text}
            if self.now[field] not in may_be:
                raise Lost(f"{field} was saved and is not there")


class _Hand:
    """Types, and keeps what is typed as the window's journal does; in the forked process."""

    def __init__(self, desk: _Desk) -> None:
        self._desk = desk
        self._tracker = desk.open()
        self._saved = dict(desk.saved)
        self._texts = dict(desk.saved)
        self._kept: tuple[KeptText, ...] | None = None
        self._look_at, self._keep_at = 0, -1

    def pass_time(self, now: int) -> None:
        """Everything that is due until then, in its order."""
        while True:
            keeping = self._keep_at if self._keep_at >= 0 else now + 1
            due = min(self._look_at, keeping)
            if due > now:
                return
            if due == keeping:
                self._keep()
            else:
                self._look_at = due + LOOK_MS
                if self._keep_at < 0 and self._unsaved() != self._kept:
                    self._keep_at = due + KEEP_MS + self._desk.late

    def do(self, stroke: Stroke) -> None:
        """One key."""
        if not stroke.saves:
            self._texts[stroke.field] = stroke.text
        elif self._texts[stroke.field] != self._saved[stroke.field]:
            uid, name = self._desk.keys[stroke.field].uid, stroke.field[1]
            requests.Edit(uid, {name: stroke.text}, {name: self._saved[stroke.field]}).run(self._tracker)
            self._saved[stroke.field] = stroke.text
            if self._kept:
                self._keep()

    def _keep(self) -> None:
        self._keep_at = -1
        texts, before = self._unsaved(), self._kept or ()
        if texts != self._kept:
            self._kept = texts
            KeepTexts(texts).run(self._tracker)
            keys = {text.key for text in texts}
            if gone := tuple(text.key for text in before if text.key not in keys):
                DropTexts(gone).run(self._tracker)

    def _unsaved(self) -> tuple[KeptText, ...]:
        return tuple(
            KeptText(*key[:2], "", f"Issue {field[0]}", field[1], self._saved[field], self._texts[field])
            for field, key in self._desk.keys.items()
            if self._texts[field] != self._saved[field]
        )


def _until(pipe: int, heard: Heard, dice: Random) -> None:
    """Some stroke has begun, and some of the time that keeping takes is over."""
    last = dice.randrange(1, STROKES)
    while heard.begun <= last and not heard.complaint:
        heard.feed(os.read(pipe, 1))
    Event().wait(dice.random() * 0.002)


def _run(seed: int, size: int, folder: Path, words: Sequence[str]) -> tuple[str, bool]:
    dice, place = Random(seed), Place(folder / "place")
    offered = strokes = 0
    with at_home(place.folder):
        desk = _Desk(place, full=FULL in words, late=KEEP_MS if LAZY in words else 0)
        for n in range(size):
            try:
                made = desk.strokes(dice, n * STROKES)
                heard = work_until_killed(partial(desk.type, made), partial(_until, dice=dice))
                offered += desk.look(made, heard)
                strokes += heard.begun
            except Lost as lost:
                return f"kill {n + 1} of seed {seed}: {lost}", False
    shutil.rmtree(place.folder)
    return f"{size} kills in {strokes} strokes, {offered} texts offered again, 0 faults", True


if __name__ == "__main__":
    sys.exit(main(_run))
