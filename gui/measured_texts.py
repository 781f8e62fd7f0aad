"""Texts of a list measured once: widths and elided forms, kept until the theme changes. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

REMEMBERED = 4000
"""Texts whose width or elided form is kept."""

_ELIDE = Qt.TextElideMode.ElideRight


class MeasuredTexts:
    """The texts of one font. A cell is painted some 200 times for each frame of scrolling."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._size = QFontMetrics(font)
        self.height = self._size.height()
        self._widths: dict[str, int] = {}
        self._elided: dict[tuple[str, int], str] = {}

    def width(self, text: str) -> int:
        """Return how wide a text is."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > REMEMBERED:
                self._widths.clear()
            width = self._widths[text] = self._size.horizontalAdvance(text)
        return width

    def fit(self, text: str, width: int) -> str:
        """Return as much of a text as fits."""
        found = self._elided.get((text, width))
        if found is None:
            if len(self._elided) > REMEMBERED:
                self._elided.clear()
            found = self._elided[text, width] = self._size.elidedText(text, _ELIDE, width)
        return found
