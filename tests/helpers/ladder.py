"""The ladder without real waiting."""

import threading
from collections.abc import Callable

import apsw

from store.checkpoint import Settled, settle


class Waits:
    """Takes the place of the waiting: keeps the seconds asked for, and does what a test wants meanwhile."""

    def __init__(self, *meanwhile: Callable[[], object]) -> None:
        self.seconds: list[float] = []
        self._meanwhile = list(meanwhile)

    def __call__(self, seconds: float) -> bool:
        self.seconds.append(seconds)
        if self._meanwhile:
            self._meanwhile.pop(0)()
        return False


def nothing() -> None: ...


def middle() -> float:
    return 0.5


def modes(settled: Settled) -> list[tuple[int, str]]:
    return [(attempt.n, attempt.mode) for attempt in settled.attempts]


def run(connection: apsw.Connection, waits: Callable[[float], bool] | None = None) -> Settled:
    return settle(connection, cancel=threading.Event(), wait=waits or Waits(), random=middle)
