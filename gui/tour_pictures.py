"""Takes the pictures of the guided tour, and types into the window as a person would. Window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from store.errors import KnownError


class Album:
    """Numbered pictures in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: list[Path] = []

    def take(self, name: str, window: QWidget, dialog: QWidget | None = None) -> Path:
        """Write a picture of the window and of a dialog over it; KnownError when it cannot be written."""
        path = self.folder / f"{len(self.taken) + 1}-{name}.png"
        picture = window.grab()
        if dialog is not None:
            _paint_over(picture, window, dialog)
        if not picture.save(str(path), "PNG"):
            raise KnownError(
                QCoreApplication.translate("Tour", "the picture {file} could not be written").format(
                    file=path
                )
            )
        self.taken.append(path)
        return path


def _paint_over(picture: QPixmap, window: QWidget, dialog: QWidget) -> None:
    """Put the dialog over the middle of the window; without a desktop nobody else brings the two together."""
    room = (window.size() - dialog.size()) / 2
    painter = QPainter(picture)
    painter.drawPixmap(QPoint(room.width(), room.height()), dialog.grab())
    painter.end()


def type_text(widget: QWidget, text: str) -> None:
    """Press and release the key of each character."""
    for character in text:
        _press(widget, 0, character)


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press and release one key."""
    _press(widget, int(key), "\r" if key == Qt.Key.Key_Return else "")


def _press(widget: QWidget, key: int, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
