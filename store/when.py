"""Words and steps for dates, as people type them in English and German: tomorrow, fr, 24 dec, +3d. Pure."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_STEP = re.compile(r"([+-]?) ?(\d{1,7}) ?([hdwmy])", re.ASCII)
_UNITS = {
    "hour": "h", "hours": "h", "stunde": "h", "stunden": "h",
    "day": "d", "days": "d", "tag": "d", "tage": "d", "tagen": "d",
    "week": "w", "weeks": "w", "woche": "w", "wochen": "w",
    "month": "m", "months": "m", "monat": "m", "monate": "m", "monaten": "m",
    "year": "y", "years": "y", "jahr": "y", "jahre": "y", "jahren": "y",
}  # fmt: skip
_IN_WORDS = re.compile(r"(?:in |\+ ?)?(\d{1,7}|an?|one|ein|eine|einer|einem) ([a-z]+)", re.ASCII)
_IN_LETTERS = re.compile(r"in (\d{1,7}) ?([hdwmy])", re.ASCII)

_CLOCK = re.compile(
    r"(?:(.+?),? (?:(?:at|um) )?)?([01]?\d|2[0-3])(?::([0-5]\d)(?: uhr)?| ?(am|pm)| uhr)", re.ASCII
)

_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
)  # fmt: skip
_SHORT_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember",
)  # fmt: skip
_NEXT = re.compile(r"(?:next|nächste[nrs]?|kommende[nrs]?) ")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)? ([^\W\d]+)(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"([^\W\d]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
_NUMBERS = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4})?)?", re.ASCII)
_LEAP_YEARS_APART = 8
"""29 February is that many years away at most, around a year such as 2100."""


def spoken(text: str, here: datetime, zone: tzinfo | None) -> datetime | None:
    """The moment meant by words or a step, None when it is neither.

    here: now in `zone` (None: the machine's). Words mean the first moment of the day, unless a time of
    day follows: a weekday is the next one after today, `next week` its Monday, `next month` its first
    day, `weekend` its Saturday or, on one, today; a day without its year is the next one from today on,
    and a time of day alone the next such moment. Steps of one letter count from now and keep the time of
    day; a day that the month does not have becomes its last. OverflowError or ValueError beyond the calendar.
    """
    typed = unicodedata.normalize("NFC", " ".join(text.casefold().split()))
    typed = typed.replace("ae", "ä").replace("ueber", "über")
    for read in (_step, _day, _with_clock):
        found = read(typed, here, zone)
        if found is not None:
            return found
    return None


def at(local: datetime, zone: tzinfo | None) -> datetime:
    """A wall-clock time with the offset of that day, which need not be today's."""
    return local.astimezone() if zone is None else local.replace(tzinfo=zone)


def spell(moment: datetime) -> str:
    """An aware datetime as RFC 3339; in UTC where the zone's offset is no whole minute."""
    offset = moment.utcoffset() or timedelta()
    if not offset or offset.total_seconds() % 60:
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat()


def _step(typed: str, here: datetime, zone: tzinfo | None) -> datetime | None:
    step = _STEP.fullmatch(typed)
    if step is not None:
        count = int(step[2]) * (-1 if step[1] == "-" else 1)
        if step[3] == "h":
            return _hours(here, count, zone)
        return at(datetime.combine(_moved(here.date(), count, step[3]), here.time()), zone)
    counted = _counted(typed)
    return None if counted is None or counted[1] != "h" else _hours(here, counted[0], zone)


def _day(typed: str, here: datetime, zone: tzinfo | None) -> datetime | None:
    day = _named_day(typed, here.date())
    return None if day is None else _first(day, zone)


def _with_clock(typed: str, here: datetime, zone: tzinfo | None) -> datetime | None:
    """A day and a time of that day, or a time alone."""
    match = _CLOCK.fullmatch(typed)
    if match is None:
        return None
    hour = int(match[2])
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4] == "pm" else 0)
    clock = time(hour, int(match[3] or 0))
    if match[1] is None:
        alone = at(datetime.combine(here.date(), clock), zone)
        return alone if alone > here else at(datetime.combine(here.date() + timedelta(days=1), clock), zone)
    day = _named_day(match[1], here.date())
    return None if day is None else at(datetime.combine(day, clock), zone)


