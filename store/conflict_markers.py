"""The marks that git leaves of a conflict, and which line is on which side; they go in the next export.

Marks without their counterparts decide nothing: they and the lines around them are kept as they are. Pure,
any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from store import jsonl
from store.structs import dataclass

if TYPE_CHECKING:
    from store.lines import Line

MERGED = "merged"
"""kind of a line whose content is in another one: it is kept, counted, and in no export."""

_ORPHAN = "a conflict marker of git without its counterpart; it and the lines around it are kept as they are"

_DEEPEST = 100
"""Conflicts within conflicts: git leaves two or three. Deeper ones decide nothing, since each line's path
would be as long as they are deep."""

SidePath = tuple[tuple[int, str], ...]
"""Which side of which conflicts a line is on, from the outermost; () outside of all."""


@dataclass(slots=True)
class _Region:
    """The numbers of its lines with marks; 0 where one has not come."""

    start: int
    base: int = 0
    middle: int = 0
    end: int = 0


@dataclass(slots=True)
class Marked:
    """What find() found. stops: lines with marks; paths: by number, for lines inside of a conflict."""

    regions: list[_Region] = field(default_factory=list[_Region])
    stops: set[int] = field(default_factory=set[int])
    paths: dict[int, SidePath] = field(default_factory=dict[int, SidePath])


def find(lines: Sequence[Line]) -> Marked:
    """Find the conflicts of a file, nested ones too, and give their marks a reason."""
    marks = [line for line in lines if line.kind == "verbatim" and jsonl.is_marker(line.raw)]
    marked = Marked(_regions(marks))
    starts = {region.start: region for region in marked.regions}
    of = {
        number: region
        for region in marked.regions
        for number in (region.start, region.base, region.middle, region.end)
        if number
    }
    for line in marks:
        region = of.get(line.number)
        if region is None:
            line.reason = _ORPHAN
            if line.raw.startswith(b"="):
                continue  # It may as well be a line of a text.
        elif line.number == region.start:
            line.kind = MERGED
            line.reason = f"git left a conflict here, to line {region.end}: both sides were merged"
        else:
            line.kind = MERGED
            line.reason = f"a marker of the conflict that begins in line {region.start}"
        marked.stops.add(line.number)
    if starts:
        marked.paths = _paths(lines, starts)
    return marked


def _regions(marks: Iterable[Line]) -> list[_Region]:
    whole: list[_Region] = []
    stack: list[_Region] = []
    for line in marks:
        first = line.raw[:1]
        if first == b"<":
            stack.append(_Region(line.number))
            continue
        region = stack[-1] if stack else None
        if region is None:
            continue
        if first == b"|" and not region.base and not region.middle:
            region.base = line.number
        elif first == b"=" and not region.middle:
            region.middle = line.number
        elif first == b">" and region.middle:
            region.end = line.number
            stack.pop()
            if len(stack) < _DEEPEST:
                whole.append(region)
    return whole


def _paths(lines: Iterable[Line], starts: Mapping[int, _Region]) -> dict[int, SidePath]:
    paths: dict[int, SidePath] = {}
    open_: list[_Region] = []
    path: SidePath = ()
    for line in lines:
        number = line.number
        if number in starts:
            open_.append(starts[number])
            path = (*path, (number, "ours"))
        elif open_ and number == open_[-1].base:
            path = (*path[:-1], (open_[-1].start, "base"))
        elif open_ and number == open_[-1].middle:
            path = (*path[:-1], (open_[-1].start, "theirs"))
        elif open_ and number == open_[-1].end:
            open_.pop()
            path = path[:-1]
        elif path:
            paths[number] = path
    return paths
