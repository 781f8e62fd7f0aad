"""Runs the real bd, where it is installed: bounded in time, without its daemon, ended with all its children.

Any thread but the window's: a call blocks until bd has ended or its time is over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path

from store.putting_back import ErasedValue
from store.registers import DEPENDENCY, EXTRA, LABEL, edge_of
from store.structs import dataclass
from store.values import dumps

SECONDS = 30.0
"""How long one call may take; bd itself waits up to so long for its database."""
_WORDS = 300


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one call. words: why it failed, in bd's own words, "" when it did not."""

    words: str = ""

    @property
    def ok(self) -> bool:
        """Whether bd says that it did what it was asked."""
        return not self.words


def find() -> Path | None:
    """The bd on PATH."""
    found = shutil.which("bd")
    return None if found is None else Path(found)


@dataclass(slots=True)
class BdProgram:
    """One bd and the folder it works in. stop() may be called from any thread, and ends what runs."""

    path: Path
    beads: Path
    seconds: float = SECONDS
    _stopped: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _process: subprocess.Popen[bytes] | None = None

    def import_file(self) -> Ran:
        """Let bd take what the issue file says into its own database."""
        return self.run(("sync", "--import-only"))

    def run(self, arguments: Sequence[str]) -> Ran:
        """Run one command in the project's folder."""
        with self._lock:
            if self._stopped.is_set():
                return Ran("it was not started")
            try:
                process = subprocess.Popen(  # noqa: S603 - bd, and arguments that no shell sees
                    [str(self.path), *arguments],
                    cwd=self.beads.parent,
                    env={**os.environ, "BEADS_NO_DAEMON": "1"},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    start_new_session=os.name == "posix",
                )
            except OSError as error:
                return Ran(str(error.strerror or error))
            self._process = process
        try:
            said = process.communicate(timeout=self.seconds)[0]
        except subprocess.TimeoutExpired:
            _end(process)
            return Ran(f"it did not end within {self.seconds:g} seconds and was stopped")
        finally:
            self._process = None
        if self._stopped.is_set():
            return Ran("it was stopped")
        return Ran() if process.returncode == 0 else Ran(_words(said, process.returncode))

    def stop(self) -> None:
        """End what runs and start nothing more."""
        with self._lock:
            self._stopped.set()
            process = self._process
        if process is not None:
            # The thread in run() sees its end; two readers of one pipe would be one too many.
            _kill(process)


def updates(values: Sequence[ErasedValue]) -> Iterator[tuple[str, ...]]:
    """The commands by which bd takes what its import ignores; what it has no command for is left out."""
    for one in values:
        if one.register in _FLAGS:
            yield "update", one.id, f"{_FLAGS[one.register]}={'' if one.kept is None else one.kept}"
        elif one.register == f"{EXTRA}metadata" and one.kept is not None:
            yield "update", one.id, f"--metadata={dumps(one.kept)}"
        elif one.register.startswith(LABEL) and one.kept is None:
            yield "update", one.id, f"--remove-label={one.register.removeprefix(LABEL)}"
        elif one.register.startswith(DEPENDENCY) and one.kept is None:
            yield "dep", "remove", one.id, edge_of(one.register)[0]


_FLAGS = {
    "due_at": "--due",
    "defer_until": "--defer",
    "estimated_minutes": "--estimate",
    "spec_id": "--spec-id",
}


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    # A grandchild outside of the session could hold the pipe; we do not wait for it.
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=1)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if os.name == "posix":
            # Also what it has started: a session of its own was made for it.
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _words(said: bytes, code: int) -> str:
    text = " ".join(said.decode("utf-8", "replace").split())
    return text[:_WORDS] or f"it ended with code {code}"
