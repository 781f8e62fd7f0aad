"""Dates as they are shown: short, with a year where it is needed, and read the same when typed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from gui.day_words import day_words
from store.times import parse_when, sort_key


@pytest.fixture(params=["en_GB", "en_US", "de_DE"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def local(*parts: int) -> datetime:
    return datetime(*parts).astimezone()  # type: ignore[arg-type]


def test_a_day_has_its_year_only_where_another_could_be_meant(qapp: object) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    now = local(2026, 11, 24, 14, 30).isoformat()
    assert day_words(local(2026, 11, 27).isoformat(), now) == "Fri 27 Nov"
    assert day_words(local(2027, 2, 1, 17, 0).isoformat(), now) == "Mon 1 Feb, 17:00"
    assert day_words(local(2026, 11, 20).isoformat(), now) == "Fri 20 Nov 2026"
    assert day_words(local(2027, 11, 1).isoformat(), now) == "Mon 1 Nov 2027"
    assert day_words("no date", now) == "no date"
    QLocale.setDefault(before)


def test_a_date_that_is_shown_is_read_as_itself(language: str, qapp: object) -> None:
    start = local(2027, 12, 30, 14, 30)
    for days in range(-40, 460, 3):
        for hour, minute in ((0, 0), (9, 5)):
            day = (start + timedelta(days=days)).date()
            at = sort_key(local(day.year, day.month, day.day, hour, minute).isoformat())
            shown = day_words(at + "Z", start.isoformat())
            assert sort_key(parse_when(shown, start.isoformat())) == at, shown
