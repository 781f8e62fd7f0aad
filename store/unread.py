"""What a line has that no register holds: null, values of a wrong type, elements that are none. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from store import jsonl
from store.records import COMPUTED, KNOWN, Content, Record, edge_key
from store.registers import EXTRA, Value
from store.values import as_list, as_record, dumps, is_list

_LISTS = ("labels", "dependencies", "comments")

Read = tuple[Record, Content]
"""A record, and what was read of it."""


def missing(line: Read, other: Read) -> dict[str, object]:
    """What the other has of that and this one lacks, as changes for jsonl.patch()."""
    present = _folded(line[0])
    changes: dict[str, object] = {}
    for key, value in other[0].items():
        name = jsonl.known_key(key)
        if name in _LISTS and is_list(value):
            given = present.get(name)
            values = as_list(given)
            more = _elements(name, values, as_list(value))
            if more and (given is None or is_list(given)):
                changes[name] = [*more, *values]
        elif name not in present and not _is_read(other[1], key, value):
            changes[key] = value
    return changes


def conflicts(kept: Read, other: Read, base: Record) -> Iterator[tuple[str, Value, Value]]:
    """Keys that both have with different values, one of which no register holds, and so is lost."""
    present, before = _folded(kept[0]), _folded(base)
    for key, value in other[0].items():
        name = jsonl.known_key(key)
        if name not in present or dumps(value) == dumps(present[name]):
            continue
        here, there = _is_read(kept[1], key, present[name]), _is_read(other[1], key, value)
        if not there and value is not None and value != before.get(name):
            yield f"{EXTRA}{key}", present[name], value
        elif there and not here and present[name] is not None and present[name] != before.get(name):
            yield f"{EXTRA}{key}", value, present[name]


def is_strange(name: str, element: object) -> bool:
    """Whether an element of that list is none: a label that is no text, an edge without a target…"""
    if name == "labels":
        return not isinstance(element, str)
    return edge_key(element) is None if name == "dependencies" else as_record(element) is None


def _folded(record: Record) -> Mapping[str, object]:
    return {jsonl.known_key(key): value for key, value in record.items()}


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
