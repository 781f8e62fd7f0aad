"""Days as the user's zone has them: where today begins and ends. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from store.times import LAST, nanoseconds, sort_key
from store.when import at, spell

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def present(now: str, zone: tzinfo | None = None) -> dict[str, str]:
    """What the conditions about days bind: now, and the sort keys at which today and tomorrow begin.

    now: a time, such as a sort key. zone: None for the machine's own. Where the clocks are changed, a
    day has 23 or 25 hours, or begins at one o'clock.
    """
    return {"now": now, "today": start_of_day(now, 0, zone), "tomorrow": start_of_day(now, 1, zone)}


def until_tomorrow(now: str, zone: tzinfo | None = None) -> int:
    """Nanoseconds from now until the next day begins; more than 0."""
    key, start = nanoseconds(now), nanoseconds(start_of_day(now, 1, zone))
    assert key is not None and start is not None  # noqa: S101, PT018 - both were just made
    return max(start - key, 1)


def local_day(now: str, zone: tzinfo | None = None) -> date:
    """The day that a moment is in."""
    stamp = nanoseconds(now)
    if stamp is None:
        raise ValueError(f"“{now}” is not a time.")
    return (_EPOCH + timedelta(microseconds=stamp // 1000)).astimezone(zone).date()


def start_of_day(now: str, days: int, zone: tzinfo | None = None) -> str:
    """The sort key at which a day begins, so many days after today."""
    try:
        day = local_day(now, zone) + timedelta(days=days)
        return sort_key(spell(at(datetime(day.year, day.month, day.day), zone)))
    except OverflowError:
        return LAST  # the calendar ends here
