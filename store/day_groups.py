"""Lists by the days to come: tomorrow, each day of this week, next week, then months. Keys only."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

from store.answers import Group
from store.blocking import OVER_WORDS
from store.conditions import Bindings
from store.days import local_day, start_of_day
from store.ready import NEXT_DATE

if TYPE_CHECKING:
    from datetime import date

    from store.tracker import Tracker

MONTHS = 12
"""So many months have groups of their own; what comes after them is "later"."""

_DAY = f"""CASE WHEN i.status IN ({OVER_WORDS}) THEN '' WHEN {NEXT_DATE} <> '~' THEN {NEXT_DATE}
    WHEN coalesce(i.due_key, '') <> '' THEN i.due_key
    WHEN i.defer_key >= :today THEN i.defer_key ELSE '' END"""
"""The first date after today, else the due date; '' for what is finished or has none."""


def by_day(
    tracker: Tracker, table: str, where: str, order: str, bindings: Bindings
) -> tuple[array[int], tuple[Group, ...]]:
    """The keys that match, in order within their groups. table: what has the issues `i`.

    Values: "overdue", "today", "tomorrow", a date for each day up to Sunday, "next_week", months such as
    "2027-01" for what comes after that, "later", and "" for what is on no day. In the caller's transaction.
    """
    bounds = _bounds(bindings.now)
    starts = [start for _, start in bounds]
    names = ["overdue", *(name for name, _ in bounds), ""]
    found = [array("q") for _ in names]
    for key, day in tracker.all(
        f"SELECT i.key, {_DAY} AS day FROM {table} WHERE {where} ORDER BY {order}", bindings.values
    ):
        found[bisect_right(starts, day) if day else -1].append(key)
    keys, groups = array("q"), list[Group]()
    for name, part in zip(names, found, strict=True):
        if part:
            groups.append(Group(name, len(keys), len(part)))
            keys += part
    return keys, tuple(groups)


def _bounds(now: str) -> list[tuple[str, str]]:
    """What begins when, rising: names and sort keys."""
    today = local_day(now)
    # From tomorrow on what is left of this week is told by its days.
    monday = max(7 - today.weekday(), 2)
    days = [("today", 0), ("tomorrow", 1)]
    days += [((today + timedelta(days=n)).isoformat(), n) for n in range(2, monday)]
    days.append(("next_week", monday))
    after = today + timedelta(days=14 - today.weekday())
    first = after
    for _ in range(MONTHS):
        days.append((f"{first:%Y-%m}", (first - today).days))
        first = _next_month(first)
    days.append(("later", (first - today).days))
    return [(name, start_of_day(now, n)) for name, n in days]


def _next_month(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)
