"""The marks that git leaves of a conflict: both sides are read, merged for each issue, and the marks go.

What stands on one side only is kept, a label or a comment of either side too. Marks without their
counterparts decide nothing: they and the lines around them are kept as they are. Pure, any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from store import jsonl, mending, newcomers
from store.conflicts import RENAMED
from store.duplicates import keep_best
from store.issue import STATUS_GROUP, TOMBSTONE
from store.line_merge import merge_lines
from store.merging import empty
from store.records import Record, content_of
from store.registers import Value

if TYPE_CHECKING:
    from store.lines import Line

MERGED = "merged"
"""kind of a line whose content is in another one: it is kept, counted, and in no export."""

LastSeen = Callable[[str], bytes | None]
"""The line of an issue that the tracker saw last; None when it has seen none."""

_ORPHAN = "a conflict marker of git without its counterpart; it and the lines around it are kept as they are"
_BASE_ONLY = (
    "{} stands only in what both sides of a conflict came from; a missing line is never a deletion here"
)

_Path = tuple[tuple[int, str], ...]
"""Which side of which conflicts a line is on, from the outermost; () outside of all."""


class Decision(NamedTuple):
    """A value of one side that another side's was preferred to."""

    register: str
    kept: Value
    lost: Value


@dataclass(slots=True)
class _Region:
    """The numbers of its lines with marks; 0 where one has not come."""

    start: int
    base: int = 0
    middle: int = 0
    end: int = 0


@dataclass(slots=True)
class Marked:
    """What find() found. stops: lines with marks; paths: by number, for lines inside of a conflict."""

    regions: list[_Region] = field(default_factory=list[_Region])
    stops: set[int] = field(default_factory=set[int])
    paths: dict[int, _Path] = field(default_factory=dict[int, _Path])


def find(lines: Sequence[Line]) -> Marked:
    """Find the conflicts of a file, nested ones too, and give their marks a reason."""
    marks = [line for line in lines if line.kind == "verbatim" and jsonl.is_marker(line.raw)]
    marked = Marked(_regions(marks))
    starts = {region.start: region for region in marked.regions}
    of = {
        number: region
        for region in marked.regions
        for number in (region.start, region.base, region.middle, region.end)
        if number
    }
    for line in marks:
        region = of.get(line.number)
        if region is None:
            line.reason = _ORPHAN
            if line.raw.startswith(b"="):
                continue  # It may as well be a line of a text.
        elif line.number == region.start:
            line.kind = MERGED
            line.reason = f"git left a conflict here, to line {region.end}: both sides were merged"
        else:
            line.kind = MERGED
            line.reason = f"a marker of the conflict that begins in line {region.start}"
        marked.stops.add(line.number)
    if starts:
        marked.paths = _paths(lines, starts)
    return marked


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


def _tell_apart(lines: Sequence[Line], paths: Mapping[int, _Path]) -> None:
    """Two issues with one id, one on each side: the one that was made later gets another, as in an import."""
    versions = _versions(lines)
    for id, found in list(versions.items()):
        sides = [line for line in found if line.number in paths]
        if len(sides) < 2 or any(_is_base(paths[line.number]) for line in sides):
            continue
        first, *others = sorted(sides, key=lambda line: newcomers.second(line.record.get("created_at")))
        for other in others:
            if other.id != id or not _are_two(first.record, other.record):
                continue

            def made_at(name: str) -> str | None:
                return str(versions[name][0].record.get("created_at", "")) if name in versions else None

            name = newcomers.name_for(id, other.record.get("created_at"), made_at)
            side = _sides(paths[other.number])
            for line in lines:
                if line.kind == "issue" and _sides(paths.get(line.number, ())) == side:
                    newcomers.rename_in(line, id, name)
            other.decided = (Decision(RENAMED, name, id),)


def _are_two(one: Record, other: Record) -> bool:
    """Early versions of bd gave an issue a new time of creation, but not another title."""
    made = (record.get("created_at") for record in (one, other))
    return newcomers.are_two(*made) and one.get("title") != other.get("title")


