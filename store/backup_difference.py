"""What restoring a backup would change in the issues: how many, and the first of them by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw

from store import database
from store.errors import translate
from store.issue import TOMBSTONE
from store.pace import UNWATCHED, Pace
from store.structs import dataclass

NAMED = 5
"""So many issues of each kind are named."""

_ROWS = """SELECT uid, id, title, gone = 0 AND status <> ?, stamp, seq, updated_at, status
           FROM issue ORDER BY uid"""
_Row = tuple[str, str, str, int, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Some:
    """How many issues, and (id, title) of the first."""

    count: int = 0
    first: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """back: not in the present, or in its trash. away: not in the backup. changed: in both, not the same."""

    back: Some = Some()
    away: Some = Some()
    changed: Some = Some()

    @property
    def same(self) -> bool:
        """Whether the issues are the same."""
        return not (self.back.count or self.away.count or self.changed.count)


class _Collected:
    def __init__(self) -> None:
        self.count = 0
        self.first: list[tuple[str, str]] = []

    def add(self, row: _Row) -> None:
        self.count += 1
        if len(self.first) < NAMED:
            self.first.append((row[1], row[2]))

    def some(self) -> Some:
        return Some(self.count, tuple(self.first))


def difference(present: Path, backup: Path, pace: Pace = UNWATCHED) -> Difference:
    """Read both, each on a connection of its own that only reads. Any thread.

    The present may be open, here too. Raises KnownError where one of them cannot be read.
    """
    back, away, changed = _Collected(), _Collected(), _Collected()
    for old, new in pace.each(_pairs(_read(backup), _read(present))):
        if old is not None and old[3]:
            if new is None or not new[3]:
                back.add(old)
            elif old != new:
                changed.add(new)
        elif new is not None and new[3]:
            away.add(new)
    return Difference(back.some(), away.some(), changed.some())


def _pairs(left: Iterator[_Row], right: Iterator[_Row]) -> Iterator[tuple[_Row | None, _Row | None]]:
    """The rows of both with the same uid together; each side is in the order of uids."""
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            yield one, None
            one = next(left, None)
        elif one is None or other[0] < one[0]:
            yield None, other
            other = next(right, None)
        else:
            yield one, other
            one, other = next(left, None), next(right, None)


def _read(path: Path) -> Iterator[_Row]:
    connection = database.open_database(path, read_only=True)
    identity = database.identity(path)
    try:
        for row in connection.execute(_ROWS, (TOMBSTONE,)):
            uid, id, title, seen, stamp, seq, updated, status = row
            assert isinstance(uid, str) and isinstance(seen, int) and isinstance(seq, int)  # noqa: S101, PT018
            yield uid, str(id), str(title), seen, str(stamp), seq, str(updated), str(status)
    except apsw.Error as error:
        known = translate(error, path)
        if known is None:
            raise
        raise known from error
    finally:
        connection.close()
        database.closed(identity)
