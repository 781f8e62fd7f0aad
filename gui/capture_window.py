"""The small window for quick capture: one line, which tracker gets it, and what was saved last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.capture_line import CaptureLine
from gui.pressing import press_focused
from gui.recent_menu import recent_names
from gui.theme import SPACE_L, SPACE_M, SPACE_S, current, set_look_of

WIDTH = 560
"""Pixels at zoom 1."""


class CaptureWindow(QWidget):
    """Stays above other windows, and open for the next issue. Lives on the window's thread."""

    left = Signal()
    """Escape, or the cross: nothing more is to be typed here."""
    tracker_chosen = Signal(object)
    """The path of another tracker."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(self.tr("New issue"))
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = CaptureLine(self)
        self.line.edit.setAccessibleName(self.tr("Title of the new issue"))
        self.trackers = _Trackers(self)
        self.trackers.setAccessibleName(self.tr("Tracker that gets the issue"))
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._lay_out()
        self.line.escaped.connect(self.left)
        self.trackers.activated.connect(self._on_activated)

    @property
    def said(self) -> str:
        """What is told below the line."""
        return self._said.text()

    def _lay_out(self) -> None:
        where = QLabel(self.tr("New issue &in"), self)
        where.setBuddy(self.trackers)
        hint = QLabel(self.tr("Enter saves · Esc closes"), self)
        set_look_of(hint, "role", "caption")
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(where)
        head.addWidget(self.trackers)
        head.addStretch(1)
        head.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self._said)
        column.addStretch(1)
        # The line is first: it is what the window is for.
        self.setTabOrder(self.line.edit, self.trackers)
        self.setMinimumWidth(current().scaled(WIDTH))

    def show_trackers(self, paths: Sequence[str], chosen: str) -> None:
        """Offer these trackers. chosen: the path of the one that gets the issues."""
        self.trackers.clear()
        for path, name in zip(paths, recent_names(paths), strict=True):
            self.trackers.addItem(name, path)
            self.trackers.setItemData(self.trackers.count() - 1, path, Qt.ItemDataRole.ToolTipRole)
        self.trackers.setCurrentIndex(self.trackers.findData(chosen))

    def say(self, text: str, kind: str = "") -> None:
        """Tell what became of the last issue. kind: "success", "danger" or ""."""
        self._said.setText(text)
        set_look_of(self._said, "kind", kind)

    def come(self) -> None:
        """Come to the front with the keyboard in the line."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape wherever the keyboard is; Enter presses a button."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not press_focused(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross is Escape: what ends the program is decided elsewhere."""
        event.ignore()
        self.left.emit()

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        # Not by Qt when the list is locked for the change: it would select what is typed.
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tracker_chosen.emit(self.trackers.itemData(place))


class _Trackers(QComboBox):
    """The arrow keys open the list: each step taken at once would open a tracker."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list, or leave the key to Qt."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel choose nothing."""
        event.ignore()
