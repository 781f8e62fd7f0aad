"""A date in words as short as they can be: Fri 27 Nov. What is shown here is read the same when typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from gui.detail.words import moment

_NEAR_DAYS = 330
"""A day that is at most so far ahead is told without its year."""


def day_words(text: str, now: str) -> str:
    """Return the day of a stored time, with the time of day unless that is midnight. now: a time, too."""
    at, today = moment(text), moment(now)
    if at is None or today is None:
        return text
    near = 0 <= today.date().daysTo(at.date()) <= _NEAR_DAYS
    tr = QCoreApplication.translate
    day = QLocale().toString(at.date(), tr("Words", "ddd d MMM") if near else tr("Words", "ddd d MMM yyyy"))
    clock = at.time()
    return day if clock.msecsSinceStartOfDay() == 0 else f"{day}, {QLocale().toString(clock, 'HH:mm')}"
