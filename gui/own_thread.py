"""One request on a thread and a connection of its own, which is gone when the answer is here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from gui.bridge import StoreBridge
    from gui.session import Session
    from store.actor import StoreActor
    from store.requests import Request

R = TypeVar("R")


class OwnThreads:
    """Asks beside the session's two threads, which never wait for it. Lives on the window's thread."""

    def __init__(self, bridge: StoreBridge) -> None:
        self._bridge = bridge
        self._running: dict[StoreActor, threading.Event] = {}
        self._old: list[StoreActor] = []
        self._when_free: Callable[[], None] | None = None

    @property
    def running(self) -> int:
        """How many requests have no answer yet."""
        return len(self._running)

    def ask(
        self,
        session: Session,
        request: Request[R],
        cancel: threading.Event,
        then: Callable[[R | Exception], None],
    ) -> None:
        """Start; `then` runs later, once the connection is closed. cancel: what the request looks at."""
        from store.close_requests import LetGo

        self._old = [one for one in self._old if not one.join(0)]
        actor = session.beside("backup")
        self._running[actor] = cancel
        actor.start()
        answer = actor.submit(request)
        # It is only there to hear that the connection is gone: nothing may stand in a close's way.
        gone = actor.submit(LetGo())
        actor.stop()
        gone.add_done_callback(partial(self._on_gone, actor, answer, then))

    def cancel(self) -> None:
        """Stop all of them; their answers still come."""
        for cancel in self._running.values():
            cancel.set()

    def when_free(self, then: Callable[[], None]) -> None:
        """Run something once, later, when nothing is asked any more."""
        if self._running:
            self._when_free = then
        else:
            self._bridge.post(then)

    def join(self, timeout: float) -> bool:
        """Wait for every thread; return whether they have ended."""
        self.cancel()
        return all(actor.join(timeout) for actor in (*self._running, *self._old))

    def _on_gone(
        self,
        actor: StoreActor,
        answer: Future[R],
        then: Callable[[R | Exception], None],
        _gone: Future[None],
    ) -> None:
        """Called on the request's thread."""
        self._bridge.post(partial(self._finish, actor, answer, then))

    def _finish(self, actor: StoreActor, answer: Future[R], then: Callable[[R | Exception], None]) -> None:
        self._old.append(actor)
        del self._running[actor]
        outcome: R | Exception
        try:
            outcome = answer.result()
        except CancelledError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - handed to whoever asked
            outcome = error
        then(outcome)
        if not self._running and self._when_free is not None:
            free, self._when_free = self._when_free, None
            free()
