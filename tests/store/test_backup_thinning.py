"""Which backups stay: properties of the rule for any times, and a year of use."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.backup_thinning import kept

START = datetime(2026, 1, 1)

times = st.lists(st.integers(0, 3 * 365 * 24 * 60), max_size=60).map(
    lambda minutes: [START + timedelta(minutes=one) for one in minutes]
)


@given(times)
def test_the_latest_stay_and_there_are_never_many(found: list[datetime]) -> None:
    stay = kept(found)
    assert stay >= set(sorted(set(found), reverse=True)[:1])
    assert stay >= set(sorted(found, reverse=True)[:6])
    assert stay <= set(found)
    assert len(stay) <= 6 + 7 + 4 + 12


@given(times)
def test_each_of_the_latest_days_weeks_and_months_has_its_last_one(found: list[datetime]) -> None:
    stay = kept(found)
    for most, span in ((7, "%Y-%j"), (4, "%G-%V"), (12, "%Y-%m")):
        last = {one.strftime(span): one for one in sorted(found)}
        assert stay >= set(sorted(last.values(), reverse=True)[:most])


@given(times, times)
def test_thinning_each_time_keeps_what_thinning_at_the_end_would(
    early: list[datetime], more: list[datetime]
) -> None:
    end = max(early, default=START)
    late = [end + (one - START) for one in more]
    assert kept(kept(early)) == kept(early)
    assert kept([*kept(early), *late]) == kept([*early, *late])


def test_after_two_years_of_use_and_two_of_none_there_is_still_one_of_each_month() -> None:
    stay: frozenset[datetime] = frozenset()
    for day in range(730):
        stay = kept({*stay, *(START + timedelta(days=day, hours=hour) for hour in (9, 12, 17))})
    stay = kept({*stay, START + timedelta(days=4 * 365)})
    months = sorted({f"{one:%Y-%m}" for one in stay})
    assert months == [f"2027-{month:02}" for month in range(2, 13)] + ["2029-12"]


def test_six_of_one_day_stay_and_of_daily_ones_seven_four_weeks_and_twelve_months() -> None:
    minutes = [START + timedelta(minutes=minute) for minute in range(60)]
    assert kept(minutes) == set(minutes[-6:])
    days = [START + timedelta(days=day) for day in range(730)]  # the last one is Friday, 31 December 2027
    weeks = [datetime(2027, 12, day) for day in (12, 19, 26, 31)]
    months = [datetime(2027, month + 1, 1) - timedelta(days=1) for month in range(1, 12)]
    assert kept(days) == {*days[-7:], *weeks, *months}
