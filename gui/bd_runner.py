"""Lets the real bd import what was exported, and take values that its import ignores. Window's thread.

bd runs on a thread of its own, for a bounded time; only its answer comes to the window.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from store import bd_program
from store.bd_program import BdProgram, Ran
from store.beads_project import Sharing
from store.putting_back import Erased

if TYPE_CHECKING:
    from gui.bridge import StoreBridge

_JOIN = 5.0


class BdRunner(QObject):
    """One call of bd after another; an import that is wanted twice is done once more."""

    said = Signal(object, bool)
    """Words, and whether they need no answer."""
    behind = Signal(object)
    """Words on why bd does not have what is in the file, "" when it does or need not; they last."""
    ran = Signal(object)
    """A Ran, after each call."""

    def __init__(
        self, bridge: StoreBridge, parent: QObject, find: Callable[[], Path | None] = bd_program.find
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._find = find
        self._sharing = Sharing("manual")
        self._queue: deque[tuple[str, ...]] = deque()
        self._program: BdProgram | None = None
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether bd runs or is about to."""
        return self._thread is not None

    @Slot(object)
    def set_sharing(self, sharing: Sharing) -> None:
        """Say how the issue file is shared now."""
        self._sharing = sharing
        if sharing.way != "import-after":
            self.behind.emit("")

    @Slot(object)
    def on_exported(self, _exported: object) -> None:
        """The file was written: where that is the way, bd imports it."""
        if self._sharing.way == "import-after":
            self._run((_IMPORT,))

    @Slot(object)
    def on_put_back(self, erased: Erased) -> None:
        """Values are put back: what bd's import ignores is given to bd by its own commands."""
        project = self._sharing.project
        if project is None or project.kind not in ("bd-database", "no-db"):
            return
        if project.kind == "no-db" or self._find() is None:
            self.said.emit(self.tr("bd may drop them again with its next write; you would be told."), True)
        else:
            self._run(tuple(bd_program.updates(erased.values)))

    def stop(self, patience: float = 0.0) -> None:
        """End bd and forget what waits; returns when its thread has ended.

        patience: seconds that a running one gets.
        """
        self._queue.clear()
        program, thread = self._program, self._thread
        if thread is not None:
            thread.join(patience)
        if program is not None:
            program.stop()
        if thread is not None:
            thread.join(_JOIN)
        self._program = self._thread = None

    def _run(self, commands: tuple[tuple[str, ...], ...]) -> None:
        self._queue.extend(command for command in commands if command not in self._queue)
        if self._queue and self._thread is None:
            self._next()

    def _next(self) -> None:
        project, path = self._sharing.project, self._find()
        if project is None or path is None:
            self._queue.clear()
            words = self.tr("bd is not installed here, so it does not know of your changes yet.")
            self.said.emit(words, False)
            self.behind.emit(words)
            return
        program = self._program = BdProgram(path, project.beads)
        command = self._queue.popleft()
        # A daemon, because Python would otherwise wait for it at its end before anybody calls stop().
        self._thread = threading.Thread(target=self._work, args=(program, command), name="bd", daemon=True)
        self._thread.start()

    def _work(self, program: BdProgram, command: tuple[str, ...]) -> None:
        ran = program.run(command)
        self._bridge.post(partial(self._on_ran, program, command, ran))

    def _on_ran(self, program: BdProgram, command: tuple[str, ...], ran: Ran) -> None:
        if program is not self._program:
            return
        if self._thread is not None:
            self._thread.join(_JOIN)
        self._program = self._thread = None
        words = "" if ran.ok else self.tr("bd did not take your changes: {why}").format(why=ran.words)
        if words:
            self.said.emit(words, False)
        if command == _IMPORT:
            self.behind.emit(words)
        self.ran.emit(ran)
        if self._queue:
            self._next()


_IMPORT = ("sync", "--import-only")
