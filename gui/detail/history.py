"""The history of a field: every value, who gave it and when, what it changed, and the way back to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gui import wording
from gui.detail.subject import Subject
from gui.detail.words import field_name, value_name
from gui.theme import SPACE_M, current
from gui.word_marks import mark, write_inline
from store.detail_answers import Past, Version
from store.issue import TEXTS, TOMBSTONE
from store.lookups import GetPast

FIELDS = (
    "title", "description", "design", "acceptance_criteria", "notes", "status", "priority", "issue_type",
    "assignee", "due_at", "defer_until", "estimated_minutes", "external_ref",
)  # fmt: skip


class HistoryDialog(QDialog):
    """Shows values newest first, a page at a time; Restore is an edit like any other. Window's thread."""

    def __init__(self, subject: Subject, parent: QWidget, field: str) -> None:
        super().__init__(parent)
        self._subject, self._uid = subject, subject.uid
        self._versions: list[Version] = []
        self._asked = 0
        issue = subject.issue
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("History of {}").format(issue.id if issue is not None else ""))
        self.resize(820, 480)
        self.field = QComboBox(self)
        self.field.setAccessibleName(self.tr("Field"))
        for name in FIELDS:
            self.field.addItem(field_name(name), name)
        self.field.setCurrentIndex(max(0, self.field.findData(field)))
        self.against = QComboBox(self)
        self.against.setAccessibleName(self.tr("Compare with"))
        self.against.addItems([self.tr("What it changed"), self.tr("Compare with what stands now")])
        self.beside = QCheckBox(self.tr("Side by side"), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Values, newest first"))
        self.earlier = QPushButton(self.tr("Show earlier values"), self)
        self.note = QLabel(self)
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.inline = QTextEdit(self)
        self.left, self.right = QPlainTextEdit(self), QPlainTextEdit(self)
        self.restore = QPushButton(self.tr("Restore this value"), self)
        self.leave = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self.field.currentIndexChanged.connect(self._start)
        self.against.currentIndexChanged.connect(self._compare)
        self.beside.toggled.connect(self._compare)
        self.list.currentRowChanged.connect(self._compare)
        self.earlier.clicked.connect(self._ask)
        self.restore.clicked.connect(self._restore)
        self.leave.clicked.connect(self.reject)
        self._start()
        self.list.setFocus()

    def _lay_out(self) -> None:
        for view, name in (
            (self.inline, self.tr("What differs")),
            (self.left, self.tr("Before")),
            (self.right, self.tr("After")),
        ):
            view.setReadOnly(True)
            view.setAccessibleName(name)
        for button in (self.earlier, self.restore, self.leave):
            # Enter must not choose for the user.
            button.setAutoDefault(False)
        top = QHBoxLayout()
        top.addWidget(self.field)
        top.addStretch(1)
        top.addWidget(self.against)
        top.addWidget(self.beside)
        pair = QSplitter(self)
        pair.addWidget(self.left)
        pair.addWidget(self.right)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.inline)
        self.pages.addWidget(pair)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.earlier)
        side.setFixedWidth(current().scaled(260))
        main = QHBoxLayout()
        main.setSpacing(SPACE_M)
        main.addWidget(side)
        main.addWidget(self.pages, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.leave)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.addLayout(top)
        page.addLayout(main, 1)
        page.addLayout(buttons)

    @property
    def _name(self) -> str:
        return str(self.field.currentData())

    @Slot()
    def _start(self) -> None:
        """Ask for the newest page of the chosen field."""
        self._versions = []
        self.list.clear()
        self.earlier.hide()
        self.restore.setEnabled(False)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        self._asked += 1
        before = self._versions[-1].seq if self._versions else 0
        self._subject.bridge.ask(
            GetPast(self._uid, self._name, before),
            partial(self._take, self._asked),
            partial(self._fail, self._asked),
        )

    def _take(self, asked: int, past: Past) -> None:
        # It may be closed by now: an answer comes whenever it comes.
        if not isValid(self) or asked != self._asked:
            return
        known = len(self._versions)
        self._versions.extend(past.versions)
        for version in past.versions:
            self.list.addItem(self._line(version))
        self.earlier.setVisible(past.more)
        self.list.setCurrentRow(known)
        self._compare()

    def _fail(self, asked: int, error: Exception) -> None:
        if isValid(self) and asked == self._asked:
            self.note.setText(str(error) or self.tr("The history could not be read."))
            self.restore.setEnabled(False)

    def _line(self, version: Version) -> str:
        who = version.actor or self.tr("Unknown")
        how = {
            "create": self.tr("as it was made"),
            "undo": self.tr("by undo"),
            "redo": self.tr("by redo"),
            "import": self.tr("by import"),
        }.get(version.kind, "")
        if not self.list.count():
            how = " · ".join(part for part in (self.tr("now"), how) if part)
        when = wording.full_time(version.at)
        return f"{when}\n{who} · {how}" if how else f"{when}\n{who}"

    @Slot()
    def _compare(self) -> None:
        place = self.list.currentRow()
        if not 0 <= place < len(self._versions):
            self.restore.setEnabled(False)
            return
        chosen, now = self._versions[place], self._versions[0]
        older = self._versions[place + 1] if place + 1 < len(self._versions) else None
        other = now if self.against.currentIndex() else older
        before = self._words(other) if other is not None else ""
        after = self._words(chosen)
        if self.against.currentIndex():
            before, after = after, before
        if self.beside.isChecked():
            self.left.setPlainText(before)
            self.right.setPlainText(after)
            mark(self.left, self.right, before, after)
        elif other is None:
            # Nothing came before: all of it in colour would say nothing.
            self.inline.setPlainText(after)
        else:
            write_inline(self.inline, before, after)
        self.pages.setCurrentIndex(int(self.beside.isChecked()))
        same = chosen.value == now.value
        gone = TOMBSTONE in (chosen.value, now.value)
        self.restore.setEnabled(
            not same and not gone and self._subject.editable and self._subject.uid == self._uid
        )
        self.note.setText(
            self.tr("This is what stands now.")
            if same
            else self.tr("Restoring adds a value to this history; Undo takes it back.")
        )

    def _words(self, version: Version) -> str:
        if self._name in TEXTS:
            return str(version.value or "")
        return value_name(self._name, version.value) or self.tr("none")

    @Slot()
    def _restore(self) -> None:
        self._subject.edit(self._name, self._versions[self.list.currentRow()].value)
        self.accept()
