"""Which card of a board is current and which are selected: by key, so that no move ends it. No Qt."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import field

from gui.key_diff import heir
from store.answers import Column
from store.structs import dataclass

FEW = 64
"""So many keys are looked up one by one; for more of them all keys of the board are put into a set."""


@dataclass(slots=True)
class Picked:
    """What the board has picked. column: which of its columns the current card is meant in."""

    keys: set[int] = field(default_factory=set[int])
    current: int = 0
    column: str = ""
    anchor: int = 0
    """Where a range begins."""

    def only(self, key: int, column: str) -> None:
        """Make a card the current one and the only selected one."""
        self.keys = {key} if key else set()
        self.current = self.anchor = key
        self.column = column

    def toggle(self, key: int) -> None:
        """Select a card, or take it out of the selection, and leave the others as they are."""
        self.keys ^= {key}
        self.anchor = key

    def extend(self, keys: Sequence[int], key: int) -> None:
        """Select from where the range began to a card of the same column, whose keys these are."""
        places = [_place(keys, one) for one in (self.anchor, key)]
        first = min(places) if places[0] >= 0 else places[1]
        self.keys = set(keys[first : max(places) + 1])
        self.current = key

    def in_order(self, columns: Iterable[Column]) -> tuple[int, ...]:
        """The selected keys as they stand on the board, each once."""
        left = set(self.keys)
        found: list[int] = []
        for column in columns:
            if not left:
                break
            here = [key for key in column.keys if key in left]
            left.difference_update(here)
            found.extend(here)
        return tuple(found)

    def keep_to(self, columns: Sequence[Column]) -> None:
        """Take out of the selection what is no longer on the board."""
        if len(self.keys) <= FEW:
            self.keys = {key for key in self.keys if any(key in column.keys for column in columns)}
        else:
            self.keys &= {key for column in columns for key in column.keys}


def column_of(columns: Iterable[Column], key: int, near: str) -> Column | None:
    """The column that a card is in: the one named, if it is, else the first."""
    there = [column for column in columns if key in column.keys] if key else []
    return next((column for column in there if column.value == near), there[0] if there else None)


def successor(before: Sequence[Column], now: Sequence[Column], key: int, value: str) -> tuple[int, str]:
    """The card that takes over from one that left the board, and its column; (0, "") without any.

    The one that followed it, or preceded it, in its column; else the first of the nearest column.
    """
    old = next((column.keys for column in before if column.value == value), array("q"))
    new = next((column.keys for column in now if column.value == value), array("q"))
    place = _place(old, key)
    if place >= 0 and (found := heir(old, place, new)):
        return found, value
    names = [column.value for column in now]
    here = names.index(value) if value in names else 0
    filled = [place for place, column in enumerate(now) if column.keys]
    if not filled:
        return 0, ""
    nearest = min(filled, key=lambda place: abs(place - here))
    return now[nearest].keys[0], names[nearest]


def _place(keys: Sequence[int], key: int) -> int:
    try:
        return keys.index(key)
    except ValueError:
        return -1
