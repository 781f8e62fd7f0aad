"""The line for a new issue: a title and Enter; it stays for the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.theme import SPACE_M, SPACE_S, set_look_of


class NewIssueBar(QFrame):
    """Asks for a title above the list. Lives on the window's thread."""

    create_requested = Signal(object)
    """The title."""
    left = Signal()
    """Escape: the keyboard belongs to the list again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._asked = ""
        self._line = _TitleLine(self)
        self._line.setAccessibleName(self.tr("Title of the new issue"))
        self._line.setPlaceholderText(self.tr("Title of the new issue"))
        self._hint = QLabel(self.tr("Enter creates · Esc closes"), self)
        set_look_of(self._hint, "role", "caption")
        self._where = QLabel(self)
        set_look_of(self._where, "role", "chip")
        self._where.hide()
        self._fault = QLabel(self)
        set_look_of(self._fault, "kind", "danger")
        self._fault.setWordWrap(True)
        self._fault.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._line, 1)
        row.addWidget(self._where)
        row.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        column.addLayout(row)
        column.addWidget(self._fault)
        self._line.returnPressed.connect(self._create)
        self._line.escaped.connect(self.left)
        self._line.textEdited.connect(self._on_edited)
        self.hide()

    @property
    def text(self) -> str:
        """What is typed and not created yet."""
        return self._line.text()

    def open(self, where: str) -> None:
        """Show the line and give it the keyboard. where: what the issue will have, "" for nothing."""
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def created(self, title: str) -> None:
        """Make room for the next one; words typed meanwhile stay."""
        if self._line.text().strip() == title:
            self._line.clear()
        self._asked = ""
        self._fault.hide()

    def show_fault(self, text: str) -> None:
        """Say why the issue was not created; the title stays."""
        self._asked = ""
        self._fault.setText(text)
        self._fault.show()
        set_look_of(self._line, "kind", "danger")
        self._line.setAccessibleDescription(text)

    @Slot()
    def _create(self) -> None:
        title = self._line.text().strip()
        # Enter twice before the answer is one issue, not two.
        if title and title != self._asked:
            self._asked = title
            self.create_requested.emit(title)

    @Slot()
    def _on_edited(self) -> None:
        self._asked = ""
        self._fault.hide()
        set_look_of(self._line, "kind", "")
        self._line.setAccessibleDescription("")


class _TitleLine(QLineEdit):
    """A line edit that tells of Escape."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Escape; everything else is text."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
