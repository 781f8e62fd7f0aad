"""How the window closes a tracker: texts kept, changes saved, tidied into one file, closed. No widgets.

The same path for the window's cross, menu quit, signals and log-out. Lives on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from gui.backups import Backups
from gui.bridge import StoreBridge
from gui.closing_export import ClosingExport
from gui.closing_ladder import ClosingLadder
from gui.closing_progress import Phase, Progress, Wish, Work
from gui.closing_state import ClosingState
from gui.closing_texts import TextKeeper
from gui.session import Session
from store.backup_requests import QUICK
from store.checkpoint import Attempt, Grade, Settled
from store.close_requests import CloseTracker, SaveCopy
from store.closing import Closed
from store.copying import Copied

PATIENCE = 0.3
"""Seconds of closing after which the sheet appears although nothing was refused."""
BOUND = 2.0
"""Seconds that a bounded close gives to waits for other programs."""


def _later(seconds: float, work: Callable[[], None]) -> None:
    QTimer.singleShot(round(seconds * 1000), work)


class Shutdown(ClosingState):
    """Closes one session at a time; attach() the next one after `finished`."""

    def __init__(
        self,
        bridge: StoreBridge,
        work: Work,
        parent: QObject | None = None,
        *,
        call_later: Callable[[float, Callable[[], None]], None] = _later,
        clock: Callable[[], float] = monotonic,
        ladder_wait: Callable[[float], bool] | None = None,
    ) -> None:
        super().__init__(clock, parent)
        self._bridge = bridge
        self._work = work
        self._call_later = call_later
        self.texts = TextKeeper(bridge)
        """Shared with whoever keeps texts while they are typed."""
        self._ladder = ClosingLadder(bridge, self._on_attempt, self._on_settled, self._on_moved, ladder_wait)
        self.export = ClosingExport(bridge, self.changed.emit)
        """Writes the issue file of a project, before everything is put into one file."""
        self.backups: Backups | None = None
        """Makes the last backup, where that takes no time worth mentioning."""
        self._round = 0
        self._copy_to: Path | None = None
        self._last_pending = 0
        bridge.saving_changed.connect(self._on_saving)
        bridge.waiting.connect(self._on_waiting)

    def attach(self, session: Session) -> None:
        """From now on it is this session that begin() closes."""
        self._session = session
        self._hurry = False
        self.texts.forget()
        self.closed = None
        self._enter(Phase.OPEN)

    @Slot()
    def begin(self) -> None:
        """Start to close; does nothing when that has begun."""
        if self.phase is not Phase.OPEN:
            return
        self._round += 1
        self._start()
        self.froze.emit(True)
        self._call_later(PATIENCE, partial(self._on_slow, self._round))
        self._save(self._work.flush)

    @Slot()
    def hurry(self) -> None:
        """Close without asking anybody, within about BOUND seconds: nobody is there to choose."""
        if self._hurry or self.phase is Phase.DONE:
            return
        self._hurry = True
        self._call_later(BOUND, partial(self._on_bound, self._session))
        self._cut_backup()
        if self.phase is Phase.ASKING:
            self._close()
        else:
            self.begin()

    @Slot()
    def cut(self) -> None:
        """End every wait for other programs now."""
        self._ladder.canceller.set()
        if self._session is not None:
            self._session.stop_waiting.set()
        self.export.cut()
        self._cut_backup()
        self.cut_short.emit()

    def _on_bound(self, session: Session | None) -> None:
        if session is self._session and not self.done:
            self.cut()

    @Slot()
    def try_again(self) -> None:
        """Save what was refused and run the ladder again."""
        if self.phase is Phase.ASKING:
            self._start()
            self._save(self._work.retry)

    def save_copy(self, target: Path) -> None:
        """Save a complete copy, then let the user choose again; a ladder under way is cancelled."""
        if self.phase in (Phase.OPEN, Phase.CLOSING, Phase.DONE):
            return
        self._copy_to = target
        self._wants(Wish.COPY)

    @Slot()
    def quit_now(self) -> None:
        """Close with what is known."""
        if self.phase not in (Phase.OPEN, Phase.CLOSING, Phase.DONE):
            self._wants(Wish.LEAVE)
            if self.phase is Phase.SAVING and self._session is not None:
                self._session.stop_waiting.set()

    @Slot()
    def dont_quit(self) -> None:
        """Let the user go on working, as soon as what is under way allows it."""
        if self.phase not in (Phase.OPEN, Phase.CLOSING, Phase.DONE):
            self._wants(Wish.STAY)

    @Slot()
    def stop_moving(self) -> None:
        """Leave what is not moved yet in the second file, and let the user choose."""
        if self.phase is Phase.SETTLING and self.progress.moves:
            self.progress.stopped = True
            self._ladder.canceller.set()
            self.changed.emit()

    @Slot()
    def look_at_changes(self) -> None:
        """Go back to the window, where somebody can decide about the changes of the issue file."""
        undecided = self.progress.undecided
        if self.may_choose and undecided is not None and not self._hurry:
            self._wants(Wish.STAY)
            self.decision_wanted.emit(undecided.path)

    # What is wished meanwhile

    def _wants(self, wish: Wish) -> None:
        self._wish = wish
        if self.phase is Phase.ASKING:
            self._grant()
            return
        if self.phase is Phase.SETTLING:
            self._ladder.canceller.set()
        elif self.phase is Phase.EXPORTING:
            self.export.cut()
        elif self.phase is Phase.BACKING_UP:
            self._cut_backup()
        self.changed.emit()

    def _grant(self) -> bool:
        """Do what was chosen, now that nothing is under way; return whether something was."""
        wish, self._wish = self._wish, Wish.NOTHING
        if wish is Wish.STAY and not self._hurry:
            self._stay()
        elif wish is Wish.LEAVE or self._hurry:
            self._close()
        elif wish is Wish.COPY and self._copy_to is not None:
            self._copy(self._copy_to)
        else:
            return False
        return True

    # Texts and changes

    def _start(self) -> None:
        self.progress = Progress()
        self._wish = Wish.NOTHING
        self._ladder.renew()
        self.export.renew()
        self._last_pending = self._bridge.pending_writes
        self.progress.total = self._last_pending
        if self._session is not None:
            self._session.stop_waiting.clear()

    def _save(self, send: Callable[[], None]) -> None:
        self._enter(Phase.SAVING)
        send()
        self._bridge.post(self._check_saved)

    @Slot()
    def _on_saving(self) -> None:
        if self.phase is not Phase.SAVING:
            return
        pending = self._bridge.pending_writes
        self.progress.total += max(0, pending - self._last_pending)
        self._last_pending = pending
        self.progress.saved = self.progress.total - pending
        self.changed.emit()
        # Posted: whoever waits for this very answer may send one more change when it gets it.
        self._bridge.post(self._check_saved)

    @Slot(object)
    def _on_waiting(self, program: object) -> None:
        if self.phase is Phase.SAVING:
            self.progress.waits, self.progress.holder = True, str(program)
            self.changed.emit()

    def _check_saved(self) -> None:
        if self.phase is not Phase.SAVING or self._bridge.pending_writes:
            return
        unsent = tuple(self._work.unsent())
        self.progress.unsent = unsent
        if self.texts.keep(unsent, self._on_kept):
            self._enter(Phase.KEEPING)
        else:
            self._stop_reading()

    def _on_kept(self, kept: bool) -> None:
        self.progress.texts_kept = kept
        self._stop_reading()

    def _stop_reading(self) -> None:
        if self._wish is Wish.STAY and not self._hurry:
            self._stay()
            return
        if self._session is None:
            self._finish()
            return
        if self.export.run(self.progress, self._on_exported):
            self._enter(Phase.EXPORTING)
        else:
            self._back_up()

    def _on_exported(self) -> None:
        if self._wish is Wish.STAY and not self._hurry:
            self._stay()
        else:
            self._back_up()

    # The last backup

    def _back_up(self) -> None:
        if self.backups is None:
            self._let_reader_go()
            return
        self._enter(Phase.BACKING_UP)
        self._call_later(QUICK, partial(self._on_backup_slow, self._round))
        last = self._wish is Wish.NOTHING and not self._hurry
        self.backups.finish(self._on_backup_begun, self._on_backed_up, last=last)

    def _on_backup_begun(self, _stage: str) -> None:
        if self.phase is Phase.BACKING_UP:
            self.progress.backup = "now"
            self.changed.emit()

    def _on_backup_slow(self, round_: int) -> None:
        if round_ == self._round and self.phase is Phase.BACKING_UP:
            self._cut_backup()

    def _cut_backup(self) -> None:
        if self.backups is not None and self.phase is Phase.BACKING_UP:
            self.backups.cut()

    def _on_backed_up(self, how: str) -> None:
        self.progress.backup = how
        if self._wish is Wish.STAY and not self._hurry:
            self._stay()
        else:
            self._let_reader_go()

    # The ladder

    def _let_reader_go(self) -> None:
        assert self._session is not None  # noqa: S101 - looked at before
        self._enter(Phase.SETTLING)
        # Asked while no reader runs, a question would be refused; it is answered after *Don't quit*.
        self._bridge.park_lookups()
        self._session.stop_reader(self._settle)

    def _settle(self) -> None:
        if self._bridge.pending_writes:
            # The reader's last answers have led to changes, such as closing the selected issues.
            self._save(_nothing_more)
            return
        if self._wish is not Wish.NOTHING:
            self._ladder.canceller.set()
        self._ladder.climb()

    def _on_moved(self, done: int, total: int) -> None:
        self.progress.moving = done, total
        self.changed.emit()

    def _on_attempt(self, attempt: Attempt) -> None:
        self.progress.attempts.append(attempt)
        if not self.progress.stopped:
            self.progress.moving = None
        wait = attempt.wait_ms
        self.progress.next_at = None if wait is None else self._clock() + wait / 1000
        self.changed.emit()
        if attempt.at_risk:
            self._want_sheet()

    def _on_settled(self, settled: Settled) -> None:
        self.progress.settled = settled
        self.progress.next_at = None
        if self._wish is Wish.LEAVE and self.progress.lost and not self._hurry:
            # Nobody has been told yet that these texts would be lost.
            self._wish = Wish.NOTHING
        if not self._grant():
            self._ask_or_close()

    def _ask_or_close(self) -> None:
        settled = self.progress.settled
        progress = self.progress
        at_risk = settled is not None and settled.grade.at_risk
        if at_risk or progress.needs_telling or progress.not_exported is not None:
            self._ask()
        else:
            self._close()

    def _ask(self) -> None:
        self._enter(Phase.ASKING)
        self._want_sheet()

    # Choices

    def _copy(self, target: Path) -> None:
        self._copy_to = None
        self.progress.copied, self.progress.copy_error = None, ""
        self._enter(Phase.COPYING)
        # The one before was ended for this.
        self._ladder.renew()
        request = SaveCopy(target, replace=True, cancel=self._ladder.canceller)
        self._bridge.ask_quietly(request, self._on_copied, self._on_not_copied)

    def _on_copied(self, copied: Copied) -> None:
        self.progress.copied = copied
        if not self._grant():
            self._ask()

    def _on_not_copied(self, error: Exception) -> None:
        self.progress.copy_error = str(error)
        self._wish = Wish.NOTHING if self._wish is Wish.LEAVE else self._wish
        if not self._grant():
            self._ask()

    def _stay(self) -> None:
        self._wish = Wish.NOTHING
        session = self._session
        if session is not None:
            session.stop_waiting.clear()
            session.start_reader()
            self._bridge.use(session.writer, session.reader)
        self._round += 1
        self._enter(Phase.OPEN)
        self.froze.emit(False)
        self.stayed.emit()

    def _close(self) -> None:
        session, settled = self._session, self.progress.settled
        if session is None:
            self._finish()
            return
        self._enter(Phase.CLOSING)
        known = settled or Settled(Grade.CANCELLED, tuple(self.progress.attempts))
        self._bridge.ask_quietly(CloseTracker(known), self._on_closed, self._on_not_closed)

    def _on_closed(self, closed: Closed) -> None:
        self.closed = closed
        self._finish()

    def _on_not_closed(self, _error: Exception) -> None:
        settled = Settled(Grade.FAILED, tuple(self.progress.attempts), reason="other")
        self.closed = Closed(settled, Grade.FAILED, -1, closed=False, reason="other")
        self._finish()

    def _finish(self) -> None:
        self._round += 1
        if self._session is not None:
            self._session.stop()
        self._enter(Phase.DONE)
        self.finished.emit()

    def _on_slow(self, round_: int) -> None:
        if round_ == self._round:
            self._want_sheet()

    def _want_sheet(self) -> None:
        if self.phase is Phase.ASKING and self._hurry:
            self._close()
        elif not self._hurry and self.phase not in (Phase.OPEN, Phase.DONE):
            self.sheet_wanted.emit()

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()


def _nothing_more() -> None:
    """What is to be saved has been sent."""
