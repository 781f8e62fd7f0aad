"""Which of several lines with one id counts; the others are kept as they are. Pure, any thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.issue import TOMBSTONE
from store.times import sort_key

if TYPE_CHECKING:
    from store.lines import Line

Rank = tuple[bool, bool, str, int]


def settle(lines: Iterable[Line]) -> None:
    """Let one line of each id be the issue."""
    chosen: dict[str, Line] = {}
    others: list[Line] = []
    for line in lines:
        if line.kind == "issue":
            rival = chosen.setdefault(line.id, line)
            if rival is not line:
                better, other = (line, rival) if rank(line) >= rank(rival) else (rival, line)
                chosen[line.id] = better
                others.append(other)
        elif line.kind == "verbatim" and line.id:
            others.append(line)
    for other in others:
        counting = chosen.get(other.id)
        if counting is not None:
            demote(other, counting)


def rank(line: Line) -> Rank:
    """Live beats a tombstone of nobody, a whole record a partial one, then newest, then fullest, then later.

    A migration of bd in December 2025 appended tombstones with the title "[Deleted]", and without a name, to
    files whose issues lived on. One that names who deleted the issue was somebody's wish: the newer counts.
    """
    record = line.record
    updated = record.get("updated_at")
    return (
        record.get("status") != TOMBSTONE or bool(record.get("deleted_by")),
        "title" in record,
        sort_key(updated) if isinstance(updated, str) else "",
        len(line.raw),
    )


def keep_best(lines: Iterable[Line]) -> Line:
    """Let one line of several with the same id stay an issue, and return it."""
    best, *others = sorted(lines, key=lambda line: (rank(line), line.number), reverse=True)
    for other in others:
        demote(other, best)
    return best


def demote(line: Line, counting: Line) -> None:
    """Keep a line as it is; another one has the same id, and counts."""
    line.reason = f"the id {line.id} counts in line {counting.number}; this line is kept as it is"
    line.kind, line.record = "verbatim", {}
