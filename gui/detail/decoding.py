"""Pictures from bytes that nobody has checked: bounded in size and memory. Any thread but the window's."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS = 50_000_000
"""Of a picture that is decoded at all; a bomb says that it has billions."""

_MOST_MEGABYTES = 256
"""What Qt may take for one picture: four bytes for each of those pixels, and some."""


def decoded(data: bytes, kind: str, box: QSize) -> tuple[QImage, QSize]:
    """Return a picture that fits the box, never enlarged, and its full size; a null one if that fails.

    kind: the only decoder that is asked. Turned as its camera says.
    """
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.encode())
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage(), size
    if size.width() > box.width() or size.height() > box.height():
        smaller = size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(smaller.expandedTo(QSize(1, 1)))
    return reader.read(), size
