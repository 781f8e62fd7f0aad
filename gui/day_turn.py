"""Tells when another day has begun: what is due today, and what is overdue, is something else then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from store.days import present, until_tomorrow
from store.times import sort_key

LOOK_MS = 60_000
"""A timer stands still while the computer sleeps: so long after waking up at most, the day is known."""


class DayTurn(QObject):
    """Looks at the clock at the next day's start, each minute, and when the program comes to the front.

    Lives on the window's thread. now: a time such as Clock.now().
    """

    turned = Signal()

    def __init__(self, now: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._day = present(sort_key(now()))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)
        self.look()

    @property
    def wait(self) -> int:
        """Milliseconds until the next look."""
        return self._timer.interval()

    @Slot()
    def look(self) -> None:
        """Look now; a clock that was set back counts as well."""
        now = sort_key(self._now())
        day = present(now)
        # The timer may be a little early.
        self._timer.start(min(until_tomorrow(now) // 1_000_000 + 20, LOOK_MS))
        if day["today"] != self._day["today"]:
            self._day = day
            self.turned.emit()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()
