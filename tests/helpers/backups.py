"""Trackers with a clock of their own, and backups without content, for tests of backups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import backup_list
from store.backup_list import Backup, Kind
from store.times import Clock
from store.tracker import Tracker


class Hands:
    """A clock that stands until it is moved; the first moment is a Monday's noon."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> int:
        return int(self.now.timestamp() * 1_000_000_000)

    def move(self, **by: int) -> None:
        self.now += timedelta(**by)


def wind(tracker: Tracker) -> Hands:
    """Give a tracker such a clock."""
    hands = Hands()
    tracker.clock = Clock(hands)
    return hands


def hollow(tracker: Path, at: datetime, kind: Kind = "timer", why_not: str = "") -> Backup:
    """A backup that is in the list, and is no database."""
    made_at = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    path = backup_list.make_folder(tracker) / backup_list.name_at(made_at)
    path.write_bytes(b"x")
    backup = Backup(path, made_at, kind, 1, 1, verified=not why_not, why_not=why_not)
    backup_list.note(backup)
    return backup
