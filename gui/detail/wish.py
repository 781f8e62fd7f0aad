"""What was asked of a pane before its issue was there, and the keys that were pressed since.

`P 0` typed at once is one thing to whoever types it: while the picker waits for an answer, the 0 waits for
the picker, and means nothing to the list that still has the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
    }
)  # fmt: skip
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_PURE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class Wish(QObject):
    """One at a time; Escape, a click and another command end it. Lives on the window's thread."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._wanted: Callable[[], None] | None = None
        self._keys: list[QKeyEvent] = []

    def make(self, wanted: Callable[[], None]) -> None:
        """Keep it, and all keys, until it can be granted."""
        self.forget()
        self._wanted = wanted
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def forget(self) -> None:
        """Want nothing any more; keys mean again what they mean where the keyboard is."""
        self._end()

    def grant(self) -> None:
        """Do what was wanted, and press the keys that were pressed since."""
        wanted, keys = self._end()
        if wanted is not None:
            wanted()
            for key in keys:
                _press(key)

    def _end(self) -> tuple[Callable[[], None] | None, list[QKeyEvent]]:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        wanted, keys = self._wanted, self._keys
        self._wanted, self._keys = None, []
        return wanted, keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys of this window."""
        kind = event.type()
        if kind not in _INPUT or not isinstance(watched, QWidget):
            return False
        if not self._pane.window().isAncestorOf(watched):
            return False
        if not isinstance(event, QKeyEvent):
            self.forget()
            return False
        if event.modifiers() & _COMMAND and event.key() not in _PURE:
            self.forget()
            return False
        if kind == QEvent.Type.ShortcutOverride:
            # Else it would be a shortcut, and no key.
            event.accept()
        elif kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.forget()
        elif kind == QEvent.Type.KeyPress and event.key() not in _PURE:
            self._keys.append(_same(event, QEvent.Type.KeyPress))
        return True


def _press(key: QKeyEvent) -> None:
    """Press a key where the keyboard is now: a shortcut there, else a key."""
    focus = QApplication.focusWidget()
    if focus is None:
        return
    asked = _same(key, QEvent.Type.ShortcutOverride)
    asked.ignore()
    QCoreApplication.sendEvent(focus, asked)
    action = None if asked.isAccepted() else _shortcut(focus, key)
    if action is not None:
        action.trigger()
    else:
        QCoreApplication.sendEvent(focus, key)


def _same(key: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(kind, key.key(), key.modifiers(), key.text(), key.isAutoRepeat(), key.count())


def _shortcut(focus: QWidget, key: QKeyEvent) -> QAction | None:
    pressed = QKeySequence(key.keyCombination())
    widget: QWidget | None = focus
    while widget is not None:
        for action in widget.actions():
            if action.isEnabled() and pressed in action.shortcuts():
                return action
        widget = None if widget.isWindow() else widget.parentWidget()
    return None
