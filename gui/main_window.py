"""The main window: toolbar, sidebar, list, detail, trust bar. It builds them and connects them."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton, QWidget

from gui.action_specs import Needs
from gui.actions import Actions
from gui.bridge import StoreBridge
from gui.detail.close_popup import ClosePopup
from gui.detail.pane import DetailPane
from gui.detail_access import PICKED, DetailAccess
from gui.issue_commands import IssueCommands
from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.list_pane import ListPane
from gui.panes import Panes
from gui.recent_menu import RecentMenu
from gui.search_box import SearchBox
from gui.settings import Settings
from gui.sidebar import Choice, Sidebar
from gui.theme import Density, Theme
from gui.trust_bar import TrustBar
from gui.window_dialogs import WindowDialogs
from gui.wording import row_words, step_name
from store.actor import Stopped
from store.answers import Changes, Counts, Done, Row, UndoState
from store.query import SORTS, BadQuery, Query


class Closing(Protocol):
    """What the window needs of the object that closes the tracker."""

    @property
    def done(self) -> bool:
        """Whether the window may go."""
        ...

    def begin(self) -> None:
        """Start to close; does nothing when that has begun."""


class MainWindow(QMainWindow):
    """The window of one tracker. Lives on the window's thread."""

    open_requested = Signal(object)
    """A path: a tracker, or a folder with .beads."""
    import_requested = Signal()
    sample_requested = Signal()
    new_tracker_requested = Signal()

    def __init__(
        self, bridge: StoreBridge, theme: Theme, settings: Settings, shutdown: Closing, name: str = ""
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._settings = settings
        self._shutdown = shutdown
        self._name = name
        self._why_read_only = ""
        self._sort = settings.text("list/sort", "priority")
        self._sort = self._sort if self._sort in SORTS else "priority"
        self._descending = settings.flag("list/descending", False)
        self._build()
        self._lay_out()
        self._connect_actions()
        self._connect_parts()
        self._bring_back()

    # Build

    def _build(self) -> None:
        self.registry = Actions(self, self._theme)
        self.table = IssueTable(self._bridge, row_words, self)
        self.issues = IssueList(self.table, self._theme, now_ms, self)
        self.list_pane = ListPane(self.table, self.issues, self._theme, self)
        self.sidebar = Sidebar(self._bridge, self._theme, self._settings, self)
        self.detail = DetailPane(self._bridge, self)
        self.panes = Panes(self.sidebar, self.list_pane, self.detail, self)
        self.search = SearchBox(self._theme, self)
        self.trust = TrustBar(self._theme, self.registry["edit.undo"], self)
        self.commands = IssueCommands(self._bridge, self.table, self.issues, self)
        self._anchor = QWidget(self.issues.viewport())
        self._reason = ClosePopup(self)
        self.dialogs = WindowDialogs(self.registry, self)
        self.access = DetailAccess(self.panes, self.detail, self.issues, self.registry, self)

    def _lay_out(self) -> None:
        self.setObjectName("main_window")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCentralWidget(self.panes)
        self.setStatusBar(self.trust)
        menus = self.registry.fill_menus(self.menuBar())
        self.recent = RecentMenu(self._settings, menus["file"])
        menus["file"].insertMenu(self.registry["tracker.import"], self.recent)
        bar = QToolBar(self.tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        self.registry.fill_toolbar(bar, self.search)
        new = bar.widgetForAction(self.registry["issue.new"])
        if isinstance(new, QToolButton):
            new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self.registry.act_in((self.issues, self.sidebar, self.list_pane.empty))
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    # Connect

    def _connect_actions(self) -> None:
        self.registry.connect_all(dict.fromkeys(PICKED, self.access.pick))
        self.registry.connect_all(dict.fromkeys(self.registry.starting_with("go."), self._go))
        self.registry.connect_all(dict.fromkeys(self.registry.starting_with("density."), self._set_density))
        self.registry.connect_all(dict.fromkeys(self.registry.starting_with("theme."), self._set_colours))
        self.registry.connect_all(
            {
                "tracker.new": self._ask_new,
                "tracker.open": self.dialogs.ask_tracker,
                "project.open": self.dialogs.ask_folder,
                "tracker.import": self._ask_import,
                "tracker.sample": self._ask_sample,
                "tracker.where": self.trust.explain,
                "window.quit": self._quit,
                "edit.undo": self._undo,
                "edit.redo": self._redo,
                "search.focus": self.search.take_focus,
                "list.all": self.issues.select_everything,
                "list.mark": self.issues.mark,
                "list.next": self.issues.next,
                "list.previous": self.issues.previous,
                "issue.new": self._new_issue,
                "issue.open": self._open_issue,
                "issue.title": self.access.edit_title,
                "issue.blocker": self.access.add_blocker,
                "issue.comment": self.access.comment,
                "issue.copy_id": self.commands.copy_id,
                "issue.copy_title": self.commands.copy_title,
                "issue.close": self._ask_reason,
                "issue.reopen": self.commands.reopen,
                "issue.delete": self.commands.delete,
                "issue.restore": self.commands.restore,
                "view.sidebar": self._toggle_sidebar,
                "view.detail": self._toggle_detail,
                "view.refresh": self._read_again,
                "help.keys": self.dialogs.show_keys,
                "help.about": self.dialogs.about,
            }
        )

    def _connect_parts(self) -> None:
        bridge, empty, new = self._bridge, self.list_pane.empty, self.list_pane.new_issue
        bridge.done.connect(self._on_done)
        bridge.changed.connect(self._on_changed)
        bridge.saving_changed.connect(self._on_saving)
        bridge.waiting.connect(self.trust.wait_for)
        bridge.failed.connect(self.trust.failed)
        self.sidebar.chosen.connect(self._on_chosen)
        self.sidebar.left.connect(self._go_to_list)
        self.sidebar.counted.connect(self._on_counted)
        self.sidebar.failed.connect(self._on_count_failed)
        self.search.query_changed.connect(self._list)
        self.search.left.connect(self._go_to_list)
        self.search.fault_changed.connect(self.list_pane.show_fault)
        self.table.listed.connect(self._on_listed)
        self.table.failed.connect(self._on_list_failed)
        self.issues.current_changed.connect(self._on_current)
        self.issues.selection_changed.connect(self._refresh_state)
        self.issues.sort_requested.connect(self._on_sort)
        self.issues.doubleClicked.connect(self._open_issue)
        self.list_pane.closed_requested.connect(self._search_closed)
        new.create_requested.connect(self._create)
        new.left.connect(self._end_new_issue)
        empty.issue_requested.connect(self._new_issue)
        empty.sample_requested.connect(self.sample_requested)
        empty.open_requested.connect(self.dialogs.ask_folder)
        empty.new_requested.connect(self.new_tracker_requested)
        empty.import_requested.connect(self.import_requested)
        empty.recent_requested.connect(self.open_requested)
        empty.clear_requested.connect(self.search.clear_now)
        empty.closed_requested.connect(self._search_closed)
        empty.retry_requested.connect(self._read_again)
        self.recent.chosen.connect(self.open_requested)
        self.dialogs.path_chosen.connect(self.open_requested)
        self.detail.left.connect(self.access.leave)
        self.detail.open_requested.connect(self._open_other)
        self.detail.edited.connect(self.table.preview)
        self.detail.settled.connect(self.table.settle)
        self.panes.narrowed.connect(self._refresh_state)
        self.commands.said.connect(self._say)
        self.commands.failed.connect(self.trust.failed)
        self.commands.recovered.connect(self.trust.forgive)
        self.commands.created.connect(new.created)
        self.commands.create_failed.connect(new.show_fault)
        self.commands.undo_changed.connect(self._on_undo_state)
        self.trust.retry_requested.connect(self.commands.retry)
        self.trust.given_up.connect(self.commands.give_up)
        self._reason.confirmed.connect(self.commands.close)

    def _bring_back(self) -> None:
        if not self.restoreGeometry(self._settings.layout("window")):
            self.resize(1280, 800)
        sidebar, detail = self._settings.flag("view/sidebar", True), self._settings.flag("view/detail", True)
        self.panes.bring_back(self._settings.layout("panes"), sidebar=sidebar, detail=detail)
        self.registry["view.sidebar"].setChecked(sidebar)
        self.registry[f"density.{self._settings.density}"].setChecked(True)
        self.registry[f"theme.{self._theme.mode}"].setChecked(True)
        self.issues.set_density(Density(self._settings.density))
        self._refresh_state()
        self.issues.setFocus()

    # What the app tells

    def show_tracker(self, name: str, path: str, read_only: str = "") -> None:
        """Show the tracker that the bridge asks from now on. read_only: why it takes no changes, or ""."""
        self._name, self._why_read_only = name, read_only
        self.detail.clear()
        self.detail.set_read_only(bool(read_only))
        self.list_pane.set_read_only(read_only)
        self.list_pane.set_recent(tuple(entry for entry in self._settings.recent if entry != path))
        self.trust.set_place(path)
        self.sidebar.refresh()
        self.commands.refresh()
        self._list()

    def remember(self) -> None:
        """Write down sizes and choices for the next start."""
        self._settings.set_layout("window", self.saveGeometry())
        self._settings.set_layout("panes", self.panes.saveState())
        self._settings.sync()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the closing to the shutdown, which closes the window again when it is done."""
        self.remember()
        if not self._shutdown.done:
            event.ignore()
            self._shutdown.begin()

    # The list

    @Slot()
    def _list(self) -> None:
        choice = self.sidebar.choice
        self.list_pane.set_choice(choice)
        self.issues.show_sort(self._sort, self._descending)
        self.table.show(Query(choice.scope, self.search.text(), self._sort, self._descending))
        self.setWindowTitle(f"{self._name} — {choice.name}" if self._name else choice.name)

    @Slot(object)
    def _on_chosen(self, _choice: Choice) -> None:
        self._list()

    @Slot(object, bool)
    def _on_sort(self, sort: str, descending: bool) -> None:
        self._sort, self._descending = sort, descending
        self._settings.set_text("list/sort", sort)
        self._settings.set_flag("list/descending", descending)
        self._list()

    @Slot(object)
    def _on_listed(self, _listing: object) -> None:
        if self.search.fault:
            self.search.show_fault(None)
        self._refresh_state()

    @Slot(object)
    def _on_list_failed(self, error: Exception) -> None:
        if isinstance(error, BadQuery):
            self.search.show_fault(error)

    @Slot()
    def _search_closed(self) -> None:
        self.sidebar.choose("is:closed")

    @Slot(object)
    def _on_current(self, row: Row | None) -> None:
        if row is not None:
            self.detail.show_issue(row.uid)
        else:
            self.detail.clear()

    @Slot(object)
    def _open_other(self, uid: str) -> None:
        self.detail.show_issue(uid)

    @Slot()
    def _go_to_list(self) -> None:
        self.issues.setFocus(Qt.FocusReason.OtherFocusReason)

    # State

    @Slot(object)
    def _on_counted(self, counts: Counts) -> None:
        self.list_pane.set_counts(counts)
        self._refresh_state()

    @Slot(object)
    def _on_count_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self.trust.note(str(error), quiet=False)

    @Slot()
    def _refresh_state(self) -> None:
        views, selected = self.sidebar.counts.views, self.issues.selected_count
        in_trash = self.sidebar.choice.view == "trash"
        total = views.get("trash", 0) if in_trash else views.get("open", 0) + views.get("closed", 0)
        self.trust.set_counts(len(self.table.keys), max(total, len(self.table.keys)), selected)
        steps = self.commands.undo_state
        there = Needs.TRACKER | (Needs.TRASH if in_trash else Needs.OPEN)
        for flag, present in (
            (Needs.WRITABLE, not self._why_read_only), (Needs.SELECTION, selected > 0),
            (Needs.ONE, selected == 1), (Needs.UNDO, steps.undo is not None),
            (Needs.REDO, steps.redo is not None),
        ):  # fmt: skip
            there |= flag if present else Needs.NOTHING
        self.registry.allow(there)
        self.registry["view.detail"].setChecked(self.panes.detail_shown)

    @Slot(object)
    def _on_undo_state(self, state: UndoState) -> None:
        undo, redo = state.undo, state.redo
        undo_words = (
            self.tr("Undo: {what}").format(what=step_name(undo)) if undo is not None else self.tr("Undo")
        )
        redo_words = (
            self.tr("Redo: {what}").format(what=step_name(redo)) if redo is not None else self.tr("Redo")
        )
        self.registry.set_words("edit.undo", undo_words)
        self.registry.set_words("edit.redo", redo_words)
        self.trust.set_undo(step_name(undo) if undo is not None else "")
        self._refresh_state()

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        self.trust.saved(done.at)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.outside:
            self.trust.changed_outside(len(changes.uids))

    @Slot()
    def _on_saving(self) -> None:
        self.trust.set_pending(self._bridge.pending_writes)

    @Slot(object, bool)
    def _say(self, text: str, quiet: bool) -> None:
        self.trust.note(text, quiet=quiet)

    # Issues

    @Slot()
    def _new_issue(self) -> None:
        choice = self.sidebar.choice
        self.list_pane.new_issue.open(choice.name if choice.label or choice.epic else "")

    @Slot(object)
    def _create(self, title: str) -> None:
        self.commands.create(title, self.sidebar.choice)

    @Slot()
    def _end_new_issue(self) -> None:
        self.list_pane.new_issue.hide()
        self._go_to_list()

    @Slot()
    def _ask_reason(self) -> None:
        self._anchor.setGeometry(self.issues.visualRect(self.issues.currentIndex()))
        self._reason.open_at(self._anchor)

    @Slot()
    def _undo(self) -> None:
        self.detail.flush()
        self.commands.undo()

    @Slot()
    def _redo(self) -> None:
        self.detail.flush()
        self.commands.redo()

    @Slot()
    def _open_issue(self) -> None:
        if self.sidebar.hasFocus():
            self._go_to_list()
        else:
            self.access.open_issue()

    # The window

    @Slot()
    def _go(self) -> None:
        self.sidebar.choose("is:" + self.sender().objectName().removeprefix("go."))

    @Slot()
    def _set_density(self) -> None:
        density = self.sender().objectName().removeprefix("density.")
        self._settings.density = density
        self.issues.set_density(Density(density))

    @Slot()
    def _set_colours(self) -> None:
        mode = self.sender().objectName().removeprefix("theme.")
        self._settings.set_text("theme", mode)
        self._theme.set_look(
            "dark" if mode == "dark" else "light" if mode == "light" else "system", self._theme.zoom
        )

    @Slot()
    def _toggle_sidebar(self) -> None:
        wanted = self.registry["view.sidebar"].isChecked()
        self._settings.set_flag("view/sidebar", wanted)
        self.panes.want_sidebar(wanted)

    @Slot()
    def _toggle_detail(self) -> None:
        if not self.panes.narrow:
            self._settings.set_flag("view/detail", self.registry["view.detail"].isChecked())
        self.access.toggle()

    @Slot()
    def _read_again(self) -> None:
        self.table.refresh()
        self.sidebar.refresh()
        self.commands.refresh()

    @Slot()
    def _quit(self) -> None:
        self.close()

    @Slot()
    def _ask_new(self) -> None:
        self.new_tracker_requested.emit()

    @Slot()
    def _ask_import(self) -> None:
        self.import_requested.emit()

    @Slot()
    def _ask_sample(self) -> None:
        self.sample_requested.emit()


def now_ms() -> int:
    """Return the present, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
