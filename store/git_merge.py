"""Merges three versions of an issue file for git, line by line: what one side has and the other lacks stays.

A line that is missing is no deletion, a tombstone is one. A key that is missing takes its value away where
that side has the key in other lines. Lines that are no issues are kept once. Pure, any thread; the files
are store.git_commands' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import pairwise

from store import clearing, jsonl, newcomers
from store.conflict_markers import MERGED
from store.conflicts import RENAMED
from store.errors import KnownError
from store.line_merge import merge_lines
from store.lines import Line, read_lines
from store.registers import Value
from store.structs import dataclass
from store.values import as_list


@dataclass(frozen=True, slots=True)
class Loser:
    """A value that lost, and the register that it was one of."""

    id: str
    register: str
    kept: Value
    lost: Value


@dataclass(slots=True)
class MergedFile:
    """The bytes of the whole file, and what lost."""

    data: bytes = b""
    losers: list[Loser] = field(default_factory=list[Loser])


@dataclass(slots=True)
class _Version:
    bom: bytes
    lines: list[Line]
    issues: dict[str, Line]
    keys: frozenset[str]


def merge_files(base: bytes, ours: bytes, theirs: bytes, kept: frozenset[str] = frozenset()) -> MergedFile:
    """Merge; raises KnownError when one of them is no issue file. base: empty when the sides share none.

    kept: fields that no line takes away by not having their key, see store.erased.
    """
    versions = [_version(name, data) for name, data in (("common", base), ("own", ours), ("other", theirs))]
    old, mine, given = versions
    made = MergedFile()
    if ours == theirs:
        made.data = ours
        return made
    for side in (mine, given):
        # A version that somebody committed with its marks: they are resolved too.
        made.losers.extend(Loser(id, *one) for id, line in side.issues.items() for one in line.decided)
    _tell_apart(old, mine, given, made.losers)
    bodies = [line.raw for side in (mine, given) for line in side.issues.values() if b"\n" not in line.raw]
    style = jsonl.detect(bodies)
    endings = [line.ending for side in (mine, given) for line in side.lines if line.ending]
    ending = endings[0] if endings else b"\n"
    merged: dict[str, bytes] = {}
    for id, line in mine.issues.items():
        other = given.issues.get(id)
        if other is not None and other.raw != line.raw:
            before = old.issues.get(id)
            result = merge_lines(
                None if before is None else before.raw,
                line.raw,
                other.raw,
                id,
                style,
                (mine.keys - kept, given.keys - kept),
            )
            merged[id] = result.raw
            made.losers.extend(Loser(id, *conflict) for conflict in result.conflicts)
    parts = [part for part in _joined(mine, given, merged, ending) if part]
    made.data = (mine.bom if mine.lines else given.bom) + b"".join(_ended(parts, ending))
    return made


def _version(name: str, data: bytes) -> _Version:
    bom, lines = read_lines(data)
    content = [line for line in lines if line.kind != "blank"]
    if content and all(line.kind == "verbatim" and line.reason for line in content):
        raise KnownError(
            f"The {name} version is no file of issues (line {content[0].number}: {content[0].reason})."
        )
    for line in content:
        if line.kind == "verbatim" and jsonl.is_marker(line.raw):
            raise KnownError(f"The {name} version has a conflict marker left in line {line.number}.")
    issues = {line.id: line for line in lines if line.kind == "issue"}
    keys = clearing.KEYS.intersection(key for line in issues.values() for key in line.record)
    return _Version(bom, lines, issues, keys)


def _joined(mine: _Version, given: _Version, merged: Mapping[str, bytes], ending: bytes) -> Iterator[bytes]:
    """The lines of ours in their order; those of theirs that ours lacks in their places."""
    present = {line.raw for line in mine.lines}
    after: dict[str, list[bytes]] = {}
    previous = ""
    for line in given.lines:
        if line.kind == "issue":
            previous = line.id
        elif line.kind == "verbatim" and line.raw not in present:
            present.add(line.raw)
            after.setdefault(previous, []).append(line.raw)
    new = [line for id, line in given.issues.items() if id not in mine.issues]
    is_sorted = all(one.encode() < other.encode() for one, other in pairwise(mine.issues))
    if is_sorted:
        new.sort(key=_id, reverse=True)
    else:
        new.reverse()

    def follow(id: str) -> Iterator[bytes]:
        return (raw + ending for raw in after.pop(id, ()))

    def arrive(line: Line) -> Iterator[bytes]:
        yield line.raw + (line.ending or ending)
        yield from follow(line.id)

    yield from follow("")
    for line in mine.lines:
        if line.kind == MERGED:
            continue
        if line.kind != "issue":
            yield line.raw + line.ending
            continue
        while is_sorted and new and _id(new[-1]) < _id(line):
            yield from arrive(new.pop())
        yield merged.get(line.id, line.raw) + line.ending
        yield from follow(line.id)
    while new:
        yield from arrive(new.pop())


def _id(line: Line) -> bytes:
    return line.id.encode()


def _ended(parts: list[bytes], ending: bytes) -> Iterator[bytes]:
    """Each line with its end: only the file's last one may be without."""
    last = len(parts) - 1
    return (part if n == last or part.endswith(b"\n") else part + ending for n, part in enumerate(parts))


def _tell_apart(old: _Version, mine: _Version, given: _Version, losers: list[Loser]) -> None:
    """Two issues with one id: the one that was made later gets another, as in an import."""
    for id in [id for id in given.issues if id in mine.issues]:
        made = [str(side.issues[id].record.get("created_at", "")) for side in (mine, given)]
        if id in old.issues or not newcomers.are_two(*made):
            continue
        side, at = max((mine, made[0]), (given, made[1]), key=lambda pair: newcomers.second(pair[1]))
        others = {**mine.issues, **given.issues}

        def made_at(name: str, others: Mapping[str, Line] = others) -> str | None:
            return str(others[name].record.get("created_at", "")) if name in others else None

        name = newcomers.name_for(id, at, made_at)
        _rename(side, old, id, name)
        losers.append(Loser(name, RENAMED, name, id))


def _rename(side: _Version, old: _Version, id: str, name: str) -> None:
    """The issue's own line, and the links of this side's lines that the common version does not have."""
    issues: dict[str, Line] = {}
    for line in side.lines:
        if line.kind != "issue":
            continue
        before = old.issues.get(line.id)
        known = [] if before is None else as_list(before.record.get("dependencies"))
        newcomers.rename_in(line, id, name, known)
        issues[line.id] = line
    side.issues = issues
