"""Marks the words that differ between two versions of a text. Window's thread."""

from __future__ import annotations

import difflib
import re
from html import escape
from typing import Literal, NamedTuple

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from gui.theme import current

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_WORDS = 4000
"""difflib is quadratic at worst: where more words differ, all of them are marked as one piece."""


def mark(left: QPlainTextEdit, right: QPlainTextEdit, theirs: str, mine: str) -> None:
    """Mark in two views the words in which their texts differ: theirs on the left, mine on the right."""
    palette = current().palette
    marks: tuple[list[QTextEdit.ExtraSelection], list[QTextEdit.ExtraSelection]] = ([], [])
    at = [0, 0]
    for part in parts(theirs, mine):
        width = _width(part.text)
        if part.kind == "gone":
            marks[0].append(_selection(left, at[0], width, palette.warning_tint))
        elif part.kind == "new":
            marks[1].append(_selection(right, at[1], width, palette.accent_tint))
        at[0] += width * (part.kind != "new")
        at[1] += width * (part.kind != "gone")
    left.setExtraSelections(marks[0])
    right.setExtraSelections(marks[1])


class Part(NamedTuple):
    """A piece of text that both versions have, or only the one before, or only the one after."""

    kind: Literal["same", "gone", "new"]
    text: str


def parts(before: str, after: str, most: int = _MOST_WORDS) -> list[Part]:
    """Cut two versions of a text into one; over `most` words that differ they stand one after the other."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [Part("same", "".join(old[:head]))]
    if max(len(middle), len(other)) > most:
        found += [Part("gone", "".join(middle)), Part("new", "".join(other))]
    else:
        for kind, a, b, c, d in difflib.SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
            if kind == "equal":
                found.append(Part("same", "".join(middle[a:b])))
            else:
                found += [Part("gone", "".join(middle[a:b])), Part("new", "".join(other[c:d]))]
    found.append(Part("same", "".join(old[len(old) - tail :])))
    return [part for part in found if part.text]


def write_inline(view: QTextEdit, before: str, after: str) -> None:
    """Write two versions as one text: what went is struck out, what came is bold, both are coloured."""
    palette = current().palette
    view.clear()
    cursor = view.textCursor()
    for part in parts(before, after):
        form = QTextCharFormat()
        if part.kind == "gone":
            form.setBackground(QColor(palette.danger_tint))
            form.setFontStrikeOut(True)
        elif part.kind == "new":
            form.setBackground(QColor(palette.success_tint))
            form.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(part.text, form)
    view.moveCursor(QTextCursor.MoveOperation.Start)


def as_html(pieces: list[Part], context: int) -> str:
    """The same as HTML, of what did not change only so many letters around the changes."""
    palette = current().palette
    gone = f'<s style="background-color:{palette.danger_tint}">'
    new = f'<b style="background-color:{palette.success_tint}">'
    shown: list[str] = []
    for place, part in enumerate(pieces):
        text = part.text
        if part.kind == "same" and len(text) > 2 * context + 20:
            before = text[:context] if place else ""
            after = text[-context:] if place + 1 < len(pieces) else ""
            text = f"{before} … {after}"
        words = escape(text, quote=False).replace("\n", "<br/>")
        shown.append({"gone": f"{gone}{words}</s>", "new": f"{new}{words}</b>"}.get(part.kind, words))
    return "".join(shown)


def _same(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def _width(text: str) -> int:
    """How long a text is in a view, in UTF-16 units as Qt counts."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2


def _selection(view: QPlainTextEdit, start: int, width: int, colour: str) -> QTextEdit.ExtraSelection:
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(start + width, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setBackground(QColor(colour))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = form
    return selection
