"""Holds answers of the store back, for tests of what is pressed before they are here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gui.bridge import StoreBridge
from store.requests import Request
from store.tracker import Tracker

_LONG = 20


@dataclass(frozen=True, slots=True)
class _Wait(Request[None]):
    over: threading.Event

    def run(self, tracker: Tracker) -> None:
        del tracker
        assert self.over.wait(_LONG), "nobody let the answers come"


@contextmanager
def answers_held(bridge: StoreBridge, *, writes: bool = False) -> Iterator[None]:
    """Let no lookup, or no write, be answered inside; they come after it, in their order."""
    over = threading.Event()
    (bridge._writer if writes else bridge._reader).submit(_Wait(over))
    try:
        yield
    finally:
        over.set()
