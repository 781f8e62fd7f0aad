"""The field that takes the next key that is pressed as what is wanted, whatever it does elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.key_rules import pressed


class KeyField(QLineEdit):
    """Tells of every key but Escape alone, which gives up. Lives on the window's thread."""

    pressed = Signal(object)
    """A key as portable text."""
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText(self.tr("Press the new key…"))
        self.setAccessibleName(self.tr("New key"))
        self.setAccessibleDescription(self.tr("Press the key that is wanted; Escape keeps what was"))
        # An input method would keep letters for itself.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Take every key before it is a shortcut or moves the focus."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.given_up.emit()
        elif not event.isAutoRepeat() and (key := pressed(event.key(), event.modifiers(), event.text())):
            self.pressed.emit(key)
