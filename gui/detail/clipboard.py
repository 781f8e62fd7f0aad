"""What can be attached of what was copied or is dragged: files of this computer, or a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QPixmap


def files_in(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer; addresses elsewhere are never fetched."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile())


def has_picture(data: QMimeData) -> bool:
    """Whether it is a picture and no text: a table that was copied comes as both."""
    return data.hasImage() and not data.hasText()


def picture_in(data: QMimeData) -> QImage | None:
    """Return the picture, where there is one."""
    image: object = data.imageData() if data.hasImage() else None
    if isinstance(image, QPixmap):
        image = image.toImage()
    return image if isinstance(image, QImage) and not image.isNull() else None
