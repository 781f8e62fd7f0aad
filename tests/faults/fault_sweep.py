"""The n-th operation fails: each of a day's work, once or from then on, in each way in which it does in life.

Nothing that was acknowledged is lost, every refusal is told in plain words, a ladder that ends well leaves a
main file that is whole without its -wal, and when the disk works again so does the program.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest import mock

from store import drafts, tracker
from tests.faults import crash_images
from tests.faults.desk import Deed, Desk, at_home
from tests.faults.failing_disk import NUMBERS, Disk, Fault
from tests.faults.honesty import Witness

WORKING: tuple[Deed, ...] = (
    Desk.open, Desk.read_file, Desk.edit, Desk.keep_text, Desk.export, Desk.create, Desk.settle, Desk.comment,
    Desk.save_copy, Desk.edit, Desk.tidy, Desk.attach, Desk.drop_text, Desk.export, Desk.leave, Desk.open,
    Desk.edit, Desk.back_up, Desk.leave,
)  # fmt: skip

RESTORING: tuple[Deed, ...] = (Desk.open, Desk.read_file, *crash_images.RESTORING, Desk.leave)


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """Try so many faults, or all that there are in a day; the line names those that show a fault of ours."""
    place = folder / "place"
    faults, tried, refused = list[str](), 0, 0
    with at_home(place), impatient():
        for day, share in ((WORKING, size - size // 4), (RESTORING, size // 4)):
            for fault in _chosen(seed, share, day, place):
                witness = try_one(seed, day, place, fault)
                tried, refused = tried + 1, refused + witness.refused
                if witness.faults:
                    faults.append(_keep(folder, place, fault, witness))
    shutil.rmtree(place, ignore_errors=True)
    said = f"{tried} failing operations, {refused} deeds refused, {len(faults)} faults"
    return "; ".join([said, *faults[:5]]), not faults


def try_one(
    seed: int, day: tuple[Deed, ...], place: Path, fault: Fault | None, *, syncs: bool = False
) -> Witness:
    """A day with that fault, and the next morning without it."""
    shutil.rmtree(place, ignore_errors=True)
    Desk.lay_out(place)
    disk = Disk(place, fault)
    witness = Witness(Desk(place, Random(seed)), disk)
    try:
        with disk.failing(syncs=syncs or (fault is not None and fault.what == "sync")):
            for deed in day:
                witness.watch(deed)
        witness.look_back()
    finally:
        witness.let_go()
    return witness


def _chosen(seed: int, size: int, day: tuple[Deed, ...], place: Path) -> Iterator[Fault]:
    counts = try_one(seed, day, place, None).disk.counts
    counts["sync"] = try_one(seed, day, place, None, syncs=True).disk.counts["sync"]
    everything = [
        Fault(what, n, number, goes_on)
        for what, numbers in NUMBERS.items()
        for n in range(1, counts[what] + 1)
        for number in numbers
        for goes_on in (False, True)
    ]
    Random(seed).shuffle(everything)
    # A day reads and writes a lot, and renames little: each kind gets its turn.
    kinds = [[one for one in everything if one.what == what] for what in NUMBERS]
    while size > 0 and any(kinds):
        for kind in kinds:
            if kind and size > 0:
                size -= 1
                yield kind.pop()


@contextmanager
def impatient() -> Generator[None]:
    """Nobody comes to free a lock that fails: the waits of seconds are cut to some milliseconds.

    And a smaller room for kept texts: to write it is all that a day would do.
    """
    with (
        mock.patch.object(tracker, "WRITE_PATIENCE", 0.002),
        mock.patch.object(tracker, "_FIRST_WAIT", 0.001),
        mock.patch.object(drafts, "_PATIENCE", 0.01),
        mock.patch.object(drafts, "ROOM", 1 << 15),
    ):
        yield


def _keep(folder: Path, place: Path, fault: Fault, witness: Witness) -> str:
    """Keep the files as the day left them."""
    name = f"fault {fault}".replace("/", "-")
    if place.exists():
        shutil.copytree(place, folder / name, dirs_exist_ok=True)
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "fault.txt").write_text("\n".join(witness.faults), encoding="utf-8")
    return f"{fault}: {witness.faults[0].strip().rpartition(chr(10))[2]}"
