"""The open tracker as the window has it: two actors, what they opened, and how a wait is ended."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from gui.bridge import StoreBridge
from store import leftover, volumes
from store.actor import StoreActor
from store.errors import ReadOnly
from store.tracker import Tracker, patiently


class Session:
    """One tracker: the store's thread that writes, and a read-only one that answers lists and searches."""

    def __init__(
        self,
        path: Path,
        bridge: StoreBridge,
        *,
        create: bool = False,
        actor: str = "",
        read_only: bool = False,
    ) -> None:
        """read_only: it is only to be read, although it could perhaps be changed."""
        self.path = Path(os.path.realpath(path))
        """The real one: texts that were kept are found again by it, whatever link led here."""
        self.read_only = False
        self.read_by_wish = read_only
        self.actor = actor
        self.on_network, self.synced_by = False, ""
        """Whether it lies on a drive of another machine, and what syncs its folder; once it is open."""
        self.left = 0
        """Bytes that an earlier close or a crash has left in a second file; once it is open."""
        self.stop_waiting = threading.Event()
        """Ends the wait of a write for another program; the write fails with Held."""
        self._bridge = bridge
        self._create = create
        self._reads = False
        self._old_readers: list[StoreActor] = []
        self.writer = StoreActor(self._open_writer, "store")
        self.reader = self._new_reader()

    @property
    def opened(self) -> Future[None]:
        """Done when the tracker is open for writing, or could not be opened."""
        return self.writer.opened

    def start(self) -> None:
        """Open the tracker, on the store's thread."""
        self.writer.start()

    def start_reader(self) -> None:
        """Open the read-only connection, again after stop_reader(); the file must be there by now."""
        if self._reads:
            return
        if self.reader.opened.done():
            self._old_readers.append(self.reader)
            self.reader = self._new_reader()
        self._reads = True
        self.reader.start()

    def stop_reader(self, then: Callable[[], None]) -> None:
        """Let the read-only connection go; `then` runs on the window's thread when it is gone."""
        if not self._reads:
            self._bridge.post(then)
            return
        from store.close_requests import LetGo

        self._reads = False
        # Its own thread closes the connection; the request is only there to hear of it.
        gone = self.reader.submit(LetGo())
        self.reader.stop()
        gone.add_done_callback(partial(self._on_reader_gone, then))

    def beside(self, name: str) -> StoreActor:
        """A thread with one more connection that only reads; the caller starts and stops it."""
        return StoreActor(self._open_reader, name)

    def stop(self) -> None:
        """End both threads when they have answered what is queued."""
        self.reader.stop()
        self.writer.stop()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for every thread, for so long each; return whether they have ended."""
        return all(actor.join(timeout) for actor in (*self._old_readers, self.reader, self.writer))

    def _on_reader_gone(self, then: Callable[[], None], _gone: Future[None]) -> None:
        self._bridge.post(then)

    def _open_writer(self) -> Tracker:
        self.left = leftover.size(self.path)
        tracker = patiently(self._try_to_write, self.stop_waiting)
        tracker.stop_waiting = self.stop_waiting
        tracker.on_waiting = self._on_waiting
        self.read_only, self.actor = tracker.read_only, tracker.actor
        self.on_network, self.synced_by = volumes.network(self.path), volumes.synced(self.path)
        return tracker

    def _on_waiting(self, program: str) -> None:
        self._bridge.post(partial(self._bridge.waiting.emit, program))

    def _new_reader(self) -> StoreActor:
        # Views ask for a page at a time and drop what is superseded: no bound, so that LetGo always fits.
        return StoreActor(self._open_reader, "reader", limit=100_000)

    def _open_reader(self) -> Tracker:
        return patiently(self._try_to_read, self.stop_waiting)

    def _try_to_write(self) -> Tracker:
        if self.read_by_wish:
            return self._try_to_read()
        return self._or_frozen(partial(Tracker.open, self.path, create=self._create, actor=self.actor))

    def _try_to_read(self) -> Tracker:
        return self._or_frozen(partial(Tracker.open, self.path, read_only=True, actor=self.actor))

    def _or_frozen(self, open_tracker: Callable[[], Tracker]) -> Tracker:
        try:
            return open_tracker()
        except ReadOnly:
            from store.frozen import open_frozen

            tracker = open_frozen(self.path, actor=self.actor)
            if tracker is None:
                raise
            return tracker
