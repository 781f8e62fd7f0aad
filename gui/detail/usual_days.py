"""The dates that are taken most, each with the day that it means; the arrow keys go through them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.day_words import day_words
from gui.theme import SPACE_S, SPACE_XS, set_look_of
from store.times import parse_when


class UsualDays(QWidget):
    """A column of buttons. Lives on the window's thread."""

    chosen = Signal(object)
    """The words of a date as store.when knows them, or None for no date."""
    left_above = Signal()
    left_below = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        names = {
            "today": self.tr("Today"),
            "tomorrow": self.tr("Tomorrow"),
            "this weekend": self.tr("This weekend"),
            "next week": self.tr("Next week"),
            "next month": self.tr("Next month"),
            None: self.tr("No date"),
        }
        self.buttons = {words: _DayButton(words, name, self) for words, name in names.items()}
        for button in self.buttons.values():
            column.addWidget(button)
            button.installEventFilter(self)
            button.clicked.connect(self._on_clicked)

    def show_days(self, now: str, *, can_clear: bool) -> None:
        """Say which day each means. now: a time such as Clock.now(); can_clear: whether there is a date."""
        for words, button in self.buttons.items():
            if words is not None:
                button.show_day(day_words(parse_when(words, now), now))
        self.buttons[None].setEnabled(can_clear)

    def take_focus(self) -> None:
        """Give the keyboard to the first of them."""
        self.buttons["today"].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go from one to the next, and out at both ends."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            usable = [button for button in self.buttons.values() if button.isEnabled()]
            if step and watched in usable:
                self._go(usable, next(n for n, one in enumerate(usable) if one is watched) + step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, usable: list[_DayButton], place: int) -> None:
        if place < 0:
            self.left_above.emit()
        elif place >= len(usable):
            self.left_below.emit()
        else:
            usable[place].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _DayButton):
            self.chosen.emit(button.words)


class _DayButton(QPushButton):
    """The name on the left, its day on the right."""

    def __init__(self, words: str | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self._name = name
        set_look_of(self, "kind", "flat")
        self.setAccessibleName(name)
        self._day = QLabel(self)
        set_look_of(self._day, "role", "caption")
        title = QLabel(name, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S + 2, SPACE_XS, SPACE_S + 2, SPACE_XS)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._day)
        for label in (title, self._day):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_day(self, day: str) -> None:
        """Say which day is meant."""
        self._day.setText(day)
        self.setAccessibleName(f"{self._name}, {day}")
