"""Keys that no shortcut takes from what has the keyboard: those of a composed text, and Space of a button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid


class Composing(QObject):
    """Watches whatever has the keyboard, and nothing else. Lives on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QObject | None = None
        self._composes = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusObjectChanged.connect(self._on_focus)
            self._on_focus(app.focusObject())

    @Slot("QObject*")
    def _on_focus(self, focus: QObject | None) -> None:
        self._composes = False
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = focus
        if focus is not None:
            focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note whether a text is composed; keep keys from shortcuts that mean something here."""
        if isinstance(event, QInputMethodEvent):
            self._composes = bool(event.preeditString())
        elif event.type() == QEvent.Type.ShortcutOverride and (self._composes or _presses(watched, event)):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _presses(watched: QObject, event: QEvent) -> bool:
    """Whether Qt presses a button by this key."""
    return (
        isinstance(watched, QAbstractButton)
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Space
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    )
