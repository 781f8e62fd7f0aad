"""A line as a side of a merge: what it says, and what is there although it does not say so. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from store import clearing, ids, jsonl, mending, unread
from store.comment_names import names_of
from store.issue import STATUS_GROUP
from store.merging import ALWAYS, UPDATED, empty, same
from store.records import content_of
from store.registers import COMMENT, DEPENDENCY, LABEL, Value
from store.structs import dataclass
from store.times import sort_key
from store.values import as_list


@dataclass(slots=True)
class Side:
    """A line as it was read. keys, lists: what its writer knows, and which lists take elements away.

    said: its registers; full: with what it did not take away, and what it did.
    """

    raw: bytes
    read: unread.Read
    keys: frozenset[str]
    lists: frozenset[str]
    said: dict[str, Value] = field(default_factory=dict[str, Value])
    full: dict[str, Value] = field(default_factory=dict[str, Value])

    def rank(self) -> tuple[str, bytes]:
        """Later lines are greater; of two at one time the one with the greater bytes."""
        return sort_key(self.read[1].fields.get(UPDATED) or ""), self.raw

    def is_at(self, time: str) -> bool:
        """Whether that is the line's time, in whatever spelling."""
        return same(UPDATED, str(self.said.get(UPDATED) or ""), time)

    def comments(self) -> dict[str, object]:
        """The elements of the list of comments, by their registers."""
        names = (name for name in self.said if name.startswith(COMMENT))
        items = (item for item in self.items("comments") if not unread.is_strange("comments", item))
        return dict(zip(names, items, strict=True))

    def items(self, name: str) -> list[object]:
        """The elements of a list, those that are none too."""
        return as_list(unread.folded(self.read[0]).get(name))

    def says(self, result: Mapping[str, Value]) -> bool:
        """Whether the line says all of the result by itself; an empty text must be said where it was none."""
        return all(
            name == UPDATED
            or (
                same(name, self.said.get(name, empty(name)), result.get(name, empty(name)))
                and (name in self.said or not self.full.get(name))
            )
            for name in {**self.full, **result}
        )


def side_of(raw: bytes, id: str, keys: frozenset[str]) -> Side:
    """Read a line; keys: which of clearing.KEYS its writer knows."""
    whole = mending.one_line(raw)
    record = jsonl.read(whole)
    return Side(whole, (record, content_of(record, id)), keys, clearing.lists(record, keys))


def compare(base: Side | None, newer: Side, older: Side) -> None:
    """Fill in the registers of each side, by names that all of them share."""
    first = (base or newer).read[1]
    uid = ids.derive_uid(first.id, str(first.fields.get("created_at", "")))
    before, names = names_of(
        uid, None if base is None else base.read[1].comments, newer.read[1].comments, older.read[1].comments
    )
    for side, uids in zip((newer, older), names, strict=True):
        side.said = side.read[1].registers(uids)
    if base is not None:
        base.said = base.read[1].registers(before)
    _complete(base, newer, older)


def _complete(base: Side | None, newer: Side, older: Side) -> None:
    for side, other in ((newer, older), (older, newer)):
        side.full = dict(side.said)
        if base is not None:
            side.full |= clearing.cleared(side.read[0], side.said, base.said, side.keys)
        source = other.said if base is None else base.said
        for name, value in source.items():
            if name not in side.full and _stays(name, side, known=base is not None):
                side.full[name] = value
        if side.said.get("status") == source.get("status"):
            for name in STATUS_GROUP:
                if name not in side.said and name in source:
                    side.full[name] = source[name]


def _stays(name: str, side: Side, *, known: bool) -> bool:
    """Whether a register that a side does not have is there all the same."""
    if name in STATUS_GROUP:
        return False
    if not known:
        return name in ALWAYS
    if name.startswith(LABEL):
        return "labels" not in side.lists
    return not name.startswith(DEPENDENCY) or "dependencies" not in side.lists
