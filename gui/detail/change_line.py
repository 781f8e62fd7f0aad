"""One change in the activity: a sentence, and of a text the words that differ, folded when they are many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui import wording
from gui.detail.look import inset, link_button
from gui.detail.words import excerpt, field_name, value_name
from gui.i18n import quoted
from gui.word_marks import Part, as_html, parts
from store.detail_answers import Event
from store.issue import TEXTS

_CONTEXT = 40
"""Letters around a change that are shown with it."""
_MOST_WORDS = 300
_MOST_LETTERS = 400
"""Changed letters that are shown at once; more are folded."""
_EMPTIED = "∅"
_WRITTEN = frozenset((*TEXTS, "comments"))


class ChangeLine(QWidget):
    """Who, what and when; of a text also how. Window's thread."""

    def __init__(self, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        self._event = event
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.said = _caption(self, Qt.TextFormat.PlainText)
        self.said.setText(sentence(event))
        column.addWidget(self.said)
        self.differs: QLabel | None = None
        self.whole = link_button(self.tr("Show the whole change"), self)
        self.whole.hide()
        if _is_rewritten(event):
            self.differs = _caption(self, Qt.TextFormat.RichText)
            column.addWidget(self.differs)
            column.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
            self.whole.clicked.connect(self._unfold)
            self._show(_cut(parts(str(event.before), str(event.after), _MOST_WORDS)))

    def _show(self, cut: tuple[list[Part], bool]) -> None:
        if self.differs is not None:
            self.differs.setText(as_html(cut[0], _CONTEXT))
            self.whole.setVisible(cut[1])

    @Slot()
    def _unfold(self) -> None:
        self._show((parts(str(self._event.before), str(self._event.after)), False))


def sentence(event: Event) -> str:
    """Return one change in words."""
    when = wording.full_time(event.at)
    name = field_name(event.field)
    before, after = _value(event.field, event.before), _value(event.field, event.after)
    who = event.actor or event.origin
    start = f"{when} · {who} · {name}"
    if _is_rewritten(event):
        return start
    if event.field in TEXTS and event.field != "title":
        return f"{start}: " + (quoted(after) if after else _EMPTIED)
    if before and after:
        return f"{start}: {before} → {after}"
    return f"{start}: " + (after or f"{before} → {_EMPTIED}")


def _is_rewritten(event: Event) -> bool:
    return event.field in _WRITTEN and bool(event.before) and bool(event.after)


def _cut(pieces: list[Part]) -> tuple[list[Part], bool]:
    """The first changes of a text, and whether there are more."""
    kept: list[Part] = []
    left = _MOST_LETTERS
    for part in pieces:
        if part.kind == "same":
            kept.append(part)
            continue
        if len(part.text) > left:
            kept.append(part._replace(text=f"{part.text[:left]} …"))
            return kept, True
        left -= len(part.text)
        kept.append(part)
    return kept, False


def _caption(parent: QWidget, format_: Qt.TextFormat) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(format_)
    label.setProperty("role", "caption")
    label.setWordWrap(True)
    label.setIndent(inset())
    return label


def _value(field: str, value: object) -> str:
    return excerpt(value_name(field, value), 60)
