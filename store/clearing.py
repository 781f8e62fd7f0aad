"""Which values a line takes away by not having their key: every writer leaves an empty value out.

A tool that does not know a key leaves it out too, and takes nothing away. So a key's absence counts only
where the same writer has the key in other lines, where the line that was seen last had a value, and where
the line is a whole one. Keys that we do not know are never taken away like this. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from store.issue import STATUS_GROUP
from store.merging import KEY_OF_SET, UPDATED, empty
from store.registers import FIELDS, Value
from store.times import sort_key
from store.unread import folded
from store.values import is_list

if TYPE_CHECKING:
    from store.lines import Line

LISTS = frozenset({"labels", "dependencies"})
CLEARABLE = frozenset(FIELDS).difference(
    STATUS_GROUP, {"title", "priority", "issue_type", "created_at", UPDATED}
)
"""Fields that an issue may be without; the status and what belongs to it have a rule of their own."""

KEYS = LISTS | CLEARABLE
"""Keys that are left out where they are empty."""


class Written:
    """The keys that a file's writer knows: those that are in some line of an issue. Looked for when asked."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._known: dict[str, bool] = {}

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        if key not in self._known:
            named = f'"{key}"'.encode()
            self._known[key] = any(
                named in line.raw and key in line.record for line in self._lines if line.kind == "issue"
            )
        return self._known[key]


def counting(said: Mapping[str, Value], keys: Container[str]) -> Container[str]:
    """Of the keys that the writer knows, those whose absence counts in this line: none in a partial one."""
    return keys if {"title", "created_at"} <= said.keys() else frozenset[str]()


def lists(record: Mapping[str, object], keys: Container[str]) -> frozenset[str]:
    """Of the lists that the writer knows, those that take away what they do not name: real lists."""
    given = folded(record)
    return frozenset(key for key in LISTS if key in keys and (given.get(key) is None or is_list(given[key])))


def cleared(
    record: Mapping[str, object],
    said: Mapping[str, Value],
    base: Mapping[str, Value] | None,
    keys: Container[str],
) -> dict[str, Value]:
    """The fields that a line takes away, with the empty value that they have then.

    record, said: the line and its registers; base: those of the line that was seen last, None when there
    was none; keys: which keys the writer of the line's file knows. A key with null says
    that there is nothing; a value of a wrong type takes nothing away.
    """
    if base is None:
        return {}
    gone = [name for name in base if name not in said and name in CLEARABLE and base[name] != empty(name)]
    if not gone:
        return {}
    keys = counting(said, keys)
    present = folded(record)
    return {
        name: empty(name) for name in gone if (present[name] is None if name in present else name in keys)
    }


def doubtful(
    record: Mapping[str, object],
    said: Mapping[str, Value],
    base: Mapping[str, Value] | None,
    keys: Container[str],
) -> list[str]:
    """Registers that a later, whole line leaves out with a key that no other line of its file has.

    Somebody may have taken the last such value away, or the writer may not know the key: nothing tells.
    The arguments are those of cleared().
    """
    if base is None or not {"title", "created_at"} <= said.keys():
        return []
    if sort_key(str(said.get(UPDATED) or "")) <= sort_key(str(base.get(UPDATED) or "")):
        return []
    present = folded(record)
    return [
        name
        for name in base
        if name not in said
        and base[name] != empty(name)
        and (key := _key(name))
        and key not in present
        and key not in keys
    ]


def _key(register: str) -> str:
    """The key that has the register, "" for one that no absence takes away."""
    keys = (key for prefix, key in KEY_OF_SET.items() if register.startswith(prefix))
    return next(keys, register if register in CLEARABLE else "")
