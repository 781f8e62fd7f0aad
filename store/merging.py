"""Three-way merge of one issue, register by register: what to take from a file, what lost. Pure, any thread.

A register that one side changed since the last seen version is taken from that side; where both did, the
side with the later updated_at wins, then the greater bytes. The result is the same whichever side is
called ours, and merging again changes nothing. The status group is one register, and so is each key of
the metadata. A deletion stands against edits of anything else; they stay, and it is reported.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import field
from functools import lru_cache

from store.issue import STATUS_GROUP, TOMBSTONE
from store.registers import COMMENT, DEPENDENCY, EXTRA, FIELDS, FLAGS, KEYED_TIMES, LABEL, METADATA, Value
from store.structs import dataclass
from store.times import nanoseconds, sort_key, text_of
from store.values import as_record, dumps

UPDATED = "updated_at"
_NULLABLE = frozenset({"estimated_minutes", "closed_at", "due_at", "defer_until", "deleted_at"})
_ELEMENTS = (LABEL, DEPENDENCY, COMMENT, EXTRA, METADATA)
KEY_OF_SET = {LABEL: "labels", DEPENDENCY: "dependencies"}
# Every issue has these, so that without a last seen version nobody can say which side changed them.
ALWAYS = frozenset({"title", "priority", "issue_type", "created_at", "created_by"})
_GROUP = frozenset(STATUS_GROUP)
_STATUS = "status"
_METADATA = f"{EXTRA}metadata"
_TIMES = frozenset({*KEYED_TIMES, "deleted_at"})


_key = lru_cache(maxsize=64)(sort_key)
"""Of the few times of one merge, each is asked for several times."""


class _Unknown:
    """Differs from every value."""


_UNKNOWN = _Unknown()


@dataclass(slots=True)
class Merged:
    """take: registers to write over ours; conflicts: (register, kept, lost), both sides' changes.

    The values of a conflict of "status" are the whole group, as a mapping.
    """

    take: dict[str, Value] = field(default_factory=dict[str, Value])
    conflicts: list[tuple[str, Value, Value]] = field(default_factory=list[tuple[str, Value, Value]])


_EMPTY: dict[str, Value] = {
    name: None if name in _NULLABLE else False if name in FLAGS else "" for name in FIELDS
}


def empty(name: str) -> Value:
    """What a register has that nobody has set."""
    if name in _EMPTY:
        return _EMPTY[name]
    return None if name.startswith(_ELEMENTS) else ""


def merge(
    base: Mapping[str, Value] | None,
    ours: Mapping[str, Value],
    theirs: Mapping[str, Value],
    keys: Container[str] = frozenset(),
    *,
    deletions: bool = True,
) -> Merged:
    """Merge a line into our issue.

    base: the registers of the last seen version, None when there was none; ours: all of the issue's;
    theirs: those of the line, with the empty values of what it took away (see store.clearing). A register
    that is missing there was not removed, unless it is part of the status, or a label or an edge and `keys`
    has "labels" or "dependencies": the file's writer knows that key, and leaves it out when it is empty.
    deletions: False keeps an issue that the line says was deleted, and reports it.
    """
    merged = Merged()
    whole, (base, ours, theirs) = ours, _split_metadata(base, ours, theirs)
    later = _compare_times(ours, theirs)
    ours_stay = False
    for name in dict.fromkeys((*theirs, *(base or ()), *ours)):
        if name == UPDATED or name in _GROUP:
            continue
        mine = ours[name] if name in ours else empty(name)
        given = _given(name, base, mine, theirs, keys)
        if same(name, mine, given):
            continue
        before = _UNKNOWN if base is None and name in ALWAYS else (base or {}).get(name, empty(name))
        chosen = _choose(name, before, mine, given, later)
        if chosen.conflict:
            kept, lost = (given, mine) if chosen.theirs else (mine, given)
            merged.conflicts.append((name, kept, lost))
        if chosen.theirs:
            merged.take[name] = given
        else:
            ours_stay = True
    ours_stay |= _merge_status(merged, (base, ours, theirs), later, deletions=deletions)
    _join_metadata(merged, whole)
    _merge_time(merged, ours, theirs, differs=(bool(merged.take), ours_stay))
    return merged


@dataclass(frozen=True, slots=True)
class _Choice:
    theirs: bool
    conflict: bool = False


def _choose(name: str, before: Value, mine: Value, given: Value, later: int) -> _Choice:
    if same(name, mine, given) or same(name, before, given):
        return _Choice(theirs=False)
    if same(name, before, mine):
        return _Choice(theirs=True)
    wins = later > 0 or (later == 0 and dumps(given) > dumps(mine))
    return _Choice(theirs=wins, conflict=True)


def same(name: str, one: Value, other: Value) -> bool:
    """Whether two values of a register say the same; times may be spelled in several ways."""
    if type(one) is type(other) and one == other:
        return True
    if name in _TIMES and isinstance(one, str) and isinstance(other, str):
        key = _key(one)
        return key != "" and key == _key(other)
    return False


def _given(
    name: str,
    base: Mapping[str, Value] | None,
    mine: Value,
    theirs: Mapping[str, Value],
    keys: Container[str],
) -> Value:
    if name in theirs:
        return theirs[name]
    if base is None and name in ALWAYS:
        return mine
    if name not in _EMPTY:
        for kind, key in KEY_OF_SET.items():
            if name.startswith(kind) and key in keys:
                return None
    return base[name] if base is not None and name in base else empty(name)


def _compare_times(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> int:
    mine, given = _key(ours.get(UPDATED) or ""), _key(theirs.get(UPDATED) or "")
    return (given > mine) - (given < mine)


def _group(registers: Mapping[str, Value]) -> dict[str, Value]:
    return {name: registers.get(name, empty(name)) for name in STATUS_GROUP}


def _given_group(
    base: Mapping[str, Value] | None, ours: Mapping[str, Value], theirs: Mapping[str, Value]
) -> dict[str, Value]:
    """The line's status with what belongs to it; what a tool left out stays while the status does."""
    before = base if base is not None else ours
    same_status = theirs.get("status", before.get("status")) == before.get("status")
    known: Mapping[str, Value] = before if same_status else {}
    found = {name: theirs.get(name, known.get(name, empty(name))) for name in STATUS_GROUP}
    for name in STATUS_GROUP:
        if same(name, found[name], ours.get(name, empty(name))):
            found[name] = ours.get(name, empty(name))
    return found


