"""One comment, with Edit and Delete where it is one's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import wording
from gui.detail.bar import InlineBar
from gui.detail.drafts import COMMENT
from gui.detail.growing import GrowingText
from gui.detail.look import RevealedButton, inset, link_button
from gui.detail.rendered import RenderedText
from gui.detail.subject import Subject
from gui.theme import SPACE_S
from store.issue import Comment

_CLOSE = 2
"""Pixels between author and text; an editor has a frame and stands further off."""


class CommentRow(QWidget):
    """Author, time and text; the text becomes an editor when Edit is pressed."""

    delete_wanted = Signal(object)
    """The comment's uid."""

    def __init__(self, subject: Subject, parent: QWidget, uid: str) -> None:
        super().__init__(parent)
        self._subject = subject
        self._uid = uid
        self._comment: Comment | None = None
        self._editor: GrowingText | None = None
        self._who = QLabel(self)
        self._who.setProperty("role", "strong")
        self._when = QLabel(self)
        self._when.setProperty("role", "caption")
        self.text = RenderedText(self)
        self.format_button = link_button(self.tr("Show formatted"), self)
        self._who.setIndent(inset())
        self.edit_button = RevealedButton("pencil", self.tr("Edit"), self)
        self.delete_button = RevealedButton("trash-2", self.tr("Delete"), self)
        self._bar = InlineBar(subject, self, field=self._field)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._who)
        head.addWidget(self._when)
        head.addStretch(1)
        head.addWidget(self.format_button)
        head.addWidget(self.edit_button)
        head.addWidget(self.delete_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_CLOSE)
        self._column.addLayout(head)
        self._column.addWidget(self.text)
        self._column.addWidget(self._bar)
        self.edit_button.clicked.connect(self.edit)
        self.format_button.clicked.connect(self._format)
        self.text.edit_wanted.connect(self.edit)
        self.text.box_ticked.connect(self._tick)
        self.text.issue_wanted.connect(subject.open_requested)
        self.text.left.connect(subject.left)
        self.text.pointed.connect(self._on_pointed)
        self.text.show_files_of(subject)
        self.text.caret_moved.connect(self._on_caret_moved)
        self.delete_button.clicked.connect(self._delete)

    def event(self, event: QEvent) -> bool:
        """Show the buttons with the mouse over the comment."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.edit_button.update()
            self.delete_button.update()
        return super().event(event)

    @property
    def _field(self) -> str:
        return f"{COMMENT}{self._uid}"

    @property
    def editor(self) -> GrowingText | None:
        """The editor, while the comment is being changed."""
        return self._editor

    def show_comment(self, comment: Comment) -> None:
        """Show it as stored, or the unsaved text."""
        self._comment = comment
        draft = self._subject.draft(self._field)
        self._who.setText(comment.author or self.tr("Unknown"))
        unsaved = draft is not None and draft.dirty
        when = wording.full_time(comment.created_at)
        self._when.setText(self.tr("{} · not saved yet").format(when) if unsaved else when)
        shown = str(draft.value) if draft is not None else comment.text
        self.text.show_text(shown, self._subject.formatting.of(shown))
        self.format_button.setVisible(draft is None and self._subject.formatting.can_ask(shown))
        own = self.text.editable = self._subject.editable and comment.author == self._subject.actor
        said = self.tr("comment of {}, {}").format(comment.author, when)
        self.text.setAccessibleName(said)
        for button in (self.edit_button, self.delete_button):
            button.setVisible(own and self._editor is None)
            button.setAccessibleName(f"{button.toolTip()}, {said}")
        if draft is not None and (draft.clashes or draft.error is not None) and self._editor is None:
            self.edit()
        if self._editor is not None and not self._editor.hasFocus():
            self._editor.set_text(shown)
            if draft is None:
                self._stop()

    @Slot(object)
    def edit(self, line: object = None) -> None:
        """Turn the text into an editor, the caret in a line or at the end."""
        if self._comment is None or self._editor is not None:
            return
        editor = self._editor = GrowingText(self)
        editor.setAccessibleName(self.tr("Comment"))
        editor.set_text(self.text.typed)
        self._column.insertWidget(1, editor)
        self._column.setSpacing(SPACE_S)
        # Before the text goes, which would hand the focus to whatever comes next.
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.hide()
        self.edit_button.hide()
        self.delete_button.hide()
        editor.edited.connect(self._on_edited)
        editor.finished.connect(self._save)
        editor.submitted.connect(self._save_and_stop)
        editor.escaped.connect(self._save_and_stop)
        editor.preview_wanted.connect(self._save_and_stop)
        editor.picture_pasted.connect(self._subject.picture_pasted)
        editor.put_caret_at_end()
        if type(line) is int:
            editor.put_caret_in_line(line)

    def _stop(self) -> None:
        if self._editor is not None:
            editor, self._editor = self._editor, None
            self.text.show()
            if editor.window().focusWidget() is editor:
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self._column.setSpacing(_CLOSE)
        self.text.show()
        if self._comment is not None:
            self.show_comment(self._comment)

    @Slot()
    def _on_edited(self) -> None:
        if self._editor is not None:
            self._subject.note(self._field, self._editor.text())

    @Slot()
    def _save(self) -> None:
        self._subject.save(self._field)
        if self._subject.draft(self._field) is None:
            self._stop()

    @Slot()
    def _save_and_stop(self) -> None:
        self._subject.save(self._field)
        self._stop()

    @Slot()
    def _format(self) -> None:
        self._subject.formatting.ask(self.text.typed)
        self.format_button.hide()

    @Slot(object)
    def _tick(self, number: object) -> None:
        if isinstance(number, int):
            self._subject.tick(self._field, self.text.typed, number)

    @Slot(object)
    def _on_pointed(self, address: object) -> None:
        self._subject.pointed.emit(self.text, address)

    @Slot(object)
    def _on_caret_moved(self, rect: object) -> None:
        self._subject.caret_moved.emit(self.text, rect)

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(self._uid)