def _counted(typed: str) -> tuple[int, str] | None:
    """How many of which unit "in 3 days" says."""
    words = _IN_WORDS.fullmatch(typed)
    if words is not None and words[2] in _UNITS:
        return int(words[1]) if words[1].isdigit() else 1, _UNITS[words[2]]
    letters = _IN_LETTERS.fullmatch(typed)
    return None if letters is None else (int(letters[1]), letters[2])


def _hours(here: datetime, count: int, zone: tzinfo | None) -> datetime:
    return (here.astimezone(UTC) + timedelta(hours=count)).astimezone(zone)


def _first(day: date, zone: tzinfo | None) -> datetime:
    return at(datetime(day.year, day.month, day.day), zone)


def _named_day(typed: str, today: date) -> date | None:
    word = _WORDS.get(typed)
    if word is not None:
        return word(today)
    counted = _counted(typed)
    if counted is not None:
        return None if counted[1] == "h" else _moved(today, *counted)
    weekday = _weekday(_NEXT.sub("", typed, count=1))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    found = _date(typed, today)
    if found is None and " " in typed:
        # Fri 27 Nov: only when it is a Friday.
        name, _, rest = typed.partition(" ")
        weekday, found = _weekday(name.rstrip(",")), _date(rest, today)
        if weekday is None or found is None or found.weekday() != weekday:
            return None
    return found


def _weekday(name: str) -> int | None:
    """Monday is 0. Three letters are enough, and in German two."""
    name = name.rstrip(".")
    if name in _SHORT_WEEKDAYS:
        return _SHORT_WEEKDAYS.index(name)
    return _one_of(name, _WEEKDAYS, 7)


def _one_of(name: str, names: tuple[str, ...], count: int) -> int | None:
    found = {n % count for n, whole in enumerate(names) if len(name) >= 3 and whole.startswith(name)}
    return found.pop() if len(found) == 1 else None


def _date(typed: str, today: date) -> date | None:
    """24 dec, dec 24, 24. dezember 2027, 24.12., 24.12.2027; ValueError where the month has no such day."""
    numbers = _NUMBERS.fullmatch(typed)
    if numbers is not None:
        return _in_year(int(numbers[1]), int(numbers[2]), numbers[3], today)
    words = re.sub(r"(?<=[^\W\d])[.,]|,", "", typed)
    match = _DAY_FIRST.fullmatch(words)
    day, name, year = match.groups() if match is not None else ("", "", None)
    if match is None:
        match = _MONTH_FIRST.fullmatch(words)
        name, day, year = match.groups() if match is not None else ("", "", None)
    month = _one_of(name, _MONTHS, 12) if match is not None else None
    return None if month is None else _in_year(int(day), month + 1, year, today)


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year), month, day)
    for ahead in range(_LEAP_YEARS_APART + 1):
        last = monthrange(today.year + ahead, month)[1] if 1 <= month <= 12 else 0
        if day <= last:
            found = date(today.year + ahead, month, day)
            if found >= today:
                return found
    raise ValueError(day)


def _moved(start: date, count: int, unit: str) -> date:
    if unit in "dw":
        return start + timedelta(days=count * (7 if unit == "w" else 1))
    return _months(start, count * (12 if unit == "y" else 1))


def _months(start: date, count: int) -> date:
    index = start.year * 12 + start.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))


def _days(count: int) -> Callable[[date], date]:
    return lambda today: today + timedelta(days=count)


def _weekend(today: date) -> date:
    return today + timedelta(days=max(0, 5 - today.weekday()))


def _next_week(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _next_month(today: date) -> date:
    return _months(today.replace(day=1), 1)


def _next_year(today: date) -> date:
    return _months(today.replace(month=1, day=1), 12)


def _month_end(today: date) -> date:
    return today.replace(day=monthrange(today.year, today.month)[1])


_WORDS: dict[str, Callable[[date], date]] = {
    "yesterday": _days(-1), "gestern": _days(-1),
    "today": _days(0), "heute": _days(0),
    "tomorrow": _days(1), "morgen": _days(1),
    "day after tomorrow": _days(2), "übermorgen": _days(2),
    "weekend": _weekend, "this weekend": _weekend, "wochenende": _weekend, "dieses wochenende": _weekend,
    "am wochenende": _weekend,
    "next week": _next_week, "nächste woche": _next_week,
    "next month": _next_month, "nächsten monat": _next_month, "nächster monat": _next_month,
    "next year": _next_year, "nächstes jahr": _next_year,
    "end of month": _month_end, "monatsende": _month_end,
}  # fmt: skip
