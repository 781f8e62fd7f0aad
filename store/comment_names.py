"""Which comments of several lines of one issue are the same one: those that say the same, and reworded ones.

Clones number comments in their own ways, so a number alone is no name. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store import ids
from store.times import sort_key


class _Told:
    """The comments of one line: their names, and where those are that say something or have a number."""

    def __init__(self, uid: str, comments: Sequence[Any]) -> None:
        self.said = [(one["author"], _moment(one), one["text"]) for one in comments]
        self.places = [None if one["number"] is None else _place(one) for one in comments]
        self.names = ids.comment_uids(
            uid, ((one["author"], one["created_at"], one["text"]) for one in comments)
        )
        self._found: dict[object, list[int]] = {}
        for n, keys in enumerate(zip(self.said, self.places, strict=True)):
            for key in keys:
                self._found.setdefault(key, []).append(n)

    def find(self, *keys: object) -> set[int]:
        return {n for key in keys for n in self._found.get(key, ())}


def names_of(
    uid: str, base: Sequence[Any] | None, *sides: Sequence[Any]
) -> tuple[list[str], list[list[str]]]:
    """A name for each comment of base and of each side: its uid, equal ones told apart by their order.

    A reworded comment has the name of the one in base.
    """
    before, lines = _Told(uid, base or ()), [_Told(uid, side) for side in sides]
    reworded = _reworded(before, lines)
    names = [
        [reworded.get(said, name) for said, name in zip(line.said, line.names, strict=True)] for line in lines
    ]
    return before.names, names


def _reworded(base: _Told, sides: Sequence[_Told]) -> dict[object, str]:
    """What a reworded comment says now, with its name in base: it has the number, author and time of that.

    Only where no line has two comments with that number, or one that says the same elsewhere: what is merged
    would have other names when it is read again, and each merge would find something to change.
    """
    found: dict[object, str] = {}
    for said, place, name in zip(base.said, base.places, base.names, strict=True):
        if place is None or any(len(line.find(said, place)) > 1 for line in (base, *sides)):
            continue
        now = {line.said[n] for line in sides for n in line.find(place)} - {said}
        if all(line.places[n] == place for line in (base, *sides) for n in line.find(*now)):
            found.update(dict.fromkeys(now, name))
    return found


def _moment(comment: Any) -> str:
    return sort_key(comment["created_at"]) or str(comment["created_at"])


def _place(comment: Any) -> object:
    return "number", comment["number"], comment["author"], _moment(comment)
