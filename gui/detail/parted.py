"""The line over an issue that stays shown although it has left the list, with the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from gui.detail.subject import Subject
from gui.detail.words import value_name
from gui.theme import set_look_of
from store.issue import FINISHED


class Parted(QLabel):
    """Hidden until it is told that the issue has left. Window's thread."""

    def __init__(self, subject: Subject, parent: QWidget) -> None:
        super().__init__(parent)
        self._subject = subject
        self._left = False
        set_look_of(self, "role", "banner")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(8, 4, 8, 4)
        self.hide()
        subject.changed.connect(self.redraw)

    @Slot(object)
    def tell(self, left: object) -> None:
        """Say that the issue has left the list, or nothing."""
        self._left = bool(left)
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Show the reason as it is now."""
        words = self._words() if self._left and self._subject.detail is not None else ""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
        self.setVisible(bool(words))

    def _words(self) -> str:
        detail = self._subject.detail
        issue = detail.issue if detail is not None else None
        if issue is None or issue.deleted:
            return self.tr("No longer in this list: the issue is in the trash now.")
        if detail is not None and detail.blocked and issue.status not in FINISHED:
            return self.tr("No longer in this list: the issue waits for another one now.")
        status = value_name("status", issue.status)
        return self.tr("No longer in this list: the issue was changed. Status now: {}").format(status)
