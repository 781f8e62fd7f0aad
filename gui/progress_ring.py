"""How much of an epic is finished, as a ring that fills from the top. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.theme import Palette

SIZE = 12


def paint_ring(painter: QPainter, left: float, middle: float, part: float, palette: Palette) -> None:
    """Paint a ring with its left edge there, around a line; part: how much of it is filled, 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = QRectF(left, middle - 5, SIZE, SIZE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.border), 2.5))
    painter.drawEllipse(ring)
    if part:
        painter.setPen(QPen(QColor(palette.status_closed), 2.5))
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * part))
    painter.restore()
