"""Shows backups and health, and does what is chosen there. Window's thread; the work runs beside it."""

from __future__ import annotations

import logging
import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from gui.backup_words import fault_words, made_words, restored_words, stage_words
from gui.rescue import salvaged_words
from gui.restoring import bring_back, save_what_can_be_read
from store.backup_requests import CompareBackup, LookAtBackups, Shelf
from store.backup_restoring import Restored
from store.errors import Cancelled, KnownError
from store.health_requests import CheckTracker
from store.last_check import LastCheck
from store.salvaging import Salvaged

if TYPE_CHECKING:
    from gui.backups import Backups
    from gui.backups_dialog import BackupsDialog
    from gui.main_window import MainWindow
    from gui.restore_dialog import RestoreDialog
    from gui.restoring import Outcome, Restoring
    from store.backup_difference import Difference
    from store.backup_list import Backup

log = logging.getLogger(__name__)


class BackupDesk(QObject):
    """One dialog, and over it the one that asks before a restore."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""
    checked = Signal(object)
    """A LastCheck that somebody wanted."""

    def __init__(self, backups: Backups, restoring: Restoring, window: MainWindow) -> None:
        super().__init__(window)
        self._backups = backups
        self._restoring = restoring
        self._window = window
        self._cancel = threading.Event()
        self._salvages = False
        self.issue_file = ""
        """The name of the open project's issue file."""
        self.dialog: BackupsDialog | None = None
        self.question: RestoreDialog | None = None
        window.backups_requested.connect(self.show)
        backups.made.connect(self._look_again)
        restoring.stage.connect(self._on_stage)
        restoring.ended.connect(self._on_restored)

    @Slot()
    def show(self) -> None:
        """Open the dialog and look for the backups."""
        from gui.backups_dialog import BackupsDialog

        if self.dialog is None:
            session = self._backups.session
            # What is open to be read by somebody's wish can be replaced all the same.
            by_wish = session is not None and session.read_by_wish
            read_only = "" if by_wish else self._window.read_only
            dialog = self.dialog = BackupsDialog(self._window.look, self._window, read_only)
            dialog.make_wanted.connect(self._make)
            dialog.check_wanted.connect(self._check)
            dialog.restore_wanted.connect(self._ask)
            dialog.salvage_wanted.connect(self._salvage)
            dialog.stop_wanted.connect(self._stop)
            dialog.folder_wanted.connect(self._show_folder)
            dialog.finished.connect(self._on_closed)
        self.dialog.open()
        self._look_again()

    @Slot()
    def show_faults(self) -> None:
        """Open the dialog on a damaged tracker: a check says where, and offers what helps."""
        self.show()
        self._check()

    @Slot(object)
    def close(self, frozen: object = True) -> None:
        """The tracker closes: nothing can be chosen here any more, unless it closes to be restored."""
        if frozen and not self._restoring.wanted:
            for dialog in (self.question, self.dialog):
                if dialog is not None:
                    dialog.done(0)

    # The list

    @Slot()
    @Slot(object)
    def _look_again(self, _made: object = None) -> None:
        session = self._backups.session
        if self.dialog is not None and session is not None:
            self._backups.threads.ask(session, LookAtBackups(), threading.Event(), self._on_shelf)

    def _on_shelf(self, outcome: Shelf | Exception) -> None:
        if self.dialog is None:
            return
        if isinstance(outcome, Shelf):
            self.dialog.show_shelf(outcome)
        else:
            self.dialog.show_error(_told(outcome))

    @Slot()
    def _make(self) -> None:
        if self.dialog is not None:
            # What is typed and not sent yet belongs into it.
            self._window.detail.flush()
            self._cancel = threading.Event()
            self.dialog.set_busy(stage_words("copying"))
            self._backups.make(self._on_making, self._cancel, self._on_made)

    def _on_making(self, stage: str) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(stage_words(stage))

    def _on_made(self, outcome: Backup | Exception) -> None:
        if self.dialog is None:
            if isinstance(outcome, Exception):
                self.said.emit(_told(outcome), False)
            return
        self.dialog.set_busy("")
        if isinstance(outcome, Exception):
            self.dialog.say(_told(outcome), well=isinstance(outcome, Cancelled))
        else:
            self.dialog.say(made_words(outcome), well=outcome.verified)

    @Slot()
    def _check(self) -> None:
        session = self._backups.session
        if self.dialog is not None and session is not None:
            self._cancel = threading.Event()
            self.dialog.set_busy(stage_words("examining"))
            self._backups.threads.ask(session, CheckTracker(self._cancel), self._cancel, self._on_checked)

    def _on_checked(self, outcome: LastCheck | Exception) -> None:
        if isinstance(outcome, LastCheck):
            self.checked.emit(outcome)
        if self.dialog is None:
            return
        self.dialog.set_busy("")
        if isinstance(outcome, LastCheck):
            self.dialog.say("", well=True)
            self.dialog.show_check(outcome)
        else:
            self.dialog.say(_told(outcome), well=isinstance(outcome, Cancelled))

    @Slot()
    def _stop(self) -> None:
        self._cancel.set()
        self._restoring.stop()

    @Slot()
    def _show_folder(self) -> None:
        if self.dialog is not None and self.dialog.shelf is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.dialog.shelf.folder)))

    @Slot()
    def _on_closed(self) -> None:
        self._cancel.set()
        self.dialog = None

    # The restore

    @Slot(object)
    def _ask(self, backup: Backup) -> None:
        from gui.restore_dialog import RestoreDialog

        session = self._backups.session
        if session is None or self.dialog is None:
            return
        self._window.detail.flush()
        self._cancel = threading.Event()
        question = self.question = RestoreDialog(backup, self._window.look, self.dialog, self.issue_file)
        question.wanted.connect(self._restore)
        question.stop_wanted.connect(self._stop_question)
        question.finished.connect(self._on_answered)
        question.open()
        request = CompareBackup(backup.path, self._cancel)
        self._backups.threads.ask(session, request, self._cancel, partial(self._on_compared, question))

    def _on_compared(self, question: RestoreDialog, outcome: Difference | Exception) -> None:
        if question is not self.question:
            return
        if isinstance(outcome, Cancelled):
            question.done(0)
        elif isinstance(outcome, Exception):
            question.show_error(_told(outcome))
        else:
            question.show_difference(outcome)

    @Slot()
    def _restore(self) -> None:
        session = self._backups.session
        if session is not None and self.question is not None:
            self._restoring.begin(bring_back(session.path, self.question.backup.path))

    @Slot()
    def _salvage(self) -> None:
        """Save what can be read of the tracker, in which a check found faults."""
        session = self._backups.session
        if session is not None and self.dialog is not None:
            self._window.detail.flush()
            self.dialog.set_busy(stage_words("salvaging"))
            self._salvages = True
            self._restoring.begin(save_what_can_be_read(session.path))

    @Slot()
    def _stop_question(self) -> None:
        self._cancel.set()
        self._restoring.stop()

    @Slot(object)
    def _on_stage(self, stage: str) -> None:
        if self.question is not None:
            self.question.show_stage(stage)

    @Slot(object)
    def _on_restored(self, outcome: Outcome | Exception) -> None:
        question = self.question
        if self._salvages:
            self._salvages = False
            self._on_salvaged(outcome)
            return
        if isinstance(outcome, Restored):
            words = restored_words(outcome, question.backup) if question is not None else ""
            for dialog in (question, self.dialog):
                if dialog is not None:
                    dialog.done(0)
            self.said.emit(words, not outcome.findings)
        elif question is not None and isinstance(outcome, Exception):
            question.show_error(_told(outcome))

    def _on_salvaged(self, outcome: Outcome | Exception) -> None:
        if isinstance(outcome, Salvaged):
            if self.dialog is not None:
                self.dialog.done(0)
            from gui.salvaged_dialog import tell

            self.said.emit(salvaged_words(outcome), not (outcome.lost or outcome.partial))
            tell(outcome, self._window.look, self._window)
        elif self.dialog is not None and isinstance(outcome, Exception):
            self.dialog.set_busy("")
            self.dialog.say(_told(outcome), well=isinstance(outcome, Cancelled))

    @Slot()
    def _on_answered(self) -> None:
        self.question = None


def _told(error: Exception) -> str:
    if not isinstance(error, KnownError):
        log.error("backups: something failed", exc_info=error)
    return fault_words(error)
