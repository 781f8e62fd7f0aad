"""One line on an issue that lost values in a merge, with the way to the review."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.detail.look import link_button
from gui.detail.subject import Subject
from gui.i18n import plural
from gui.theme import SPACE_S, SPACE_XS, set_look_of


class ToReview(QFrame):
    """Hidden while there is nothing to review. Window's thread."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        set_look_of(self, "role", "banner")
        set_look_of(self, "kind", "warning")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        set_look_of(self._words, "kind", "warning")
        self.review = link_button(self.tr("Review"), self)
        self.review.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        row.addWidget(self._words, 1)
        row.addWidget(self.review)
        self.hide()
        subject.changed.connect(self.redraw)

    @property
    def text(self) -> str:
        """What the line says; "" while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    @Slot()
    def redraw(self) -> None:
        """Say how many values lost, or hide."""
        detail = self._subject.detail
        n = detail.conflicts if detail is not None else 0
        self._words.setText(plural(self.tr("Changed on two sides: %n value(s) to review.", "", n), n))
        self.setVisible(n > 0)

    @Slot()
    def _ask(self) -> None:
        self._subject.review_requested.emit(self._subject.uid)
