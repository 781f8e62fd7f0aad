"""Keeps the sidebar's last row, the trash, in sight while labels and epics scroll above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Slot
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView, QWidget

from gui.sidebar_delegate import SidebarDelegate
from gui.theme import current


class SidebarFooter(QWidget):
    """A copy of the last row over the lower edge; the row itself is what keyboard and screen readers use."""

    def __init__(self, view: QTreeView, delegate: SidebarDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._delegate = delegate
        self.setMouseTracking(True)
        self.hide()
        view.verticalScrollBar().valueChanged.connect(self.place)

    @property
    def covers(self) -> int:
        """How much of the view's lower edge is covered, in pixels."""
        return 0 if self.isHidden() else self.height()

    def shows(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Return whether this is the row that is copied here."""
        return index == self._index()

    @Slot()
    def place(self) -> None:
        """Stand at the lower edge while the row itself is not wholly seen there."""
        row, area = self._view.visualRect(self._index()), self._view.viewport().geometry()
        if row.isEmpty():
            self.hide()
            return
        self.setGeometry(area.left(), area.bottom() + 1 - row.height(), area.width(), row.height())
        self.setVisible(row.bottom() > area.height() - 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row on the sidebar's ground, with a line above."""
        palette = current().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.sidebar))
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(palette.hairline))
        option = QStyleOptionViewItem()
        option.initFrom(self)
        if not self.underMouse():
            option.state &= ~QStyle.StateFlag.State_MouseOver
        self._delegate.paint(painter, option, self._index())

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose the row."""
        self._view.setCurrentIndex(self._index())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll what is above."""
        self._view.wheelEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the tint of a row under the mouse."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        super().leaveEvent(event)
        self.update()

    def _index(self) -> QModelIndex:
        model = self._view.model()
        return model.index(model.rowCount() - 1, 0)
