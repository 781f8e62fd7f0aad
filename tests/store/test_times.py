"""Times: the key that sorts, Go's spelling, the clocks, and what people type."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.times import Clock, HybridClock, canonical, nanoseconds, parse_when, sort_key, text_of

VECTORS = Path(__file__).parents[3] / "shared" / "golden" / "go_encoding_vectors_jsonv1.txt"

offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59)
moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29))


def written(moment: datetime, minutes: int, fraction: str) -> str:
    zone = "Z"
    if minutes:
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    local = (moment + timedelta(minutes=minutes)).replace(microsecond=0)
    return f"{local.isoformat()}{'.' if fraction else ''}{fraction}{zone}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-02-05T09:20:11Z", "2026-02-05T09:20:11.000000000"),
        ("2026-02-05T09:20:11.12-08:00", "2026-02-05T17:20:11.120000000"),
        ("2026-01-01T00:30:00+05:30", "2025-12-31T19:00:00.000000000"),
        ("2025-12-31T23:00:00-01:30", "2026-01-01T00:30:00.000000000"),
        ("2026-02-05T09:20:11.1234567891Z", "2026-02-05T09:20:11.123456789"),
        ("2026-02-05T09:20:11,25Z", "2026-02-05T09:20:11.250000000"),
        ("2026-02-05t09:20:11z", "2026-02-05T09:20:11.000000000"),
        ("2026-02-05 09:20:11", "2026-02-05T09:20:11.000000000"),
        ("2026-02-05T9:20:11Z", "2026-02-05T09:20:11.000000000"),
        ("2026-02-05", "2026-02-05T00:00:00.000000000"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000000000"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000000"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00.000000000"),
        ("0000-06-01T00:00:00Z", "0001-01-01T00:00:00.000000000"),
        ("9999-12-31T23:00:00-05:00", "9999-12-31T23:59:59.999999999"),
    ],
)
def test_the_key_is_the_instant_in_utc(text: str, key: str) -> None:
    assert sort_key(text) == key


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-02-30T00:00:00Z", "2023-02-29", "2026-13-01", "2026-02-05T24:00:00Z",
     "2026-02-05T09:20:60Z", "2026-02-05T09:20:11+25:00", "2026-02-05T09:20:11+23:59:59",
     "2026-02-05T09:20:11Z\n", "٢٠٢٦-02-05T09:20:11Z", "1700000000"],
)  # fmt: skip
def test_unreadable_text_sorts_first(text: str) -> None:
    assert sort_key(text) == ""
    assert canonical(text) == ""
    assert nanoseconds(text) is None


@given(moments, offsets, moments, offsets, st.text("0123456789", max_size=12))
def test_text_order_of_keys_is_time_order(a: datetime, p: int, b: datetime, q: int, fraction: str) -> None:
    first, second = sort_key(written(a, p, fraction)), sort_key(written(b, q, fraction))
    assert (first < second) == (a.replace(microsecond=0) < b.replace(microsecond=0))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}", first)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert isinstance(sort_key(text), str)
    assert isinstance(canonical(text), str)


@given(moments, offsets, st.text("0123456789", max_size=12))
def test_the_canonical_spelling_is_the_same_instant_and_stays(
    moment: datetime, minutes: int, fraction: str
) -> None:
    text = written(moment, minutes, fraction)
    once = canonical(text)
    assert sort_key(once) == sort_key(text)
    assert canonical(once) == once


@given(moments, st.integers(0, 999_999_999))
def test_nanoseconds_come_back(moment: datetime, rest: int) -> None:
    text = canonical(f"{moment.isoformat(timespec='seconds')}.{rest:09}Z")
    count = nanoseconds(text)
    assert count is not None
    assert text_of(count) == text


def test_nanoseconds_count_from_1970() -> None:
    assert nanoseconds("2023-11-14T22:13:20.123456789Z") == 1700000000123456789
    assert nanoseconds("1969-12-31T23:59:59.9Z") == -100_000_000


@pytest.mark.skipif(not VECTORS.exists(), reason="shared/golden is not beside this checkout")
def test_spelling_agrees_with_go() -> None:
    checked = 0
    for found in re.finditer(r'^time (\S.*?)\s+-> "(.*?)" err=(.*) <nil>$', VECTORS.read_text(), re.M):
        text, expected, error = found.groups()
        if error == "<nil>":
            assert canonical(text) == expected
            checked += 1
    assert checked == 9
    assert canonical("2026-02-05T09:20:11-24:00") == ""


def test_a_standing_clock_still_moves_and_never_ends_in_zero() -> None:
    clock = Clock(lambda: 1_700_000_000_000_000_000)
    seen = [clock.now() for _ in range(30)]
    assert seen[0] == "2023-11-14T22:13:20.000001Z"
    assert seen == sorted(set(seen))
    assert all(re.search(r"\.\d{5}[1-9]Z$", text) for text in seen)
    assert [canonical(text) for text in seen] == seen


def test_a_clock_set_back_does_not_go_back() -> None:
    readings = iter([5_000_000_000, 1_000_000_000, 9_000_000_000])
    clock = Clock(lambda: next(readings))
    assert [clock.now() for _ in range(3)] == [
        "1970-01-01T00:00:05.000001Z",
        "1970-01-01T00:00:05.000002Z",
        "1970-01-01T00:00:09.000001Z",
    ]


@given(moments, offsets, st.text("0123456789", max_size=9))
def test_after_is_later_even_than_a_future_time(moment: datetime, minutes: int, fraction: str) -> None:
    clock = Clock(lambda: 1_700_000_000_000_000_000)
    previous = written(moment, minutes, fraction)
    later = clock.after(previous)
    assert sort_key(later) > sort_key(previous)
    assert re.search(r"\.\d{5}[1-9]Z$", later)


def test_a_future_issue_does_not_drag_the_clock_along() -> None:
    clock = Clock(lambda: 1_700_000_000_000_000_000)
    assert clock.after("2999-01-01T00:00:00.0000009Z") == "2999-01-01T00:00:00.000001Z"
    assert clock.now().startswith("2023-")
    assert clock.after("not a time").startswith("2023-")
    assert clock.after("9999-12-31T23:59:59.999999999Z") == "9999-12-31T23:59:59.999999Z"


def test_stamps_sort_by_time_then_counter() -> None:
    readings = iter([1_000_000_000, 1_000_000_000, 500_000_000, 2_000_000_000])
    clock = HybridClock("ab12cd34", lambda: next(readings))
    seen = [clock.tick() for _ in range(4)]
    assert seen[:2] == ["0000000003e8-0000-ab12cd34", "0000000003e8-0001-ab12cd34"]
    assert seen == sorted(set(seen))


def test_a_full_counter_moves_the_milliseconds() -> None:
    clock = HybridClock("r", lambda: 1_000_000)
    clock.witness("0000000003e8-ffff-other")
    assert clock.tick() == "0000000003e9-0000-r"


@given(st.integers(0, 2**48 - 2), st.integers(0, 0xFFFF), st.integers(0, 2**60))
def test_what_follows_a_witnessed_stamp_beats_it(ms: int, counter: int, physical: int) -> None:
    stamp = f"{ms:012x}-{counter:04x}-zz"
    clock = HybridClock("aa", lambda: physical)
    clock.witness(stamp)
    first = clock.tick()
    assert first > stamp
    assert clock.tick() > first


@pytest.mark.parametrize("stamp", ["", "3e8-0000-a", "0000000003e8-0000-", "0000000003E8-0000-a"])
def test_a_damaged_stamp_is_refused(stamp: str) -> None:
    with pytest.raises(ValueError, match="is not a stamp"):
        HybridClock("r").witness(stamp)


BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY_NIGHT = "2026-01-31T23:30:00.5Z"  # already Sunday, 1 February, in Berlin


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-02-01T00:00:00+01:00"),
        ("Tomorrow ", "2026-02-02T00:00:00+01:00"),
        ("sunday", "2026-02-08T00:00:00+01:00"),
        ("fri", "2026-02-06T00:00:00+01:00"),
        ("next friday", "2026-02-06T00:00:00+01:00"),
        ("next  week", "2026-02-02T00:00:00+01:00"),
        ("next month", "2026-03-01T00:00:00+01:00"),
        ("+6h", "2026-02-01T06:30:00+01:00"),
        ("-1d", "2026-01-31T00:30:00+01:00"),
        ("+2w", "2026-02-15T00:30:00+01:00"),
        ("3m", "2026-05-01T00:30:00+02:00"),
        ("+1y", "2027-02-01T00:30:00+01:00"),
        ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        ("2026-07-01 10:00", "2026-07-01T10:00:00+02:00"),
        ("2026-12-31T00:00:00-08:00", "2026-12-31T00:00:00-08:00"),
        ("2026-12-31t10:00:00.50z", "2026-12-31T10:00:00.5Z"),
    ],
)
def test_what_people_type(typed: str, meant: str) -> None:
    assert parse_when(typed, SATURDAY_NIGHT, BERLIN) == meant


def test_a_short_month_takes_its_last_day() -> None:
    assert parse_when("+1m", "2026-01-31T12:00:00Z", UTC) == "2026-02-28T12:00:00Z"
    assert parse_when("-1y", "2024-02-29T12:00:00Z", UTC) == "2023-02-28T12:00:00Z"


def test_an_hour_is_an_hour_when_the_clocks_change() -> None:
    before = "2026-03-29T00:30:00Z"  # 01:30 in Berlin, half an hour before 02:00 becomes 03:00
    assert parse_when("+1h", before, BERLIN) == "2026-03-29T03:30:00+02:00"


def test_the_machines_own_zone_is_used_without_another() -> None:
    local = datetime(2026, 7, 1).astimezone()
    assert sort_key(parse_when("2026-07-01", SATURDAY_NIGHT)) == sort_key(local.isoformat())


@pytest.mark.parametrize("typed", ["", "soon", "may", "s", "t", "+3", "3x", "2026", "1700000000", "next"])
def test_other_words_are_refused_plainly(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_when(typed, SATURDAY_NIGHT, BERLIN)


@pytest.mark.parametrize("typed", ["2026-02-30", "+9999999y", "-3000y", "+9999999w", "+99999m"])
def test_days_that_do_not_exist_are_refused_plainly(typed: str) -> None:
    with pytest.raises(ValueError, match="is not in the calendar"):
        parse_when(typed, SATURDAY_NIGHT, BERLIN)


@given(st.text(max_size=20))
def test_any_text_gives_a_date_or_a_plain_refusal(typed: str) -> None:
    try:
        meant = parse_when(typed, SATURDAY_NIGHT, timezone(timedelta(hours=-8)))
    except ValueError as refusal:
        said = str(refusal)
    else:
        said = "" if sort_key(meant) else meant
    assert not said or said.startswith("“")
