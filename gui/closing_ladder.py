"""Runs the ladder of checkpoints on the store's thread, and tells of each attempt on the window's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gui.bridge import StoreBridge
from store.checkpoint import Attempt, Grade, Settled
from store.close_requests import Canceller, Settle


class ClosingLadder:
    """One ladder at a time. Window's thread."""

    def __init__(
        self,
        bridge: StoreBridge,
        on_attempt: Callable[[Attempt], None],
        on_settled: Callable[[Settled], None],
        on_moved: Callable[[int, int], None],
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        """wait: takes seconds and returns True when cancelled; for tests, see close_requests.Settle."""
        self._bridge = bridge
        self._tell_attempt = on_attempt
        self._tell_settled = on_settled
        self._tell_moved = on_moved
        self._wait = wait
        self.canceller = Canceller()
        """Ends this ladder, and a copy that is made after it."""

    def renew(self) -> None:
        """Forget the last ladder; the next one is not cancelled yet."""
        self.canceller = Canceller()

    def climb(self) -> None:
        """Run the ladder; it answers with a grade, whatever happens."""
        request = Settle(self.canceller, self._post_attempt, wait=self._wait, told=self._post_moved)
        self._bridge.ask_quietly(request, self._tell_settled, self._on_broken)

    def _post_attempt(self, attempt: Attempt) -> None:
        """Bring an attempt over, before the grade comes; called on the store's thread."""
        self._bridge.post(partial(self._tell_attempt, attempt))

    def _post_moved(self, done: int, total: int) -> None:
        """Bring over how far a large second file is; called on the store's thread."""
        self._bridge.post(partial(self._tell_moved, done, total))

    def _on_broken(self, _error: Exception) -> None:
        """Only a broken connection ends here: nothing is known about the file."""
        self._tell_settled(Settled(Grade.FAILED, (), reason="other"))
