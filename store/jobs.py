"""What waits for an actor's thread, in its order; and which work stands back for whom."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import apsw

from store.requests import Request

PATIENCE = 3
"""How often work stands back before it is done all the same."""
_STEPS = 20_000
"""Instructions of SQLite between two looks at who waits: some milliseconds."""


class StoodBack(Exception):
    """Somebody hasty came while this was done; it is to be done again."""


class Job:
    """A request and who waits for its answer. tries: how often it stood back."""

    __slots__ = ("future", "request", "tries")

    def __init__(self, request: Request[Any], future: Future[Any]) -> None:
        self.request, self.future, self.tries = request, future, 0


class Jobs:
    """The queue: any thread may put, the actor's thread does the rest."""

    def __init__(self) -> None:
        self._arriving: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._here: deque[Job | None] = deque()

    def put(self, job: Job | None) -> None:
        """Put a job behind all others; None ends the queue."""
        self._arriving.put(job)

    def put_back(self, job: Job) -> None:
        """Let a job that stood back be the next one."""
        job.tries += 1
        self._here.appendleft(job)

    def take(self) -> Job | None:
        """Wait for the next job: the first, or a hasty one where the first is patient."""
        if not self._here and self._arriving.empty():
            self._here.append(self._arriving.get())
        self._look()
        first = self._here[0]
        if first is not None and first.request.patient and (hasty := self._hasty()) is not None:
            self._here.remove(hasty)
            return hasty
        return self._here.popleft()

    @contextmanager
    def giving_way(self, job: Job, connection: apsw.Connection) -> Generator[None]:
        """Break off patient work with StoodBack while somebody hasty waits, PATIENCE times at most."""
        if not job.request.patient or job.tries >= PATIENCE:
            yield
            return
        connection.set_progress_handler(self._look_up, _STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None)

    def _look_up(self) -> bool:
        self._look()
        if self._hasty() is not None:
            raise StoodBack
        return False

    def _look(self) -> None:
        while not self._arriving.empty():
            self._here.append(self._arriving.get())

    def _hasty(self) -> Job | None:
        return next(
            (job for job in self._here if job and job.request.hasty and not job.future.cancelled()), None
        )
