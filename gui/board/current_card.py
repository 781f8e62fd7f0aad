"""Which card is current after the board was read again: the same one, or the one that takes its place.

Lives on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gui.board.picked import Picked, column_of, successor
from store.answers import Column


class CurrentCard(QObject):
    """Settles what is picked. stays: whether the detail stays on an issue that leaves the board."""

    parted = Signal(object)
    """Whether the detail stays on an issue that is not on the board any more; only when that is news."""

    def __init__(self, picked: Picked, parent: QObject) -> None:
        super().__init__(parent)
        self._picked = picked
        self.stays: Callable[[], bool] | None = None
        self._left = 0
        self._wanted = self._wanted_for = 0

    @property
    def waits(self) -> bool:
        """Whether the detail stays on an issue that is not on the board."""
        return bool(self._left)

    def move_on(self) -> None:
        """The user moved: the detail follows the board again."""
        if self._left:
            self._left = 0
            self.parted.emit(False)

    def want(self, key: int) -> None:
        """Make an issue the current one as soon as the board has it."""
        self._wanted, self._wanted_for = key, 2

    def take_wanted(self, columns: tuple[Column, ...]) -> bool:
        """Go to the issue that is wanted; return whether it is there."""
        column = column_of(columns, self._wanted, self._picked.column)
        if column is None:
            return False
        self._picked.only(self._wanted, column.value)
        self._wanted = 0
        return True

    def miss_wanted(self) -> None:
        """An answer without it came: one that was under way when it was asked for may not have it yet."""
        self._wanted_for -= 1
        self._wanted = self._wanted if self._wanted_for > 0 else 0

    def settle(self, before: tuple[Column, ...], now: tuple[Column, ...], *, fresh: bool) -> None:
        """Decide which card is current now. fresh: the columns answer another question than before."""
        picked = self._picked
        picked.keep_to(now)
        back = column_of(now, self._left, picked.column)
        if back is not None:
            picked.only(self._left, back.value)
            self.move_on()
            return
        column = column_of(now, picked.current, picked.column)
        if column is not None:
            picked.column = column.value
            return
        if fresh:
            column = next((column for column in now if column.keys), None)
            self._fall_to(*((column.keys[0], column.value) if column is not None else (0, "")))
            return
        if picked.current and not self._left and self.stays is not None and self.stays():
            self._left = picked.current
            self.parted.emit(True)
        self._fall_to(*successor(before, now, picked.current, picked.column))

    def _fall_to(self, key: int, column: str) -> None:
        """Make another card current; others that are selected stay so."""
        others = set(self._picked.keys)
        self._picked.only(key, column)
        self._picked.keys = others or self._picked.keys
