"""Brings an issue file into a tracker that is known already, after a look at what that would do.

Every import in the window of such a tracker goes through here, one at a time. Window's thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.busy_card import BusyCard
from gui.plan_bar import Waiting
from store.errors import Cancelled, Outdated
from store.exchange_answers import Imported, Plan
from store.exchange_requests import Import, PlanImport

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.bridge import StoreBridge
    from gui.plan_dialog import PlanDialog
    from gui.theme import Theme


def _never(_path: Path) -> bool:
    return False


class Importer(QObject):
    """What would delete, rename or change much waits until somebody wants to see it; the rest comes in."""

    imported = Signal(object)
    """An Imported; also when the file had nothing new."""
    failed = Signal(object, object)
    """The path of a file, and the error that kept it from being read or imported."""
    given_up = Signal(object)
    """The path of a file that stop() has stopped."""
    waits = Signal(object)
    """A Waiting, for look() to show; None when nothing waits any more."""

    working = Signal(object)
    """The name of the file that the store reads now, "" when it does not or somebody is asked."""

    def __init__(
        self,
        bridge: StoreBridge,
        look: Theme,
        window: QWidget,
        *,
        writes: Callable[[Path], bool] = _never,
    ) -> None:
        """writes: whether a file is kept up to date, which has to wait while its own changes do."""
        super().__init__(window)
        self._bridge = bridge
        self._look = look
        self._window = window
        self._writes = writes
        self._round = 0
        self._busy = False
        self._cancel: threading.Event | None = None
        self._again: Path | None = None
        self._waiting: Waiting | None = None
        self._offered: Path | None = None
        self._opens = False
        self._dialog: PlanDialog | None = None
        self.card = BusyCard(look, window)
        """Appears when reading takes a while, unless a dialog shows that already."""
        self.card.stop_wanted.connect(self._stop_reading)

    @property
    def busy(self) -> bool:
        """Whether a file is being looked at or imported, or somebody looks at a plan."""
        return self._busy

    @property
    def dialog(self) -> PlanDialog | None:
        """The plan that somebody looks at."""
        return self._dialog

    @property
    def waiting(self) -> Waiting | None:
        """What waits until somebody wants to see it."""
        return self._waiting

    def run(self, path: Path) -> None:
        """Import a file that nobody spoke of, or let its plan wait.

        A call while one is under way lets it run once more behind that.
        """
        if self._busy:
            self._again = path
            return
        self._busy = True
        self._plan(path)

    def offer(self, path: Path) -> None:
        """Show what a file would bring, and import it when somebody says so; nothing when it is empty."""
        self._offered, self._opens = path, True
        self.run(path)

    @Slot(object)
    def show_plan(self, path: Path) -> None:
        """Show what the import of a file would do now, to somebody who wants to see it."""
        if self._dialog is None:
            # A look that is under way fills it; an import that is, is followed by one.
            self._open(path)
            self.run(path)

    @Slot()
    def look(self) -> None:
        """Show the plan that waits."""
        if self._waiting is not None:
            self.show_plan(self._waiting.path)

    def stop(self) -> None:
        """Forget everything, as when the tracker is closed; what the store reads now is read no further."""
        self._round += 1
        self._busy = False
        self._stop_reading()
        self._pause()
        self._again = self._offered = None
        self._opens = False
        self._wait(None)
        self._drop_dialog()

    # Looking

    def _plan(self, path: Path) -> None:
        cancel = self._begin(path)
        self._bridge.ask_quietly(
            PlanImport(path, cancel, partial(self._on_progress, cancel)),
            partial(self._on_plan, self._round),
            partial(self._on_failed, self._round, path),
        )

    def _on_plan(self, round_: int, plan: Plan) -> None:
        if round_ != self._round:
            return
        if self._cancel is not None and self._cancel.is_set():
            self._on_stopped(plan.path)
            return
        # Only the first look at what is offered, as part of opening it, comes up by itself.
        opens, self._opens = self._opens and bool(plan.changes), False
        if self._dialog is None and not (opens or plan.same or plan.asks):
            # What was begun goes on: the card stays, or appears as soon as it would have.
            self._import(plan, deletions=True)
            return
        self._pause()
        if self._dialog is not None:
            self._dialog.show_plan(plan)
        elif opens:
            self._open(plan.path).show_plan(plan)
        elif plan.same:
            self._finish(plan.imported)
        else:
            self._wait(Waiting(plan.path, plan, plan.path == self._offered))
            self._end()

    def _open(self, path: Path) -> PlanDialog:
        from gui.plan_dialog import PlanDialog

        dialog = self._dialog = PlanDialog(path.name, self._look, self._window, written=self._writes(path))
        dialog.accepted.connect(self._on_accepted)
        dialog.rejected.connect(self._on_rejected)
        dialog.again_wanted.connect(self._plan_again)
        # The dialog says the same.
        self.card.end()
        dialog.open()
        return dialog

    @Slot(object)
    def _plan_again(self, path: Path) -> None:
        self._plan(path)

    @Slot()
    def _on_accepted(self) -> None:
        dialog = self._take_dialog()
        if dialog is not None and dialog.plan is not None:
            self._import(dialog.plan, deletions=dialog.deletes)
        else:
            self._end()

    @Slot()
    def _on_rejected(self) -> None:
        dialog = self._take_dialog()
        plan = dialog.plan if dialog is not None else None
        if self._cancel is not None:
            # It is being looked at, or imported; the answer is that it was stopped.
            self._stop_reading()
            return
        if plan is not None:
            self._wait(None if plan.same else Waiting(plan.path, plan, plan.path == self._offered))
        self._end()

    def _wait(self, waiting: Waiting | None) -> None:
        self._waiting = waiting
        self.waits.emit(waiting)

    # Importing

    def _import(self, plan: Plan, *, deletions: bool) -> None:
        cancel = self._begin(plan.path)
        request = Import(
            plan.path,
            deletions=deletions,
            sha256=plan.sha256,
            progress=partial(self._on_progress, cancel),
            cancel=cancel,
            offered=plan.path == self._offered,
        )
        self._bridge.ask_quietly(
            request,
            partial(self._on_imported, self._round),
            partial(self._on_failed, self._round, plan.path),
        )

    def _on_imported(self, round_: int, imported: Imported) -> None:
        if round_ == self._round:
            self._finish(imported)

    def _on_failed(self, round_: int, path: Path, error: Exception) -> None:
        if round_ != self._round:
            if isinstance(error, Cancelled):
                self.given_up.emit(path)
            return
        if isinstance(error, Cancelled):
            self._on_stopped(path)
        elif isinstance(error, Outdated):
            self._plan(path)
        elif self._dialog is not None:
            self._pause()
            self._dialog.show_error(path, error)
        else:
            self._end()
            self.failed.emit(path, error)

    def _finish(self, imported: Imported) -> None:
        self._offered = None
        self._wait(None)
        self._end()
        self.imported.emit(imported)

    def _end(self) -> None:
        self._busy = False
        self._pause()
        if self._again is not None:
            path, self._again = self._again, None
            self.run(path)

    # While the store reads

    def _begin(self, path: Path) -> threading.Event:
        cancel = self._cancel = threading.Event()
        if self._dialog is None:
            self.card.begin(path.name)
        self.working.emit(path.name)
        return cancel

    def _pause(self) -> None:
        """The store reads nothing now."""
        self._cancel = None
        self.card.end()
        self.working.emit("")

    def _on_progress(self, cancel: threading.Event, done: int, total: int) -> None:
        """On the store's thread."""
        self._bridge.post(partial(self._show_progress, cancel, done, total))

    def _show_progress(self, cancel: threading.Event, done: int, total: int) -> None:
        if cancel is self._cancel:
            (self._dialog or self.card).show_progress(done, total)

    @Slot()
    def _stop_reading(self) -> None:
        """Let the store stop; what it answers then says whether that was too late."""
        if self._cancel is not None:
            self._cancel.set()

    def _on_stopped(self, path: Path) -> None:
        # What changed meanwhile is read when somebody wants to see it, not at once.
        self._again = None
        self._opens = False
        if self._dialog is not None:
            # Which is now: the dialog was opened behind the stop.
            self._plan(path)
            return
        self._wait(Waiting(path, None, path == self._offered))
        self._end()

    def _take_dialog(self) -> PlanDialog | None:
        dialog, self._dialog = self._dialog, None
        return dialog

    def _drop_dialog(self) -> None:
        dialog = self._take_dialog()
        if dialog is not None:
            dialog.accepted.disconnect(self._on_accepted)
            dialog.rejected.disconnect(self._on_rejected)
            dialog.reject()
