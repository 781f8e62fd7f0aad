"""The parts of the pane under each other."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from gui.detail.activity import Activity
from gui.detail.attachments import Attachments
from gui.detail.blocked_box import BlockedBox
from gui.detail.comments import Comments
from gui.detail.header import Footer, Header, Notice
from gui.detail.look import hairline
from gui.detail.relations import Relations
from gui.detail.ribbon import Ribbon
from gui.detail.subject import Subject
from gui.detail.texts import Texts
from gui.detail.to_review import ToReview
from gui.theme import SPACE_M, SPACE_S, SPACE_XL


class Body(QWidget):
    """What it is, what is in its way, what is to be done, what it is linked to, what was said."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.notice = Notice(subject, self)
        self.to_review = ToReview(subject, self)
        self.header = Header(subject, self)
        self.ribbon = Ribbon(subject, self)
        self.blocked = BlockedBox(subject, self)
        self.texts = Texts(subject, self)
        self.attachments = Attachments(subject, self)
        self.relations = Relations(subject, self)
        self.comments = Comments(subject, self)
        self.activity = Activity(subject, self)
        self.footer = Footer(subject, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addWidget(self.notice)
        column.addWidget(self.to_review)
        column.addWidget(self.header)
        column.addWidget(self.ribbon)
        column.addWidget(self.blocked)
        column.addWidget(self.texts)
        column.addWidget(self.attachments)
        column.addWidget(hairline(self))
        column.addWidget(self.relations)
        column.addWidget(hairline(self))
        column.addWidget(self.comments)
        column.addWidget(self.activity)
        column.addWidget(self.footer)
        column.addStretch(1)
        self.texts.attach_button.clicked.connect(self.attachments.ask_files)
        self.notice.restore.clicked.connect(self.header.restore)

    def readable(self) -> list[QTextEdit | QPlainTextEdit]:
        """Return what shows title, texts and comments now, from the top to the bottom."""
        found: list[QTextEdit | QPlainTextEdit] = [self.header.title.edit]
        sections = [section for section in self.texts.sections.values() if not section.isHidden()]
        found += [section.view if section.mode.reading else section.edit for section in sections]
        found += [row.editor or row.text for row in self.comments.rows]
        return found
