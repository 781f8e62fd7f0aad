"""The long texts of an issue: each a heading and an editor; empty ones are folded to a link."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from gui.detail.bar import InlineBar
from gui.detail.compare import CompareDialog
from gui.detail.field_menu import add_history
from gui.detail.flow import FlowLayout
from gui.detail.growing import GrowingText
from gui.detail.look import RevealedButton, inset, link_button
from gui.detail.rendered import RenderedText
from gui.detail.subject import Subject
from gui.detail.text_mode import TextMode
from gui.detail.words import field_name

_HEAD = 20
"""Pixels of a heading's line: its buttons are not to push the text away."""

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
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.edit.customContextMenuRequested.connect(self._show_menu)
        self.edit.edited.connect(self._on_edited)
        self.edit.finished.connect(self.save)
        self.edit.submitted.connect(self.save)
        self.edit.escaped.connect(self._on_escaped)
        self.edit.caret_moved.connect(self._on_caret_moved)
        self.edit.picture_pasted.connect(subject.picture_pasted)
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

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        self._pop_up(self.edit, self.edit.createStandardContextMenu(place), place)

    def _pop_up(self, widget: QWidget, menu: QMenu, place: QPoint) -> None:
        add_history(menu, self.field).triggered.connect(self._ask_history)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(widget.mapToGlobal(place))

    @Slot()
    def _ask_history(self) -> None:
        self.subject.history_wanted.emit(self.field)

    @Slot()
    def _compare(self) -> None:
        draft = self.subject.draft(self.field)
        if draft is not None and draft.clashes:
            CompareDialog(self.subject, self.window(), draft).open()


class TextSection(FieldEditor):
    """A long text under its heading: read formatted, written as typed."""

    def __init__(self, subject: Subject, parent: QWidget, field: str) -> None:
        super().__init__(subject, parent, field)
        self._heading = QLabel(field_name(field), self)
        self._heading.setProperty("role", "section")
        self._heading.setIndent(inset())
        self.format_button = link_button(self.tr("Show formatted"), self)
        self.edit_button = RevealedButton("pencil", self.tr("Edit as typed (E)"), self)
        self.view = RenderedText(self)
        self.mode = TextMode(subject, field, self.edit, self.view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_view_menu)
        self.history_button = RevealedButton("history", self.tr("History (Ctrl+H)"), self)
        self.unfolded = False
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._heading)
        head.addStretch(1)
        for button in (self.format_button, self.history_button, self.edit_button):
            # Keys do the same from the text, and each stop on the way through the fields costs one.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{button.text() or button.toolTip()}, {field_name(field)}")
            button.setMaximumHeight(_HEAD)
            head.addWidget(button)
        self.column.insertLayout(0, head)
        self.column.insertWidget(2, self.view)
        if field == "description":
            self.edit.setPlaceholderText(self.tr("Add a description"))
        self.format_button.clicked.connect(self._format)
        self.history_button.clicked.connect(self._ask_history)
        self.edit_button.clicked.connect(self.mode.write)
        self.mode.changed.connect(self._show_buttons)

    def event(self, event: QEvent) -> bool:
        """Show the buttons with the mouse over the text."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.edit_button.update()
            self.history_button.update()
        return super().event(event)

    @Slot()
    def redraw(self) -> None:
        """Show the text; fold when it is empty and nobody is writing it."""
        super().redraw()
        self.show_saving()
        self.mode.redraw()
        self._show_buttons()
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

    @Slot()
    def save(self) -> None:
        """Send what was typed, and go back to reading when somebody went elsewhere."""
        super().save()
        self.mode.redraw()

    def show_saving(self) -> None:
        """Say beside the heading that the text is not saved yet."""
        draft = self.subject.draft(self.field)
        unsaved = draft is not None and draft.dirty
        name = field_name(self.field)
        self._heading.setText(self.tr("{} · not saved yet").format(name) if unsaved else name)

    def _show_buttons(self) -> None:
        text = str(self.subject.value(self.field) or "")
        self.format_button.setVisible(not self._unsaved and self.subject.formatting.can_ask(text))
        self.edit_button.setVisible(self.mode.reading and self.subject.editable)

    @Slot(QPoint)
    def _show_view_menu(self, place: QPoint) -> None:
        self._pop_up(self.view, self.view.createStandardContextMenu(place), place)

    @Slot()
    def _format(self) -> None:
        self.subject.formatting.ask(str(self.subject.value(self.field) or ""))
        self.mode.read()
        self._show_buttons()

    @Slot()
    def _on_escaped(self) -> None:
        text = self.edit.text()
        plain = not self._unsaved and self.subject.formatting.can_ask(text)
        if self.mode.waits or plain or not text:
            super()._on_escaped()
        else:
            self.save()
            self.mode.read()

    @property
    def _unsaved(self) -> bool:
        return self.subject.draft(self.field) is not None


class Texts(QWidget):
    """All long texts, and the links to those that are empty and to attaching a first file."""

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
        self.attach_button = QPushButton(self.tr("+ Attachment"), self._links)
        self.attach_button.setProperty("kind", "link")
        self.attach_button.setToolTip(self.tr("Attach file…"))
        flow.addWidget(self.attach_button)
        column.addWidget(self._links)
        subject.changed.connect(self.redraw)
        subject.attaching.changed.connect(self._show_links)

    @Slot()
    def redraw(self) -> None:
        """Show a link for every folded text."""
        for section in self.sections.values():
            section.redraw()
        self._show_links()

    @Slot()
    def _show_links(self) -> None:
        subject, detail = self._subject, self._subject.detail
        for field, button in self._buttons.items():
            button.setVisible(self.sections[field].folded and subject.editable)
        files = detail is not None and bool(detail.attachments or subject.attaching.of(subject.uid))
        self.attach_button.setVisible(subject.editable and not files)
        shown = (*self._buttons.values(), self.attach_button)
        self._links.setVisible(any(not button.isHidden() for button in shown))

    @Slot()
    def _on_link(self) -> None:
        field = str(self.sender().property("field"))
        self.sections[field].unfold()
        self.redraw()
