"""Id and title of the current issue where its detail is not there yet: the two agree from the start."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.theme import SPACE_M, SPACE_S, current, set_look_of
from store.answers import Row


class Awaited(QWidget):
    """Covers its parent until end(); looks as the head of the detail that comes. Window's thread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side, self._over = parent, False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_look_of(self, "role", "page")
        self._id, self._title = QLabel(self), QLabel(self)
        set_look_of(self._title, "role", "title")
        for label in (self._id, self._title):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setIndent(0)
        self._title.setWordWrap(True)
        column = QVBoxLayout(self)
        inset, high = current().scaled(4) + 1, current().scaled(30)
        column.setContentsMargins(SPACE_M + inset, SPACE_S, SPACE_M + inset, 0)
        column.setSpacing(SPACE_S)
        self._id.setFixedHeight(high)
        column.addWidget(self._id)
        column.addWidget(self._title)
        column.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Id and title; "" while nothing is covered."""
        return f"{self._id.text()} {self._title.text()}" if not self.isHidden() else ""

    @Slot(object)
    def show_row(self, row: Row | None) -> None:
        """Show what the list knows of the current issue; nothing where none is current."""
        if self._over:
            return
        if row is not None:
            self._id.setText(row.id)
            self._title.setText(row.title)
        self.setVisible(row is not None)
        self.raise_()

    @Slot()
    def end(self) -> None:
        """The detail has something to show, and has from now on."""
        if not self._over:
            self._over = True
            self._side.removeEventFilter(self)
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as the parent."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._side.rect())
        return super().eventFilter(watched, event)
