"""Makes backups quietly while somebody works, and a last one when the tracker closes. Window's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.closing_progress import Phase
from gui.own_thread import OwnThreads
from store.backup_requests import BackUpIfDue, Due, MakeBackup, Told
from store.errors import Cancelled, KnownError

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.closing_state import ClosingState
    from gui.session import Session
    from store.backup_list import Backup

SOON_MS = 5000
"""After a change, so that it does not run beside the work that follows at once."""
AGAIN_MS = 300_000
"""After one that failed."""

log = logging.getLogger(__name__)


class Backups(QObject):
    """One tracker at a time; one that may only be read is backed up on a wish alone."""

    failed = Signal(object)
    """Why there is no new verified backup, as a text; "" when there is one again."""
    made = Signal(object)
    """A Backup that was made, verified or not."""

    def __init__(self, bridge: StoreBridge, state: ClosingState, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._state = state
        self.threads = OwnThreads(bridge)
        """Whoever else asks about backups does it there, so that a close finds all of them."""
        self.session: Session | None = None
        self._then: Callable[[str], None] | None = None
        self._fault = ""
        self._changed = False
        """Whether a close has something to look at: a connection of its own costs it 10 ms."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        bridge.changed.connect(self._on_changed)

    def attach(self, session: Session) -> None:
        """Back this tracker up from now on."""
        self.session = session
        self._then, self._changed = None, False
        self._say("")
        self.go_on()

    def detach(self) -> None:
        """The tracker is closed."""
        self._timer.stop()
        self.session = None

    @Slot()
    def go_on(self) -> None:
        """The window stays, or was just opened: look a little later."""
        if self.session is not None and not self.session.read_only:
            self._timer.start(SOON_MS)

    @Slot()
    def look(self) -> None:
        """Make one if it is due and the window does not close."""
        self._timer.stop()
        if self.threads.running:
            self.go_on()
        elif self._state.phase is Phase.OPEN and self.session is not None:
            cancel = threading.Event()
            self._ask(BackUpIfDue(cancel=cancel), cancel, self._on_looked)

    def make(self, told: Told, cancel: threading.Event, then: Callable[[Backup | Exception], None]) -> None:
        """Make one on a wish. told: hears on this thread what is being done."""
        if self.session is not None:
            request = MakeBackup("asked", cancel, partial(self._post, told))
            self.threads.ask(self.session, request, cancel, partial(self._on_made, then))

    # The close

    def finish(self, told: Told, then: Callable[[str], None], *, last: bool) -> None:
        """End what runs, and make the last one if it is due and quick; `then` runs later.

        told: hears "due" when one is begun. then: gets "made", "later" when one is still due, or "".
        last: False for none any more.
        """
        self._timer.stop()
        self._then = then
        self.threads.cancel()
        self.threads.when_free(partial(self._make_last, told, last))

    def _make_last(self, told: Told, last: bool) -> None:
        if last and self._changed and self.session is not None and not self.session.read_only:
            cancel = threading.Event()
            request = BackUpIfDue("close", quick=True, cancel=cancel, told=partial(self._post, told))
            self._ask(request, cancel, self._on_last)
        else:
            self._end("")

    def cut(self) -> None:
        """End what runs: somebody waits."""
        self.threads.cancel()

    def _on_last(self, outcome: Due | Exception) -> None:
        self._take(outcome)
        if isinstance(outcome, Due) and outcome.made is not None and outcome.made.verified:
            self._end("made")
        else:
            waits = not isinstance(outcome, Due) or outcome.wait == 0
            self._end("later" if waits else "")

    def _end(self, how: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(how)

    # Inside

    def _ask(
        self, request: BackUpIfDue, cancel: threading.Event, then: Callable[[Due | Exception], None]
    ) -> None:
        assert self.session is not None  # noqa: S101 - looked at before
        self.threads.ask(self.session, request, cancel, then)

    def _post(self, told: Told, stage: str) -> None:
        """Called on the request's thread."""
        self._bridge.post(partial(told, stage))

    @Slot(object)
    def _on_changed(self, _changes: object) -> None:
        self._changed = True
        # While it waits for the half hour, a change makes nothing sooner.
        if self.session is not None and not self._timer.isActive():
            self.go_on()

    def _on_looked(self, outcome: Due | Exception) -> None:
        self._take(outcome)
        if self._state.phase is not Phase.OPEN:
            return
        if not isinstance(outcome, Due):
            self._timer.start(AGAIN_MS)
        elif outcome.wait is not None:
            self._timer.start(round(outcome.wait * 1000) + SOON_MS)

    def _take(self, outcome: Due | Exception) -> None:
        if isinstance(outcome, Due):
            if outcome.made is not None:
                self._judge(outcome.made)
            elif outcome.wait is None:
                self._say("")
        elif isinstance(outcome, KnownError):
            if not isinstance(outcome, Cancelled):
                self._say(str(outcome))
        else:
            log.error("a backup failed", exc_info=outcome)
            self._say(self.tr("Something went wrong inside Strandline; see the log."))

    def _on_made(self, then: Callable[[Backup | Exception], None], outcome: Backup | Exception) -> None:
        if not isinstance(outcome, Exception):
            self._judge(outcome)
        then(outcome)

    def _judge(self, made: Backup) -> None:
        self._say("" if made.verified else made.why_not)
        self.made.emit(made)

    def _say(self, why: str) -> None:
        if why != self._fault:
            self._fault = why
            self.failed.emit(why)
