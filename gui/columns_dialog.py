"""Choosing the columns of the list and their order, by mouse or keyboard; the choice is seen at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.list_columns import COLUMNS, TITLE, USUAL, column_title
from gui.list_header import ListHeader
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XXL, current

WIDTH, HEIGHT = 420, 520
"""Pixels at zoom 1."""

_NUMBER = Qt.ItemDataRole.UserRole


class _Columns(QListWidget):
    """A list whose rows move by Alt and an arrow, and by dragging."""

    move_up = Signal()
    move_down = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current row with Alt; other keys are Qt's."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() == Qt.Key.Key_Up:
            self.move_up.emit()
        elif alt and event.key() == Qt.Key.Key_Down:
            self.move_down.emit()
        else:
            super().keyPressEvent(event)


class ColumnsDialog(QDialog):
    """Open it with open(). Lives on the window's thread."""

    def __init__(self, columns: ListHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Columns"))
        self._list = _Columns(self)
        self._list.setAccessibleName(self.tr("Columns, from left to right"))
        self._hint = dialog_parts.label(self, "muted")
        self._up = dialog_parts.button(self, self.tr("Move left"), self._move_up)
        self._down = dialog_parts.button(self, self.tr("Move right"), self._move_down)
        usual = dialog_parts.button(self, self.tr("Usual columns"), self._usual)
        self._list.move_up.connect(self._move_up)
        self._list.move_down.connect(self._move_down)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        side = QVBoxLayout()
        side.setSpacing(SPACE_S)
        for button in (self._up, self._down, usual):
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_M)
        middle.addWidget(self._list, 1)
        middle.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(middle)
        column.addWidget(self._hint)
        column.addWidget(buttons)
        self._fill(columns.shown)
        self._list.itemChanged.connect(self._apply)
        self._list.model().rowsMoved.connect(self._apply)
        self._list.currentRowChanged.connect(self._enable)
        self._enable()
        self._say()
        scaled = current().scaled
        # As large as the text asks for, and no larger than the window.
        room = max(parent.window().height() - SPACE_XXL, HEIGHT - SPACE_XXL)
        self.resize(scaled(WIDTH), min(scaled(HEIGHT), room))

    def _fill(self, shown: tuple[int, ...]) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        rest = [number for number in range(COLUMNS) if number not in shown]
        for number in (*shown, *rest):
            item = QListWidgetItem(column_title(number), self._list)
            item.setData(_NUMBER, number)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
            # An issue without its title is nothing that one could recognize.
            item.setFlags(flags if number == TITLE else flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if number in shown else Qt.CheckState.Unchecked)
        self._list.setCurrentRow(0)
        self._list.blockSignals(False)

    @Slot()
    def _apply(self) -> None:
        items = (self._list.item(place) for place in range(self._list.count()))
        self._columns.show(
            int(item.data(_NUMBER)) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        self._say()

    def _say(self) -> None:
        """Say what is chosen and not seen, and why."""
        names = ", ".join(column_title(number) for number in self._columns.no_room)
        text = self.tr("No room now for {names}. A wider window shows more.").format(names=names)
        self._hint.setText(
            text if names else self.tr("Space shows or hides a column, Alt+↑ and Alt+↓ move it.")
        )

    @Slot()
    def _enable(self) -> None:
        place = self._list.currentRow()
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < self._list.count() - 1)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, steps: int) -> None:
        place = self._list.currentRow()
        if 0 <= place + steps < self._list.count():
            item = self._list.takeItem(place)
            self._list.insertItem(place + steps, item)
            self._list.setCurrentRow(place + steps)
            self._apply()

    @Slot()
    def _usual(self) -> None:
        self._columns.bring_back("")
        self._fill(USUAL)
        self._apply()
        self._enable()
