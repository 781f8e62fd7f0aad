"""Times as text: the original spelling, a UTC key that sorts, and the clocks that make new ones.

A stored time is never a datetime: real files carry nanoseconds and the writer's own offset, and
neither survives datetime. Everything here is pure, and the clocks may be shared between threads.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from store import when

FIRST = "0001-01-01T00:00:00.000000000"
LAST = "9999-12-31T23:59:59.999999999"

_USUAL = re.compile(
    r"(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)(?:\.(\d+))?(?:Z|([+-]\d\d:\d\d))", re.ASCII
)
_ANY = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,](?P<fraction>\d+))?)?"
    r"(?P<zone>[Zz]|(?P<sign>[+-])(?P<oh>\d\d)(?::?(?P<om>\d\d))?)?)?",
    re.ASCII,
)
_STAMP = re.compile(r"([0-9a-f]{12})-([0-9a-f]{4})-.")
_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_US_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


@lru_cache(maxsize=8192)
def _is_day(text: str) -> bool:
    """Whether YYYY-MM-DD names a day; year 0 is one for Go, though not for datetime."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month] + leap


@lru_cache(maxsize=8192)
def _neighbour(day: str, step: int) -> str:
    """The day that many days away; "" where the calendar ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days=step)).isoformat()
    except (OverflowError, ValueError):
        return ""


def sort_key(text: str) -> str:
    """The instant as UTC `YYYY-MM-DDTHH:MM:SS.nnnnnnnnn`, so that text order is time order.

    Takes RFC 3339 with any number of fraction digits (cut after nine), a comma for the point, any
    case and a blank for T, a missing zone (UTC: SQL's CURRENT_TIMESTAMP has none) and a bare date.
    Instants outside the years 1 to 9999 become the first or the last one. Unreadable text gives "",
    which sorts first; nothing raises.
    """
    match = _USUAL.fullmatch(text)
    if match is None:
        match = _ANY.fullmatch(text)
        if match is None:
            return ""
        clock = f"{int(match['hour'] or 0):02}:{match['minute'] or '00'}"
        sign, hours, minutes = match["sign"] or "+", match["oh"] or "00", match["om"] or "00"
        day, second = match["date"], ":" + (match["second"] or "00")
        fraction, zone = match["fraction"], f"{sign}{hours}:{minutes}"
    else:
        day, clock, second, fraction, zone = match.groups()
    if not _is_day(day):
        return ""
    step = 0
    if zone is not None:
        step, clock = _to_utc(clock, zone)
        if not clock:
            return ""
    if day < "0001":
        return FIRST
    if step:
        day = _neighbour(day, step)
        if not day:
            return LAST if step > 0 else FIRST
    return f"{day}T{clock}{second}.{(fraction or '')[:9]:0<9}"


@lru_cache(maxsize=32768)
def _to_utc(clock: str, zone: str) -> tuple[int, str]:
    """HH:MM east or west of UTC as (days to move, HH:MM in UTC); (0, "") beyond Go's limits."""
    hours, minutes = int(zone[1:3]), int(zone[4:])
    if hours > 24 or minutes > 60:
        return 0, ""
    offset = (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)
    step, rest = divmod(int(clock[:2]) * 60 + int(clock[3:]) - offset, 1440)
    return step, f"{rest // 60:02}:{rest % 60:02}"


def _offset(match: re.Match[str]) -> int | None:
    """Minutes east of UTC; None beyond Go's limits (24 hours, 60 minutes)."""
    hours, minutes = int(match["oh"] or 0), int(match["om"] or 0)
    if hours > 24 or minutes > 60:
        return None
    return (hours * 60 + minutes) * (-1 if match["sign"] == "-" else 1)


def canonical(text: str) -> str:
    """The time as Go's encoding/json writes it again: zeros trimmed, `Z` for UTC, offset kept.

    Spellings that Go refuses but sort_key reads become their RFC 3339 form. "" for unreadable text
    and for offsets of a day or more, which Go can read but not write.
    """
    match = _ANY.fullmatch(text)
    if match is None or not _is_day(match["date"]):
        return ""
    offset = _offset(match)
    if offset is None or abs(offset) >= 1440:
        return ""
    zone = "Z"
    if offset:
        zone = f"{match['sign']}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    fraction = (match["fraction"] or "")[:9].rstrip("0")
    clock = f"{int(match['hour'] or 0):02}:{match['minute'] or '00'}:{match['second'] or '00'}"
    return f"{match['date']}T{clock}{'.' if fraction else ''}{fraction}{zone}"


def nanoseconds(text: str) -> int | None:
    """Nanoseconds since 1970 UTC, exact and negative before it; None for unreadable text."""
    key = sort_key(text)
    if not key:
        return None
    whole = datetime.fromisoformat(key[:19] + "+00:00") - _EPOCH
    return (whole.days * 86_400 + whole.seconds) * 1_000_000_000 + int(key[20:])


def text_of(nanoseconds: int) -> str:
    """Nanoseconds since 1970 as RFC 3339 in UTC, as Go writes it."""
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    return canonical(f"{_text(seconds * 1_000_000)[:19]}.{rest:09}Z")


def _text(microseconds: int) -> str:
    """Six fraction digits; moments beyond the calendar become its first or last one."""
    inside = min(max(microseconds, _US_FIRST), _US_LAST)
    moment = _EPOCH + timedelta(microseconds=inside)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_when(text: str, now: str, zone: tzinfo | None = None) -> str:
    """What somebody typed for a date, as RFC 3339 with the offset that their zone has on that day.

    now: the present, such as Clock.now(); zone: None for the machine's own. Takes what
    store.when.spoken knows, YYYY-MM-DD (its first moment, as in bd), and full times: kept as they
    are with a zone, local without one. ValueError in words for people for anything else.
    """
    present = nanoseconds(now)
    if present is None:
        raise ValueError(f"“{now}” is not a time.")
    here = (_EPOCH + timedelta(seconds=present // 1_000_000_000)).astimezone(zone)
    typed = text.strip()
    try:
        moment = when.spoken(typed, here, zone)
        match = _ANY.fullmatch(typed)
        if moment is None and match is not None and match["zone"] is None:
            moment = when.at(datetime.fromisoformat(canonical(typed)[:19]), zone)
        if moment is not None:
            return when.spell(moment)
    except (OverflowError, ValueError):
        raise ValueError(f"“{typed}” is not in the calendar.") from None
    exact = canonical(typed)
    if not exact:
        raise ValueError(
            f"“{typed}” is not a date. "
            "Write it as 2026-12-31, tomorrow, friday, 24 dec, next week, or +3d (h, d, w, m, y)."
        )
    return exact


class Clock:
    """Makes the times this program writes: UTC, `Z`, six digits of which the last is never 0.

    Go trims trailing zeros, so a time that ended in 0 would change its bytes when bd rewrites the
    line. source: nanoseconds since 1970. Any thread.
    """

    def __init__(self, source: Callable[[], int] = time.time_ns) -> None:
        self._source = source
        self._last = _US_FIRST
        self._lock = threading.Lock()

    def now(self) -> str:
        """A time later than every earlier one of this clock, even when the source stands or jumps back."""
        with self._lock:
            self._last = _spell(max(self._source() // 1000, self._last + 1))
            return _text(self._last)

    def after(self, previous: str) -> str:
        """Like now(), and later than `previous` also when that lies in the future.

        A future `previous` does not move the clock itself: one issue with a wrong date must not
        push every later change of every issue into the future. At the calendar's very end the
        last moment is returned.
        """
        fresh = self.now()
        key = sort_key(previous)
        if sort_key(fresh) > key:
            return fresh
        return _text(_spell((nanoseconds(previous) or 0) // 1000 + 1))


def _spell(microseconds: int) -> int:
    """The same moment, or the next one whose last digit is not 0."""
    return microseconds if microseconds % 10 else microseconds + 1


class HybridClock:
    """Hybrid logical stamps `mmmmmmmmmmmm-cccc-replica`: hex milliseconds, counter, who.

    Stamps sort as text, and one made after witnessing another always sorts after it, whatever the
    clocks of the two machines say. physical: nanoseconds since 1970. Any thread.
    Source: Kulkarni et al., "Logical Physical Clocks", 2014.
    """

    def __init__(self, replica: str, physical: Callable[[], int] = time.time_ns) -> None:
        self._replica = replica
        self._physical = physical
        self._state = (0, 0)
        self._lock = threading.Lock()

    def tick(self) -> str:
        """A stamp after every one made or witnessed so far."""
        with self._lock:
            ms, counter = self._state
            physical = self._physical() // 1_000_000
            if physical > ms:
                ms, counter = physical, 0
            elif counter < 0xFFFF:
                counter += 1
            else:
                ms, counter = ms + 1, 0
            self._state = (ms, counter)
        return f"{ms:012x}-{counter:04x}-{self._replica}"

    def witness(self, stamp: str) -> None:
        """Makes every later tick sort after this stamp; one from the future is accepted.

        ValueError when it is no stamp: taking it for an old one would let an edit lose.
        """
        match = _STAMP.match(stamp)
        if match is None:
            raise ValueError(f"“{stamp}” is not a stamp.")
        with self._lock:
            self._state = max(self._state, (int(match[1], 16), int(match[2], 16)))
