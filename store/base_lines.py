"""The last seen version of an exchange file, line by line: the base of three-way merges and of exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from store.conflict_sides import LastSeen
from store.lines import Line
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

ABSENT = "absent"
"""kind of a line that the file has no longer: its issue stays, and these bytes are how it was written."""

DROPPED = "dropped"
"""kind of a line that is no issue and that another program left out: kept until somebody puts it back."""

ORIGIN = "origin"
"""kind of a line that the sides of a conflict in the file came from, or empty; reason has the id.

A file that still has its conflict is merged again with these: what came of the merge is no base of its sides.
"""

_Behind = tuple[str, int | None, bytes, bytes, str, int]
Lost = tuple[bytes, bytes, str]


@dataclass(slots=True)
class BaseLines:
    """What was kept of one file. raw: by key of issue, where it differs from the line that came now."""

    file: int
    raw: dict[int, bytes] = field(default_factory=dict[int, bytes])
    absent: dict[int, tuple[bytes, int]] = field(default_factory=dict[int, tuple[bytes, int]])
    """The lines that the file has no longer, by key of issue, with the last change that they include."""
    absent_before: set[int] = field(default_factory=set[int])
    """Those of them that the file did not have the last time either."""
    lost: list[Lost] = field(default_factory=list[Lost])
    """Lines that are no issues and that the file has no longer: bytes, ending, and what was wrong."""
    same: int = 0
    """How many lines from the first are as they were, so that their rows can stay."""

    @classmethod
    def load(cls, tracker: Tracker, file: int, lines: Sequence[Line]) -> BaseLines:
        """Compare the kept lines with new ones; lines of issues that are as they were get their key and seq.

        Reads row by row: only what differs is held in memory.
        """
        base = cls(file)
        by_id = {line.id: line for line in lines if line.kind == "issue"}
        others = {line.raw for line in lines if line.kind == "verbatim"}
        rows = tracker.connection.execute(
            """SELECT line, kind, issue, id, raw, ending, reason, b.seq
               FROM jsonl_base AS b LEFT JOIN issue ON issue.key = b.issue WHERE file = ? ORDER BY line""",
            (file,),
        )
        for number, kind, key, id, raw, ending, reason, seq in rows:
            given = by_id.get(id) if id is not None else None
            if given is not None and given.raw == raw:
                given.key, given.seq = key, seq
            elif given is not None:
                base.raw[key] = raw
            elif key is not None:
                base.absent[key] = raw, seq
                if kind == ABSENT:
                    base.absent_before.add(key)
            elif kind in ("verbatim", DROPPED) and raw not in others:
                base.lost.append((raw, ending or b"\n", reason))
            at: Line | None = lines[int(number) - 1] if number <= len(lines) else None
            if (
                at is not None
                and base.same == number - 1
                and (kind, raw, ending, reason) == (at.kind, at.raw, at.ending, at.reason)
            ):
                base.same = number
        return base

    @staticmethod
    def last_seen(tracker: Tracker, name: str) -> LastSeen:
        """The lines that were seen last in the file of that name, before git left a conflict in it."""
        file = tracker.one("SELECT file FROM exchange_file WHERE path = ?", (name,))
        origins: dict[str, bytes] = dict(
            tracker.all("SELECT reason, raw FROM jsonl_base WHERE file = ? AND kind = ?", (file, ORIGIN))
        )

        def look(id: str) -> bytes | None:
            if id in origins:
                return origins[id] or None
            raw: bytes | None = tracker.one(
                """SELECT raw FROM issue JOIN jsonl_base AS b ON b.issue = issue.key
                   WHERE id = ? AND file = ?""",
                (id, file),
            )
            return raw

        return look

    def reclaim(self, key: int) -> None:
        """An issue that was thought to have no line any more has one, under another id."""
        if key in self.absent:
            self.raw[key], _ = self.absent.pop(key)

    def keep(self, tracker: Tracker, lines: Sequence[Line], dropped: Sequence[Lost]) -> None:
        """Make these lines the last seen version; behind them, those that the file has no longer.

        dropped: which of the lost ones are kept.
        """
        tracker.run("DELETE FROM jsonl_base WHERE file = ? AND line > ?", (self.file, self.same))
        behind: list[_Behind] = [(ABSENT, key, raw, b"", "", seq) for key, (raw, seq) in self.absent.items()]
        behind += [(DROPPED, None, raw, ending, reason, 0) for raw, ending, reason in dropped]
        behind += [(ORIGIN, None, line.origin, b"", line.id, 0) for line in lines if line.origin is not None]
        tracker.run_many(
            """INSERT INTO jsonl_base(file, line, kind, issue, raw, ending, reason, seq)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                *(
                    (self.file, n, line.kind, line.key, line.raw, line.ending, line.reason, line.seq)
                    for n, line in enumerate(lines[self.same :], self.same + 1)
                ),
                *(
                    (self.file, n, kind, key, raw, ending, reason, seq)
                    for n, (kind, key, raw, ending, reason, seq) in enumerate(behind, len(lines) + 1)
                ),
            ),
        )
