"""Enter presses the button that has the keyboard, outside of dialogs too, where Qt knows only Space."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def press_focused(event: QKeyEvent) -> bool:
    """Press the focused button when the key is Enter; return whether it was. Window's thread.

    For keyPressEvent() of a window, or of a popup that lets no key through: buttons leave Enter to
    what is around them.
    """
    button = QApplication.focusWidget()
    if event.key() not in _ENTER or event.modifiers() not in _MODIFIERS or event.isAutoRepeat():
        return False
    if not isinstance(button, QAbstractButton) or not button.isEnabled():
        return False
    button.click()
    event.accept()
    return True
