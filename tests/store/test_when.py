"""Dates as people type them, in English and German: which day is meant, and that it is read back the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.when import spoken
from tests.store.test_days import ZONES

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 11, 24, 14, 30, tzinfo=BERLIN)


def meant(typed: str, here: datetime = TUESDAY) -> str:
    zone = here.tzinfo
    found = spoken(typed, here, zone)
    return (
        "" if found is None else found.strftime("%Y-%m-%d" if found.time() == _MIDNIGHT else "%Y-%m-%d %H:%M")
    )


_MIDNIGHT = datetime.min.time()


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        ("2026-11-24", ("today", "heute", "24 nov", "24.11.", "tue 24 nov", "di, 24. nov.")),
        ("2026-11-25", ("tomorrow", "Morgen", "in 1 day", "in a day", "in einem tag", "wed", "mi")),
        ("2026-11-26", ("day after tomorrow", "übermorgen", "uebermorgen", "u\u0308bermorgen", "do", "donn")),
        ("2026-11-27", ("fri", "fr", "Fr.", "friday", "next fri", "nächsten Freitag", "in 3 days")),
        ("2026-11-27", ("Fri 27 Nov", "Fri, 27 Nov", "27 nov", "nov 27", "27. November", "27th nov")),
        ("2026-11-28", ("weekend", "this weekend", "Wochenende", "sat", "samstag", "in 4d", "in 4 tagen")),
        ("2026-11-30", ("next week", "nächste Woche", "naechste woche", "monday", "end of month")),
        ("2026-12-01", ("next month", "nächsten Monat", "1.12.", "in a week", "+1 week", "in einer Woche")),
        ("2026-12-24", ("24 dec", "Dec 24", "24. Dez", "24.12.", "24.12", "24.12.2026", "24 december 2026")),
        ("2026-12-24", ("in 1 month", "in einem monat")),
        ("2026-11-30", ("monatsende", "mo")),
        ("2027-03-03", ("3 mar", "3 märz", "3 maerz", "mar 3, 2027", "3rd march")),
        ("2028-02-29", ("29 feb", "29.2.")),
        ("2026-11-25 17:00", ("tomorrow 17:00", "tomorrow, 17:00", "tomorrow at 5pm", "morgen um 17 uhr")),
        ("2026-11-24 17:00", ("17:00", "5 pm", "today 17:00")),
        ("2026-11-25 09:00", ("9:00", "9 am", "9 uhr")),
        ("2026-12-24 09:30", ("24 dec 9:30", "24.12. 9:30", "thu 24 dec 9:30")),
        ("2026-11-24 16:30", ("in 2 hours", "+2 hours", "in 2 stunden", "+2h", "in 2h")),
        ("2026-12-08 14:30", ("+2w", "14d")),
        ("", ("may", "soon", "24", "24 foo", "fri 28 nov", "13 pm", "25:00", "next", "12 24", "", "so so")),
    ],
)  # fmt: skip
def test_which_day_is_meant(day: str, typed: tuple[str, ...]) -> None:
    assert {words: meant(words) for words in typed} == dict.fromkeys(typed, day)


@pytest.mark.parametrize("typed", ["31 nov", "32 dec", "29 feb 2027", "1.13.", "0 dec"])
def test_a_day_that_no_month_has_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        meant(typed)


def test_on_a_weekend_the_weekend_is_today() -> None:
    saturday = datetime(2026, 11, 28, 12, tzinfo=BERLIN)
    assert [meant("weekend", saturday + timedelta(days=n)) for n in range(3)] == [
        "2026-11-28", "2026-11-29", "2026-12-05",
    ]  # fmt: skip


def test_a_month_from_its_last_day_ends_on_the_next_ones_last() -> None:
    assert meant("in 1 month", datetime(2026, 1, 31, tzinfo=UTC)) == "2026-02-28"
    assert meant("in 1 month", datetime(2028, 1, 31, tzinfo=UTC)) == "2028-02-29"
    assert meant("in 1 year", datetime(2028, 2, 29, tzinfo=UTC)) == "2029-02-28"


def test_days_have_their_own_offset_where_the_clocks_change() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    tomorrow, later = spoken("tomorrow 17:00", before, BERLIN), spoken("in 2 days", before, BERLIN)
    assert tomorrow is not None
    assert later is not None
    assert tomorrow.isoformat() == "2026-03-29T17:00:00+02:00"
    assert later.isoformat() == "2026-03-30T00:00:00+02:00"


# Kiritimati never had the last day of 1994: it went over the date line.
_DAYS = st.dates(date(1996, 1, 1), date(2090, 12, 31))


@given(_DAYS, _DAYS, st.sampled_from(ZONES).map(ZoneInfo), st.sampled_from(range(24)))
def test_a_day_that_is_spelled_is_read_as_that_day(day: date, today: date, zone: ZoneInfo, hour: int) -> None:
    here = datetime(today.year, today.month, today.day, hour, tzinfo=zone)
    spelled = [f"{day:%d %b %Y}", f"{day:%a %d %b %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}"]
    if today <= day <= today.replace(year=today.year + 1, day=1):
        spelled += [f"{day:%a, %d %b}", f"{day:%d.%m.}", f"{day:%d. %B}"]
    for typed in (*spelled, *(f"{words} 23:59" for words in spelled)):
        found = spoken(typed, here, zone)
        assert found is not None, typed
        assert found.date() == day, typed
