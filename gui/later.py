"""When the parts that the first rows do not need are built: behind these rows, or with the first key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.issue_list import IssueList
from gui.issue_table import IssueTable

PATIENCE_MS = 3000
"""How long after the first picture of the list its rows are waited for."""

_PAINT = QEvent.Type.Paint
_HANDS = frozenset(
    {
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.ContextMenu,
    }
)


class Later(QObject):
    """Watches one window until then. Lives on its thread."""

    due = Signal()
    """Once: the first rows are painted, there are none, or somebody's hand is at the window already."""

    def __init__(self, table: IssueTable, issues: IssueList, window: QWidget) -> None:
        super().__init__(window)
        self._table, self._issues, self._window = table, issues, window
        self._over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._end)
        self._wake.connect(self._end, Qt.ConnectionType.QueuedConnection)
        table.listed.connect(self._on_listed)
        table.failed.connect(self.soon)
        window.installEventFilter(self)
        issues.viewport().installEventFilter(self)

    _wake = Signal()

    @Slot()
    def soon(self) -> None:
        """Wait no longer than until what happens now is over."""
        self._wake.emit()

    def stop(self) -> None:
        """It was done; watch no longer."""
        self._over = True
        self._patience.stop()
        self._table.listed.disconnect(self._on_listed)
        self._table.failed.disconnect(self.soon)
        self._window.removeEventFilter(self)
        self._issues.viewport().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first paint of rows before it, and keys and buttons before they do anything."""
        kind = event.type()
        if kind in _HANDS:
            self._end()
        elif kind == _PAINT and watched is not self._window:
            if not self._patience.isActive():
                self._patience.start(PATIENCE_MS)
            if self._first_rows_are_here():
                self.soon()
        return False

    def _first_rows_are_here(self) -> bool:
        lines, height = self._table.lines, self._issues.viewport().height()
        first, last = self._issues.rowAt(0), self._issues.rowAt(height - 1)
        last = last if last >= 0 else len(lines) - 1
        seen = range(max(first, 0), last + 1)
        return first >= 0 and all(lines[row] < 0 or self._table.peek(row) is not None for row in seen)

    @Slot(object)
    def _on_listed(self, _listing: object) -> None:
        if not self._table.lines:
            self.soon()

    @Slot()
    def _end(self) -> None:
        if not self._over:
            self.due.emit()
