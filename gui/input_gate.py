"""Keeps keys and clicks from a window while it closes, without making it look disabled."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin, QEvent.Type.Drop, QEvent.Type.ContextMenu,
    }
)  # fmt: skip
_SHORTCUT = QEvent.Type.Shortcut


class InputGate(QObject):
    """What is typed into the gated windows while the gate is shut is neither shown nor lost later.

    It stands before their widgets and actions, and not before the whole application: to wrap
    whatever gets an event there costs the end of the process a third of its time.
    """

    def __init__(self, window: QWidget, others: Callable[[], Iterable[QWidget]]) -> None:
        """others: windows that belong to it."""
        super().__init__(window)
        self._window, self._others = window, others
        self._windows: tuple[QWidget, ...] = ()
        self._gated: list[QObject] = []

    @Slot(object)
    def shut(self, shut: object) -> None:
        """Shut the gate, or open it."""
        if bool(shut) == bool(self._gated):
            return
        if not shut:
            for one in self._gated:
                if isValid(one):
                    one.removeEventFilter(self)
            self._gated = []
            return
        self._windows = (self._window, *self._others())
        widgets = [one for one in QApplication.allWidgets() if one.window() in self._windows]
        actions = {action for widget in widgets for action in widget.actions()}
        self._gated = [*widgets, *actions]
        # For widgets that come while it is shut: what the system sends goes through these first.
        self._gated += [window.windowHandle() for window in self._windows if window.internalWinId()]
        for one in self._gated:
            one.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Swallow input for the window; dialogs over it get theirs."""
        kind = event.type()
        return kind in _INPUT or (kind == _SHORTCUT and QApplication.activeWindow() in self._windows)
