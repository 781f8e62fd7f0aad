"""The quiet bar under a field: changed elsewhere, or could not be saved; with what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.detail.drafts import Draft, Operation
from gui.detail.flow import FlowLayout
from gui.detail.subject import Subject
from gui.detail.words import excerpt, value_name
from gui.theme import set_look_of
from store.requests import AddComment


class InlineBar(QFrame):
    """Belongs to one field, or to one place whose operations can fail; hidden while all is well."""

    taken_back = Signal(object)
    """An Operation whose text belongs into its box again."""
    compare_wanted = Signal()

    def __init__(self, subject: Subject, parent: QWidget, *, field: str = "", place: str = "") -> None:
        super().__init__(parent)
        self._subject = subject
        self._field = field
        self._place = place
        self._operation: Operation | None = None
        self.setProperty("role", "banner")
        self._built = False
        self.hide()
        subject.changed.connect(self.redraw)

    @property
    def text(self) -> str:
        """What the bar says; "" while it is hidden."""
        return self._words.text() if self._built and not self.isHidden() else ""

    @Slot()
    def redraw(self) -> None:
        """Show what is wrong now, or hide."""
        draft = self._subject.draft(self._field) if self._field else None
        failed = [one for one in self._subject.operations(self._place) if one.error] if self._place else []
        self._operation = failed[0] if failed else None
        if draft is not None and draft.clashes:
            self._show_clash(draft)
        elif draft is not None and draft.error is not None:
            self._show_error(draft.error, self.tr("Discard"))
        elif self._operation is not None and self._operation.error is not None:
            said = isinstance(self._operation.request, AddComment)
            self._show_error(self._operation.error, self.tr("Edit text") if said else self.tr("Discard"))
        else:
            self.hide()

    def _show_clash(self, draft: Draft) -> None:
        theirs = excerpt(value_name(draft.field, draft.theirs))
        self._fill(self.tr("Changed elsewhere: {}").format(theirs or self.tr("now empty")), "clash")
        self._compare.setVisible(isinstance(draft.theirs, str) and isinstance(draft.value, str))

    def _show_error(self, error: Exception, other: str) -> None:
        self._fill(str(error) or self.tr("This could not be saved."), "error")
        self._discard.setText(other)

    def _fill(self, text: str, kind: str) -> None:
        if not self._built:
            self._build()
        self._words.setText(text)
        self.setAccessibleName(text)
        clash = kind == "clash"
        for button in (self._theirs, self._mine, self._compare):
            button.setVisible(clash)
        for button in (self._again, self._discard):
            button.setVisible(not clash)
        set_look_of(self, "kind", "warning" if clash else "danger")
        self.show()

    def _build(self) -> None:
        # Made when first needed: there is a bar for every field, and hardly one is ever seen.
        self._built = True
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._buttons = QWidget(self)
        flow = FlowLayout(self._buttons)
        self._theirs = self._button(self.tr("Use theirs"))
        self._mine = self._button(self.tr("Keep mine"))
        self._compare = self._button(self.tr("Compare"))
        self._again = self._button(self.tr("Try again"))
        self._discard = self._button(self.tr("Discard"))
        for button in (self._theirs, self._mine, self._compare, self._again, self._discard):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self._buttons)
        self._theirs.clicked.connect(self._use_theirs)
        self._mine.clicked.connect(self._keep_mine)
        self._compare.clicked.connect(self.compare_wanted)
        self._again.clicked.connect(self._try_again)
        self._discard.clicked.connect(self._drop)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self._buttons)
        button.setProperty("kind", "link")
        return button

    @Slot()
    def _use_theirs(self) -> None:
        self._subject.saver.drop(self._subject.uid, self._field)

    @Slot()
    def _keep_mine(self) -> None:
        self._subject.saver.keep_mine(self._subject.uid, self._field)

    @Slot()
    def _try_again(self) -> None:
        if self._operation is not None:
            self._subject.saver.run(self._operation)
        else:
            self._subject.save(self._field)

    @Slot()
    def _drop(self) -> None:
        operation = self._operation
        if operation is None:
            self._subject.saver.drop(self._subject.uid, self._field)
            return
        self._subject.saver.forget(operation)
        if isinstance(operation.request, AddComment):
            self.taken_back.emit(operation)
