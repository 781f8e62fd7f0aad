"""The program without its window, as a person works with it: what it has acknowledged is written down.

A tracker, the issue file of a project, kept texts and complete copies, all in one folder.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest import mock

from store import exporting, holders, importing, leftover, requests, walscan
from store.attachment_files import Source
from store.attachment_requests import Attach
from store.backup_requests import MakeBackup
from store.backup_restoring import restore
from store.checkpoint import Settled
from store.close_requests import CloseTracker, SaveCopy, Settle, Tidy
from store.drafts import KeptText, Key, drafts
from store.errors import NothingToDo
from store.file_news import is_news
from store.guarded_export import export_project
from store.lookups import FindIssue
from store.tracker import Tracker
from tests.helpers.issue_files import lines, record

IDS = ("p-1", "p-2", "p-3")
NOTHING = b"[]"
"""The state of a tracker in which nothing is."""


class Desk:
    """One of them; its thread is the tracker's."""

    def __init__(self, folder: Path, dice: Random) -> None:
        self.dice = dice
        self.path = folder / "data" / "Home.strandline"
        self.file = folder / "repo" / ".beads" / "issues.jsonl"
        self.copies = folder / "copies"
        self.numbers = 0
        self.kept: dict[Key, str] = {}
        """The texts that are kept outside of the tracker."""
        self.copied: dict[Path, bytes] = {}
        """The states of complete copies and verified backups, by their paths."""
        self._tracker: Tracker | None = None
        self._state = NOTHING

    @staticmethod
    def lay_out(folder: Path) -> None:
        """The folders, and an issue file that another program has written."""
        for name in ("data", "copies", "repo/.beads"):
            (folder / name).mkdir(parents=True)
        # An issue of some pages, so that an edit writes more than one.
        records = [record(id, "0", description="d" * 3000, notes="0") for id in IDS]
        (folder / "repo" / ".beads" / "issues.jsonl").write_bytes(lines(*records))

    @property
    def tracker(self) -> Tracker:
        """The open one."""
        assert self._tracker is not None
        return self._tracker

    @property
    def is_closed(self) -> bool:
        """Whether no tracker is open."""
        return self._tracker is None

    def open(self) -> None:
        """As each start does; the first one makes the tracker."""
        self._tracker = Tracker.open(self.path, create=True, actor="ann")

    def read_file(self) -> None:
        """Import the issue file where it is another one than was seen last, as the window does."""
        if is_news(self.tracker, self.file):
            importing.import_file(self.tracker, self.file)

    def uids(self) -> list[str]:
        """Of the issues that are there."""
        return [uid for (uid,) in self.tracker.all("SELECT uid FROM issue WHERE NOT gone ORDER BY key")]

    def some_issue(self) -> str:
        """The uid of one of them."""
        uids = self.uids()
        if not uids:
            raise NothingToDo("There is no issue.")
        return self.dice.choice(uids)

    def state(self) -> bytes:
        """All that people see of the tracker; while it is closed, what it was or was restored to."""
        if self._tracker is not None:
            self._state = state(self._tracker)
        return self._state

    def next_number(self) -> str:
        """One that was never used."""
        self.numbers += 1
        return str(self.numbers)

    # Changes

    def edit(self) -> None:
        """Two fields at once, which agree ever after, and large enough for some pages."""
        number = self.next_number()
        values = {"title": number, "notes": number, "description": number * self.dice.choice((1, 900, 4000))}
        requests.Edit(self.some_issue(), values).run(self.tracker)

    def create(self) -> None:
        """An issue that waits for another one."""
        other = FindIssue(self.dice.choice(IDS)).run(self.tracker)
        number = self.next_number()
        made = requests.Create(number, {"notes": number}, labels=("new",), depends_on=(("blocks", other.id),))
        made.run(self.tracker)

    def comment(self) -> None:
        """A comment."""
        requests.AddComment(self.some_issue(), f"said {self.next_number()}").run(self.tracker)

    def change_several(self) -> None:
        """A label on all issues, one step."""
        requests.Label(tuple(self.uids()), add=(f"l{self.next_number()}",)).run(self.tracker)

    def undo(self) -> None:
        """The last step that can be undone."""
        requests.Undo().run(self.tracker)

    def attach(self) -> None:
        """A file of some pages."""
        source = Source(data=self.dice.randbytes(9000), name=f"{self.next_number()}.bin")
        Attach(self.some_issue(), (source,)).run(self.tracker)

    # Files beside the tracker

    def export(self) -> None:
        """The issue file, brought up to date."""
        export_project(self.tracker, self.file, patience=0)

    def keep_text(self) -> None:
        """A text that is not in the tracker yet."""
        number = self.next_number()
        text = KeptText(str(self.path), f"u{self.dice.randrange(4)}", "p-1", "t", "notes", "", number * 700)
        with drafts() as store:
            store.keep((text,))
        self.kept[text.key] = text.text

    def drop_text(self) -> None:
        """A kept text, because it is saved or nobody wants it."""
        key = min(self.kept, default=None)
        if key is not None:
            del self.kept[key]
            with drafts() as store:
                store.drop((key,))

    def save_copy(self) -> None:
        """A complete copy under a new name."""
        copied = SaveCopy(self.copies / f"{self.next_number()}.strandline").run(self.tracker)
        self.copied[copied.path] = state(self.tracker)

    def back_up(self) -> None:
        """A backup; one that passed its check is listed as verified from now on."""
        made = MakeBackup().run(self.tracker)
        if made.verified:
            self.copied[made.path] = state(self.tracker)

    def restore(self) -> None:
        """Bring the oldest backup back, while nobody has the tracker open."""
        backup = min((path for path in self.copied if path.parent != self.copies), default=None)
        if backup is None:
            raise NothingToDo("There is no backup.")
        restore(self.path, backup)
        self._state = self.copied[backup]

    # Tidying and leaving

    def tidy(self) -> None:
        """A passive checkpoint, as when nobody works."""
        Tidy().run(self.tracker)

    def settle(self) -> Settled:
        """The ladder, without its waits."""
        return Settle(cancel=threading.Event(), wait=lambda _: False).run(self.tracker)

    def leave(self) -> None:
        """As the window closes."""
        if self._tracker is not None:
            CloseTracker(self.settle()).run(self._tracker)
            self._tracker = None

    def drop(self) -> None:
        """Close without the ladder."""
        if self._tracker is not None:
            self._tracker.close()
            self._tracker = None

    def restart(self) -> None:
        """Leave, and come again."""
        self.leave()
        self.open()


def state(tracker: Tracker) -> bytes:
    """All that people see of a tracker, to be compared."""
    attached = tracker.all(
        "SELECT name, sha256 FROM attachment JOIN content ON content = key ORDER BY ordinal"
    )
    return exporting.export(tracker)[0] + repr(attached).encode()


Deed = Callable[[Desk], object]


@contextmanager
def at_home(folder: Path) -> Generator[None]:
    """The data directory is in that folder, and no other program has anything of it open.

    To ask /proc for that takes 20 ms, and to sum up a frame half a one; images have most frames in common.
    """
    summed = functools.lru_cache(4096)(walscan._checksum)
    with (
        mock.patch.dict(os.environ, {"STRANDLINE_DATA": str(folder / "data")}),
        mock.patch.object(holders, "find_holders", return_value=()),
        mock.patch.object(walscan, "_checksum", summed),
        # Of a -wal that was told once, the log hears at each further start.
        mock.patch.object(leftover.log, "disabled", new=True),
    ):
        yield
