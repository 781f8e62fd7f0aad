"""What happened to the issue, folded until it is wanted; newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.detail.change_line import ChangeLine
from gui.detail.look import link_button
from gui.detail.subject import Subject
from gui.i18n import number
from gui.theme import current
from store.detail_answers import Event

_FIRST = 50


class Activity(QWidget):
    """One line for each change: who, what, from what to what, when."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._all = False
        self._look: object = ()
        self._lines: list[ChangeLine] = []
        self.toggle = link_button("", self)
        self.toggle.setCheckable(True)
        self._more = link_button("", self)
        self._more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.toggle.toggled.connect(self._on_toggled)
        self._more.clicked.connect(self._show_all)
        subject.changed.connect(self.redraw)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are shown."""
        return tuple(line.said.text() for line in self._lines)

    @property
    def changes(self) -> tuple[ChangeLine, ...]:
        """The changes that are shown, newest first."""
        return tuple(self._lines)

    @Slot()
    def redraw(self) -> None:
        """Show how many changes there are, and the lines when unfolded."""
        detail = self._subject.detail
        events = detail.activity if detail is not None else ()
        count = number(len(events))
        unfolded = self.toggle.isChecked()
        words = self.tr("Hide activity ({})") if unfolded else self.tr("Show activity ({})")
        self.toggle.setText(words.format(count))
        self.setVisible(bool(events))
        newest = tuple(sorted(events, key=_seq, reverse=True))
        wanted = (newest if self._all else newest[:_FIRST]) if unfolded else ()
        rest = len(events) - len(wanted)
        self._more.setVisible(unfolded and rest > 0)
        self._more.setText(self.tr("Show {} earlier changes").format(number(rest)))
        look = (wanted, current().palette.dark)
        if look != self._look:
            self._look = look
            self._build(wanted)

    def _build(self, events: tuple[Event, ...]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for place, event in enumerate(events):
            line = ChangeLine(event, self)
            self._column.insertWidget(1 + place, line)
            line.show()
            self._lines.append(line)

    @Slot()
    def _on_toggled(self) -> None:
        self.redraw()

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self.redraw()


def _seq(event: Event) -> int:
    return event.seq
