"""Examines the open tracker quietly, some seconds after it was opened and then each day. Window's thread."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from gui.closing_progress import Phase
from gui.trust_parts import NoteLink
from store.errors import KnownError
from store.health_requests import CheckIfDue
from store.last_check import LastCheck

if TYPE_CHECKING:
    from gui.backups import Backups
    from gui.closing_state import ClosingState
    from gui.main_window import MainWindow

SOON_MS = 10_000
"""After the opening, so that it does not run beside the first work."""
AGAIN_MS = 86_400_000
"""A window that stays open for weeks is examined all the same."""

log = logging.getLogger(__name__)


class Health(QObject):
    """Asks on a thread of its own with a connection that only reads; whoever closes stops it at once."""

    def __init__(self, backups: Backups, state: ClosingState, window: MainWindow) -> None:
        super().__init__(window)
        self._backups, self._state, self._window = backups, state, window
        self._told: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look a little later at the tracker that is open."""
        self._told = ()
        session = self._backups.session
        # Without a -wal nobody can write while somebody reads, and reading all of it may take minutes.
        if session is not None and not session.on_network:
            self._timer.start(SOON_MS)

    def stop(self) -> None:
        """Do nothing more until start()."""
        self._timer.stop()

    @property
    def waits(self) -> bool:
        """Whether it will look when nothing happens."""
        return self._timer.isActive()

    @Slot()
    def look(self) -> None:
        """Do it now, unless a backup is made or the window closes."""
        self._timer.stop()
        session, threads = self._backups.session, self._backups.threads
        if session is None or self._state.phase is not Phase.OPEN:
            return
        if threads.running:
            self._timer.start(SOON_MS)
            return
        cancel = threading.Event()
        threads.ask(session, CheckIfDue(cancel), cancel, self._on_looked)

    @Slot(object)
    def take(self, found: LastCheck) -> None:
        """Say what a check has found, whoever wanted it; once for the same faults."""
        self._window.trust.set_faults(len(found.findings))
        if found.findings and found.findings != self._told:
            name = self._backups.session.path.name if self._backups.session is not None else ""
            words = self.tr("A check found faults in {file}. Your changes are still taken.").format(file=name)
            link = NoteLink(self.tr("See what to do"), self._window.registry["tracker.backups"].trigger)
            self._window.trust.note_with(words, False, link)
        self._told = found.findings

    def _on_looked(self, outcome: LastCheck | Exception) -> None:
        if self._state.phase is not Phase.OPEN:
            return
        if isinstance(outcome, LastCheck):
            self.take(outcome)
        elif not isinstance(outcome, KnownError):
            log.error("a check failed", exc_info=outcome)
        self._timer.start(AGAIN_MS)
