"""The same as the busy sheet, inside the window: whoever types goes on typing. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.busy_sheet import BusyParts
from gui.theme import SPACE_XL, Theme, set_look_of


class BusyCard(QFrame):
    """Appears at the foot of the window when work takes a while. Takes no focus: no window of its own."""

    stop_wanted = Signal()

    def __init__(self, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("busy_card")
        set_look_of(self, "role", "raised")
        self._window = parent
        self._parts = BusyParts(look, self)
        self.bar, self.counts, self.stop = self._parts.bar, self._parts.counts, self._parts.stop
        # A click leaves the focus where somebody types.
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._parts.due.connect(self._appear)
        self._parts.stop_wanted.connect(self.stop_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._parts)
        self.hide()
        parent.installEventFilter(self)

    def begin(self, name: str) -> None:
        """Appear soon, unless end() comes first; what began before goes on under this name."""
        self._parts.begin(name)
        self.setAccessibleName(self._parts.words)
        if self.isVisible():
            self._place()

    def begin_change(self, words: str) -> None:
        """The same for a change of many issues; words: what is being done."""
        self._parts.begin_change(words)
        self.setAccessibleName(words)

    def show_progress(self, done: int, total: int) -> None:
        """Say how much is done."""
        self._parts.show_progress(done, total)

    @Slot()
    def end(self) -> None:
        """Go."""
        self._parts.end()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops, where the focus is on the card."""
        if event.key() == Qt.Key.Key_Escape:
            self._parts.ask_to_stop()
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of a window that is resized."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        self.adjustSize()
        left = (self._window.width() - self.width()) // 2
        self.move(max(0, left), max(0, self._window.height() - self.height() - 2 * SPACE_XL))
