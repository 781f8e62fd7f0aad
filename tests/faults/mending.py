"""A damaged tracker is replaced, and the power or the disk fails meanwhile, at any operation.

Whatever is left: the damaged file is there to the last byte, with its second file; at the tracker's name is
that one or a whole one, never half of one and never nothing; and what was refused was told in plain words.
"""

from __future__ import annotations

import re
import shutil
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from store.backup_restoring import restore
from store.check import check
from store.errors import KnownError
from store.rebuilding import rebuild
from store.salvaging import salvage
from store.tracker import Tracker
from tests.faults.desk import Desk, at_home, state
from tests.faults.disk import Disk as Medium
from tests.faults.disk import Files, left_by_power_loss
from tests.faults.failing_disk import NUMBERS, Disk, Fault
from tests.faults.recording import recorded

_CODE = re.compile(r"SQLITE_|Traceback|Errno|<[a-z]+ object|\bNone\b|\.tmp\b")
_HEADER = 100


def _restore(desk: Desk) -> None:
    restore(desk.path, min(path for path in desk.copied if path.parent != desk.copies))


WAYS: dict[str, Callable[[Desk], object]] = {
    "salvage": lambda desk: salvage(desk.path),
    "rebuild": lambda desk: rebuild(desk.path, desk.file),
    "restore": _restore,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged tracker in its place, and one way out. files: all that is there before."""

    way: str
    place: Path
    desk: Desk
    files: Files
    end: bytes = b""
    """What the tracker has when it went well."""

    def lay(self, files: Files) -> None:
        """Put these files there and no others."""
        shutil.rmtree(self.place)
        for name in ("data", "copies", "repo/.beads"):
            (self.place / name).mkdir(parents=True)
        for path, data in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(data)

    def go(self) -> None:
        """The way out."""
        WAYS[self.way](self.desk)


def run(
    seed: int, size: int, folder: Path, *, ways: tuple[str, ...] = (*WAYS,), fails: bool = True
) -> tuple[str, bool]:
    """Try so many cuts and failing operations, shared among the ways; the line names what is wrong.

    fails: False for cuts alone.
    """
    faults, cut, failed, refused = list[str](), 0, 0, 0
    place = folder / "place"
    with at_home(place):
        for way in ways:
            case = laid_out(seed, way, place)
            share = size // len(ways)
            failing = share // 2 if fails else 0
            for files in _cuts(case, seed, share - failing):
                cut += 1
                case.lay(files)
                faults += [f"{way}, power cut {cut}: {fault}" for fault in judge(case)]
            for fault in _chosen(case, seed, failing):
                failed += 1
                told = fail(case, fault)
                refused += bool(told)
                wrong = [told] if _CODE.search(told) else []
                faults += [f"{way}, {fault}: {one}" for one in (*wrong, *judge(case))]
    shutil.rmtree(place, ignore_errors=True)
    said = f"{cut} power cuts, {failed} failing operations, {refused} refused, {len(faults)} faults"
    return "; ".join([said, *faults[:5]]), not faults


def laid_out(seed: int, way: str, place: Path) -> Case:
    """A tracker with a backup, an issue file and changes in its second file, whose header is lost."""
    shutil.rmtree(place, ignore_errors=True)
    Desk.lay_out(place)
    desk = Desk(place, Random(f"{seed} {way}"))
    for deed in (Desk.open, Desk.read_file, Desk.edit, Desk.comment, Desk.export, Desk.back_up, Desk.settle):
        deed(desk)
    for deed in (Desk.edit, Desk.create):
        deed(desk)
    files: Files = {
        path: path.read_bytes() for path in place.rglob("*") if path.is_file() and "-shm" not in path.name
    }
    desk.drop()
    files[desk.path] = bytes(_HEADER) + files[desk.path][_HEADER:]
    case = Case(way, place, desk, files)
    case.lay(files)
    case.go()
    return Case(way, place, desk, files, _state(desk.path))


def judge(case: Case) -> list[str]:
    """What is wrong with what is left."""
    path, wal = case.desk.path, case.desk.path.with_name(f"{case.desk.path.name}-wal")
    wanted = (case.files[path], case.files[wal])
    kept = [_pair(one) for one in path.parent.glob("*.strandline")]
    wrong = [] if wanted in kept else ["the damaged file is not there with its second file"]
    if not path.exists():
        return [*wrong, "nothing has the tracker's name"]
    if path.read_bytes() == case.files[path]:
        return wrong
    try:
        if _state(path) != case.end:
            wrong.append("the tracker is neither the damaged one nor what was to come")
    except Exception:  # noqa: BLE001 - whatever half a tracker can raise is what is looked for
        wrong.append(traceback.format_exc(limit=-3))
    return wrong


def fail(case: Case, fault: Fault) -> str:
    """Go that way on such a disk; what was told, "" where it went well."""
    case.lay(case.files)
    disk = Disk(case.place, fault)
    with disk.failing(syncs=fault.what == "sync"):
        try:
            case.go()
        except KnownError as error:
            return str(error)
        except Exception:  # noqa: BLE001 - no answer in words
            return traceback.format_exc(limit=-6)
    return ""


def _pair(path: Path) -> tuple[bytes, bytes]:
    wal = path.with_name(f"{path.name}-wal")
    return path.read_bytes(), wal.read_bytes() if wal.exists() else b""


def _state(path: Path) -> bytes:
    tracker = Tracker.open(path, actor="ann")
    try:
        findings = check(tracker).findings
        return repr(findings).encode() if findings else state(tracker)
    finally:
        tracker.close()


def _cuts(case: Case, seed: int, size: int) -> Iterator[Files]:
    """What power cuts leave: most of them where names change, on which all depends."""
    case.lay(case.files)
    with recorded(case.place) as recording:
        before = len(recording.ops)
        case.go()
    dice, ops = Random(f"{seed} {case.way} cuts"), recording.ops
    names = [at for at in range(before, len(ops)) if ops[at].what in {"name", "unname", "sync folder"}]
    wanted = sorted(dice.choices([*names, *(at + 1 for at in names)], k=size * 3 // 4))
    wanted = sorted((*wanted, *dice.choices(range(before, len(ops) + 1), k=size - len(wanted))))
    medium = Medium()
    for at in range(len(ops) + 1):
        for _ in range(wanted.count(at)):
            yield medium.after(left_by_power_loss(medium, dice))
        if at < len(ops):
            medium.feed(ops[at])


def _chosen(case: Case, seed: int, size: int) -> Iterator[Fault]:
    case.lay(case.files)
    counts: dict[str, int] = {}
    for syncs in (False, True):
        case.lay(case.files)
        disk = Disk(case.place)
        with disk.failing(syncs=syncs):
            case.go()
        counts = {what: max(n, counts.get(what, 0)) for what, n in disk.counts.items()} | {
            what: n for what, n in counts.items() if what not in disk.counts
        }
    kinds = [
        [
            Fault(what, n, number, goes_on)
            for n in range(1, counts.get(what, 0) + 1)
            for number in numbers
            for goes_on in (False, True)
        ]
        for what, numbers in NUMBERS.items()
    ]
    dice = Random(f"{seed} {case.way} faults")
    for kind in kinds:
        dice.shuffle(kind)
    while size > 0 and any(kinds):
        for kind in kinds:
            if kind and size > 0:
                size -= 1
                yield kind.pop()
