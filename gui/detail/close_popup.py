"""The little frame that asks why an issue is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from gui.detail.popup import Popup
from gui.theme import current


class ClosePopup(Popup):
    """A reason, which may be empty, and Close issue. Escape leaves the issue open and keeps the words."""

    confirmed = Signal(object)
    """The reason."""
    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.setAccessibleName(self.tr("Close issue"))
        label = QLabel(self.tr("Why is it closed?"), self)
        label.setProperty("role", "muted")
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason for closing"))
        self.reason.setPlaceholderText(self.tr("Reason (may stay empty)"))
        self.told = QLabel(self)
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.hide()
        self.confirm = QPushButton(self.tr("Close issue"), self)
        self.confirm.setProperty("kind", "primary")
        label.setBuddy(self.reason)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.confirm)
        self.column.setContentsMargins(12, 8, 12, 12)
        self.column.addWidget(label)
        self.column.addWidget(self.reason)
        self.column.addWidget(self.told)
        self.column.addLayout(row)
        self.reason.returnPressed.connect(self._confirm)
        self.confirm.clicked.connect(self._confirm)

    def open_at(self, anchor: QWidget) -> None:
        """Ask, below that widget."""
        self.setFixedWidth(current().scaled(300))
        self.place_at(anchor)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def say(self, words: str) -> None:
        """Say what closing would do; "" for nothing."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.reason.setAccessibleDescription(words)
        self.fit()

    @Slot()
    def _confirm(self) -> None:
        reason = self.reason.text().strip()
        self.reason.clear()
        self.leave()
        self.confirmed.emit(reason)
