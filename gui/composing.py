"""No shortcut acts while an input method composes: the keys are its own until the text is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
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
        """Note whether a text is composed; take keys for text that could be shortcuts."""
        if isinstance(event, QInputMethodEvent):
            self._composes = bool(event.preeditString())
        elif event.type() == QEvent.Type.ShortcutOverride and self._composes:
            event.accept()
            return True
        return super().eventFilter(watched, event)
