"""What hangs from the mouse while cards are carried: a card, and what letting go would do. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from gui.theme import RADIUS, SPACE_S, SPACE_XS, Theme

_OFFSET = QPoint(12, 12)


class Carried(QWidget):
    """Lies above the board and lets the mouse through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = QPixmap()
        self._words = ""
        self._many = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What letting go would do."""
        return self._words

    def take(self, card: QPixmap, *, many: bool) -> None:
        """Take a picture of a card in the hand."""
        self._card, self._many = card, many
        self.show()
        self.raise_()

    def move_to(self, place: QPoint, words: str) -> None:
        """Go to a point of the parent, and say what letting go there would do."""
        self._words = words
        size = self._card.deviceIndependentSize().toSize()
        width = max(size.width() + SPACE_XS, self._bar().width())
        self.setGeometry(QRect(place + _OFFSET, size).adjusted(0, 0, width - size.width(), SPACE_XS + 32))
        self.update()

    def let_go(self) -> None:
        """Hang nothing from the mouse."""
        self.hide()
        self._card, self._words = QPixmap(), ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, another one behind it where there are several, and the words."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._card.deviceIndependentSize()
        if self._many:
            painter.setPen(QColor(palette.control))
            painter.setBrush(QColor(palette.raised))
            behind = QRectF(SPACE_XS + 0.5, SPACE_XS + 0.5, size.width() - 1, size.height() - 1)
            painter.drawRoundedRect(behind, RADIUS, RADIUS)
        painter.setOpacity(0.92)
        painter.drawPixmap(0, 0, self._card)
        painter.setOpacity(1)
        if self._words:
            bar = self._bar().translated(0, int(size.height()) + SPACE_S)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(bar, RADIUS, RADIUS)
            painter.setFont(self._theme.font("caption"))
            painter.setPen(QColor(palette.on_accent))
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()

    def _bar(self) -> QRect:
        size = QFontMetrics(self._theme.font("caption"))
        width = size.horizontalAdvance(self._words) + 2 * SPACE_S
        return QRect(0, 0, width if self._words else 0, size.height() + SPACE_S)
