"""A process that is forked, works, tells what it does through a pipe, and is killed."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

BEGUN, DONE, _FAILED = b"b", b"d", b"!"


class Lost(AssertionError):
    """A promise was broken."""


@dataclass(slots=True)
class Heard:
    """What a process has told: how many deeds it has begun, and how many are done."""

    begun: int = 0
    done: int = 0
    said: bytes = b""

    def feed(self, data: bytes) -> None:
        """Take what came through the pipe."""
        self.said += data
        told = self.said.partition(_FAILED)[0]
        self.begun, self.done = told.count(BEGUN), told.count(DONE)

    @property
    def complaint(self) -> str:
        """What went wrong there, by itself."""
        return self.said.partition(_FAILED)[2].decode()


def work_until_killed(
    work: Callable[[Callable[[bytes], object]], object],
    until: Callable[[int, Heard], object],
    *,
    beside: Sequence[Callable[[], object]] = (),
) -> Heard:
    """Let a forked process work; it gets what tells us BEGUN and DONE. Kill it when `until` returns.

    until: reads the pipe. beside: what other processes do, which are killed with it.
    """
    reading, writing = os.pipe()
    others = [forked(one) for one in beside]
    victim = forked(lambda: _serve(work, writing))
    os.close(writing)
    heard = Heard()
    try:
        until(reading, heard)
        for pid in (victim, *others):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        while data := os.read(reading, 65536):
            heard.feed(data)
    finally:
        os.close(reading)
    if heard.complaint or not heard.begun:
        raise Lost(f"it ended by itself: {heard.said.decode(errors='replace')}")
    return heard


def _serve(work: Callable[[Callable[[bytes], object]], object], pipe: int) -> NoReturn:
    try:
        work(lambda told: os.write(pipe, told))
        signal.pause()
    except BaseException:  # noqa: BLE001 - whatever it is, the other process has to know
        os.write(pipe, _FAILED + traceback.format_exc().encode())
    finally:
        os._exit(1)


def forked(work: Callable[[], object]) -> int:
    """Start a process that does this, and nothing else; its number."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(1)
    return pid
