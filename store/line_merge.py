"""Merges two lines of one issue into one, register by register, and keeps the bytes of the newer one.

The same result whichever line is called ours, and merging again changes nothing. Unknown keys, labels,
edges and comments of both lines are in it. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from store import clearing, ids, jsonl, mending, unread
from store.issue import STATUS_GROUP, Comment, Dependency, Issue
from store.line_patch import changed_line
from store.merging import ALWAYS, UPDATED, empty, just_after, merge, same
from store.records import Content, content_of, edge_key
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
from store.times import sort_key
from store.values import as_list, as_record, is_list


@dataclass(frozen=True, slots=True)
class MergedLine:
    """raw: the line, without its ending; conflicts: (register, kept, lost), see merging.Merged."""

    raw: bytes
    conflicts: tuple[tuple[str, Value, Value], ...] = ()


@dataclass(slots=True)
class _Side:
    """A line as it was read. said: its registers; full: with what it did not take away, and what it did."""

    raw: bytes
    record: Mapping[str, object]
    content: Content
    keys: Container[str]
    said: dict[str, Value]
    full: dict[str, Value]


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
    sides = sorted((_side(ours, id, keys[0]), _side(theirs, id, keys[1])), key=_rank, reverse=True)
    newer, older = sides
    before = None if base is None else _side(base, id, clearing.LISTS)
    _name_comments(before, newer, older)
    _complete(before, newer, older)
    merged = merge(None if before is None else before.said, newer.full, older.full, clearing.LISTS)
    result = {**newer.full, **merged.take}
    conflicts = [one for one in merged.conflicts if not _is_number_only(*one)]
    first, second = (newer.record, newer.content), (older.record, older.content)
    strange = [unread.missing(first, second), unread.missing(second, first)]
    conflicts.extend(unread.conflicts(first, second, {} if before is None else before.record))
    says = [_says(side, result) and not more for side, more in zip(sides, strange, strict=True)]
    for side, is_all in zip(sides, says, strict=True):
        if is_all and same(UPDATED, side.said.get(UPDATED, ""), result.get(UPDATED, "")):
            return MergedLine(side.raw, tuple(conflicts))
    time = str(result.get(UPDATED) or "")
    newest = [is_all for side, is_all in zip(sides, says, strict=True) if _is_at(side, time)]
    if newest and not any(newest):
        result[UPDATED] = just_after(time)
    elements = _elements(newer, older, result, strange[0])
    raw = jsonl.patch(newer.raw, {**strange[0], **elements}, style)
    raw = changed_line(raw, _issue(id, result), style, text_numbers=False)
    return MergedLine(jsonl.patch(raw, _emptied(before, raw, result), style), tuple(conflicts))


def _rank(side: _Side) -> tuple[str, bytes]:
    return sort_key(side.content.fields.get(UPDATED) or ""), side.raw


def _side(raw: bytes, id: str, keys: Container[str]) -> _Side:
    whole = mending.one_line(raw)
    record = jsonl.read(whole)
    content = content_of(record, id)
    return _Side(raw if whole == raw else whole, record, content, keys, {}, {})


def _name_comments(base: _Side | None, newer: _Side, older: _Side) -> None:
    """Comments are known by what they say; one that was reworded by its number, author and time in base."""
    first = base or newer
    uid = ids.derive_uid(newer.content.id, str(first.content.fields.get("created_at", "")))
    known: dict[object, str] = {}
    names: set[str] = set()
    if base is not None:
        uids = ids.comment_uids(uid, base.content.said())
        names.update(uids)
        base.said = base.content.registers(uids)
        known = {_numbered(value): name for name, value in zip(uids, base.content.comments, strict=True)}
    for side in (newer, older):
        uids = ids.comment_uids(uid, side.content.said())
        free = {name: place for place, name in known.items() if place is not None and name not in uids}
        places = {place: name for name, place in free.items()}
        for n, value in enumerate(side.content.comments):
            if uids[n] not in names:
                uids[n] = places.pop(_numbered(value), uids[n])
        side.said = side.content.registers(uids)


def _numbered(value: Any) -> object:
    if value["number"] is None:
        return None
    return value["number"], value["author"], sort_key(value["created_at"]) or value["created_at"]


def _complete(base: _Side | None, newer: _Side, older: _Side) -> None:
    for side, other in ((newer, older), (older, newer)):
        side.full = dict(side.said)
        if base is not None:
            side.full |= clearing.cleared(side.record, side.said, base.said, side.keys)
        source = other.said if base is None else base.said
        for name, value in source.items():
            if name not in side.full and _stays(name, side, known=base is not None):
                side.full[name] = value
        if side.said.get("status") == source.get("status"):
            for name in STATUS_GROUP:
                if name not in side.said and name in source:
                    side.full[name] = source[name]


def _stays(name: str, side: _Side, *, known: bool) -> bool:
    """Whether a register that a side does not have is there all the same."""
    if name in STATUS_GROUP:
        return False
    if not known:
        return name in ALWAYS
    if name.startswith(LABEL):
        return "labels" not in side.keys
    return not name.startswith(DEPENDENCY) or "dependencies" not in side.keys


def _says(side: _Side, result: Mapping[str, Value]) -> bool:
    """Whether a line says all of the result by itself; an empty text must be said where it was none."""
    return all(
        name == UPDATED
        or (
            same(name, side.said.get(name, empty(name)), result.get(name, empty(name)))
            and (name in side.said or not side.full.get(name))
        )
        for name in {**side.full, **result}
    )


def _emptied(base: _Side | None, raw: bytes, result: Mapping[str, Value]) -> dict[str, object]:
    """Fields that one line says are empty: with their key missing, they might count as not removed."""
    record = jsonl.read(raw)
    said = {} if base is None else base.said
    return {
        name: empty(name)
        for name in FIELDS
        if said.get(name, empty(name)) != empty(name) == result.get(name)
        and name not in STATUS_GROUP
        and name not in record
    }


def _is_at(side: _Side, time: str) -> bool:
    return same(UPDATED, str(side.said.get(UPDATED) or ""), time)


def _is_number_only(register: str, kept: Value, lost: Value) -> bool:
    """Clones number the same comment in their own ways; nobody has lost anything by that."""
    here, there = as_record(kept), as_record(lost)
    if not register.startswith(COMMENT) or here is None or there is None:
        return False
    return {**here, "number": None} == {**there, "number": None}


def _elements(
    newer: _Side, older: _Side, result: Mapping[str, Value], strange: Mapping[str, object]
) -> dict[str, object]:
    """Edges and comments that only the older line has, with all that it says of them, in their places."""

    def is_wanted(name: str) -> bool:
        return name not in newer.said and result.get(name) is not None

    def now(name: str) -> object:
        return strange.get(name, _list(newer, name))

    edges = [item for item in _items(older, "dependencies") if is_wanted(dependency_register(*_edge(item)))]
    names = [name for name in older.said if name.startswith(COMMENT)]
    comments = [item for name, item in zip(names, _items(older, "comments"), strict=True) if is_wanted(name)]
    found: dict[str, object] = {}
    if edges and is_list(now("dependencies")):
        found["dependencies"] = [*as_list(now("dependencies")), *edges]
    if comments and is_list(now("comments")):
        found["comments"] = _by_time(as_list(now("comments")), comments)
    return found


def _edge(item: object) -> tuple[str, str]:
    return edge_key(item) or ("", "")


def _list(side: _Side, name: str) -> object:
    values = [value for key, value in side.record.items() if jsonl.known_key(key) == name]
    return values[-1] if values and values[-1] is not None else []


def _items(side: _Side, name: str) -> list[object]:
    return [item for item in as_list(_list(side, name)) if not unread.is_strange(name, item)]


def _by_time(present: list[object], more: list[object]) -> list[object]:
    """Each new comment before the first later one, where they were in the order of time; else last."""
    times = [_moment(item) for item in present]
    if times != sorted(times):
        return [*present, *more]
    return sorted([*present, *more], key=_moment)


def _moment(item: object) -> str:
    at = (as_record(item) or {}).get("created_at")
    return sort_key(at) if isinstance(at, str) else ""


def _issue(id: str, registers: Mapping[str, Value]) -> Issue:
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
        comments=tuple(
            Comment(name.removeprefix(COMMENT), **value)
            for name, value in present.items()
            if name.startswith(COMMENT)
        ),
        extra={name.removeprefix(EXTRA): one for name, one in present.items() if name.startswith(EXTRA)},
    )
