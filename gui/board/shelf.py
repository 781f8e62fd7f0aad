"""Columns side by side; one is made when it first comes into sight. Lives on the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.board.column_pane import ColumnPane
from gui.theme import SPACE_L, SPACE_S, Theme
from store.answers import Column

LEAST, MOST = 224, 336
"""Width of a column in pixels at zoom 1: columns share the room that there is."""
_EDGE = 48
_PUSH = 16


class Shelf(QScrollArea):
    """Lays out the columns of a board. make: makes a column, fill: gives it what it shows now."""

    def __init__(
        self,
        make: Callable[[Column, QWidget], ColumnPane],
        fill: Callable[[ColumnPane, Column], None],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._make, self._fill, self._theme = make, fill, theme
        self._columns: tuple[Column, ...] = ()
        self._panes: dict[str, ColumnPane] = {}
        self._ground = QWidget(self)
        self.setWidget(self._ground)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalScrollBar().valueChanged.connect(self._lay_out)

    @property
    def panes(self) -> dict[str, ColumnPane]:
        """The columns that were made, by what they stand for."""
        return self._panes

    def show_columns(self, columns: Sequence[Column], *, anew: bool) -> None:
        """Show these columns. anew: none of them is one of those before."""
        self._columns = tuple(columns)
        stay = set[str]() if anew else {column.value for column in columns}
        for value in [value for value in self._panes if value not in stay]:
            pane = self._panes.pop(value)
            pane.hide()
            pane.deleteLater()
        for column in columns:
            if (known := self._panes.get(column.value)) is not None:
                self._fill(known, column)
        if anew:
            self.horizontalScrollBar().setValue(0)
        self._lay_out()

    def pane(self, value: str) -> ColumnPane | None:
        """Return a column, made now if it never was in sight."""
        if value not in self._panes:
            column = next((column for column in self._columns if column.value == value), None)
            if column is None:
                return None
            self._panes[value] = self._make(column, self._ground)
            self._fill(self._panes[value], column)
            self._lay_out()
            self._panes[value].show()
        return self._panes[value]

    def visible(self) -> list[ColumnPane]:
        """Return the columns in sight."""
        left, right = self._sight()
        return [pane for pane in self._panes.values() if pane.x() < right and pane.x() + pane.width() > left]

    def show_column(self, value: str) -> None:
        """Scroll as far as a column needs."""
        place = next((n for n, column in enumerate(self._columns) if column.value == value), -1)
        if place >= 0:
            width, bar = self._width(), self.horizontalScrollBar()
            left = self._margin + place * (width + SPACE_S)
            low = left + width + self._margin - self.viewport().width()
            high = left - self._margin
            bar.setValue(max(min(bar.value(), high), low) if low < high else high)

    def at(self, place: QPoint) -> str | None:
        """Return which column is under a point of the screen."""
        inside = self.viewport().mapFromGlobal(place)
        if not self.viewport().rect().contains(inside):
            return None
        x = self._ground.mapFromGlobal(place).x() - self._margin
        step = self._width() + SPACE_S
        number = x // step
        inside_column = 0 <= number < len(self._columns) and x % step < self._width()
        return self._columns[number].value if inside_column else None

    def push(self, place: QPoint) -> None:
        """Scroll when a point of the screen is close to a side."""
        inside, bar = self.viewport().mapFromGlobal(place), self.horizontalScrollBar()
        if inside.x() < _EDGE:
            bar.setValue(bar.value() - _PUSH)
        elif inside.x() > self.viewport().width() - _EDGE:
            bar.setValue(bar.value() + _PUSH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room again."""
        super().resizeEvent(event)
        self._lay_out()

    @property
    def _margin(self) -> int:
        return SPACE_S

    def _width(self) -> int:
        count = max(1, len(self._columns))
        shared = (self.viewport().width() - 2 * self._margin - (count - 1) * SPACE_S) // count
        return min(max(shared, self._theme.scaled(LEAST)), self._theme.scaled(MOST))

    def _sight(self) -> tuple[int, int]:
        left = self.horizontalScrollBar().value()
        return left, left + self.viewport().width()

    @Slot()
    def _lay_out(self) -> None:
        width, height = self._width(), self.viewport().height()
        count = len(self._columns)
        whole = 2 * self._margin + count * width + max(0, count - 1) * SPACE_S
        self._ground.resize(max(whole, self.viewport().width()), height)
        left, right = self._sight()
        for number, column in enumerate(self._columns):
            x = self._margin + number * (width + SPACE_S)
            near = x < right + SPACE_L and x + width > left - SPACE_L
            pane = self._panes.get(column.value)
            if pane is None and near:
                pane = self._panes[column.value] = self._make(column, self._ground)
                self._fill(pane, column)
                pane.show()
            if pane is not None:
                pane.setGeometry(x, 0, width, height - SPACE_S)
