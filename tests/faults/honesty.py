"""Watches a day on a failing disk: what was acknowledged, what was refused and how, and what is there."""

from __future__ import annotations

import json
import re
import traceback
from io import BufferedReader
from typing import Any

from store.backup_list import backups
from store.check import check
from store.checkpoint import Grade, Settled
from store.drafts import drafts
from store.errors import Damaged, KnownError, Unconfirmed
from store.tracker import Tracker
from tests.faults.desk import Deed, Desk, state
from tests.faults.failing_disk import Disk

_CODE = re.compile(r"SQLITE_|Traceback|Errno|<[a-z]+ object|\bNone\b")
CLOSED = (Desk.open, Desk.restore)
"""What is done while no tracker is open."""
SAVING = (Desk.edit, Desk.create, Desk.comment, Desk.attach)
SAFE = (Grade.CLEAN, Grade.BACKFILLED)


class Witness:
    """Of one day; `faults` are the promises that were broken."""

    def __init__(self, desk: Desk, disk: Disk) -> None:
        self.faults: list[str] = []
        self.refused = 0
        self.disk = disk
        self._desk = desk
        self._acknowledged = desk.state()
        self._perhaps: list[int] = []
        """The numbers of changes that could not be confirmed since then."""
        self._unconfirmed = 0
        self._held: list[BufferedReader] = []

    def watch(self, deed: Deed) -> None:
        """Let a deed happen, and hold it to its word."""
        desk = self._desk
        if desk.is_closed is not (deed in CLOSED):
            return
        before, unsynced = desk.numbers, self.disk.unsynced
        try:
            answer = self._asked(deed)
        except KnownError as error:
            self.refused += 1
            self._is_plain(deed, error)
            if deed is Desk.restore and "was restored" in str(error):
                self._acknowledged = min(desk.copied.items())[1]
            if isinstance(error, Unconfirmed):
                self._unconfirmed += 1
                self._perhaps += range(before + 1, desk.numbers + 1)
            return
        except Exception:  # noqa: BLE001 - whatever is no answer is what is looked for
            self.faults.append(f"{deed.__name__}: {traceback.format_exc(limit=-6)}")
            return
        with self.disk.at_rest():
            self._acknowledge()
            if self.disk.unsynced > unsynced:
                self.faults.append(f"{deed.__name__} was acknowledged, and a power cut may take it back")
            if deed in SAVING and not self._shows(range(before + 1, desk.numbers + 1)):
                self.faults.append(f"{deed.__name__} was acknowledged, and is not there")
            if isinstance(answer, Settled) and answer.grade in SAFE:
                self._copy_lone_file(deed)

    def look_back(self) -> None:
        """The disk works again: so does the program, in the same session and at its next start."""
        desk = self._desk
        if not desk.is_closed:
            for deed in (Desk.read_file, Desk.edit, Desk.export, Desk.keep_text):
                self._must(deed)
            self._acknowledge()
            grade = desk.settle().grade
            if grade is not Grade.CLEAN:
                self.faults.append(f"the ladder on a disk that works again ended with {grade}")
            self._copy_lone_file(Desk.settle)
            desk.drop()
        self._open_again()
        if desk.is_closed:
            return
        self._is_there("the tracker", state(desk.tracker))
        findings = check(desk.tracker).findings
        if findings:
            self.faults.append(f"not sound: {findings}")
        self._look_beside()
        for deed in (Desk.read_file, Desk.edit, Desk.export):
            self._must(deed)
        desk.drop()

    def _open_again(self) -> None:
        """The next start, or the one after: of several changes that failed, what lies in the -wal is told."""
        try:
            self._desk.open()
        except Damaged as error:
            self._must(Desk.open)
            if self._unconfirmed < 2:
                self.faults.append(f"open: {error}")
            elif not self._desk.is_closed:
                self._desk.settle()
        except Exception:  # noqa: BLE001 - the disk works: nothing is an excuse
            self.faults.append(f"open on a disk that works again: {traceback.format_exc(limit=-6)}")

    def let_go(self) -> None:
        """Close what is open."""
        self._desk.drop()
        for file in self._held:
            file.close()

    def _asked(self, deed: Deed) -> object:
        """Do it as the store's thread does, which puts SQLite's errors into words."""
        if self._desk.is_closed:
            return deed(self._desk)
        with self._desk.tracker.translated():
            return deed(self._desk)

    def _must(self, deed: Deed) -> None:
        try:
            self._asked(deed)
        except Exception:  # noqa: BLE001 - the disk works: nothing is an excuse
            self.faults.append(
                f"{deed.__name__} on a disk that works again: {traceback.format_exc(limit=-6)}"
            )

    def _acknowledge(self) -> None:
        """What the tracker has now, whoever reads it takes for saved."""
        now = self._desk.state()
        if now != self._acknowledged:
            self._acknowledged, self._perhaps = now, []

    def _shows(self, numbers: range) -> bool:
        records = _records(self._acknowledged).values()
        return all(any(_has(record, number) for record in records) for number in numbers)

    def _is_plain(self, deed: Deed, error: KnownError) -> None:
        words = str(error)
        if _CODE.search(words) or not words.rstrip().endswith((".", "?")):
            self.faults.append(f"{deed.__name__} was refused in no plain words: {words}")

    def _is_there(self, what: str, found: bytes) -> None:
        """As acknowledged, but for changes of which nobody could say whether they were."""
        if found == self._acknowledged:
            return
        was, now = _records(self._acknowledged), _records(found)
        for id in was.keys() | now.keys():
            if was.get(id) != now.get(id) and not any(_has(now.get(id, ""), n) for n in self._perhaps):
                self.faults.append(
                    f"{what}: {id} is {now.get(id, 'gone')[:200]}, was {was.get(id, 'not')[:200]}"
                )

    def _copy_lone_file(self, deed: Deed) -> None:
        """What somebody gets who copies the main file alone, at this very moment."""
        path = self._desk.path
        # Closing it would drop the locks of the connection that is open here: it is held to the end.
        self._held.append(path.open("rb"))
        alone = path.parents[2] / "alone.strandline"
        alone.write_bytes(self._held[-1].read())
        tracker = None
        try:
            tracker = Tracker.open(alone, actor="ann")
            if state(tracker) != self._acknowledged or check(tracker).findings:
                self.faults.append(f"{deed.__name__} ended well, and the main file alone is not whole")
        except KnownError as error:
            self.faults.append(f"{deed.__name__} ended well, and the main file alone: {error}")
        finally:
            if tracker is not None:
                tracker.close()

    def _look_beside(self) -> None:
        desk = self._desk
        for line in desk.file.read_bytes().splitlines():
            json.loads(line)
        with drafts() as store:
            kept = {text.key: text.text for text in store.list(str(desk.path))}
        for key, text in desk.kept.items():
            if kept.get(key) != text:
                self.faults.append(f"a kept text is gone: {key.uid}")
        listed = {backup.path for backup in backups(desk.path) if backup.verified}
        there = {*desk.copies.glob("*.strandline"), *listed}
        for path in there:
            tracker = Tracker.open(path, actor="ann")
            if state(tracker) != desk.copied.get(path, state(tracker)) or check(tracker).findings:
                self.faults.append("a complete copy or a verified backup is not whole")
            tracker.close()
        for path in desk.copied.keys() - there:
            self.faults.append(f"the copy {path.name} is gone")


def _has(record: str, number: int) -> bool:
    return any(text in record for text in (f'"{number}"', f'said {number}"', f"'{number}.bin'"))


def _records(data: bytes) -> dict[str, str]:
    """The lines by their ids; what is attached stands behind them."""
    lines = data.decode().splitlines()
    found: dict[str, str] = {}
    for line in lines:
        record: Any = json.loads(line) if line.startswith("{") else {"id": "attached"}
        found[record["id"]] = line
    return found
