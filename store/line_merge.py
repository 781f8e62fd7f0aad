"""Merges two lines of one issue into one, register by register, and keeps the bytes of the newer one.

The same result whichever line is called ours, and merging again changes nothing: whatever is read of the
result, with what its missing keys mean, is what was decided. Unknown keys, labels, edges and comments of
both lines are in it. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from store import clearing, jsonl, unread
from store.issue import STATUS_GROUP, Comment, Dependency, Issue
from store.line_patch import changed_line
from store.line_sides import Side, compare, side_of
from store.merging import KEY_OF_SET, UPDATED, empty, just_after, merge, same
from store.records import content_of, edge_key
from store.registers import (
    COMMENT,
    DEPENDENCY,
    EXTRA,
    FIELDS,
    LABEL,
    Value,
    dependency_register,
    edge_of,
)
from store.structs import dataclass
from store.times import sort_key
from store.values import as_record, is_list


@dataclass(frozen=True, slots=True)
class MergedLine:
    """raw: the line, without its ending; conflicts: (register, kept, lost), see merging.Merged."""

    raw: bytes
    conflicts: tuple[tuple[str, Value, Value], ...] = ()


def merge_lines(
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    id: str,
    style: jsonl.Style = jsonl.GO,
    keys: tuple[frozenset[str], frozenset[str]] = (clearing.LISTS, clearing.LISTS),
) -> MergedLine:
    """Merge two lines of the issue `id`; base: what both came from, if that is known.

    Each line must be readable as an issue. keys: which of clearing.KEYS the writers of ours and of
    theirs know. As everywhere, a key that a line does not have takes something away only if its writer knows
    it, and if the base had it.
    """
    if ours == theirs:
        return MergedLine(ours)
    sides = sorted((side_of(ours, id, keys[0]), side_of(theirs, id, keys[1])), key=Side.rank, reverse=True)
    newer, older = sides
    before = None if base is None else side_of(base, id, clearing.LISTS)
    compare(before, newer, older)
    merged = merge(None if before is None else before.said, newer.full, older.full, clearing.LISTS)
    result = {**newer.full, **merged.take}
    time = str(result.get(UPDATED) or "")
    whole = [
        side.raw
        for side, other in ((newer, older), (older, newer))
        if side.is_at(time) and side.says(result) and not unread.missing(side.read, other.read)
    ]
    if not whole and any(side.is_at(time) for side in sides):
        result[UPDATED] = just_after(time)
    raw = whole[0] if whole else _written(before, newer, older, result, style)
    lost = unread.conflicts(
        jsonl.read(raw), (newer.read, older.read), {} if before is None else before.read[0]
    )
    return MergedLine(raw, (*(one for one in merged.conflicts if not _is_number_only(*one)), *lost))


def _is_number_only(register: str, kept: Value, lost: Value) -> bool:
    """Clones number the same comment in their own ways; nobody has lost anything by that."""
    here, there = as_record(kept), as_record(lost)
    if not register.startswith(COMMENT) or here is None or there is None:
        return False
    return {**here, "number": None} == {**there, "number": None}


def _written(
    base: Side | None, newer: Side, older: Side, result: Mapping[str, Value], style: jsonl.Style
) -> bytes:
    id = newer.read[1].id
    lists = {"dependencies": _edges(newer, older, result), "comments": _comments(base, newer, older, result)}
    raw = jsonl.patch(newer.raw, {key: items for key, items in lists.items() if items}, style)
    raw = changed_line(raw, _issue(id, result, _read(raw, id)[1].comments), style, text_numbers=False)
    raw = jsonl.patch(raw, unread.missing(_read(raw, id), older.read), style)
    sources = [newer.said, older.said] if base is None else [base.said]
    return jsonl.patch(raw, _emptied(sources, raw, result, newer.lists), style)


def _read(raw: bytes, id: str) -> unread.Read:
    record = jsonl.read(raw)
    return record, content_of(record, id)


def _edges(newer: Side, older: Side, result: Mapping[str, Value]) -> list[object]:
    """The newer line's edges, and those that only the older one has, with all that it says of them."""
    more = [
        item
        for item in older.items("dependencies")
        if (key := edge_key(item)) is not None
        and (name := dependency_register(*key)) not in newer.said
        and result.get(name) is not None
    ]
    return [*newer.items("dependencies"), *more] if more else []


def _comments(base: Side | None, newer: Side, older: Side, result: Mapping[str, Value]) -> list[object]:
    """The list of comments, each as the line has it that says it like that: none is ever taken away.

    Those of the newer line stay where they are; equal ones stay in their order, which is their name.
    """
    known: dict[str, object] = {}
    for side in (newer, older) if base is None else (newer, older, base):
        for name, item in side.comments().items():
            if same(name, side.said[name], result[name]):
                known.setdefault(name, item)
    own = iter(newer.comments())
    present = [
        item if unread.is_strange("comments", item) else known[next(own)] for item in newer.items("comments")
    ]
    return _by_time(present, [item for name, item in known.items() if name not in newer.said])


def _by_time(present: list[object], more: list[object]) -> list[object]:
    """Each new comment before the first later one, where they were in the order of time; else last."""
    times = [_moment(item) for item in present]
    if times != sorted(times):
        return [*present, *more]
    return sorted([*present, *more], key=_moment)


def _moment(item: object) -> str:
    at = (as_record(item) or {}).get("created_at")
    return sort_key(at) if isinstance(at, str) else ""


def _emptied(
    sources: Iterable[Mapping[str, Value]], raw: bytes, result: Mapping[str, Value], known: frozenset[str]
) -> dict[str, object]:
    """What is empty where a line that does not say so would be taken to have it from a source."""
    record = unread.folded(jsonl.read(raw))
    said = content_of(record, "").fields
    gone = {
        name
        for source in sources
        for name, value in source.items()
        if value != empty(name) == result.get(name, empty(name))
        and (name not in STATUS_GROUP or source.get("status") == result.get("status"))
    }
    nulls = clearing.CLEARABLE.intersection(key for key, value in record.items() if value is None)
    fields = {name: empty(name) for name in FIELDS if name in gone and name not in said and name not in nulls}
    lists: dict[str, object] = {
        key: []
        for kind, key in KEY_OF_SET.items()
        if any(name.startswith(kind) for name in gone)
        and not is_list(record.get(key))
        and (record.get(key) is not None or key not in known)
    }
    return fields | lists


def _issue(id: str, registers: Mapping[str, Value], comments: Iterable[Value]) -> Issue:
    fields: dict[str, Any] = {name: registers.get(name, empty(name)) for name in FIELDS}
    present = {name: value for name, value in registers.items() if value is not None}
    edges = [(edge_of(name), value) for name, value in present.items() if name.startswith(DEPENDENCY)]
    return Issue(
        key=0,
        uid="",
        id=id,
        **fields,
        labels=tuple(name.removeprefix(LABEL) for name in present if name.startswith(LABEL)),
        dependencies=tuple(Dependency(target, type_, **value) for (target, type_), value in edges),
        comments=tuple(Comment("", **value) for value in comments),
        extra={name.removeprefix(EXTRA): one for name, one in present.items() if name.startswith(EXTRA)},
    )
