"""What a line has that no register holds: null, values of a wrong type, elements that are none. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from store import jsonl
from store.records import COMPUTED, KNOWN, Content, Record, edge_key
from store.registers import EXTRA, Value
from store.values import as_list, as_record, dumps, is_list

_LISTS = ("labels", "dependencies", "comments")

Read = tuple[Record, Content]
"""A record, and what was read of it."""


def missing(line: Read, other: Read) -> dict[str, object]:
    """What the other has of that and this one lacks, as changes for jsonl.patch()."""
    present = folded(line[0])
    changes: dict[str, object] = {}
    for key, value in other[0].items():
        name = jsonl.known_key(key)
        if name in _LISTS and is_list(value):
            values = as_list(present.get(name))
            more = _elements(name, values, as_list(value))
            if more:
                changes[name] = [*more, *values]
        elif name not in present and not _is_read(other[1], key, value):
            changes[key] = value
    return changes


def conflicts(merged: Record, sides: tuple[Read, ...], base: Record) -> list[tuple[str, Value, Value]]:
    """Values of the sides that no register holds and the merged line does not have: they are lost."""
    present, before = folded(merged), folded(base)
    found: dict[tuple[str, str], tuple[str, Value, Value]] = {}
    for record, content in sides:
        for key, value in record.items():
            kept, was = (dumps(line.get(jsonl.known_key(key))) for line in (present, before))
            if value is not None and dumps(value) not in (kept, was) and not _is_read(content, key, value):
                name = f"{EXTRA}{key}"
                found[name, dumps(value)] = (name, present.get(jsonl.known_key(key)), value)
    return list(found.values())


def is_strange(name: str, element: object) -> bool:
    """Whether an element of that list is none: a label that is no text, an edge without a target…"""
    if name == "labels":
        return not isinstance(element, str)
    return edge_key(element) is None if name == "dependencies" else as_record(element) is None


def folded(record: Record) -> Mapping[str, object]:
    """The record with our keys in their usual case; of one that is there twice the last value counts."""
    found: dict[str, object] = {}
    for key, value in record.items():
        name = jsonl.known_key(key)
        if value is not None or name not in found:
            found[name] = value
    return found


def _is_read(content: Content, key: str, value: object) -> bool:
    name = jsonl.known_key(key)
    if name in COMPUTED or name in ("id", "priority"):
        return True
    if name in _LISTS:
        return is_list(value)
    return name in content.fields if name in KNOWN else key in content.extra


def _elements(name: str, present: list[object], given: list[object]) -> list[object]:
    known = {dumps(one) for one in present}
    return [one for one in given if is_strange(name, one) and dumps(one) not in known]