def _sides(path: _Path) -> tuple[str, ...]:
    return tuple(side for _, side in path)


def _regions(marks: Iterable[Line]) -> list[_Region]:
    whole: list[_Region] = []
    stack: list[_Region] = []
    for line in marks:
        first = line.raw[:1]
        if first == b"<":
            stack.append(_Region(line.number))
            continue
        region = stack[-1] if stack else None
        if region is None:
            continue
        if first == b"|" and not region.base and not region.middle:
            region.base = line.number
        elif first == b"=" and not region.middle:
            region.middle = line.number
        elif first == b">" and region.middle:
            region.end = line.number
            whole.append(stack.pop())
    return whole


def _paths(lines: Iterable[Line], starts: Mapping[int, _Region]) -> dict[int, _Path]:
    paths: dict[int, _Path] = {}
    open_: list[_Region] = []
    path: _Path = ()
    for line in lines:
        number = line.number
        if number in starts:
            open_.append(starts[number])
            path = (*path, (number, "ours"))
        elif open_ and number == open_[-1].base:
            path = (*path[:-1], (open_[-1].start, "base"))
        elif open_ and number == open_[-1].middle:
            path = (*path[:-1], (open_[-1].start, "theirs"))
        elif open_ and number == open_[-1].end:
            open_.pop()
            path = path[:-1]
        elif path:
            paths[number] = path
    return paths


def _is_base(path: _Path) -> bool:
    return any(side == "base" for _, side in path)


def _fold_issue(
    id: str, found: list[Line], paths: Mapping[int, _Path], last_seen: LastSeen, style: jsonl.Style
) -> None:
    before = [line for line in found if _is_base(paths.get(line.number, ()))]
    sides: dict[_Path, list[Line]] = {}
    for line in found:
        path = paths.get(line.number, ())
        if not _is_base(path):
            sides.setdefault(path, []).append(line)
    if not sides:
        keep_best(before).reason = _BASE_ONLY.format(id)
        return
    origin = None if before else _origin(last_seen(id), sides)
    base = before[0].raw if before else origin
    for line in before:
        _put_away(line)
    # A partial line is no version of the issue: as elsewhere, it is kept beside the one that counts.
    whole = [line for line in map(keep_best, sides.values()) if "title" in line.record]
    live = [line for line in whole if line.record.get("status") != TOMBSTONE]
    decisions = [one for line in found for one in line.decided]
    if base is None and live and len(live) < len(whole):
        # Nobody can say which of both is older; the tombstone's line stays beside the living one.
        dead = next(line for line in whole if line.record.get("status") == TOMBSTONE)
        decisions.append(Decision("status", _status(live[0], id), _status(dead, id)))
        whole = live
    if whole:
        holder = _merge(id, whole, None if base is None else _without_labels(base), style, decisions)
        holder.decided, holder.origin = tuple(decisions), origin or b""


def _origin(seen: bytes | None, sides: Mapping[_Path, Sequence[Line]]) -> bytes | None:
    """The last seen line, unless it was another issue's that had the same id here."""
    if seen is None:
        return None
    was = jsonl.read(mending.one_line(seen))
    return None if any(_are_two(was, line.record) for found in sides.values() for line in found) else seen


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


def _status(line: Line, id: str) -> Value:
    fields = content_of(line.record, id).fields
    return {name: fields.get(name, empty(name)) for name in STATUS_GROUP}


def _fold_others(lines: Iterable[Line], paths: Mapping[int, _Path]) -> None:
    """Lines that are no issues stand in an export once, where both sides have the very same."""
    seen: dict[bytes, _Path] = {}
    for line in lines:
        if line.kind != "verbatim" or jsonl.is_marker(line.raw):
            continue
        path = paths.get(line.number, ())
        if seen.setdefault(line.raw, path) != path:
            _put_away(line)
