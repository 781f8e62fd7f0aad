"""Carrying cards with the mouse to another column. Window's thread.

Not Qt's own drag and drop: that runs an event loop of its own, in which a closing tracker would wait.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.board.carried import Carried
from gui.board.shelf import Shelf
from gui.theme import Theme

_PUSH_MS = 30


class _State(Enum):
    NONE = auto()
    CARRIES = auto()
    GIVEN_UP = auto()
    """Until the button is let go nothing more is carried."""


class Dragging(QObject):
    """One drag at a time. words: what dropping in a column would do, "" where that changes nothing."""

    dropped = Signal(object)
    """The column in which cards were let go."""

    def __init__(self, shelf: Shelf, words: Callable[[str], str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._shelf, self._words, self._board = shelf, words, parent
        self._carried = Carried(theme, parent)
        self._state = _State.NONE
        self._place = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_PUSH_MS)
        self._timer.timeout.connect(self._push)

    @property
    def carries(self) -> bool:
        """Whether cards are in the hand."""
        return self._state is _State.CARRIES

    @property
    def idle(self) -> bool:
        """Whether the mouse neither carries nor has to be let go first."""
        return self._state is _State.NONE

    @property
    def words(self) -> str:
        """What letting go would do now."""
        return self._carried.words

    def begin(self, card: QPixmap, *, many: bool) -> None:
        """Take cards in the hand."""
        self._state = _State.CARRIES
        self._carried.take(card, many=many)
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.ClosedHandCursor))
        self._timer.start()

    def refuse(self) -> None:
        """Carry nothing until the button is let go."""
        self._state = _State.GIVEN_UP

    def move(self, place: QPoint) -> None:
        """Follow the mouse to a point of the screen."""
        if not self.carries:
            return
        self._place = place
        column = self._shelf.at(place)
        words = self._words(column) if column is not None else ""
        self._mark(column if words else None)
        self._carried.move_to(self._board.mapFromGlobal(place), words)

    def drop(self, place: QPoint) -> None:
        """Let go."""
        if self.carries:
            self.move(place)
            column = self._shelf.at(place)
            lands = column is not None and bool(self.words)
            self._end()
            if lands:
                self.dropped.emit(column)
        self._state = _State.NONE

    def give_up(self) -> None:
        """Put everything back, as on Escape."""
        if self.carries:
            self._end()
            self._state = _State.GIVEN_UP

    def _end(self) -> None:
        self._timer.stop()
        self._mark(None)
        self._carried.let_go()
        QApplication.restoreOverrideCursor()
        self._state = _State.NONE

    def _mark(self, column: str | None) -> None:
        for value, pane in self._shelf.panes.items():
            pane.set_target(column is not None and value == column)

    @Slot()
    def _push(self) -> None:
        self._shelf.push(self._place)
        self.move(self._place)
