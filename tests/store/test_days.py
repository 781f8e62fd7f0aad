"""Days are the user's own: where they begin, also when clocks change, and what is on which of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import lists
from store.days import present, until_tomorrow
from store.query import Query
from store.times import LAST, sort_key
from store.tracker import Tracker
from tests.helpers.made_issues import add, listed, open_at, settle

HOUR = 3_600_000_000_000
ZONES = ("UTC", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Kiritimati", "Asia/Kathmandu")


@pytest.mark.parametrize(
    ("now", "zone", "today", "tomorrow"),
    [
        ("2026-11-24T23:30:00Z", "Europe/Berlin", "2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z"),
        ("2026-11-24T23:30:00Z", "America/Los_Angeles", "2026-11-24T08:00:00Z", "2026-11-25T08:00:00Z"),
        # 23 and 25 hours.
        ("2026-03-29T10:00:00Z", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("2026-10-25T10:00:00Z", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        # There was no midnight: the day began at one o'clock.
        ("2018-11-04T10:00:00Z", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
        ("2024-02-29T12:00:00Z", "UTC", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"),
        ("2026-12-31T12:00:00Z", "UTC", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z"),
    ],
)
def test_today_begins_and_ends_where_the_user_is(now: str, zone: str, today: str, tomorrow: str) -> None:
    found = present(sort_key(now), ZoneInfo(zone))
    assert (found["today"], found["tomorrow"]) == (sort_key(today), sort_key(tomorrow))


def test_the_calendars_last_day_has_no_tomorrow() -> None:
    assert present("9999-12-31T12:00:00.000000000", UTC)["tomorrow"] == LAST


@given(
    st.datetimes(datetime(1975, 1, 1), datetime(2035, 1, 1)).map(lambda found: found.replace(tzinfo=UTC)),
    st.sampled_from(ZONES).map(ZoneInfo),
)
def test_now_is_within_today_and_the_next_day_follows_at_once(now: datetime, zone: ZoneInfo) -> None:
    key = sort_key(now.isoformat())
    found = present(key, zone)
    assert found["today"] <= key < found["tomorrow"]
    assert present(found["tomorrow"], zone)["today"] == found["tomorrow"]
    later = now + timedelta(microseconds=until_tomorrow(key, zone) // 1000)
    assert later.astimezone(zone).date() > now.astimezone(zone).date()
    assert until_tomorrow(key, zone) <= 25 * HOUR


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


NOW = "2026-11-24T12:00:00.000001Z"


@pytest.fixture
def tracker(in_berlin: None, tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline", NOW)
    add(found, "d-1", due_at="2026-11-23T22:59:59Z", priority=3)  # yesterday in Berlin
    add(found, "d-2", due_at="2026-11-23T23:00:00Z", priority=1)  # the first moment of today
    add(found, "d-3", due_at="2026-11-24T17:00:00-05:00")  # today at 23:00
    add(found, "d-4", due_at="2026-11-24T23:00:00Z", priority=4)  # the first moment of tomorrow
    add(found, "d-5", defer_until="2026-11-24T21:00:00Z", status="deferred")
    add(found, "d-6", defer_until="2026-11-22T12:00:00Z")  # waits no longer: ready, and on no day
    add(found, "d-7", defer_until="2026-11-30T23:00:00Z", due_at="2026-11-20T12:00:00Z")
    add(found, "d-8", due_at="2026-12-24T12:00:00Z", defer_until="2026-11-28T12:00:00Z")
    add(found, "d-9", due_at="2026-11-23T12:00:00Z", status="closed")
    add(found, "d-10", due_at="2026-11-23T12:00:00Z", status="tombstone")
    add(found, "d-11", due_at="no date", defer_until="none either")
    settle(found)
    yield found
    found.close()


def test_each_issue_is_on_its_day(tracker: Tracker) -> None:
    assert listed(tracker, "is:today") == ["d-1", "d-2", "d-3", "d-5", "d-7"]
    assert listed(tracker, "is:upcoming") == ["d-4", "d-7", "d-8"]
    assert listed(tracker, "is:overdue") == ["d-1", "d-7"]
    assert listed(tracker, "-is:today -is:upcoming") == ["d-6", "d-9", "d-11"]
    rows = lists.rows(tracker, lists.keys(tracker, Query("is:open")).keys)
    assert {row.id for row in rows if row.overdue} == {"d-1", "d-7"}
    views = lists.counts(tracker).views
    assert [views[name] for name in ("today", "upcoming", "overdue")] == [5, 3, 2]


def test_views_about_dates_go_by_date(tracker: Tracker) -> None:
    def natural(text: str) -> list[str]:
        return listed(tracker, text, sort="natural")

    assert natural("is:upcoming") == ["d-4", "d-8", "d-7"]
    assert natural("is:overdue") == ["d-7", "d-1"]
    assert natural("is:today") == ["d-2", "d-3", "d-5", "d-7", "d-1"]
    pages: list[int] = []
    page = lists.page(tracker, Query("is:upcoming"), None, 1)
    while page.after is not None:
        pages += page.keys
        page = lists.page(tracker, Query("is:upcoming"), page.after, 1)
    assert pages == list(lists.keys(tracker, Query("is:upcoming")).keys)
