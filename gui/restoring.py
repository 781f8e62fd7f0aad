"""Puts a backup, or what can be read, in a tracker's place: closed as ever, replaced, and opened again."""

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
from store.salvaging import Salvaged, salvage

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.shutdown import Shutdown


class Restoring(QObject):
    """One restore at a time, on a thread of its own. Lives on the window's thread."""

    stage = Signal(object)
    """What is being done: see store.backup_restoring.restore."""
    ended = Signal(object)
    """A Restored or a Salvaged, or the error for which nothing was; the tracker is opened again."""

    def __init__(
        self, bridge: StoreBridge, shutdown: Shutdown, reopen: Callable[[], None], parent: QObject
    ) -> None:
        """reopen: shows the tracker that was closed."""
        super().__init__(parent)
        self._bridge = bridge
        self._shutdown = shutdown
        self._reopen = reopen
        self._wanted: tuple[Path, Path | None] | None = None
        self._then = reopen
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def wanted(self) -> bool:
        """Whether the tracker is closed to be restored."""
        return self._wanted is not None

    def begin(self, tracker: Path, backup: Path | None, then: Callable[[], None] | None = None) -> None:
        """Close what is open, which may show the quit sheet, and go on when that is done.

        backup: None saves what can be read of a damaged tracker. then: instead of `reopen`.
        """
        self._cancel = threading.Event()
        self._wanted, self._then = (tracker, backup), then or self._reopen
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
        self._thread = threading.Thread(target=self._run, args=(*wanted, self._cancel), name="restore")
        self._thread.start()
        return True

    def join(self, timeout: float) -> bool:
        """Stop, and wait for the thread; return whether it has ended."""
        self._cancel.set()
        if self._thread is not None:
            self._thread.join(timeout)
        return self._thread is None or not self._thread.is_alive()

    def _run(self, tracker: Path, backup: Path | None, cancel: threading.Event) -> None:
        outcome: Restored | Salvaged | Exception
        try:
            pace = Pace(cancel=cancel, stopped=STOPPED)
            if backup is None:
                outcome = salvage(tracker, pace)
            else:
                outcome = restore(tracker, backup, pace=pace, told=self._tell)
        except Exception as error:  # noqa: BLE001 - told as it is
            outcome = error
        self._bridge.post(partial(self._on_ended, outcome))

    def _tell(self, stage: str) -> None:
        """Called on the thread."""
        self._bridge.post(partial(self.stage.emit, stage))

    def _on_ended(self, outcome: Restored | Salvaged | Exception) -> None:
        self._then()
        self.ended.emit(outcome)
