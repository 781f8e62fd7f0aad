"""The thread that owns a tracker, and the queue in front of it. Plain Python: it works without Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from store.jobs import Job, Jobs, StoodBack
from store.requests import Request
from store.tracker import Tracker

R = TypeVar("R")


class Busy(Exception):
    """The queue is full; wait for an answer first."""


class Stopped(Exception):
    """The actor takes no more requests."""


class StoreActor:
    """Runs requests one at a time, on a thread of its own; submit() never blocks.

    In their order, but for patient ones, which stand back for hasty ones.
    """

    def __init__(self, open_tracker: Callable[[], Tracker], name: str = "store", limit: int = 256) -> None:
        self._open = open_tracker
        self._jobs = Jobs()
        self._slots = threading.BoundedSemaphore(limit)
        self._gate = threading.Lock()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name)
        self.opened: Future[None] = Future()
        """Done when the tracker is open, or failed."""

    def start(self) -> None:
        """Start the thread; it opens the tracker first."""
        self._thread.start()

    def submit(self, request: Request[R]) -> Future[R]:
        """Queue a request, from any thread. Raises Busy when the queue is full, Stopped after stop()."""
        future: Future[R] = Future()
        # The lock orders this against stop(): what was accepted is always answered.
        with self._gate:
            if self._stopping:
                raise Stopped
            if not self._slots.acquire(blocking=False):
                raise Busy
            self._jobs.put(Job(request, future))
        future.add_done_callback(self._freed)
        return future

    def stop(self) -> None:
        """Answer all that is queued, close the tracker, end the thread."""
        with self._gate:
            if not self._stopping:
                self._stopping = True
                self._jobs.put(None)

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the thread; return whether it has ended."""
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _freed(self, _future: Future[Any]) -> None:
        self._slots.release()

    def _run(self) -> None:
        try:
            tracker = self._open()
        except Exception as error:  # noqa: BLE001 - handed to everyone who waits
            self._refuse(error)
            return
        self.opened.set_result(None)
        try:
            while (job := self._jobs.take()) is not None:
                self._answer(job, tracker)
        finally:
            tracker.close()

    def _refuse(self, error: Exception) -> None:
        self.opened.set_exception(error)
        while (job := self._jobs.take()) is not None:
            if job.future.set_running_or_notify_cancel():
                job.future.set_exception(error)

    def _answer(self, job: Job, tracker: Tracker) -> None:
        if not job.tries and not job.future.set_running_or_notify_cancel():
            return
        try:
            with tracker.translated(), self._jobs.giving_way(job, tracker.connection):
                result = job.request.run(tracker)
        except StoodBack:
            self._jobs.put_back(job)
        except Exception as error:  # noqa: BLE001 - the asker gets it, whatever it is
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
