"""Marks the words that differ between two versions of a text. Window's thread."""

from __future__ import annotations

import difflib
import re

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from gui.theme import current

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_WORDS = 4000
"""difflib is quadratic at worst; longer texts are shown without marks."""


def mark(left: QPlainTextEdit, right: QPlainTextEdit, theirs: str, mine: str) -> None:
    """Mark in two views the words in which their texts differ: theirs on the left, mine on the right."""
    left.setExtraSelections([])
    right.setExtraSelections([])
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
