"""The filters of a query as chips inside its text: where they are, and how they are painted over a line edit.

The text stays the only truth: a chip is a part of it with a frame and room for a cross. Window's thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from gui import icons
from gui.theme import RADIUS_SMALL, Theme
from store.query import BadQuery, Filter, Group, Term, parse
from store.structs import dataclass

PAD, CROSS = 6, 12
"""Beside a chip's text, and the cross after it, in pixels at zoom 1."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter or a group: text[start:end]. name: how many of its letters are the filter's name."""

    start: int
    end: int
    name: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """How a part of the text looks."""

    start: int
    length: int
    format: QTextCharFormat


def chips_of(text: str) -> tuple[Chip, ...]:
    """Return the filters that can be read, also before and after a part that cannot."""
    return tuple(_chips(text, 0))


def _chips(text: str, offset: int) -> list[Chip]:
    try:
        terms = parse(text)
    except BadQuery as fault:
        before = text[: fault.start]
        word = before.rstrip()
        # What stands before the fault in the same word belongs to it.
        head = before if len(word) < len(before) else word[: max(word.rfind(" "), 0)]
        rest = text.find(" ", fault.end)
        found = _chips(head, offset) if len(head) < len(text) else []
        return found if rest < 0 else found + _chips(text[rest:], offset + rest)
    return [_chip(term, offset) for term in terms if isinstance(term, Filter | Group)]


def _chip(term: Term, offset: int) -> Chip:
    name = len(term.name) + 1 + term.negated if isinstance(term, Filter) else 0
    return Chip(term.start + offset, term.end + offset, name)


def formats_of(text: str, chips: Sequence[Chip], theme: Theme) -> list[Format]:
    """Return what makes room for frames and crosses, and the colour of names."""
    found: list[Format] = []
    for chip in chips:
        if chip.start and text[chip.start - 1].isspace():
            found.append(Format(chip.start - 1, 1, _spaced(theme.scaled(PAD))))
        if chip.name:
            name = QTextCharFormat()
            name.setForeground(QColor(theme.palette.text_secondary))
            found.append(Format(chip.start, chip.name, name))
        found.append(Format(chip.end - 1, 1, _spaced(theme.scaled(PAD + CROSS + PAD))))
    return found


def _spaced(pixels: int) -> QTextCharFormat:
    spaced = QTextCharFormat()
    spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    spaced.setFontLetterSpacing(pixels)
    return spaced


class ChipLine:
    """The same line of text as a line edit's own, which tells no places: where each chip is, in pixels."""

    def __init__(self, text: str, font: QFont, formats: Sequence[Format]) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
        self._layout.setTextOption(option)
        ranges: list[QTextLayout.FormatRange] = []
        for one in formats:
            entry = QTextLayout.FormatRange()
            entry.start, entry.length, entry.format = one.start, one.length, one.format
            ranges.append(entry)
        self._layout.setFormats(ranges)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()

    def x(self, position: int) -> float:
        """Where a letter begins."""
        return float(self._line.cursorToX(position)[0] if self._line.isValid() else 0)  # type: ignore[index]

    def frame(self, chip: Chip, origin: QPointF, height: int, theme: Theme) -> QRectF:
        """The frame of a chip in a widget of that height."""
        tall = min(height - 6, theme.scaled(22))
        left = self.x(chip.start) - theme.scaled(PAD) + 2
        return QRectF(origin.x() + left, (height - tall) / 2, self.x(chip.end) - left - 3, tall)

    def cross(self, chip: Chip, origin: QPointF, height: int, theme: Theme) -> QRectF:
        """Where a click takes the chip away."""
        frame = self.frame(chip, origin, height, theme)
        return QRectF(
            frame.right() - theme.scaled(CROSS + PAD), frame.top(), theme.scaled(CROSS + PAD), frame.height()
        )

    def paint(
        self,
        painter: QPainter,
        chip: Chip,
        origin: QPointF,
        height: int,
        theme: Theme,
        look: tuple[bool, bool],
    ) -> None:
        """Paint one chip. look: whether it is selected, and whether the mouse is on its cross."""
        chosen, hot = look
        palette = theme.palette
        frame = self.frame(chip, origin, height, theme)
        if chosen:
            # What the line edit painted of the selection stands out beside the frame.
            over = frame.adjusted(0, 0, 4, 0)
            painter.fillRect(over, QColor(palette.field))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent if chosen else palette.border), 1))
        painter.setBrush(QColor(palette.selected if chosen else palette.hover))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        cross = self.cross(chip, origin, height, theme)
        size = theme.scaled(CROSS)
        if hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.pressed))
            painter.drawRoundedRect(cross.adjusted(1, 3, -2, -3), RADIUS_SMALL, RADIUS_SMALL)
        colour = palette.text if hot or chosen else palette.text_muted
        picture = icons.pixmap("x", colour, size, painter.device().devicePixelRatioF())
        place = QRect(0, 0, size, size)
        place.moveCenter(cross.toAlignedRect().center())
        painter.drawPixmap(place.topLeft(), picture)
        painter.save()
        painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
        painter.setPen(QColor(palette.text))
        self._layout.draw(painter, origin)
        painter.restore()
