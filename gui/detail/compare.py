"""Two versions of a text side by side, words that differ marked, and the choice between them."""

from __future__ import annotations

import difflib
import re

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.detail.drafts import Draft
from gui.detail.subject import Subject
from gui.detail.words import field_name
from gui.theme import current

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_WORDS = 4000
"""difflib is quadratic at worst; longer texts are shown without marks."""


class CompareDialog(QDialog):
    """Asks which version of a field is to stand; closing it decides nothing."""

    def __init__(self, subject: Subject, parent: QWidget, draft: Draft) -> None:
        super().__init__(parent)
        self._subject = subject
        self._uid, self._field = draft.uid, draft.field
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("{} of {}: two versions").format(field_name(draft.field), draft.id))
        self.resize(760, 440)
        theirs, mine = str(draft.theirs), str(draft.value)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        self.left = self._column(columns, self.tr("In the tracker now"), theirs)
        self.right = self._column(columns, self.tr("Yours, not saved"), mine)
        _mark(self.left, self.right, theirs, mine)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for text, slot in (
            (self.tr("Use theirs"), self._use_theirs),
            (self.tr("Keep mine"), self._keep_mine),
            (self.tr("Decide later"), self.reject),
        ):
            button = QPushButton(text, self)
            # Enter must not choose for the user.
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        page = QVBoxLayout(self)
        page.addLayout(columns)
        page.addLayout(buttons)

    def _column(self, columns: QHBoxLayout, name: str, text: str) -> QPlainTextEdit:
        column = QVBoxLayout()
        column.addWidget(QLabel(name, self))
        view = QPlainTextEdit(text, self)
        view.setReadOnly(True)
        view.setAccessibleName(name)
        column.addWidget(view)
        columns.addLayout(column)
        return view

    @Slot()
    def _use_theirs(self) -> None:
        self._subject.saver.drop(self._uid, self._field)
        self.accept()

    @Slot()
    def _keep_mine(self) -> None:
        self._subject.saver.keep_mine(self._uid, self._field)
        self.accept()


def _mark(left: QPlainTextEdit, right: QPlainTextEdit, theirs: str, mine: str) -> None:
    ours, others = _WORDS.findall(mine), _WORDS.findall(theirs)
    if max(len(ours), len(others)) > _MOST_WORDS:
        return
    palette = current().palette
    marks: tuple[list[QTextEdit.ExtraSelection], list[QTextEdit.ExtraSelection]] = ([], [])
    starts = (_starts(others), _starts(ours))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, others, ours, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        marks[0].append(_selection(left, starts[0][a], starts[0][b], palette.warning_tint))
        marks[1].append(_selection(right, starts[1][c], starts[1][d], palette.accent_tint))
    left.setExtraSelections(marks[0])
    right.setExtraSelections(marks[1])


def _starts(words: list[str]) -> list[int]:
    """Where each word starts, in UTF-16 units as Qt counts, and where the last one ends."""
    places = [0]
    for word in words:
        places.append(places[-1] + len(word.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2)
    return places


def _selection(view: QPlainTextEdit, start: int, end: int, colour: str) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setBackground(QColor(colour))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = form
    return selection
