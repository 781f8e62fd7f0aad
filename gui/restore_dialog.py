"""What restoring a backup would change, before it does; and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.backup_words import difference_parts, stage_words
from gui.difference_dialog import DifferenceDialog
from gui.theme import Theme
from gui.wording import full_time
from store.backup_difference import Difference
from store.backup_list import Backup

translate = QCoreApplication.translate


class RestoreDialog(DifferenceDialog):
    """Shows one backup against the present. Window's thread."""

    def __init__(self, backup: Backup, look: Theme, parent: QWidget, issue_file: str = "") -> None:
        """issue_file: the name of the project's file, which may have what would be taken back."""
        question = translate("RestoreDialog", "Restore the backup of {time}?")
        take = translate("RestoreDialog", "&Restore")
        super().__init__(question.format(time=full_time(backup.made_at)), take, look, parent)
        self.setObjectName("restore_dialog")
        self.backup = backup
        self._issue_file = issue_file
        self.wanted.connect(self._on_wanted)
        self.show_stage("comparing")

    def show_stage(self, stage: str) -> None:
        """Say what is being done."""
        self.show_doing(stage_words(stage))

    def show_difference(self, found: Difference) -> None:
        """Say what would change, and let it be chosen."""
        words = self.tr(
            "The tracker would be as it was then, with its ids and its history. What is there now is backed "
            "up first, so that you can come back to it."
        )
        if not self.backup.verified:
            words = (
                self.tr("This backup is not verified: {why}").format(why=self.backup.why_not) + "\n" + words
            )
        parts = difference_parts(found)
        if found.same:
            parts.append((self.tr("The issues are the same as now."), []))
        if self._issue_file:
            title = self.tr("{file} may have what is taken back").format(file=self._issue_file)
            parts.append((title, [self.tr("Strandline asks you before it reads that file again.")]))
        self.show_parts(words, parts)

    def show_error(self, why: str) -> None:
        """Say why nothing was restored."""
        self.show_failed(self.tr("Nothing was restored"), why)

    def _on_wanted(self) -> None:
        self.show_stage("closing")
