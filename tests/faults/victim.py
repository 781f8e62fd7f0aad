"""Works in a process of its own until it is killed; what is done is told through a pipe, never sooner."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from store import exporting, importing, requests
from store.close_requests import CloseTracker, SaveCopy, Settle, Tidy
from store.closing import Closed
from store.file_news import is_news
from store.guarded_export import export_project
from store.tracker import Tracker, patiently
from tests.faults.forks import BEGUN, DONE
from tests.faults.planned import Deed, file_to_import, first_file, text_of


class Place:
    """The folders in which it works."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tracker = folder / "data" / "Home.strandline"
        self.file = folder / "repo" / ".beads" / "issues.jsonl"
        self.other = folder / "other.jsonl"
        self.copies = folder / "copies"

    def lay_out(self) -> None:
        """Make them, with an issue file that another program has written."""
        for made in (self.tracker.parent, self.file.parent, self.copies):
            made.mkdir(parents=True)
        self.file.write_bytes(first_file())


class Worker:
    """One who has the tracker open, as the window's thread of the store does."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.tracker = self._start()

    def do(self, deed: Deed) -> None:
        """Returns when the store has answered."""
        getattr(self, f"_{deed.kind}")(deed)

    def state(self) -> bytes:
        """What people see of all issues, as the lines of a file."""
        return exporting.export(self.tracker)[0]

    def leave(self) -> Closed:
        """As the window closes: the ladder, and the final close."""
        settled = Settle(cancel=threading.Event(), wait=_at_once).run(self.tracker)
        return CloseTracker(settled).run(self.tracker)

    def _start(self) -> Tracker:
        opened = partial(Tracker.open, self._place.tracker, create=True, actor="ann")
        tracker = patiently(opened, threading.Event())
        if is_news(tracker, self._place.file):
            importing.import_file(tracker, self._place.file)
        return tracker

    def _uid(self, title: str) -> str:
        return str(self.tracker.one("SELECT uid FROM issue WHERE title = ? AND NOT gone", (title,)))

    def _edit(self, deed: Deed) -> None:
        values = {"notes": str(deed.number), "description": text_of(deed.number)}
        requests.Edit(self._uid(deed.title), values).run(self.tracker)

    def _create(self, deed: Deed) -> None:
        fields = {"notes": str(deed.number), "description": text_of(deed.number)}
        requests.Create(deed.title, fields).run(self.tracker)

    def _comment(self, deed: Deed) -> None:
        requests.AddComment(self._uid(deed.title), f"said {deed.number}").run(self.tracker)

    def _label(self, deed: Deed) -> None:
        requests.Label((self._uid(deed.title),), add=(f"l{deed.number}",)).run(self.tracker)

    def _close(self, deed: Deed) -> None:
        requests.Close((self._uid(deed.title),)).run(self.tracker)

    def _reopen(self, deed: Deed) -> None:
        requests.Reopen((self._uid(deed.title),)).run(self.tracker)

    def _undo(self, _: Deed) -> None:
        requests.Undo().run(self.tracker)

    def _import(self, deed: Deed) -> None:
        self._place.other.write_bytes(file_to_import(deed.number))
        importing.import_file(self.tracker, self._place.other)

    def _export(self, _: Deed) -> None:
        export_project(self.tracker, self._place.file)

    def _copy(self, deed: Deed) -> None:
        SaveCopy(self._place.copies / f"{deed.number}.strandline").run(self.tracker)

    def _tidy(self, _: Deed) -> None:
        Tidy().run(self.tracker)

    def _restart(self, _: Deed) -> None:
        self.leave()
        self.tracker = self._start()


def work(place: Place, deeds: list[Deed], tell: Callable[[bytes], object]) -> None:
    """In the forked process: open the tracker, and do all of it."""
    tell(BEGUN)
    worker = Worker(place)
    tell(DONE)
    for deed in deeds:
        tell(BEGUN)
        worker.do(deed)
        tell(DONE)


def stand_by(place: Place) -> NoReturn:
    """In the forked process: another program that reads old states and tidies, as a second window does."""
    tracker = patiently(partial(Tracker.open, place.tracker, actor="bea"), threading.Event())
    while True:
        with tracker.reading():
            tracker.one("SELECT count(*) FROM issue")
            threading.Event().wait(0.003)
        Tidy().run(tracker)


def _at_once(_seconds: float) -> bool:
    return False
