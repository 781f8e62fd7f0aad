"""How one list of keys became another one: rows removed, order changed, rows inserted. No Qt."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from store.structs import dataclass

MOST_STEPS = 64
"""With more separate places than this a model does better to start again: each step costs a layout."""


@dataclass(frozen=True, slots=True)
class Diff:
    """removed: (first row, count) in old rows, rising. kept: the order of those that stay, or None
    where it is the old one. inserted: (first row, keys) in new rows, rising."""

    removed: tuple[tuple[int, int], ...]
    kept: array[int] | None
    inserted: tuple[tuple[int, array[int]], ...]


def diff(old: array[int], new: array[int]) -> Diff | None:
    """Return how old became new, or None when that takes more than MOST_STEPS steps."""
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    gone, come = set(before).difference(after), set(after).difference(before)
    removed = runs((row for row, key in enumerate(before) if key in gone), head)
    inserted = runs((row for row, key in enumerate(after) if key in come), head)
    if len(removed) + len(inserted) > MOST_STEPS:
        return None
    stay = array("q", [key for key in before if key not in gone])
    order = array("q", [key for key in after if key not in come])
    kept = None if stay == order else old[:head] + order + old[len(old) - tail :]
    return Diff(removed, kept, tuple((first, new[first : first + count]) for first, count in inserted))


def heir(old: array[int], place: int, new: array[int]) -> int:
    """Return the key that takes over from the one at that row of old: the next that stays, else the one
    before; 0 when none stays. Heads of groups, which are negative, only where no issue stays."""
    left = {key for key in new if key > 0} or set(new)
    after = (key for key in old[place + 1 :] if key in left)
    before = (key for key in reversed(old[:place]) if key in left)
    return next(after, next(before, 0))


def _same(one: array[int], other: array[int]) -> int:
    """Return the length of the common beginning; comparing slices runs in C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def runs(rows: Iterable[int], offset: int = 0) -> tuple[tuple[int, int], ...]:
    """Return rising rows as (first, count) of those that follow each other, moved by offset."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and sum(found[-1]) == row + offset:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((row + offset, 1))
    return tuple(found)
