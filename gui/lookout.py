"""Looks at files on a thread of its own: a network folder that hangs stalls that thread and nobody else."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, TypeVar

R = TypeVar("R")

Post = Callable[[Callable[[], None]], None]
"""Runs something on the window's thread, soon: StoreBridge.post."""


class Lookout:
    """One look after the other; asked on the window's thread, which gets the answers."""

    def __init__(self, post: Post) -> None:
        # The thread may outlive whoever asked by hours: it is told numbers, and holds no object of Qt's,
        # which would otherwise be destroyed where its last reference is dropped.
        self._asked: dict[int, Callable[[Any], None]] = {}
        self._numbers = count()
        self._post: Post | None = post
        self._gate = threading.Lock()
        self._jobs: queue.SimpleQueue[tuple[int, Callable[[], object]] | None] = queue.SimpleQueue()
        # A daemon: one that hangs must not keep the program from ending.
        threading.Thread(target=self._run, name="lookout", daemon=True).start()

    def ask(self, look: Callable[[], R], then: Callable[[R], None]) -> None:
        """Call `look` on the thread, and `then` with its answer here, unless stopped by then."""
        number = next(self._numbers)
        self._asked[number] = then
        self._jobs.put((number, look))

    def stop(self) -> None:
        """Answer nothing more; the thread ends as soon as it can."""
        with self._gate:
            self._post = None
        self._asked.clear()
        self._jobs.put(None)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            number, look = job
            if self._post is not None:
                self._answer(number, look())

    def _answer(self, number: int, answer: object) -> None:
        # Whoever is posted to may be gone as soon as stop() has returned.
        with self._gate:
            if self._post is not None:
                self._post(partial(self._tell, number, answer))

    def _tell(self, number: int, answer: object) -> None:
        then = self._asked.pop(number, None)
        if then is not None:
            then(answer)
