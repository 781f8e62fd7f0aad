"""Puts something else in a tracker's place: closed as ever, replaced on a thread, and opened again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from store.backup_restoring import STOPPED, Restored, restore
from store.errors import Cancelled
from store.pace import Pace
from store.rebuilding import Rebuilt, rebuild
from store.salvaging import Salvaged, salvage

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.shutdown import Shutdown


Outcome = Restored | Salvaged | Rebuilt
Work = Callable[[Pace, Callable[[str], None]], Outcome]
"""What is done to a tracker that nobody has open; hears what is being done."""


def bring_back(tracker: Path, backup: Path) -> Work:
    """Its backup comes back."""

    def work(pace: Pace, told: Callable[[str], None]) -> Outcome:
        return restore(tracker, backup, pace=pace, told=told)

    return work


def save_what_can_be_read(tracker: Path) -> Work:
    """A sound tracker with all that can be read takes its place."""

    def work(pace: Pace, _told: Callable[[str], None]) -> Outcome:
        return salvage(tracker, pace)

    return work


def build_from(tracker: Path, issue_file: Path, sha256: str) -> Work:
    """A new tracker with the issues of that file, as they were shown, takes its place."""

    def work(pace: Pace, _told: Callable[[str], None]) -> Outcome:
        return rebuild(tracker, issue_file, pace, expect=sha256)

    return work


class Restoring(QObject):
    """One restore at a time, on a thread of its own. Lives on the window's thread."""

    stage = Signal(object)
    """What is being done: see store.backup_restoring.restore."""
    ended = Signal(object)
    """An Outcome, or the error for which there is none; the tracker is opened again."""

    def __init__(
        self, bridge: StoreBridge, shutdown: Shutdown, reopen: Callable[[], None], parent: QObject
    ) -> None:
        """reopen: shows the tracker that was closed."""
        super().__init__(parent)
        self._bridge = bridge
        self._shutdown = shutdown
        self._reopen = reopen
        self._wanted: Work | None = None
        self._then = reopen
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def wanted(self) -> bool:
        """Whether the tracker is closed to be restored."""
        return self._wanted is not None

    def begin(self, work: Work, then: Callable[[], None] | None = None) -> None:
        """Close what is open, which may show the quit sheet, and go on when that is done.

        then: instead of `reopen`.
        """
        self._cancel = threading.Event()
        self._wanted, self._then = work, then or self._reopen
        if self._shutdown.done:
            self.goes_on()
        else:
            self._shutdown.begin()

    @Slot()
    def stop(self) -> None:
        """End it: nothing is changed then. What is nearly done is done."""
        self._cancel.set()
        if self._wanted is not None:
            self._shutdown.dont_quit()

    def give_up(self) -> None:
        """The tracker stays open, or the program ends."""
        if self._wanted is not None:
            self._wanted = None
            self.ended.emit(Cancelled(STOPPED))

    def goes_on(self) -> bool:
        """The tracker is closed: begin if that was for a restore, and answer whether it was."""
        if self._wanted is None:
            return False
        wanted, self._wanted = self._wanted, None
        self._thread = threading.Thread(target=self._run, args=(wanted, self._cancel), name="restore")
        self._thread.start()
        return True

    def join(self, timeout: float) -> bool:
        """Stop, and wait for the thread; return whether it has ended."""
        self._cancel.set()
        if self._thread is not None:
            self._thread.join(timeout)
        return self._thread is None or not self._thread.is_alive()

    def _run(self, work: Work, cancel: threading.Event) -> None:
        outcome: Outcome | Exception
        try:
            outcome = work(Pace(cancel=cancel, stopped=STOPPED), self._tell)
        except Exception as error:  # noqa: BLE001 - told as it is
            outcome = error
        self._bridge.post(partial(self._on_ended, outcome))

    def _tell(self, stage: str) -> None:
        """Called on the thread."""
        self._bridge.post(partial(self.stage.emit, stage))

    def _on_ended(self, outcome: Outcome | Exception) -> None:
        self._then()
        self.ended.emit(outcome)
