"""Keeps actions and trust bar in step: how many issues there are, what is possible, what Undo would do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.action_spec import Needs
from gui.actions import Actions
from gui.issue_commands import IssueCommands
from gui.issue_table import IssueTable
from gui.issue_views import IssueViews
from gui.panes import Panes
from gui.sidebar import Sidebar
from gui.trust_bar import TrustBar
from gui.wording import step_name
from store.answers import UndoState


class WindowState(QObject):
    """Reads the parts of one window whenever one of them says that it changed. Lives on its thread."""

    def __init__(
        self,
        registry: Actions,
        trust: TrustBar,
        sidebar: Sidebar,
        table: IssueTable,
        views: IssueViews,
        commands: IssueCommands,
        panes: Panes,
    ) -> None:
        super().__init__(panes)
        self._registry, self._trust = registry, trust
        self._sidebar, self._table, self._views = sidebar, table, views
        self._commands, self._panes = commands, panes
        self._open = self._writable = self._in_git = False
        views.told.selection_changed.connect(self.refresh)
        views.switched.connect(self.refresh)
        panes.narrowed.connect(self.refresh)
        commands.undo_changed.connect(self._on_undo_state)

    def show_tracker(self, *, open: bool, writable: bool) -> None:
        """Say whether a tracker is open, and whether it takes changes."""
        self._open, self._writable = open, writable
        self.refresh()

    def set_git(self, *, there: bool) -> None:
        """Say whether the tracker's project lies in git."""
        self._in_git = there
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        counts, selected = self._sidebar.counts.views, self._views.selected_count
        in_trash = self._sidebar.choice.view == "trash"
        listed = len(self._table.keys)
        total = counts.get("trash", 0) if in_trash else counts.get("open", 0) + counts.get("closed", 0)
        if listed or counts:
            self._trust.set_counts(listed, max(total, listed), selected)
        steps = self._commands.undo_state
        there = Needs.TRASH if in_trash else Needs.OPEN
        for flag, present in (
            (Needs.TRACKER, self._open), (Needs.WRITABLE, self._writable),
            (Needs.SELECTION, selected > 0), (Needs.ONE, selected == 1),
            (Needs.UNDO, steps.undo is not None), (Needs.REDO, steps.redo is not None),
            (Needs.GIT, self._in_git), (Needs.BOARD, self._views.on_board),
            (Needs.LIST, not self._views.on_board),
        ):  # fmt: skip
            there |= flag if present else Needs.NOTHING
        self._registry.allow(there)
        self._registry["view.detail"].setChecked(self._panes.detail_shown)

    @Slot(object)
    def _on_undo_state(self, state: UndoState) -> None:
        undo = step_name(state.undo) if state.undo is not None else ""
        redo = step_name(state.redo) if state.redo is not None else ""
        undo_words = self.tr("Undo: {what}").format(what=undo) if undo else self.tr("Undo")
        redo_words = self.tr("Redo: {what}").format(what=redo) if redo else self.tr("Redo")
        self._registry.set_words("edit.undo", undo_words)
        self._registry.set_words("edit.redo", redo_words)
        self._trust.set_undo(undo)
        self.refresh()
