"""Two versions of a text side by side, words that differ marked, and the choice between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.detail.drafts import Draft
from gui.detail.subject import Subject
from gui.detail.words import field_name
from gui.two_versions import TwoVersions


class CompareDialog(QDialog):
    """Asks which version of a field is to stand; closing it decides nothing."""

    def __init__(self, subject: Subject, parent: QWidget, draft: Draft) -> None:
        super().__init__(parent)
        self._subject = subject
        self._uid, self._field = draft.uid, draft.field
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("{} of {}: two versions").format(field_name(draft.field), draft.id))
        self.resize(760, 440)
        self.versions = TwoVersions(self, self.tr("In the tracker now"), self.tr("Yours, not saved"))
        self.versions.fill(str(draft.theirs), str(draft.value))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for text, slot in (
            (self.tr("Use theirs"), self._use_theirs),
            (self.tr("Keep mine"), self._keep_mine),
            (self.tr("Decide later"), self.reject),
        ):
            button = QPushButton(text, self)
            # Enter must not choose for the user.
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        page = QVBoxLayout(self)
        page.addWidget(self.versions)
        page.addLayout(buttons)

    @Slot()
    def _use_theirs(self) -> None:
        self._subject.saver.drop(self._uid, self._field)
        self.accept()

    @Slot()
    def _keep_mine(self) -> None:
        self._subject.saver.keep_mine(self._uid, self._field)
        self.accept()
