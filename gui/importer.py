"""Brings an issue file into a tracker that is known already, after a look at what that would do.

Every import in the window of such a tracker goes through here, one at a time. Window's thread.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.plan_dialog import PlanDialog
from store.answers import Imported, Plan
from store.errors import Outdated
from store.exchange_requests import Import, PlanImport

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.bridge import StoreBridge
    from gui.theme import Theme


class Importer(QObject):
    """Asks where something would be deleted or renamed; what was declined is asked for once."""

    imported = Signal(object)
    """An Imported; also when the file had nothing new."""
    failed = Signal(object)
    """The error that kept a file from being read or imported."""
    declined = Signal()
    """A person chose to leave the file alone, now or before; look_again() shows the plan once more."""

    working = Signal(object)
    """The name of the file that the store reads now, "" when it does not or somebody is asked."""

    def __init__(self, bridge: StoreBridge, look: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._look = look
        self._window = window
        self._round = 0
        self._busy = False
        self._again: Path | None = None
        self._declined: tuple[Path, str] | None = None
        self._offered: Path | None = None
        self._chosen: Path | None = None
        self._dialog: PlanDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being looked at or imported, or a plan waits for an answer."""
        return self._busy

    @property
    def dialog(self) -> PlanDialog | None:
        """The plan that waits for an answer."""
        return self._dialog

    @property
    def left_alone(self) -> str:
        """The name of the file whose plan was declined, "" for none."""
        return self._declined[0].name if self._declined is not None else ""

    def run(self, path: Path) -> None:
        """Import a file; a call while one is under way lets it run once more behind that."""
        if self._busy:
            self._again = path
            return
        self._busy = True
        self._plan(path)

    def offer(self, path: Path) -> None:
        """Show what a file would bring, and import it when somebody says so; nothing when it is empty."""
        self._offered = self._chosen = path
        self.run(path)

    @Slot()
    def look_again(self) -> None:
        """Show the plan of the file that was declined."""
        if self._declined is None or self._busy:
            return
        (path, _), self._declined = self._declined, None
        self._busy = True
        self._open(path.name)
        self._plan(path)

    def stop(self) -> None:
        """Forget everything, as when the tracker is closed; what the store does now has no listener."""
        self._round += 1
        self._busy = False
        self.working.emit("")
        self._again = self._declined = self._chosen = None
        self._drop_dialog()

    # Looking

    def _plan(self, path: Path) -> None:
        self.working.emit(path.name)
        self._bridge.ask_quietly(
            PlanImport(path),
            partial(self._on_plan, self._round),
            partial(self._on_failed, self._round, path),
        )

    def _on_plan(self, round_: int, plan: Plan) -> None:
        if round_ != self._round:
            return
        self.working.emit("")
        shown, offered = self._dialog, self._offered is not None
        self._offered = None
        if offered and plan.changes:
            self._open(plan.path.name).show_plan(plan)
        elif shown is not None:
            shown.show_plan(plan)
        elif plan.same:
            self._finish(plan.imported)
        elif not plan.asks:
            self._import(plan, deletions=True)
        elif self._declined == (plan.path, plan.sha256):
            self._end()
            self.declined.emit()
        else:
            self._open(plan.path.name).show_plan(plan)

    def _open(self, name: str) -> PlanDialog:
        dialog = self._dialog = PlanDialog(name, self._look, self._window)
        dialog.accepted.connect(self._on_accepted)
        dialog.rejected.connect(self._on_rejected)
        dialog.again_wanted.connect(self._plan_again)
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
        if plan is not None and not plan.same:
            self._declined = plan.path, plan.sha256
        self._end()
        self.declined.emit()

    # Importing

    def _import(self, plan: Plan, *, deletions: bool) -> None:
        self.working.emit(plan.path.name)
        chosen = plan.path == self._chosen
        self._bridge.ask_quietly(
            Import(plan.path, deletions=deletions, sha256=plan.sha256, offered=chosen),
            partial(self._on_imported, self._round),
            partial(self._on_failed, self._round, plan.path),
        )

    def _on_imported(self, round_: int, imported: Imported) -> None:
        if round_ == self._round:
            self._finish(imported)

    def _on_failed(self, round_: int, path: Path, error: Exception) -> None:
        if round_ != self._round:
            return
        if isinstance(error, Outdated):
            self._plan(path)
        elif self._dialog is not None:
            self.working.emit("")
            self._dialog.show_error(path, error)
        else:
            self._end()
            self.failed.emit(error)

    def _finish(self, imported: Imported) -> None:
        self._declined = self._chosen = None
        self._end()
        self.imported.emit(imported)

    def _end(self) -> None:
        self._busy = False
        self.working.emit("")
        if self._again is not None:
            path, self._again = self._again, None
            self.run(path)

    def _take_dialog(self) -> PlanDialog | None:
        dialog, self._dialog = self._dialog, None
        return dialog

    def _drop_dialog(self) -> None:
        dialog = self._take_dialog()
        if dialog is not None:
            dialog.accepted.disconnect(self._on_accepted)
            dialog.rejected.disconnect(self._on_rejected)
            dialog.reject()
