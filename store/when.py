"""Words and steps for dates, as people type them: tomorrow, friday, next week, +3d. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo

_STEP = re.compile(r"([+-]?) ?(\d{1,7}) ?([hdwmy])", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def spoken(text: str, here: datetime, zone: tzinfo | None) -> datetime | None:
    """The moment meant by a word or a step, None when it is neither.

    here: now in `zone` (None: the machine's). Words mean the first moment of the day: a weekday is
    the next one after today, `next week` its Monday, `next month` its first day. Steps count from
    now and keep the time of day; a day that the month does not have becomes its last.
    OverflowError or ValueError beyond the calendar.
    """
    typed = " ".join(text.casefold().split())
    day = _named_day(typed, here.date())
    if day is not None:
        return at(datetime(day.year, day.month, day.day), zone)
    step = _STEP.fullmatch(typed)
    if step is None:
        return None
    count = int(step[2]) * (-1 if step[1] == "-" else 1)
    unit = step[3]
    if unit == "h":
        return (here.astimezone(UTC) + timedelta(hours=count)).astimezone(zone)
    if unit in "dw":
        day = here.date() + timedelta(days=count * (7 if unit == "w" else 1))
    else:
        day = _months(here.date(), count * (12 if unit == "y" else 1))
    return at(datetime.combine(day, here.time()), zone)


def at(local: datetime, zone: tzinfo | None) -> datetime:
    """A wall-clock time with the offset of that day, which need not be today's."""
    return local.astimezone() if zone is None else local.replace(tzinfo=zone)


def spell(moment: datetime) -> str:
    """An aware datetime as RFC 3339; in UTC where the zone's offset is no whole minute."""
    offset = moment.utcoffset() or timedelta()
    if not offset or offset.total_seconds() % 60:
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat()


def _named_day(typed: str, today: date) -> date | None:
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1, "next week": 7 - today.weekday()}
    if typed in steps:
        return today + timedelta(days=steps[typed])
    if typed == "next month":
        return _months(today.replace(day=1), 1)
    name = typed.removeprefix("next ")
    found = [n for n, day in enumerate(_WEEKDAYS) if len(name) >= 3 and day.startswith(name)]
    if len(found) != 1:
        return None
    return today + timedelta(days=(found[0] - today.weekday() - 1) % 7 + 1)


def _months(start: date, count: int) -> date:
    index = start.year * 12 + start.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))
