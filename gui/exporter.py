"""Keeps a project's issue file up to date while the window is open, and once more when it closes.

When to export is the queue's matter (store.export_queue); this brings its answers to the window's thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from store.beads_project import Sharing
from store.errors import FileChanged, KnownError
from store.exchange_answers import Exported
from store.export_queue import QUIET, ExportQueue, Outcome, exports
from store.tracker import Tracker, patiently

if TYPE_CHECKING:
    from pathlib import Path

    from gui.bridge import StoreBridge
    from gui.session import Session
    from store.places import Place

log = logging.getLogger(__name__)


class _Project(NamedTuple):
    session: Session
    place: Place


class Exporter(QObject):
    """One project at a time; a tracker without one has nothing to export. Lives on the window's thread."""

    import_wanted = Signal()
    """Another program changed the file: it has to be imported before ours can be written."""
    exported = Signal(object)
    """An Exported: the file has it all now."""
    failed = Signal(object)
    """The error that kept the file as it was; said once until it is another one or gone."""

    def __init__(self, bridge: StoreBridge, parent: QObject | None = None, *, quiet: float = QUIET) -> None:
        """quiet: seconds after the last edit, before it is written."""
        super().__init__(parent)
        self._quiet = quiet
        self._bridge = bridge
        self._project: _Project | None = None
        self._shared = True
        self._queue: ExportQueue | None = None
        self._old: list[ExportQueue] = []
        self._fault = ""
        self._finishing = False
        bridge.changed.connect(self.look)

    def attach(self, session: Session, place: Place) -> None:
        """Keep this project's file up to date from now on; what is not in it yet is written soon."""
        self.detach()
        self._fault, self._shared, self._finishing = "", True, False
        if place.beads is not None and place.jsonl is not None and not session.read_only:
            self._project = _Project(session, place)
            self.look()

    def detach(self) -> None:
        """The tracker is closed, or about to be."""
        self._project = None
        self._drop()

    @property
    def file(self) -> Path | None:
        """The file that is written when the window closes, None for none."""
        return self._project.place.jsonl if self._project is not None and self._shared else None

    def writes(self, path: Path) -> bool:
        """Whether it is this file that is kept up to date."""
        return path == self.file

    @Slot()
    @Slot(object)
    def look(self, _changes: object = None) -> None:
        """Something may have changed: export a little later."""
        # A queue that began now would stand in the way of a close.
        queue = None if self._finishing else self._running()
        if queue is not None:
            queue.look()

    @Slot()
    def resume(self) -> None:
        """The window stays: go on."""
        self._finishing = False
        self.look()

    @Slot(object)
    def set_sharing(self, sharing: Sharing) -> None:
        """Say how the file is shared now; a choice that lets it be written takes effect at once."""
        self._shared = sharing.is_written
        self.look()

    def finish(self, then: Callable[[Outcome | Exception], None]) -> None:
        """Export for the last time and let the tracker go; `then` runs later. May be called again."""
        self._finishing = True
        queue = self._running()
        if queue is None:
            self._bridge.post(partial(then, None))
            return
        end = queue.close()
        end.add_done_callback(partial(self._on_end, queue, then))

    def cut(self) -> None:
        """End a wait, and an export that has not written yet."""
        if self._queue is not None:
            self._queue.cancel.set()

    def join(self, timeout: float) -> bool:
        """Wait for every thread; return whether they have ended."""
        self.detach()
        return all(queue.join(timeout) for queue in self._old)

    # Inside

    def _running(self) -> ExportQueue | None:
        if self._queue is None and self._project is not None:
            session, place = self._project
            open_tracker = partial(Tracker.open, session.path, actor=session.actor)
            self._queue = ExportQueue(
                partial(patiently, open_tracker, session.stop_waiting),
                exports(place),
                self._tell,
                quiet=self._quiet,
            )
            self._queue.start()
        return self._queue

    def _drop(self) -> None:
        queue, self._queue = self._queue, None
        if queue is not None:
            queue.cancel.set()
            queue.close()
            self._old.append(queue)
        self._old = [one for one in self._old if not one.join(0)]

    def _tell(self, outcome: Outcome | Exception) -> None:
        """Called on the queue's thread."""
        self._bridge.post(partial(self._on_told, outcome))

    def _on_told(self, outcome: Outcome | Exception) -> None:
        if self._project is None or outcome is None:
            return
        if isinstance(outcome, Exported):
            self._fault = ""
            self.exported.emit(outcome)
        elif isinstance(outcome, FileChanged):
            # A window that closes takes it in by itself, and asks nobody about a plan.
            if not self._finishing:
                self.import_wanted.emit()
        elif not isinstance(outcome, KnownError):
            raise outcome
        elif str(outcome) != self._fault:
            self._fault = str(outcome)
            self.failed.emit(outcome)

    def _on_end(
        self, queue: ExportQueue, then: Callable[[Outcome | Exception], None], end: Future[Outcome]
    ) -> None:
        """Called on the queue's thread."""
        outcome: Outcome | Exception
        try:
            outcome = end.result()
        except Exception as error:  # noqa: BLE001 - told as it is
            outcome = error
        self._bridge.post(partial(self._on_finished, queue, then, outcome))

    def _on_finished(
        self, queue: ExportQueue, then: Callable[[Outcome | Exception], None], outcome: Outcome | Exception
    ) -> None:
        if queue is self._queue:
            self._queue = None
            self._old.append(queue)
        then(outcome)