def _merge_status(
    merged: Merged,
    sides: tuple[Mapping[str, Value] | None, Mapping[str, Value], Mapping[str, Value]],
    later: int,
    *,
    deletions: bool,
) -> bool:
    """Merge the status group as one register: closed exactly when there is a closing time.

    Returns whether ours stays although theirs differs.
    """
    base, ours, theirs = sides
    mine, given = _group(ours), _given_group(base, ours, theirs)
    before: Value = _UNKNOWN
    if base is not None:
        before = _group(base)
        for name in STATUS_GROUP:
            if same(name, before[name], mine[name]):
                before[name] = mine[name]
            elif same(name, before[name], given[name]):
                before[name] = given[name]
    chosen = _choose("", before, mine, given, later)
    if chosen.theirs and not deletions and given[_STATUS] == TOMBSTONE != mine[_STATUS]:
        chosen = _Choice(theirs=False, conflict=True)
    changed = [name for name in STATUS_GROUP if mine[name] != given[name]]
    kept, lost = (given, mine) if chosen.theirs else (mine, given)
    if chosen.conflict or (changed and base is not None and kept[_STATUS] == TOMBSTONE != lost[_STATUS]):
        # The side that lives on has lost its status only when it was changed there, in whatever part.
        edited = chosen.conflict or _is_edited(base, ours if chosen.theirs else theirs)
        if edited:
            merged.conflicts.append((_STATUS, kept, lost))
    if chosen.theirs:
        merged.take.update((name, given[name]) for name in changed)
    return bool(changed) and not chosen.theirs


def _is_edited(base: Mapping[str, Value] | None, side: Mapping[str, Value]) -> bool:
    """Whether a side changed anything but the status; a register that is not there was not removed."""
    return any(
        not same(name, (base or {}).get(name, empty(name)), value)
        for name, value in side.items()
        if name != UPDATED and name not in _GROUP
    )


def _split_metadata(
    *sides: Mapping[str, Value] | None,
) -> tuple[Mapping[str, Value] | None, Mapping[str, Value], Mapping[str, Value]]:
    """Base, ours and theirs with a register for each key of the metadata, where both sides have some."""
    base, ours, theirs = (side or {} for side in sides)
    found = [as_record(side.get(_METADATA)) for side in (base, ours, theirs)]
    plain = all(one is None or (one and None not in one.values()) for one in found)
    known = base.get(_METADATA) is None or found[0] is not None
    if not plain or not known or found[1] is None or found[2] is None:
        return sides[0], ours, theirs
    keys = dict.fromkeys(key for one in found for key in one or ())
    split = [
        {
            **{name: value for name, value in side.items() if name != _METADATA},
            **{f"{METADATA}{key}": (one or {}).get(key) for key in keys},
        }
        for side, one in zip((base, ours, theirs), found, strict=True)
    ]
    return (None if sides[0] is None else split[0]), split[1], split[2]


def _join_metadata(merged: Merged, ours: Mapping[str, Value]) -> None:
    taken = {name: value for name, value in merged.take.items() if name.startswith(METADATA)}
    if taken:
        values = {**ours[_METADATA], **{name.removeprefix(METADATA): one for name, one in taken.items()}}
        for name in taken:
            del merged.take[name]
        merged.take[_METADATA] = {key: value for key, value in values.items() if value is not None}


def _merge_time(
    merged: Merged, ours: Mapping[str, Value], theirs: Mapping[str, Value], *, differs: tuple[bool, bool]
) -> None:
    """The later of both; later still when the result differs from that side: bd skips what is not newer.

    differs: from ours, from theirs.
    """
    mine, given = str(ours.get(UPDATED) or ""), str(theirs.get(UPDATED) or "")
    latest = max(mine, given, key=lambda text: (_key(text), text))
    if same(UPDATED, latest, mine):
        latest = mine
    sides = zip((mine, given), differs, strict=True)
    if all(other for text, other in sides if same(UPDATED, latest, text)):
        latest = just_after(latest)
    if latest != mine:
        merged.take[UPDATED] = latest


def just_after(text: str) -> str:
    """The next time that this program would write; an unreadable one stays as it is."""
    exact = nanoseconds(text)
    if exact is None:
        return text
    microseconds = exact // 1000 + 1
    # Go trims a zero at the end, and would change the bytes.
    return text_of((microseconds + (microseconds % 10 == 0)) * 1000)
