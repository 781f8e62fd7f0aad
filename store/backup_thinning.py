"""Which backups stay when there are many: close together lately, farther apart the older they are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

LATEST = 6
DAYS = 7
WEEKS = 4
MONTHS = 12


def kept(times: Iterable[datetime]) -> frozenset[datetime]:
    """Those that stay: the six latest, and the last one of seven days, four weeks and twelve months.

    The days, weeks and months are the latest that have a backup, not the latest of the calendar: whoever
    comes back after two years finds all that was there. times: in the zone whose days are meant.
    """
    latest_first = sorted(set(times), reverse=True)
    return frozenset(
        (
            *latest_first[:LATEST],
            *_last_of_each(latest_first, DAYS, datetime.date),
            *_last_of_each(latest_first, WEEKS, _week),
            *_last_of_each(latest_first, MONTHS, _month),
        )
    )


def _last_of_each(
    latest_first: list[datetime], most: int, span: Callable[[datetime], Hashable]
) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for time in latest_first:
        found.setdefault(span(time), time)
    return list(found.values())[:most]


def _week(time: datetime) -> tuple[int, int]:
    year, week, _ = time.isocalendar()
    return year, week


def _month(time: datetime) -> tuple[int, int]:
    return time.year, time.month
