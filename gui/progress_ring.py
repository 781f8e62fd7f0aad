"""How much of an epic is finished, as a ring that fills from the top. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.theme import Palette

WIDTH = 2 / 14
"""Of the line, as a part of the room."""


def paint_ring(painter: QPainter, room: QRectF, part: float, palette: Palette) -> None:
    """Paint a ring that touches the edges of a square; part: how much of it is filled, 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = room.width() * WIDTH
    ring = room.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.border), line))
    painter.drawEllipse(ring)
    if part:
        painter.setPen(QPen(QColor(palette.status_closed), line))
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * part))
    painter.restore()
