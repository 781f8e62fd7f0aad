"""Crash images: the files that a power cut may leave, opened again by the program, and judged.

Days of work are recorded and cut anywhere. Whoever opens what is left finds every change that was shown as
saved and no half of another, a clean `check`, the issue file old or new but whole, kept texts and complete
copies that were said to be there; and goes on working.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from store.errors import NothingToDo
from tests.faults.desk import Deed, Desk, at_home
from tests.faults.disk import Disk, Files, Op, left_by_power_loss
from tests.faults.judging import Known, judge
from tests.faults.recording import Recording, recorded

DEEDS: tuple[tuple[Deed, float], ...] = (
    (Desk.edit, 6), (Desk.create, 2), (Desk.comment, 1), (Desk.change_several, 1), (Desk.undo, 1),
    (Desk.attach, 0.5), (Desk.export, 2), (Desk.keep_text, 1.5), (Desk.drop_text, 0.5), (Desk.save_copy, 0.4),
    (Desk.back_up, 0.4),
    (Desk.tidy, 1), (Desk.settle, 0.5), (Desk.restart, 0.5),
)  # fmt: skip

RESTORING: tuple[Deed, ...] = (
    Desk.edit, Desk.back_up, Desk.edit, Desk.create, Desk.leave, Desk.restore, Desk.open, Desk.edit,
)  # fmt: skip
"""Without an export: the issue file would bring back what was restored away, and has to be asked about."""


@dataclass(frozen=True, slots=True)
class Image:
    """What one cut leaves. at: how many operations had begun; day: the seed of the recorded work."""

    day: str
    at: int
    files: Files
    known: tuple[Known, ...]
    """What was acknowledged last, and what came after that."""


def run(
    seed: int, size: int, folder: Path, *, deaf: str = "", deeds: tuple[Deed, ...] = ()
) -> tuple[str, bool]:
    """Judge so many images, no two of them alike; one that shows a fault stays in the folder.

    deaf: files with such names (a pattern), or each "folder", are not synced although the program is told so.
    deeds: those of each day, instead of some by chance.
    """
    faults, judged, days, operations = list[str](), 0, 0, 0
    place = folder / "place"
    with at_home(place):
        while judged < size:
            day = f"{seed}.{days}"
            ops, known = work(day, place, deaf, deeds or (RESTORING if days % 5 == 1 else ()))
            days, operations = days + 1, operations + len(ops)
            for image in images(day, ops, known, min(size - judged, 600)):
                judged += 1
                lay(image.files, place)
                found = judge(place, image.known)
                if found:
                    faults.append(_keep(folder, image, found))
    shutil.rmtree(place, ignore_errors=True)
    said = f"{judged} images of {days} days with {operations} operations, {len(faults)} faults"
    return "; ".join([said, *faults[:5]]), not faults


def work(day: str, place: Path, deaf: str, deeds: tuple[Deed, ...]) -> tuple[list[Op], list[Known]]:
    """A day's work, recorded: its operations, and what was known after how many of them."""
    dice = Random(day)
    shutil.rmtree(place, ignore_errors=True)
    Desk.lay_out(place)
    desk = Desk(place, dice)
    with recorded(place) as recording:
        recording.deaf = deaf
        known = [_look(recording, desk, "begin")]
        some = deeds or dice.choices(*zip(*DEEDS, strict=True), k=12)
        for deed in (Desk.open, Desk.read_file, *some, Desk.leave):
            try:
                deed(desk)
            except NothingToDo:
                continue
            known.append(_look(recording, desk, deed.__name__))
    return recording.ops, known


def _look(recording: Recording, desk: Desk, deed: str) -> Known:
    """What is acknowledged now."""
    return Known(
        len(recording.ops), deed, desk.state(), desk.file.read_bytes(), frozenset(desk.kept.items()),
        tuple(desk.copied.items()),
    )  # fmt: skip


def images(day: str, ops: list[Op], known: list[Known], size: int) -> Iterator[Image]:
    """So many images of a day, or as many as there are, no two alike with the same to be there."""
    dice = Random(f"{day} cuts")
    seen = set[bytes]()
    just_told = {one.at for one in known}
    for turn in range(8):
        disk = Disk()
        odds = (size - len(seen)) / len(ops) if turn else 0.0
        for at in range(len(ops) + 1):
            told = at in just_told and not turn
            if at >= known[0].at and (told or dice.random() < odds):
                # First what is missed the soonest: all that was acknowledged a moment ago and not synced.
                kept = [] if told else left_by_power_loss(disk, dice)
                last = sum(one.at <= at for one in known) - 1
                image = Image(day, at, disk.after(kept), tuple(known[last : last + 3]))
                if (digest := _digest(image)) not in seen:
                    seen.add(digest)
                    yield image
                    if len(seen) == size:
                        return
            if at < len(ops):
                disk.feed(ops[at])


def _digest(image: Image) -> bytes:
    digest = hashlib.sha256(str(image.known[0].at).encode())
    for path, data in sorted(image.files.items()):
        digest.update(os.fsencode(path) + len(data).to_bytes(8, "big") + data)
    return digest.digest()


def lay(files: Files, place: Path) -> None:
    """Put an image where its day was: the tracker knows its issue file by the whole path."""
    shutil.rmtree(place)
    for name in ("data", "copies", "repo/.beads"):
        (place / name).mkdir(parents=True)
    for path, data in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)


def _keep(folder: Path, image: Image, found: str) -> str:
    """Keep an image that shows a fault, as it was before anybody opened it."""
    name = f"fault {image.day} at {image.at}"
    for path, data in image.files.items():
        kept = folder / name / path.relative_to(folder / "place")
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(data)
    deeds = " → ".join(known.deed for known in image.known[:2])
    (folder / name / "fault.txt").write_text(f"{deeds}: {found}\n", encoding="utf-8")
    return f"{name} ({deeds}): {found.strip().rpartition(chr(10))[2]}"
