"""The templates of a tracker: a list, and the parts of the one that is chosen. Save keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui import dialog_parts
from gui.capture_chips import CaptureChips
from gui.pressing import press_focused
from gui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, SPACE_XXL, current, set_look_of
from store.capture import capture
from store.templates import LONGEST, IssueTemplate
from store.times import Clock

WIDTH, HEIGHT = 680, 520
"""Pixels at zoom 1."""


class TemplateDialog(QDialog):
    """Open it with open(); deletes itself when closed. Lives on the window's thread."""

    save_wanted = Signal(object)
    """A tuple of IssueTemplate: all that there are to be."""

    def __init__(self, templates: Sequence[IssueTemplate], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Templates"))
        self.before = tuple(templates)
        """What it began with; other than that is not saved yet."""
        self._templates = list(templates)
        self._warned = self._filling = False
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Templates"))
        # Beside the frames of the fields an empty list without one would not be seen.
        set_look_of(self.list, "role", "field")
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Bug: type:bug !1 #label"))
        self._chips = CaptureChips(self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.new = dialog_parts.button(self, self.tr("New"), self._add)
        self.delete = dialog_parts.button(self, self.tr("Delete"), self._delete)
        self.save = dialog_parts.button(self, self.tr("Save"), self._save)
        set_look_of(self.save, "kind", "primary")
        self.cancel = dialog_parts.button(self, self.tr("Cancel"), self.reject)
        self._said = dialog_parts.label(self)
        self._lay_out(parent)
        self._fill(0)
        self.list.currentRowChanged.connect(self._show)
        for edit in (self.name, self.line):
            edit.textEdited.connect(self._take)
        self.text.textChanged.connect(self._take)

    @property
    def said(self) -> str:
        """What is told above the buttons."""
        return self._said.text()

    def _lay_out(self, parent: QWidget) -> None:
        side, right, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        side.setSpacing(SPACE_S)
        side.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.new)
        row.addWidget(self.delete)
        side.addLayout(row)
        right.setSpacing(SPACE_XS)
        for name, widget, stretch in (
            (self.tr("Name"), self.name, 0),
            (self.tr("The line begins with"), self.line, 0),
            ("", self._chips, 0),
            (self.tr("Description"), self.text, 1),
        ):
            if name:
                label = dialog_parts.label(self, "strong")
                label.setText(name)
                label.setBuddy(widget)
                widget.setAccessibleName(name)
                right.addSpacing(SPACE_S)
                right.addWidget(label)
            right.addWidget(widget, stretch)
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._said, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_L)
        middle.addLayout(side, 1)
        middle.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        scaled, room = current().scaled, parent.window().size()
        self.resize(
            min(scaled(WIDTH), max(room.width() - SPACE_XXL, WIDTH)),
            min(scaled(HEIGHT), max(room.height() - SPACE_XXL, HEIGHT)),
        )

    def say(self, text: str, kind: str = "") -> None:
        """Tell what is wrong, or what comes next."""
        self._said.setText(text)
        set_look_of(self._said, "kind", kind)

    def reject(self) -> None:
        """Leave; what is not saved is told once before it goes."""
        if self._wanted() != self.before and not self._warned:
            self._warned = True
            self.say(self.tr("Not saved yet. Once more leaves it so."), "warning")
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter; Enter presses the button that has the keyboard."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._save()
        elif not press_focused(event):
            super().keyPressEvent(event)

    def _wanted(self) -> tuple[IssueTemplate, ...]:
        return tuple(self._templates)

    def _fill(self, place: int) -> None:
        self._filling = True
        self.list.clear()
        self.list.addItems([one.name for one in self._templates])
        self._filling = False
        self.list.setCurrentRow(min(place, len(self._templates) - 1))
        self._show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    @Slot()
    def _show(self) -> None:
        if self._filling:
            return
        place = self.list.currentRow()
        there = 0 <= place < len(self._templates)
        one = self._templates[place] if there else IssueTemplate("", "")
        self._filling = True
        self.name.setText(one.name)
        self.line.setText(one.line)
        self.text.setPlainText(one.description)
        self._filling = False
        for widget in (self.name, self.line, self.text, self.delete):
            widget.setEnabled(there)
        self._show_chips()

    def _show_chips(self) -> None:
        now = Clock().now()
        self._chips.show_parts(capture(self.line.text(), now), now)

    @Slot()
    def _take(self) -> None:
        place = self.list.currentRow()
        if self._filling or place < 0:
            return
        name = self.name.text()
        self._templates[place] = IssueTemplate(name, self.line.text(), self.text.toPlainText())
        self.list.item(place).setText(name)
        self._warned = False
        self.say("")
        self._show_chips()

    def add(self, template: IssueTemplate) -> None:
        """Show one more, which is saved with the others."""
        self._templates.append(template)
        self._fill(len(self._templates) - 1)

    @Slot()
    def _add(self) -> None:
        self.add(IssueTemplate(self.tr("New template"), ""))

    @Slot()
    def _delete(self) -> None:
        place = self.list.currentRow()
        if place >= 0:
            del self._templates[place]
            self._fill(place)
            self.say(self.tr("Deleted when you save."))

    @Slot()
    def _save(self) -> None:
        if self._wanted() == self.before:
            super().reject()
        else:
            self.save_wanted.emit(self._wanted())
