"""Ctrl+C, SIGTERM and SIGHUP end a terminal command in words, its tracker closed and nothing half made."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

import apsw

NUMBERS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Of the signals that ask a program to end."""
_EACH = 50_000
"""Steps of a statement, some milliseconds, between two looks: a signal is heard in no other place of it."""


class Ended(BaseException):
    """The system, or a terminal, wants the command to end; no handler of errors takes it for one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        """Of the signal."""
        self.committed = False
        """Whether something was saved before."""

    @property
    def code(self) -> int:
        """What a shell expects of a program that a signal has ended."""
        return 128 + self.number

    def __str__(self) -> str:
        name = signal.Signals(self.number).name
        if self.committed:
            return f"Ended by {name}. What was saved until then stays; look before you do it again."
        return f"Ended by {name}. Nothing was changed."


@contextmanager
def caught() -> Generator[None]:
    """Raise Ended in the block for the first signal; the next one ends the process at once.

    What is written is whole or not there by then: a transaction is rolled back, a temporary file removed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _end) for number in NUMBERS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def heard_in(connection: apsw.Connection) -> Generator[None]:
    """Let Ended break off long statements of a connection from now on, and know whether it saved anything."""
    committed = False

    def commit() -> bool:
        nonlocal committed
        committed = True
        return False

    connection.set_progress_handler(_look, _EACH, id=_look)
    connection.set_commit_hook(commit, id=_look)
    try:
        yield
    except Ended as ended:
        ended.committed = committed
        raise


def _look() -> bool:
    """Python hears of signals here."""
    return False


def _end(number: int, _frame: FrameType | None) -> None:
    for each in NUMBERS:
        signal.signal(each, signal.SIG_DFL)
    raise Ended(number)
