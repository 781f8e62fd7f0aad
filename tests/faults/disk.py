"""A disk as POSIX promises it, and what of it a power cut may leave.

Before a sync of a file returned, each of its writes may have reached the medium or not, in any combination,
and a sector of 512 bytes at a time. A name made, moved or taken away in a folder lasts once the folder was
synced, and may last without it. Folders themselves are taken to be there once they are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from random import Random

SECTOR = 512
Files = dict[PurePath, bytes]
_NOWHERE = PurePath()


@dataclass(frozen=True, slots=True)
class Op:
    """One operation. what: write, truncate, sync; name, unname, sync folder.

    number: of the file, which outlives its names. path: its name, the folder's for "sync folder". old: the
    name that a rename takes away in the same moment. at: where a write begins, the size that truncate leaves.
    """

    what: str
    number: int = 0
    path: PurePath = _NOWHERE
    at: int = 0
    data: bytes = b""
    old: PurePath | None = None

    def __str__(self) -> str:
        moved = f" from {self.old.name}" if self.old else ""
        return f"{self.what} {self.path.name}{moved} at {self.at}, {len(self.data)} bytes"


@dataclass(slots=True)
class Disk:
    """What lasts, and in `pending` what may."""

    names: dict[PurePath, int] = field(default_factory=dict[PurePath, int])
    contents: dict[int, bytearray] = field(default_factory=dict[int, bytearray])
    pending: list[Op] = field(default_factory=list[Op])

    def feed(self, op: Op) -> None:
        """Let an operation happen; only a sync makes something last."""
        if op.what == "sync":
            self._settle(lambda one: one.what in ("write", "truncate") and one.number == op.number)
        elif op.what == "sync folder":
            self._settle(
                lambda one: (
                    one.what in ("name", "unname")
                    and op.path in (one.path.parent, one.old.parent if one.old else None)
                )
            )
        else:
            self.pending.append(op)

    def after(self, kept: Iterable[Op]) -> Files:
        """The files that are there when these of the pending operations have reached the medium, too."""
        names = dict(self.names)
        contents: dict[int, bytearray] = {}
        for op in kept:
            if op.what in ("write", "truncate") and op.number not in contents:
                contents[op.number] = bytearray(self.contents.get(op.number, b""))
            _apply(op, names, contents)
        untouched = self.contents
        return {
            path: bytes(contents.get(number, untouched.get(number, b""))) for path, number in names.items()
        }

    def _settle(self, lasts: Callable[[Op], bool]) -> None:
        for op in self.pending:
            if lasts(op):
                _apply(op, self.names, self.contents)
        self.pending = [op for op in self.pending if not lasts(op)]


def left_by_power_loss(disk: Disk, dice: Random) -> list[Op]:
    """Some of the pending operations, one of them torn now and then."""
    pending = disk.pending
    how = dice.choice(("none", "all", "last", "but first", "some", "some", "some", "torn", "torn"))
    if how in ("none", "all"):
        return list(pending) if how == "all" else []
    if how in ("last", "but first"):
        return pending[-1:] if how == "last" else pending[1:]
    odds = dice.choice((0.2, 0.5, 0.8))
    kept = [op for op in pending if dice.random() < odds]
    large = [n for n, op in enumerate(kept) if op.what == "write" and len(op.data) > SECTOR]
    if how == "torn" and large:
        n = dice.choice(large)
        kept[n : n + 1] = _torn(kept[n], dice)
    return kept


def _torn(op: Op, dice: Random) -> list[Op]:
    """The sectors of a write that arrived: some from one on, in the order of the disk."""
    first = op.at // SECTOR
    last = (op.at + len(op.data) - 1) // SECTOR
    begin = dice.randint(first, last)
    end = dice.randint(begin, last if begin > first else last - 1)
    start, stop = max(begin * SECTOR, op.at), min((end + 1) * SECTOR, op.at + len(op.data))
    return [Op("write", op.number, op.path, start, op.data[start - op.at : stop - op.at])]


def _apply(op: Op, names: dict[PurePath, int], contents: dict[int, bytearray]) -> None:
    if op.what == "name":
        if op.old is not None and names.get(op.old) == op.number:
            del names[op.old]
        names[op.path] = op.number
    elif op.what == "unname":
        if names.get(op.path) == op.number:
            del names[op.path]
    else:
        content = contents.setdefault(op.number, bytearray())
        size = op.at + len(op.data)
        if len(content) < size:
            content.extend(bytes(size - len(content)))
        if op.what == "truncate":
            del content[op.at :]
        else:
            content[op.at : size] = op.data
