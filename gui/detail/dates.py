"""The popup for a date: type it as you would say it, take a usual one, or a day of the calendar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.day_words import day_words
from gui.detail.look import themed_icon
from gui.detail.popup import Popup
from gui.detail.usual_days import UsualDays
from gui.detail.words import moment
from gui.theme import SPACE_S, current, set_look_of
from store.times import parse_when

_ARROWS = (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right"))


class DatePicker(Popup):
    """Answers an RFC 3339 text, or None for no date. What a date is, the store says."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, name: str, now: Callable[[], str]) -> None:
        super().__init__(parent, name)
        self._now = now
        self._value: str | None = None
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(self.tr("fri, 24 dec, in 3 days, +2w"))
        self.edit.installEventFilter(self)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        set_look_of(self._said, "role", "strong")
        # In line with the words of the line above and the days below.
        self._said.setContentsMargins(SPACE_S + 2, 0, SPACE_S, 0)
        self.usual = UsualDays(self)
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        # Qt paints the month on the accent colour, with black arrows.
        self.calendar.setStyleSheet(
            "QCalendarWidget QWidget#qt_calendar_navigationbar { background: transparent; }"
            "QToolButton::menu-indicator { image: none; }"
        )
        # With large text in a low window there is no room for all of it.
        self._below = QScrollArea(self)
        self._below.setWidgetResizable(True)
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._days = QWidget(self._below)
        days = QVBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(self.column.spacing())
        days.addWidget(self.usual)
        days.addWidget(self.calendar)
        self._below.setWidget(self._days)
        for widget in (self.edit, self._said, self._below):
            self.column.addWidget(widget)
        self.edit.textChanged.connect(self._on_typed)
        self.usual.chosen.connect(self._on_usual)
        self.usual.left_above.connect(self._to_edit)
        self.usual.left_below.connect(self._to_calendar)
        self.calendar.clicked.connect(self._on_day)
        self.calendar.activated.connect(self._on_day)

    @property
    def message(self) -> str:
        """What the picker says about the typed text."""
        return self._said.text()

    def fit(self) -> None:
        """Be no taller than the window: what has no room is scrolled to."""
        wanted = self._days.sizeHint().height()
        above = self.edit.sizeHint().height() + self._said.sizeHint().height()
        room = self.window().height() - above - 6 * SPACE_S
        self._below.setFixedHeight(max(min(wanted, room), SPACE_S))
        super().fit()

    def open_at(self, anchor: QWidget, value: str | None) -> None:
        """Show the stored date."""
        for name, icon in _ARROWS:
            arrow = self.calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(themed_icon(icon))
        self.setFixedWidth(current().scaled(288))
        self.edit.clear()
        self._show_value(value)
        self.place_at(anchor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, value: str | None) -> None:
        """Show the date that is stored by now, unless another one is being typed."""
        if value != self._value and not self.edit.text().strip():
            self._show_value(value)

    def _show_value(self, value: str | None) -> None:
        self._value = value
        at = moment(value or "") or moment(self._now())
        if at is not None:
            self.calendar.setSelectedDate(at.date())
        self.usual.show_days(self._now(), can_clear=bool(value))
        self._say(day_words(value, self._now()) if value else "", wrong=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed; Down goes to the usual days."""
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_typed()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.usual.take_focus()
                return True
        if isinstance(watched, QWidget) and event.type() == QEvent.Type.FocusIn:
            self._bring_into_sight(watched)
        return super().eventFilter(watched, event)

    def _bring_into_sight(self, widget: QWidget) -> None:
        if self._below.isAncestorOf(widget):
            self._below.ensureWidgetVisible(widget)

    def _take(self, words: str) -> None:
        try:
            value = parse_when(words, self._now())
        except ValueError as error:
            self._say(str(error), wrong=True)
            return
        self._answer(value)

    def _answer(self, value: str | None) -> None:
        self.leave()
        self.picked.emit(value)

    def _take_typed(self) -> None:
        words = self.edit.text().strip()
        if words:
            self._take(words)
        else:
            self.leave()

    def _say(self, text: str, *, wrong: bool) -> None:
        self._said.setText(text)
        set_look_of(self._said, "kind", "danger" if wrong else "plain")
        self._said.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)
        self.fit()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if not text.strip():
            self._say("", wrong=False)
            return
        try:
            value = parse_when(text, self._now())
        except ValueError:
            self._say(self.tr("Not a date yet"), wrong=False)
            return
        at = moment(value)
        if at is not None:
            self.calendar.setSelectedDate(at.date())
        self._say(day_words(value, self._now()), wrong=False)

    @Slot(object)
    def _on_usual(self, words: str | None) -> None:
        if words is None:
            self._answer(None)
        else:
            self._take(words)

    @Slot()
    def _to_edit(self) -> None:
        self.edit.setFocus(Qt.FocusReason.BacktabFocusReason)

    @Slot()
    def _to_calendar(self) -> None:
        self.calendar.setFocus(Qt.FocusReason.TabFocusReason)
        self._below.ensureWidgetVisible(self.calendar)

    @Slot(QDate)
    def _on_day(self, date: QDate) -> None:
        self._take(date.toString(Qt.DateFormat.ISODate))
