"""The attached pictures inside a formatted text, no wider than the text. Window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui import icons
from gui.detail.pictures import TEXT, fitted
from gui.theme import RADIUS_SMALL, current

if TYPE_CHECKING:
    from gui.detail.subject import Subject

_WIDEST, _TALLEST, _NARROWEST = 480, 360, 80
"""At zoom 1: a picture is to be understood, and seen whole when it is opened."""
_PLACE = 64


class TextPictures(QObject):
    """Gives a text what is known of a picture, and says when more is."""

    changed = Signal(object)
    """The uid of a file whose picture is there now."""

    def __init__(self, subject: Subject, parent: QObject) -> None:
        super().__init__(parent)
        self._subject = subject
        subject.pictures.changed.connect(self.changed)

    def of(self, uid: str, width: int, ratio: float) -> QPixmap | None:
        """Return a file of this issue as a picture, or its place while it is fetched."""
        detail = self._subject.detail
        file = next((one for one in detail.attachments if one.uid == uid), None) if detail else None
        if file is None or not file.is_picture:
            return None
        shown = self._subject.pictures.get(file, TEXT)
        if shown is None or shown.picture.isNull():
            return _place(ratio)
        widest = max(_NARROWEST, min(width, current().scaled(_WIDEST)))
        return fitted(shown.picture, widest, current().scaled(_TALLEST), ratio)


def _place(ratio: float) -> QPixmap:
    """Paint a frame with a clip: a picture that is not there yet, or cannot be shown."""
    palette, side = current().palette, current().scaled(_PLACE)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.border), 1))
    painter.setBrush(QColor(palette.hover))
    painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), RADIUS_SMALL, RADIUS_SMALL)
    icon = current().icon_px
    place = (side - icon) // 2
    painter.drawPixmap(place, place, icons.pixmap("paperclip", palette.text_muted, icon, ratio))
    painter.end()
    return picture
