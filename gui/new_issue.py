"""The line for a new issue above the list: a title and Enter; it stays for the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.capture_line import CaptureLine
from gui.given_chips import GivenChips
from gui.theme import SPACE_M, SPACE_S, set_look_of
from store.capture import Captured, Part


class NewIssueBar(QFrame):
    """Asks for issues above the list. Lives on the window's thread."""

    create_requested = Signal(object)
    """A tuple of store.capture.Captured."""
    template_wanted = Signal()
    left = Signal()
    """Escape: the keyboard belongs to the list again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look_of(self, "role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.entry = CaptureLine(self)
        self._line = self.entry.edit
        self._line.setAccessibleName(self.tr("Title of the new issue"))
        self.given = GivenChips(self)
        self._hint = QLabel(self.tr("Enter creates · Esc closes"), self)
        set_look_of(self._hint, "role", "caption")
        self._where = QLabel(self)
        set_look_of(self._where, "role", "chip")
        self._where.hide()
        self.template_button = QPushButton(self.tr("Template…"), self)
        set_look_of(self.template_button, "kind", "flat")
        self.template_button.clicked.connect(self.template_wanted)
        self.entry.head.addWidget(self._where, 0, Qt.AlignmentFlag.AlignVCenter)
        self.entry.head.addWidget(self.template_button)
        self.entry.head.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.entry)
        column.addWidget(self.given)
        self.entry.entered.connect(self.create_requested)
        self.entry.escaped.connect(self.left)
        self.entry.rubbed_out.connect(self.given.take_last)
        self.given.taken_away.connect(self._on_taken_away)
        self._line.textChanged.connect(self._follow)
        self.hide()

    @property
    def text(self) -> str:
        """What is typed and not created yet."""
        return self.entry.text

    def open(self, where: str) -> None:
        """Show the line and give it the keyboard. where: what the issue will have, "" for nothing."""
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self.given.forget()
        self._follow()
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def offer(self, given: Sequence[Part]) -> None:
        """Show what the list gives to the issue, to be taken away."""
        self.given.offer(given)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        found = self.entry.captured()
        self.given.follow(found[0] if len(found) == 1 else None, self.entry.now())
        if self.given.words and not self.entry.fault:
            self._line.setAccessibleDescription(f"{self.entry.chips.words}, {self.given.words}".strip(", "))
        many = not self.given.isHidden()
        self._hint.setText(
            self.tr("Enter creates · Backspace takes a chip away · Esc closes")
            if many and not self._line.text()
            else self.tr("Enter creates · Esc closes")
        )

    @Slot()
    def _on_taken_away(self) -> None:
        self._follow()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def created(self, wanted: tuple[Captured, ...]) -> None:
        """Make room for the next one; words typed meanwhile stay."""
        self.entry.made(wanted)

    @Slot(object)
    def show_fault(self, text: str) -> None:
        """Say why the issue was not created; the words stay."""
        self.entry.show_fault(text)
