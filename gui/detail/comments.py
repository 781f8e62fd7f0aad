"""The conversation on an issue: what was said, and the box for the next remark."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.detail.bar import InlineBar
from gui.detail.comment_row import CommentRow
from gui.detail.drafts import INITIATOR, NEW_COMMENT, Operation
from gui.detail.growing import GrowingText
from gui.detail.look import SectionHead, inset, link_button
from gui.detail.subject import Subject
from gui.i18n import number
from gui.theme import SPACE_L, SPACE_M
from store.issue import Comment
from store.requests import AddComment, DeleteComment

PLACE = "comments"
_LAST = 30
"""Comments that are shown at once; the link above them says how many earlier ones there are."""


class Comments(QWidget):
    """Newest comment last, the box below it. Ctrl+Enter sends."""

    focus_wanted = Signal()

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._shown_uid = ""
        self._all = False
        self._rows: dict[str, CommentRow] = {}
        self._waiting: list[QLabel] = []
        self.head = SectionHead(self.tr("Comments"), self)
        self._earlier = link_button("", self)
        self._list = QWidget(self)
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(SPACE_L)
        self.bar = InlineBar(subject, self, place=PLACE)
        self.box = GrowingText(self, least_lines=2)
        self.box.setObjectName("comment_box")
        self.box.setProperty("role", "")
        self.box.setPlaceholderText(self.tr("Comment… Ctrl+Enter sends"))
        self.box.setAccessibleName(self.tr("New comment"))
        self.send_button = QPushButton(self.tr("Comment"), self)
        self._lay_out()
        self._earlier.clicked.connect(self.show_all)
        self.box.edited.connect(self._on_edited)
        self.box.submitted.connect(self.send)
        self.box.escaped.connect(subject.left)
        self.box.caret_moved.connect(self._on_caret_moved)
        self.box.picture_pasted.connect(subject.picture_pasted)
        self.send_button.clicked.connect(self.send)
        self.bar.taken_back.connect(self._take_back)
        subject.changed.connect(self.redraw)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.head)
        column.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._list)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.setContentsMargins(inset(), 0, 0, 0)
        inner = QVBoxLayout()
        inner.setSpacing(4)
        inner.addWidget(self.box)
        inner.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(inner)
        column.addLayout(row)

    @Slot()
    def redraw(self) -> None:
        """Show the stored comments and those that are being sent."""
        issue = self._subject.issue
        if issue is None:
            return
        if issue.uid != self._shown_uid:
            self._shown_uid, self._all = issue.uid, False
        draft = self._subject.draft(NEW_COMMENT)
        self.box.set_text(str(draft.value) if draft is not None else "")
        editable = self._subject.editable
        self.box.setVisible(editable)
        self._show_send()
        count = len(issue.comments)
        self.head.set_title(self.tr("Comments ({})").format(number(count)) if count else self.tr("Comments"))
        shown = issue.comments if self._all else issue.comments[-_LAST:]
        self._earlier.setText(self.tr("Show {} earlier comments").format(number(count - len(shown))))
        self._earlier.setVisible(count > len(shown))
        self._show_rows(shown)
        self._show_waiting()
        self._list.setVisible(bool(shown or self._waiting))
        self.setVisible(editable or count > 0)

    @Slot()
    def send(self) -> None:
        """Send what is in the box."""
        text = self.box.text().strip()
        if text and self._subject.editable:
            self._subject.saver.drop(self._subject.uid, NEW_COMMENT)
            self._subject.run(PLACE, AddComment(self._subject.uid, text, INITIATOR))

    def _show_rows(self, shown: tuple[Comment, ...]) -> None:
        wanted = {comment.uid for comment in shown}
        for uid in [uid for uid in self._rows if uid not in wanted]:
            row = self._rows.pop(uid)
            self._list_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, comment in enumerate(shown):
            if comment.uid not in self._rows:
                added = self._rows[comment.uid] = CommentRow(self._subject, self._list, comment.uid)
                added.delete_wanted.connect(self._delete)
                self._list_column.insertWidget(place, added)
            self._rows[comment.uid].show_comment(comment)
            self._rows[comment.uid].show()

    def _show_waiting(self) -> None:
        for label in self._waiting:
            self._list_column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._waiting = []
        for one in self._subject.operations(PLACE):
            if isinstance(one.request, AddComment) and one.error is None:
                state = self.tr("Saving…") if one.saved is None else ""
                label = QLabel(f"{state}\n{one.request.text}", self._list)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                label.setIndent(inset())
                label.setProperty("role", "muted")
                self._list_column.addWidget(label)
                label.show()
                self._waiting.append(label)

    def _show_send(self) -> None:
        self.send_button.setVisible(self._subject.editable and bool(self.box.text().strip()))

    @property
    def rows(self) -> tuple[CommentRow, ...]:
        """The comments that are shown, oldest first."""
        issue = self._subject.issue
        uids = [comment.uid for comment in issue.comments] if issue is not None else []
        return tuple(self._rows[uid] for uid in uids if uid in self._rows)

    def unseen(self, words: str) -> int:
        """Return how many comments that are not shown have these words."""
        issue = self._subject.issue
        wanted = words.casefold()
        texts = [one.text for one in issue.comments if one.uid not in self._rows] if issue is not None else []
        return sum(wanted in text.casefold() for text in texts)

    @Slot()
    def show_all(self) -> None:
        """Show the earlier comments too."""
        self._all = True
        self.redraw()

    @Slot()
    def _on_edited(self) -> None:
        self._subject.note(NEW_COMMENT, self.box.text())
        self._show_send()

    @Slot(object)
    def _on_caret_moved(self, rect: object) -> None:
        self._subject.caret_moved.emit(self.box, rect)

    @Slot(object)
    def _delete(self, comment: object) -> None:
        self._subject.run(PLACE, DeleteComment(self._subject.uid, str(comment), INITIATOR))

    @Slot(object)
    def _take_back(self, operation: Operation) -> None:
        if isinstance(operation.request, AddComment):
            parts = (operation.request.text, self.box.text().strip())
            self._subject.note(NEW_COMMENT, "\n\n".join(part for part in parts if part))
            self.redraw()
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
