"""Which rows were changed outside a moment ago, and how strongly that is to be shown. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.theme import Theme
from store.answers import Changes

LAST_MS = 2000
FADE_MS = 500
"""The end of these two seconds, in which the tint goes; it goes at once under reduced motion."""
MOST = 2000
"""Where more came at once, marking them would tell nobody anything."""
_FRAME_MS = 40


class FreshRows(QObject):
    """Knows rows by key. A change that names no keys marks nothing."""

    moved = Signal()
    """What strength() says is another one now."""

    def __init__(
        self, theme: Theme, parent: QObject | None = None, *, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._until: dict[int, float] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Mark the rows of a change, if it was made outside."""
        if changes.outside and 0 < len(changes.keys) <= MOST:
            self._until.update(dict.fromkeys(changes.keys, self._clock() * 1000 + LAST_MS))
            self._on_time()

    def clear(self) -> None:
        """Mark nothing, as for another tracker."""
        self._until.clear()
        self._timer.stop()
        self.moved.emit()

    def strength(self, key: int) -> float:
        """Return 1 for a row that was changed a moment ago, less while it fades, 0 for others."""
        until = self._until.get(key) if self._until else None
        if until is None:
            return 0.0
        left = until - self._clock() * 1000
        if self._theme.motion_ms == 0:
            return float(left > 0)
        return min(1.0, max(0.0, left / FADE_MS))

    @Slot()
    def _on_time(self) -> None:
        now = self._clock() * 1000
        self._until = {key: until for key, until in self._until.items() if until > now}
        if self._until:
            first = min(self._until.values()) - now
            fades = self._theme.motion_ms > 0
            wait = max(first - FADE_MS, _FRAME_MS) if fades else first
            self._timer.start(round(wait) + 1)
        self.moved.emit()
