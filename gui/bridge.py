"""The only thread crossing: asks the store, and brings its answers to the window's thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from store.actor import Busy, Stopped, StoreActor
from store.answers import Done, Imported
from store.errors import KnownError
from store.requests import Request

R = TypeVar("R")

_TURN = 0.008
"""Seconds that answers may take in one turn of the event loop, so that painting and keys come through."""


class StoreBridge(QObject):
    """Asks on the window's thread, answers on the window's thread, never from inside ask()."""

    changed = Signal(object)
    """answers.Changes of a committed step, ours or another process's."""
    done = Signal(object)
    """answers.Done of each of our own steps, once COMMIT has returned."""
    saving_changed = Signal()
    """The number of writes under way, `pending_writes`, is another one."""
    failed = Signal(object)
    """A KnownError that its asker did not take."""
    waiting = Signal(object)
    """A write waits for another program: its name and pid as text, or "" when it is not known."""
    _arrived = Signal()

    def __init__(self, writer: StoreActor, reader: StoreActor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._reader = reader or writer
        self._inbox: deque[Callable[[], None]] = deque()
        self._pending_writes = 0
        self._pending_reads = 0
        # A bound slot of a QObject is the one kind of receiver that Qt moves to our thread.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending_writes(self) -> int:
        """How many requests to the store's thread have no answer yet."""
        return self._pending_writes

    @property
    def pending_reads(self) -> int:
        """How many lookups have no answer yet."""
        return self._pending_reads

    def use(self, writer: StoreActor, reader: StoreActor) -> None:
        """Ask other actors from now on, as after *Don't quit* or when another tracker is opened."""
        self._writer, self._reader = writer, reader

    def ask(
        self, request: Request[R], ok: Callable[[R], None], failed: Callable[[Exception], None] | None = None
    ) -> Future[R]:
        """Send a request; `ok` or `failed` is called later. A lookup goes to the reader's thread.

        Without `failed`, a KnownError becomes the signal, and any other error reaches the crash report.
        """
        reads = type(request).__module__ == "store.lookups"
        try:
            future = (self._reader if reads else self._writer).submit(request)
        except (Busy, Stopped) as error:
            future = Future()
            future.set_exception(error)
        self._count(1, reads=reads)

        def arrived(finished: Future[R]) -> None:
            self.post(lambda: self._finish(finished, ok, failed, reads=reads))

        future.add_done_callback(arrived)
        return future

    def post(self, work: Callable[[], None]) -> None:
        """Run something on the window's thread, soon; may be called from any thread."""
        self._inbox.append(work)
        self._arrived.emit()

    def announce(self, changes: object) -> None:
        """Tell every view of changes that did not come through ask()."""
        self.changed.emit(changes)

    @Slot()
    def _deliver(self) -> None:
        end = perf_counter() + _TURN
        while self._inbox:
            self._inbox.popleft()()
            if self._inbox and perf_counter() > end:
                self._arrived.emit()
                return

    def _finish(
        self,
        future: Future[R],
        ok: Callable[[R], None],
        failed: Callable[[Exception], None] | None,
        *,
        reads: bool,
    ) -> None:
        self._count(-1, reads=reads)
        try:
            value = future.result()
        except CancelledError:
            return
        except Exception as error:
            if failed is not None:
                failed(error)
            elif isinstance(error, KnownError | Busy):
                self.failed.emit(error)
            elif not isinstance(error, Stopped):
                raise
            return
        ok(value)
        if isinstance(value, Done):
            self.done.emit(value)
            self.changed.emit(value.changes)
        elif isinstance(value, Imported):
            self.changed.emit(replace(value.changes, initiator="import"))

    def _count(self, step: int, *, reads: bool) -> None:
        if reads:
            self._pending_reads += step
        else:
            self._pending_writes += step
            self.saving_changed.emit()
