"""Keeps keys and clicks from a window while it closes, without making it look disabled."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin, QEvent.Type.Drop, QEvent.Type.ContextMenu,
    }
)  # fmt: skip


class InputGate(QObject):
    """What is typed into the gated windows while the gate is shut is neither shown nor lost later."""

    def __init__(self, window: QWidget, others: Callable[[], Iterable[QWidget]]) -> None:
        """others: windows that belong to it."""
        super().__init__(window)
        self._window = window
        self._others = others
        self._shut = False

    @Slot(object)
    def shut(self, shut: object) -> None:
        """Shut the gate, or open it."""
        app = QCoreApplication.instance()
        if app is None or bool(shut) == self._shut:
            return
        self._shut = bool(shut)
        if self._shut:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow input for the window; dialogs over it get theirs."""
        kind = event.type()
        if kind in _INPUT:
            return isinstance(watched, QWidget) and self._gated(watched.window())
        return kind == QEvent.Type.Shortcut and self._gated(QApplication.activeWindow())

    def _gated(self, window: QWidget | None) -> bool:
        return window is self._window or any(window is other for other in self._others())
