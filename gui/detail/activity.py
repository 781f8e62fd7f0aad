"""What happened to the issue, folded until it is wanted; newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui import wording
from gui.detail.look import inset, link_button
from gui.detail.subject import Subject
from gui.detail.words import excerpt, field_name, value_name
from gui.i18n import number
from store.answers import Event
from store.issue import TEXTS

_FIRST = 50
_EMPTIED = "∅"


class Activity(QWidget):
    """One line for each change: who, what, from what to what, when."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._all = False
        self._shown: tuple[Event, ...] = ()
        self._lines: list[QLabel] = []
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
        return tuple(label.text() for label in self._lines)

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
        if wanted != self._shown:
            self._shown = wanted
            self._build(wanted)

    def _build(self, events: tuple[Event, ...]) -> None:
        for label in self._lines:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._lines = []
        for place, event in enumerate(events):
            label = QLabel(sentence(event), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "caption")
            label.setWordWrap(True)
            label.setIndent(inset())
            self._column.insertWidget(1 + place, label)
            label.show()
            self._lines.append(label)

    @Slot()
    def _on_toggled(self) -> None:
        self.redraw()

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self.redraw()


def sentence(event: Event) -> str:
    """Return one change in words."""
    when = wording.full_time(event.at)
    name = field_name(event.field)
    before, after = _value(event.field, event.before), _value(event.field, event.after)
    who = event.actor or event.origin
    start = f"{when} · {who} · {name}: "
    if event.field in TEXTS and event.field != "title":
        return start + (f"“{after}”" if after else _EMPTIED)
    if before and after:
        return f"{start}{before} → {after}"
    return start + (after or f"{before} → {_EMPTIED}")


def _value(field: str, value: object) -> str:
    return excerpt(value_name(field, value), 60)


def _seq(event: Event) -> int:
    return event.seq
