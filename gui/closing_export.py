"""Writes the project's issue file for the last time; what others wrote there is taken in first.

Window's thread. Nobody is asked here: a window that closes has no room for a plan. What needs a decision is
told.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from gui.bridge import StoreBridge
from gui.closing_progress import Exports, Progress
from store.errors import Cancelled, FileChanged, KnownError, NotExported, Outdated
from store.exchange_answers import Exchange, Exported, Imported, Plan
from store.exchange_requests import Import, PlanImport
from store.export_queue import Outcome
from store.lookups import ExchangeState

log = logging.getLogger(__name__)

ROUNDS = 3
"""How often a file that is changed again and again is looked at, before somebody is told."""


class ClosingExport:
    """Runs once for each try of a close and puts into its Progress what came of it."""

    def __init__(self, bridge: StoreBridge, changed: Callable[[], None]) -> None:
        """changed: called when the progress is another one."""
        self._bridge = bridge
        self._tell = changed
        self._then: Callable[[], None] = changed
        self._progress = Progress()
        self._looks = 0
        self._stop = threading.Event()
        self.writer: Exports | None = None
        """Who writes the file; None where nobody does."""

    def renew(self) -> None:
        """Forget that the last one was cut."""
        self._stop = threading.Event()

    def run(self, progress: Progress, then: Callable[[], None]) -> bool:
        """Start; return whether there is a file to write. `then` runs later."""
        if self.writer is None or self.writer.file is None:
            return False
        self._progress, self._then = progress, then
        progress.exports = self.writer.file.name
        self._looks = 0
        self._write(self.writer)
        return True

    def cut(self) -> None:
        """End a wait, and an import that is under way; nothing more is begun."""
        self._stop.set()
        if self.writer is not None:
            self.writer.cut()

    def _write(self, writer: Exports) -> None:
        writer.finish(self._on_written)

    def _on_written(self, outcome: Outcome | Exception) -> None:
        if isinstance(outcome, FileChanged):
            self._look(outcome)
        elif outcome is None:
            self._end_without_step()
        elif isinstance(outcome, Exported | NotExported):
            self._end(outcome)
        else:
            self._end(NotExported(self._progress.exports, "other", str(outcome)))

    # What another program wrote

    def _look(self, changed: FileChanged) -> None:
        if self._stop.is_set():
            self._end(NotExported(changed.name, "stopped"))
        elif self._looks == ROUNDS or self.writer is None or self.writer.file is None:
            self._end(changed)
        else:
            self._looks += 1
            self._progress.imports = True
            self._tell()
            self._bridge.ask_quietly(
                PlanImport(self.writer.file, self._stop), self._on_plan, self._on_not_read
            )

    def _on_plan(self, plan: Plan) -> None:
        if plan.same:
            self._write_again()
        elif plan.asks:
            self._progress.undecided = plan
            self._bridge.ask_quietly(ExchangeState(plan.path), self._on_state, self._on_not_read)
        else:
            request = Import(plan.path, sha256=plan.sha256, cancel=self._stop)
            self._bridge.ask_quietly(request, self._on_imported, self._on_not_read)

    def _on_state(self, state: Exchange) -> None:
        if state.pending:
            self._end(FileChanged(self._progress.exports))
        else:
            # Nothing of ours is missing there, so that the decision can wait for the next start.
            self._progress.undecided = None
            self._end_without_step()

    def _on_imported(self, _imported: Imported) -> None:
        self._write_again()

    def _write_again(self) -> None:
        self._progress.imports = False
        if self._stop.is_set() or self.writer is None:
            self._end(NotExported(self._progress.exports, "stopped"))
        else:
            self._tell()
            self._write(self.writer)

    def _on_not_read(self, error: Exception) -> None:
        name = self._progress.exports
        if isinstance(error, Outdated):
            self._look(FileChanged(name))
        elif isinstance(error, Cancelled):
            self._end(NotExported(name, "stopped"))
        else:
            if not isinstance(error, KnownError):
                log.error("the import before the last export failed", exc_info=error)
            self._progress.undecided = None
            self._end(NotExported(name, "unread", str(error)))

    # The end

    def _end(self, outcome: Exported | NotExported) -> None:
        self._progress.imports = False
        self._progress.exported = isinstance(outcome, Exported)
        self._progress.not_exported = outcome if isinstance(outcome, NotExported) else None
        self._then()

    def _end_without_step(self) -> None:
        """The file is not written by itself, as somebody chose meanwhile, or it lacks nothing of ours."""
        self._progress.exports = ""
        self._progress.imports = False
        self._then()
