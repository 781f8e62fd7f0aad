"""How the window closes a tracker: texts kept, changes saved, tidied into one file, closed. No widgets.

The same path for the window's cross, menu quit, signals and log-out. Lives on the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.bridge import StoreBridge
from gui.closing_progress import Phase, Progress, Wish, Work
from gui.session import Session
from store.checkpoint import Attempt, Grade, Settled
from store.close_requests import Canceller, CloseTracker, SaveCopy, Settle
from store.closing import Closed
from store.copying import Copied
from store.drafts import DropTexts, KeepTexts, KeptText, Key

PATIENCE = 0.3
"""Seconds of closing after which the sheet appears although nothing was refused."""
BOUND = 2.0
"""Seconds that a bounded close gives to waits for other programs."""
EXIT_AT_RISK = 4


def _later(seconds: float, work: Callable[[], None]) -> None:
    QTimer.singleShot(round(seconds * 1000), work)


class Shutdown(QObject):
    """Closes one session at a time; attach() the next one after `finished`."""

    changed = Signal()
    """`phase` or `progress` is another one."""
    froze = Signal(object)
    """True: nothing can be edited from now on; False: it can again."""
    sheet_wanted = Signal()
    """The user should see what happens, and may choose."""
    stayed = Signal()
    """The window is usable again, because the user did not want to quit."""
    finished = Signal()
    """The tracker is closed; both threads end."""

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
        super().__init__(parent)
        self._bridge = bridge
        self._work = work
        self._call_later = call_later
        self._clock = clock
        self._ladder_wait = ladder_wait
        self._session: Session | None = None
        self._round = 0
        self._wish = Wish.NOTHING
        self._copy_to: Path | None = None
        self._hurry = False
        self._last_pending = 0
        self._canceller = Canceller()
        self._kept_keys: set[Key] = set()
        self.phase = Phase.DONE
        self.progress = Progress()
        self.closed: Closed | None = None
        bridge.saving_changed.connect(self._on_saving)
        bridge.waiting.connect(self._on_waiting)

    @property
    def done(self) -> bool:
        """Whether no tracker is open, so that the window may go."""
        return self.phase is Phase.DONE

    @property
    def exit_code(self) -> int:
        """0, or 4 when the last close left changes outside of the tracker's file."""
        return EXIT_AT_RISK if self.closed is not None and self.closed.grade.at_risk else 0

    @property
    def tracker_name(self) -> str:
        """The file's name, such as "Home.strandline"."""
        return self._session.path.name if self._session is not None else ""

    @property
    def tracker_path(self) -> Path:
        """The file's path; empty while no tracker is open."""
        return self._session.path if self._session is not None else Path()

    @property
    def may_choose(self) -> bool:
        """Whether the ladder has ended and waits for a choice."""
        return self.phase is Phase.ASKING

    @property
    def hurried(self) -> bool:
        """Whether nobody was asked."""
        return self._hurry

    @property
    def wish(self) -> Wish:
        """The choice that waits for something under way to end."""
        return self._wish

    def seconds_to_next_try(self) -> float | None:
        """How long the ladder still waits; None when it does not."""
        at = self.progress.next_at
        return None if at is None else max(0.0, at - self._clock())

    def attach(self, session: Session) -> None:
        """From now on it is this session that begin() closes."""
        self._session = session
        self._hurry = False
        self._kept_keys.clear()
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
        self._call_later(BOUND, self.cut)
        if self.phase is Phase.ASKING:
            self._close()
        else:
            self.begin()

    @Slot()
    def cut(self) -> None:
        """End every wait for other programs now."""
        self._canceller.set()
        if self._session is not None:
            self._session.stop_waiting.set()

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

    # What is wished meanwhile

    def _wants(self, wish: Wish) -> None:
        self._wish = wish
        if self.phase is Phase.ASKING:
            self._grant()
            return
        if self.phase is Phase.SETTLING:
            self._canceller.set()
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
        self._canceller = Canceller()
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
        texts = tuple(one.text for one in unsent if one.text is not None)
        gone = tuple(self._kept_keys - {text.key for text in texts})
        if not texts and not gone:
            self._stop_reading()
            return
        self._enter(Phase.KEEPING)
        if gone:
            self._kept_keys.difference_update(gone)
            self._bridge.ask_quietly(DropTexts(gone), _nothing, _ignored)
        self._bridge.ask_quietly(KeepTexts(texts), partial(self._on_kept, texts), self._on_not_kept)

    def _on_kept(self, texts: tuple[KeptText, ...], _answer: object) -> None:
        self._kept_keys.update(text.key for text in texts)
        self._stop_reading()

    def _on_not_kept(self, _error: Exception) -> None:
        self.progress.texts_kept = False
        self._stop_reading()

    # The ladder

    def _stop_reading(self) -> None:
        if self._wish is Wish.STAY and not self._hurry:
            self._stay()
            return
        if self._session is None:
            self._finish()
            return
        self._enter(Phase.SETTLING)
        # Asked while no reader runs, a question would be refused; it is answered after *Don't quit*.
        self._bridge.park_lookups()
        self._session.stop_reader(self._settle)

    def _settle(self) -> None:
        if self._wish is not Wish.NOTHING:
            self._canceller.set()
        self._bridge.ask_quietly(
            Settle(self._canceller, partial(self._post_attempt, self._canceller), wait=self._ladder_wait),
            self._on_settled,
            self._on_not_settled,
        )

    def _post_attempt(self, ladder: Canceller, attempt: Attempt) -> None:
        """Bring an attempt over; called on the store's thread."""
        self._bridge.post(partial(self._on_attempt, ladder, attempt))

    def _on_attempt(self, ladder: Canceller, attempt: Attempt) -> None:
        if ladder is not self._canceller:
            return
        self.progress.attempts.append(attempt)
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

    def _on_not_settled(self, _error: Exception) -> None:
        """Only a broken connection ends here: nothing is known about the file."""
        self._on_settled(Settled(Grade.FAILED, tuple(self.progress.attempts), reason="other"))

    def _ask_or_close(self) -> None:
        settled = self.progress.settled
        if (settled is not None and settled.grade.at_risk) or self.progress.needs_telling:
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
        self._bridge.ask_quietly(SaveCopy(target, replace=True), self._on_copied, self._on_not_copied)

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


def _nothing(_answer: object) -> None:
    """All is well."""


def _ignored(_error: Exception) -> None:
    """A text that stays kept although it was saved is offered once more; nothing is lost."""
