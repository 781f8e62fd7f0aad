"""Deleting: asks nothing of an issue that stands alone, and what is to become of those below otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from gui.below_dialog import BelowDialog
from gui.bridge import StoreBridge
from gui.issue_commands import IssueCommands
from gui.many_changes import ManyChanges
from gui.selected import Selected
from gui.theme import Theme
from store.actor import Busy, Stopped
from store.errors import KnownError
from store.outlook_requests import AskFamily, Family
from store.requests import Delete


class Deleting(QObject):
    """Every way to delete in the window ends here. Lives on the window's thread."""

    def __init__(
        self,
        bridge: StoreBridge,
        look: Theme,
        commands: IssueCommands,
        changes: ManyChanges,
        selected: Selected,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._look = look
        self._commands = commands
        self._changes = changes
        self._selected = selected
        self._window = window
        self._keys: tuple[int, ...] = ()
        self._seen = 0
        self.dialog: BelowDialog | None = None
        """The question, while it is asked."""

    @Slot()
    def delete_selected(self) -> None:
        """Delete what is selected."""
        self.delete(self._selected.selected_keys)

    @Slot(object)
    def delete(self, keys: Sequence[int]) -> None:
        """Delete these issues, after a question where there are others below them."""
        if keys and self.dialog is None:
            ok = partial(self._on_family, tuple(keys))
            self._bridge.ask(AskFamily(tuple(keys)), ok, self._on_failed)

    def _on_family(self, keys: tuple[int, ...], family: Family) -> None:
        if not family.count:
            self._commands.delete(keys)
            return
        if self.dialog is not None:
            return
        self._keys, self._seen = keys, family.count
        dialog = self.dialog = BelowDialog(family, len(keys), self._look, self._window)
        dialog.all_wanted.connect(self._delete_all)
        dialog.only_wanted.connect(self._delete_only)
        dialog.finished.connect(self._on_answered)
        dialog.open()

    def _on_failed(self, error: Exception) -> None:
        self._changes.said.emit(str(error), False, None)
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    @Slot()
    def _delete_all(self) -> None:
        self._changes.change(self._keys, Delete((), with_children=True, seen=self._seen))

    @Slot()
    def _delete_only(self) -> None:
        self._commands.delete(self._keys)

    @Slot()
    def _on_answered(self) -> None:
        self.dialog = None
