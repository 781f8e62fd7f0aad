"""Merges the sides of git's conflicts for each issue.

What stands on one side only is kept, a label or a comment of either side too: every line that is inside of a
conflict takes part, and the best of those outside. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from store import jsonl, mending, newcomers
from store.conflict_markers import MERGED, Marked, SidePath
from store.conflicts import RENAMED
from store.duplicates import demote, keep_best, rank
from store.issue import STATUS_GROUP, TOMBSTONE
from store.line_merge import merge_lines
from store.merging import empty
from store.records import Record, content_of
from store.registers import Value

if TYPE_CHECKING:
    from store.lines import Line

LastSeen = Callable[[str], bytes | None]
"""The line of an issue that the tracker saw last; None when it has seen none."""

_BASE_ONLY = (
    "{} stands only in what both sides of a conflict came from; a missing line is never a deletion here"
)


class Decision(NamedTuple):
    """A value of one side that another side's was preferred to."""

    register: str
    kept: Value
    lost: Value


def fold(lines: Sequence[Line], marked: Marked, last_seen: LastSeen) -> None:
    """Merge the sides for each issue; lines whose content is in another one then are of the kind MERGED."""
    if not marked.regions:
        return
    style = jsonl.detect(line.raw for line in lines if line.kind == "issue" and b"\n" not in line.raw)
    _tell_apart(lines, marked.paths)
    for id, found in _versions(lines).items():
        if any(line.number in marked.paths for line in found):
            _fold_issue(id, found, marked.paths, last_seen, style)
    _fold_others(lines, marked.paths)


def _versions(lines: Iterable[Line]) -> dict[str, list[Line]]:
    versions: dict[str, list[Line]] = {}
    for line in lines:
        if line.kind == "issue":
            versions.setdefault(line.id, []).append(line)
    return versions


def _tell_apart(lines: Sequence[Line], paths: Mapping[int, SidePath]) -> None:
    """Two issues with one id, one on each side or one outside: the later one gets another, as imports do."""
    versions = _versions(lines)
    for id, found in list(versions.items()):
        inside = {line.number for line in found if line.number in paths}
        dated = sorted((line for line in found if _second(line)), key=_second)
        if not inside or not dated:
            continue
        # What both sides came from says that they tell of one issue.
        is_one = any(_is_base(paths[number]) for number in inside)
        first, *others = dated
        for other in others:
            if other.id != id or (is_one and {first.number, other.number} <= inside):
                continue
            if _are_two(first.record, other.record):
                _rename(lines, paths, versions, (first, other))


def _second(line: Line) -> str:
    return newcomers.second(line.record.get("created_at"))


def _rename(
    lines: Sequence[Line],
    paths: Mapping[int, SidePath],
    versions: Mapping[str, list[Line]],
    two: tuple[Line, Line],
) -> None:
    """Give the second of two issues an id of its own in all lines of its side, but not in the first one's."""
    first, other = two
    id = first.id

    def made_at(name: str) -> str | None:
        return str(versions[name][0].record.get("created_at", "")) if name in versions else None

    name = newcomers.name_for(id, other.record.get("created_at"), made_at)
    side = _sides(paths.get(other.number, ()))
    for line in lines:
        is_first = line.id == id and _second(line) == _second(first)
        if line.kind == "issue" and not is_first and _sides(paths.get(line.number, ())) == side:
            newcomers.rename_in(line, id, name)
    other.decided = (Decision(RENAMED, name, id),)


def _are_two(one: Record, other: Record) -> bool:
    """Early versions of bd gave an issue a new time of creation, but not another title."""
    made = (record.get("created_at") for record in (one, other))
    return newcomers.are_two(*made) and one.get("title") != other.get("title")


def _sides(path: SidePath) -> tuple[str, ...]:
    return tuple(side for _, side in path)


def _is_base(path: SidePath) -> bool:
    return any(side == "base" for _, side in path)


def _fold_issue(
    id: str, found: list[Line], paths: Mapping[int, SidePath], last_seen: LastSeen, style: jsonl.Style
) -> None:
    before, inside, outside = _placed(found, paths)
    if not inside and not outside:
        keep_best(before).reason = _BASE_ONLY.format(id)
        return
    versions = [*inside, *sorted(outside, key=rank)[-1:]]
    origin = None if before else _origin(last_seen(id), versions)
    base = before[0].raw if before else origin
    for line in before:
        _put_away(line)
    # A partial line is no version of the issue: as elsewhere, it is kept beside the one that counts.
    whole = sorted((line for line in versions if "title" in line.record), key=lambda line: line.number)
    if not whole:
        return
    decisions = [one for line in found for one in line.decided]
    dead = [line for line in whole if _is_dead(line)]
    best = max(whole, key=rank)
    if base is None and dead and not _is_dead(best):
        # Nobody can say which of both is older; the tombstone's line stays beside the living one.
        decisions.append(Decision("status", _status(best, id), _status(dead[0], id)))
        whole = [line for line in whole if not _is_dead(line)]
    holder = _merge(id, whole, None if base is None else _without_labels(base), style, decisions)
    for line in found:
        if line is not holder and line.kind == "issue":
            demote(line, holder)
    holder.decided, holder.origin = tuple(decisions), origin or b""


def _placed(
    found: Iterable[Line], paths: Mapping[int, SidePath]
) -> tuple[list[Line], list[Line], list[Line]]:
    """Lines of what both sides came from, of the sides, and outside of all conflicts."""
    before: list[Line] = []
    inside: list[Line] = []
    outside: list[Line] = []
    for line in found:
        path = paths.get(line.number)
        (outside if path is None else before if _is_base(path) else inside).append(line)
    return before, inside, outside


def _origin(seen: bytes | None, versions: Iterable[Line]) -> bytes | None:
    """The last seen line, unless it was another issue's that had the same id here."""
    if seen is None:
        return None
    was = jsonl.read(mending.one_line(seen))
    return None if any(_are_two(was, line.record) for line in versions) else seen


def _merge(
    id: str, sides: list[Line], base: bytes | None, style: jsonl.Style, decisions: list[Decision]
) -> Line:
    holder, *others = sides
    for other in others:
        merged = merge_lines(base, holder.raw, other.raw, id, style)
        decisions.extend(Decision(*one) for one in merged.conflicts)
        if merged.raw == other.raw != holder.raw:
            holder, other = other, holder
        elif merged.raw != holder.raw:
            holder.raw = merged.raw
            holder.record = jsonl.read(merged.raw)
            holder.reason = ""
        _put_away(other)
    return holder


def _put_away(line: Line) -> None:
    line.kind, line.record, line.reason = MERGED, {}, ""


def _without_labels(base: bytes) -> bytes:
    """The base as if it had no labels: one that only one side took away stays, since nobody was asked."""
    return jsonl.patch(mending.one_line(base), {"labels": jsonl.ABSENT})


def _is_dead(line: Line) -> bool:
    return line.record.get("status") == TOMBSTONE


def _status(line: Line, id: str) -> Value:
    fields = content_of(line.record, id).fields
    return {name: fields.get(name, empty(name)) for name in STATUS_GROUP}


def _fold_others(lines: Iterable[Line], paths: Mapping[int, SidePath]) -> None:
    """Lines that are no issues stand in an export once, where both sides have the very same."""
    seen: dict[bytes, SidePath] = {}
    for line in lines:
        if line.kind != "verbatim" or jsonl.is_marker(line.raw):
            continue
        path = paths.get(line.number, ())
        if seen.setdefault(line.raw, path) != path:
            _put_away(line)
