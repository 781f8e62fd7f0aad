"""The long texts of an issue: each a heading and an editor; empty ones are folded to a link."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.detail.bar import InlineBar
from gui.detail.compare import CompareDialog
from gui.detail.flow import FlowLayout
from gui.detail.growing import GrowingText
from gui.detail.look import inset
from gui.detail.subject import Subject
from gui.detail.words import field_name

FIELDS = ("description", "design", "acceptance_criteria", "notes")


class FieldEditor(QWidget):
    """An editor of one text field: saves on focus loss and Ctrl+Enter, and says when it could not."""

    def __init__(self, subject: Subject, parent: QWidget, field: str, *, single_line: bool = False) -> None:
        super().__init__(parent)
        self.field = field
        self.subject = subject
        self.edit = GrowingText(self, single_line=single_line)
        self.edit.setObjectName(f"edit_{field}")
        self.edit.setAccessibleName(field_name(field))
        self.bar = InlineBar(subject, self, field=field)
        self._shown_uid = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.edit)
        self.column.addWidget(self.bar)
        self.edit.edited.connect(self._on_edited)
        self.edit.finished.connect(self.save)
        self.edit.submitted.connect(self.save)
        self.edit.escaped.connect(self._on_escaped)
        self.edit.caret_moved.connect(self._on_caret_moved)
        self.bar.compare_wanted.connect(self._compare)
        subject.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        """Show the wanted text, or the stored one."""
        self.edit.set_text(str(self.subject.value(self.field) or ""))
        self.edit.setReadOnly(not self.subject.editable)
        if self._shown_uid != self.subject.uid:
            self._shown_uid = self.subject.uid
            self.edit.document().clearUndoRedoStacks()

    @Slot()
    def save(self) -> None:
        """Send what was typed."""
        self.subject.save(self.field)
        self.show_saving()

    def show_saving(self) -> None:
        """Mark a text that is not known to be saved, where there is a heading to do it."""

    @Slot()
    def _on_edited(self) -> None:
        self.subject.note(self.field, self.edit.text())
        self.show_saving()

    @Slot()
    def _on_escaped(self) -> None:
        self.save()
        self.subject.left.emit()

    @Slot(object)
    def _on_caret_moved(self, rect: object) -> None:
        self.subject.caret_moved.emit(self.edit, rect)

    @Slot()
    def _compare(self) -> None:
        draft = self.subject.draft(self.field)
        if draft is not None and draft.clashes:
            CompareDialog(self.subject, self.window(), draft).open()


class TextSection(FieldEditor):
    """A long text under its heading."""

    def __init__(self, subject: Subject, parent: QWidget, field: str) -> None:
        super().__init__(subject, parent, field)
        self._heading = QLabel(field_name(field), self)
        self._heading.setProperty("role", "section")
        self._heading.setIndent(inset())
        self.unfolded = False
        self.column.insertWidget(0, self._heading)
        if field == "description":
            self.edit.setPlaceholderText(self.tr("Add a description"))

    @Slot()
    def redraw(self) -> None:
        """Show the text; fold when it is empty and nobody is writing it."""
        super().redraw()
        self.show_saving()
        if self.unfolded and not self.edit.hasFocus() and self.subject.draft(self.field) is None:
            self.unfolded = False
        self.setVisible(not self.folded)

    @property
    def folded(self) -> bool:
        """Whether only the link to it is shown."""
        empty = not self.subject.value(self.field) and self.subject.draft(self.field) is None
        kept = self.unfolded or (self.field == "description" and self.subject.editable)
        return empty and not kept

    def unfold(self) -> None:
        """Show the empty editor and put the caret into it."""
        self.unfolded = True
        self.setVisible(True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saving(self) -> None:
        """Say beside the heading that the text is not saved yet."""
        draft = self.subject.draft(self.field)
        unsaved = draft is not None and draft.dirty
        name = field_name(self.field)
        self._heading.setText(self.tr("{} · not saved yet").format(name) if unsaved else name)


class Texts(QWidget):
    """All long texts, and the links to those that are empty."""

    unfolded = Signal()

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.sections = {field: TextSection(subject, self, field) for field in FIELDS}
        for section in self.sections.values():
            column.addWidget(section)
            section.edit.finished.connect(self.redraw)
        self._links = QWidget(self)
        flow = FlowLayout(self._links, 12)
        self._buttons: dict[str, QPushButton] = {}
        for field in FIELDS[1:]:
            button = QPushButton(f"+ {field_name(field)}", self._links)
            button.setProperty("kind", "link")
            button.setProperty("field", field)
            button.clicked.connect(self._on_link)
            flow.addWidget(button)
            self._buttons[field] = button
        column.addWidget(self._links)
        subject.changed.connect(self.redraw)

    @Slot()
    def redraw(self) -> None:
        """Show a link for every folded text."""
        for section in self.sections.values():
            section.redraw()
        for field, button in self._buttons.items():
            button.setVisible(self.sections[field].folded and self._subject.editable)
        self._links.setVisible(
            any(self.sections[field].folded for field in self._buttons) and self._subject.editable
        )

    @Slot()
    def _on_link(self) -> None:
        field = str(self.sender().property("field"))
        self.sections[field].unfold()
        self.redraw()
