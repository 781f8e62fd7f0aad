"""Another day begins: lists and counts know it at midnight, after sleep, and when the clock was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import main_window
from gui.day_turn import LOOK_MS, DayTurn
from store.times import text_of
from store.tracker import Tracker
from tests.helpers.window import issue_line, open_window


class Moment:
    """A clock that stands where it is set, in the machine's own zone."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 23, 59).astimezone()

    def ns(self) -> int:
        return (self.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 1000

    def text(self) -> str:
        return text_of(self.ns())


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """The window and the store's threads read this clock."""
    moment = Moment()
    defaults = Tracker.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "physical", moment.ns)
    monkeypatch.setattr(main_window, "now_ms", lambda: moment.ns() // 1_000_000)
    return moment


def come_forward() -> None:
    app = QApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_after_sleep_the_views_of_days_are_counted_and_listed_anew(
    moment: Moment, qtbot: QtBot, tmp_path: Path
) -> None:
    def on(days: int, hour: int) -> str:
        return (moment.at + timedelta(days=days)).replace(hour=hour).isoformat()

    lines = [
        issue_line(1, title="Today", due_at=on(0, 9)),
        issue_line(2, title="Tomorrow", due_at=on(1, 17)),
        issue_line(3, title="Later", defer_until=on(6, 9)),
    ]
    with open_window(qtbot, tmp_path, lines, view="is:ready") as opened:
        window = opened.window

        def counts() -> list[int]:
            return [window.sidebar.counts.views[name] for name in ("today", "upcoming", "overdue")]

        window.issues.setFocus()
        for keys, scope in (("gt", "is:today"), ("gu", "is:upcoming"), ("go", "is:overdue")):
            qtbot.keyClicks(window.issues, keys)
            assert window.sidebar.choice.scope == scope
            opened.settled()
            window.issues.setFocus()
        assert "No issue is past its due date" in window.list_pane.empty.accessibleDescription()
        assert counts() == [1, 2, 0]
        come_forward()
        opened.settled()
        assert counts() == [1, 2, 0]
        moment.at += timedelta(days=1)
        come_forward()
        opened.settled()
        assert counts() == [2, 1, 1]
        assert opened.titles() == ["Today"]
        opened.wait(lambda: window.detail.subject.detail is not None)
        assert window.detail.body.ribbon.chips["due_at"].value.startswith("Overdue: ")


@pytest.fixture
def turn(moment: Moment, qapp: QApplication) -> Iterator[Callable[[], DayTurn]]:
    parent = QObject()
    yield lambda: DayTurn(moment.text, parent)
    parent.deleteLater()


def test_the_next_look_is_at_the_next_days_start_and_each_minute(
    moment: Moment, turn: Callable[[], DayTurn], qtbot: QtBot
) -> None:
    moment.at = moment.at.replace(hour=12)
    assert turn().wait == LOOK_MS
    moment.at = moment.at.replace(hour=23, minute=59, second=59, microsecond=950_000)
    day = turn()
    assert day.wait <= 100
    with qtbot.waitSignal(day.turned, timeout=2000):
        moment.at += timedelta(milliseconds=60)
    assert day.wait == LOOK_MS
    with qtbot.assertNotEmitted(day.turned):
        day.look()
    with qtbot.waitSignal(day.turned):
        moment.at -= timedelta(days=3)
        day.look()
