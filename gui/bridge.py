"""The only thread crossing: asks the store, and brings its answers to the window's thread."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from functools import partial
from time import monotonic, perf_counter
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from store.actor import Busy, Stopped
from store.answers import Done
from store.errors import KnownError
from store.exchange_answers import Imported
from store.requests import Lookup, Request

R = TypeVar("R")

IMPORT = "import"
"""The initiator of changes that an issue file brought."""
_TURN = 0.008
"""Seconds that answers may take in one turn of the event loop, so that painting and keys come through."""


class Takes(Protocol):
    """Where requests go: an actor, or what stands in for one while no tracker is open."""

    def submit(self, request: Request[R]) -> Future[R]:
        """Take a request; raises Busy or Stopped."""
        ...


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

    def __init__(self, writer: Takes, reader: Takes | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer: Takes = writer
        self._reader: Takes = reader or writer
        self._inbox: deque[Callable[[], None]] = deque()
        self._something = threading.Event()
        self._parked: list[tuple[Request[Any], Future[Any]]] | None = None
        self._pending_writes = 0
        self._pending_reads = 0
        self._owner = threading.get_ident()
        # A bound slot of a QObject is the one kind of receiver that Qt moves to our thread.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending_writes(self) -> int:
        """How many changes have no answer yet."""
        return self._pending_writes

    @property
    def pending_reads(self) -> int:
        """How many lookups have no answer yet."""
        return self._pending_reads

    def use(self, writer: Takes, reader: Takes) -> None:
        """Ask others from now on, as after *Don't quit* or for another tracker.

        Parked lookups go to the new reader: a view that waits for an answer gets one.
        """
        self._writer, self._reader = writer, reader
        parked, self._parked = self._parked or [], None
        for request, answer in parked:
            _hand_on(_submitted(reader, request), answer)

    def park_lookups(self) -> None:
        """Keep lookups, as while no reader runs, until use()."""
        if self._parked is None:
            self._parked = []

    def ask(
        self, request: Request[R], ok: Callable[[R], None], failed: Callable[[Exception], None] | None = None
    ) -> Future[R]:
        """Send a request; `ok` or `failed` is called later. A lookup goes to the reader's thread.

        Without `failed`, a KnownError becomes the signal, and any other error reaches the crash report.
        Only on the window's thread.
        """
        if isinstance(request, Lookup):
            return self._send(request, ok, failed, self._count_reads)
        return self._send(request, ok, failed, self._count_writes)

    def ask_quietly(
        self, request: Request[R], ok: Callable[[R], None], failed: Callable[[Exception], None] | None = None
    ) -> Future[R]:
        """Send what is no change of the user's to the store's thread: `pending_writes` stays."""
        return self._send(request, ok, failed, _count_nothing)

    def post(self, work: Callable[[], None]) -> None:
        """Run something on the window's thread, soon; may be called from any thread."""
        self._inbox.append(work)
        self._something.set()
        self._arrived.emit()

    def deliver_until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Block, and run answers as they come, until done() or the time is over; return done().

        Only for the start, before there is a window, and for the end of a session, which has to be over when
        its handler returns: no event is processed, so that nothing of the window can run in between.
        """
        self._check_thread()
        end = monotonic() + seconds
        while not done():
            if not self._something.wait(max(0.0, end - monotonic())):
                return False
            self._something.clear()
            while self._inbox and not done():
                try:
                    self._inbox.popleft()()
                except Exception as error:  # noqa: BLE001 - reported; a broken view must not stop the close
                    sys.excepthook(type(error), error, error.__traceback__)
        return True

    def announce(self, changes: object) -> None:
        """Tell every view of changes that did not come through ask()."""
        self.changed.emit(changes)

    def _send(
        self,
        request: Request[R],
        ok: Callable[[R], None],
        failed: Callable[[Exception], None] | None,
        count: Callable[[int], None],
    ) -> Future[R]:
        self._check_thread()
        reads = count == self._count_reads
        if reads and self._parked is not None:
            future: Future[R] = Future()
            self._parked.append((request, future))
        else:
            future = _submitted(self._reader if reads else self._writer, request)
        count(1)

        def arrived(finished: Future[R]) -> None:
            self.post(partial(self._finish, finished, ok, failed, count))

        future.add_done_callback(arrived)
        return future

    @Slot()
    def _deliver(self) -> None:
        self._check_thread()
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
        count: Callable[[int], None],
    ) -> None:
        count(-1)
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
        try:
            ok(value)
        finally:
            # It is committed, whatever its asker makes of it.
            self._tell(value)

    def _tell(self, value: object) -> None:
        if isinstance(value, Done):
            self.done.emit(value)
            self.changed.emit(value.changes)
        elif isinstance(value, Imported) and value.changes.membership:
            # Whoever wrote the file made them; an import that changes nothing is no news.
            self.changed.emit(replace(value.changes, initiator=IMPORT, outside=not value.offered))

    def _check_thread(self) -> None:
        # Cheap, and what it finds would else be a crash of Qt's, much later and somewhere else.
        if threading.get_ident() != self._owner:
            raise RuntimeError(
                f"the bridge belongs to the window's thread, not {threading.current_thread().name}"
            )

    def _count_reads(self, step: int) -> None:
        self._pending_reads += step

    def _count_writes(self, step: int) -> None:
        self._pending_writes += step
        self.saving_changed.emit()


def _count_nothing(_step: int) -> None:
    """Neither a change nor a lookup."""


def _submitted(actor: Takes, request: Request[R]) -> Future[R]:
    """Submit; a refusal is an answer like any other."""
    try:
        return actor.submit(request)
    except (Busy, Stopped) as error:
        refused: Future[R] = Future()
        refused.set_exception(error)
        return refused


def _hand_on(source: Future[Any], target: Future[Any]) -> None:
    """Let one future be answered by another."""

    def arrived(finished: Future[Any]) -> None:
        if not target.set_running_or_notify_cancel():
            return
        if finished.cancelled():
            target.set_exception(Stopped())
        elif (error := finished.exception()) is not None:
            target.set_exception(error)
        else:
            target.set_result(finished.result())

    source.add_done_callback(arrived)
