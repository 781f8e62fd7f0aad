"""The rows of a grouped list: heads, and the issues of those groups that are not folded. No Qt.

Numbers of rows are keys of issues, and negative ones for heads that are no issue of the list. A group
keeps its number while the window is open, so that a list that was read again is compared row by row.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import field

from store.answers import Group, Listing
from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """What a view has in its rows. lines: one number a row. heads: the groups by the number of their row.

    depths: how far each row is moved in, empty where nothing is. places: rows of negative numbers, rising.
    """

    lines: array[int] = field(default_factory=lambda: array("q"))
    heads: dict[int, Group] = field(default_factory=dict[int, Group])
    depths: bytes = b""
    places: tuple[int, ...] = ()

    def heads_between(self, first: int, last: int) -> int:
        """How many of these rows, both included, are no issues."""
        return bisect_right(self.places, last) - bisect_left(self.places, first)

    def depth(self, place: int) -> int:
        """How far a row is moved in."""
        return self.depths[place] if place < len(self.depths) else 0


class ListGroups:
    """Which groups are folded, and the layout that follows. Lives on the window's thread."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.folded: set[str] = set()
        """Values of folded groups, all of one way of grouping."""
        self._numbers: dict[tuple[str, str], int] = {}

    def lay_out(self, listing: Listing, group: str) -> Layout:
        """Return the layout of a list; it becomes the present one when the caller says so."""
        if not listing.groups:
            return Layout(listing.keys[:])
        numbers: dict[str, int] = {}
        for one in listing.groups:
            if not one.listed:
                numbers[one.value] = self._numbers.setdefault((group, one.value), -1 - len(self._numbers))
        return _arrange(listing, numbers, self.folded)


@dataclass(slots=True)
class _Rows:
    """Rows while they are put together."""

    keys: array[int]
    at: int = 0
    lines: array[int] = field(default_factory=lambda: array("q"))
    depths: bytearray = field(default_factory=bytearray)
    ends: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Where the groups that are open end, and how far their rows are moved in."""

    def copy_to(self, end: int) -> None:
        """Take over the issues up to there, closing the groups that end on the way."""
        while self.ends and self.ends[-1][0] <= end:
            self._take(self.ends[-1][0], self.ends[-1][1])
            self.ends.pop()
        self._take(end, self.ends[-1][1] if self.ends else 0)

    def _take(self, end: int, depth: int) -> None:
        if end > self.at:
            self.lines += self.keys[self.at : end]
            self.depths += bytes((depth,)) * (end - self.at)
            self.at = end


def _arrange(listing: Listing, numbers: dict[str, int], folded: Collection[str]) -> Layout:
    rows = _Rows(listing.keys)
    heads: dict[int, Group] = {}
    places: list[int] = []
    closed = 256
    """The depth of the folded group that is passed over."""
    for one in listing.groups:
        if one.depth > closed:
            continue
        closed = 256
        depth = min(one.depth, 255)
        if one.listed:
            rows.copy_to(one.first - 1)
            number = one.key
        else:
            rows.copy_to(one.first)
            number = numbers[one.value]
            places.append(len(rows.lines))
        heads[number] = one
        rows.lines.append(number)
        rows.depths.append(depth)
        rows.at = one.first
        if one.value in folded:
            closed = one.depth
            rows.at += one.count
        else:
            rows.ends.append((one.first + one.count, min(depth + bool(one.key), 255)))
    rows.copy_to(len(listing.keys))
    depths = bytes(rows.depths) if any(rows.depths) else b""
    return Layout(rows.lines, heads, depths, tuple(places))
