"""The main window: toolbar, sidebar, list, detail, trust bar. It builds them and connects them."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar, QToolButton

from gui.actions import Actions
from gui.board.board import Board
from gui.board.moving import CardMoves
from gui.bridge import StoreBridge
from gui.consequences import Consequences
from gui.detail.close_popup import ClosePopup
from gui.detail.many import ManyPane
from gui.detail.pane import DetailPane
from gui.detail.side import DetailSide
from gui.detail_access import PICKED, DetailAccess
from gui.find_access import FindAccess
from gui.guidance import Guidance
from gui.habits import Habits
from gui.issue_commands import INITIATOR, IssueCommands
from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.issue_views import IssueViews
from gui.keyboard import Keyboard
from gui.list_actions import ListActions
from gui.list_pane import ListPane
from gui.list_query import ListQuery
from gui.many_changes import ManyChanges
from gui.note_key import NoteKey
from gui.panes import Panes
from gui.pressing import press_focused
from gui.query_desk import QueryDesk
from gui.reading import Reading
from gui.recent_menu import RecentMenu
from gui.review_panel import ReviewPanel
from gui.row_menu import RowMenu
from gui.row_words import row_words
from gui.search_box import SearchBox
from gui.settings import Settings
from gui.shown_list import ShownList
from gui.sidebar import Choice, Sidebar
from gui.theme import Theme
from gui.trust_bar import TrustBar
from gui.view_actions import ViewActions
from gui.view_switch import ViewSwitch
from gui.window_dialogs import WindowDialogs
from gui.window_state import WindowState
from store.actor import Stopped
from store.answers import Changes, Counts, Done, Row
from store.query import BadQuery
from store.times import text_of


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
    export_requested = Signal()
    copy_requested = Signal()
    sample_requested = Signal()
    sharing_requested = Signal()
    git_requested = Signal()
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
        self.board = Board(self._bridge, self._theme, now_ms, self.issues.fresh, self.list_pane)
        self.views = IssueViews(ShownList(self.table, self.issues), self.board, self)
        self.sidebar = Sidebar(self._bridge, self._theme, self._settings, self)
        self.detail = DetailPane(self._bridge, self)
        self.commands = IssueCommands(self._bridge, self.views, self)
        self.many = ManyChanges(self._bridge, self._theme, self.commands, self)
        several = ManyPane(self._bridge, self.detail.subject, self.many, self)
        self.side = DetailSide(self.detail, several, self.views, self)
        self.panes = Panes(self.sidebar, self.list_pane, self.side, self)
        self.search = SearchBox(self._theme, self)
        self.query = ListQuery(
            self.sidebar, self.search, self.table, self.issues, self.list_pane, self._settings
        )
        self.trust = TrustBar(self._theme, self.registry["edit.undo"], self)
        self.note_key = NoteKey(self.registry, self.trust, self)
        self.row_menu = RowMenu(self.registry, self.views, self)
        self._reason = ClosePopup(self)
        self.dialogs = WindowDialogs(self.registry, self)
        self.review = ReviewPanel(
            self._bridge, (self.registry["edit.undo"], self.registry["edit.redo"]), self
        )
        self.consequences = Consequences(
            self._bridge, self._theme, self.commands, self.many, self.side, self.views, self
        )
        self.access = DetailAccess(self.panes, self.detail, self.side, self.views, self.registry, self)
        self.finding = FindAccess(self.registry, self.search, self.detail, self.access)
        self.state = WindowState(
            self.registry, self.trust, self.sidebar, self.table, self.views, self.commands, self.panes
        )
        self.arranging = ListActions(self.registry, self.query, self.issues, self)
        self.view = ViewActions(
            self.registry, self.panes, self.sidebar, self.views, self.access, self._theme, self._settings
        )
        moves = CardMoves(self.board, self.commands, self.many)
        self.switch = ViewSwitch(
            self.registry, self.views, self.table, self.list_pane, self.query, moves, self._settings
        )
        self.query_desk = QueryDesk(self, self._bridge)
        self.keyboard = Keyboard(self, self._bridge, self._settings)
        self.reading = Reading(self, self._theme, self._settings)
        self.habits = Habits(self, self._settings, _now)
        self.guidance = Guidance(self, self._settings)

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
        self.registry.act_in((self.issues, self.board, self.sidebar, self.list_pane.empty))

    # Connect

    def _connect_actions(self) -> None:
        self.registry.connect_all(dict.fromkeys(PICKED, self.access.pick))
        self.registry.connect_all(
            {
                "tracker.open": self.dialogs.ask_tracker,
                "project.open": self.dialogs.ask_folder,
                "tracker.where": self.trust.explain,
                "window.quit": self._quit,
                "edit.undo": self._undo,
                "edit.redo": self._redo,
                "list.all": self.views.select_everything,
                "list.mark": self.views.mark,
                "list.next": self.views.next,
                "list.previous": self.views.previous,
                "issue.open": self._open_issue,
                "issue.title": self.access.edit_title,
                "issue.blocker": self.access.add_blocker,
                "issue.comment": self.access.comment,
                "issue.history": self.detail.show_history,
                "issue.copy_id": self.commands.copy_id,
                "issue.copy_title": self.commands.copy_title,
                "issue.close": self._ask_reason,
                "issue.reopen": self.commands.reopen,
                "issue.delete": self.consequences.deleting.delete_selected,
                "issue.restore": self.commands.restore,
                "review.open": self.review.start,
                "view.refresh": self._read_again,
            }
        )

        self.registry.forward_all(
            {
                "tracker.new": self.new_tracker_requested,
                "tracker.import": self.import_requested,
                "tracker.export": self.export_requested,
                "tracker.copy": self.copy_requested,
                "tracker.sample": self.sample_requested,
                "project.share": self.sharing_requested,
                "project.git": self.git_requested,
            }
        )

    def _connect_parts(self) -> None:
        bridge, empty, new = self._bridge, self.list_pane.empty, self.list_pane.new_issue
        bridge.done.connect(self._on_done)
        bridge.changed.connect(self._on_changed)
        bridge.changed.connect(self.issues.fresh.on_changed)
        bridge.saving_changed.connect(self._on_saving)
        bridge.waiting.connect(self.trust.wait_for)
        bridge.failed.connect(self.trust.failed)
        self.sidebar.left.connect(self._go_to_list)
        self.sidebar.counted.connect(self._on_counted)
        self.sidebar.failed.connect(self._on_count_failed)
        self.habits.day.turned.connect(self._read_again)
        self.query.asked.connect(self._on_asked)
        self.search.left.connect(self._go_to_list)
        self.search.fault_changed.connect(self.list_pane.show_fault)
        self.table.listed.connect(self._on_listed)
        self.table.failed.connect(self._on_list_failed)
        self.views.told.current_changed.connect(self._on_current)
        self.views.told.opened.connect(self._open_issue)
        self.views.set_stays(self._works_in_detail)
        self.views.told.parted.connect(self.detail.parted.tell)
        empty.sample_requested.connect(self.sample_requested)
        empty.open_requested.connect(self.dialogs.ask_folder)
        empty.new_requested.connect(self.new_tracker_requested)
        empty.import_requested.connect(self.import_requested)
        empty.recent_requested.connect(self.open_requested)
        empty.clear_requested.connect(self.search.clear_now)
        empty.retry_requested.connect(self._read_again)
        self.recent.chosen.connect(self.open_requested)
        self.dialogs.path_chosen.connect(self.open_requested)
        self.detail.left.connect(self.access.leave)
        self.side.many.left.connect(self.access.leave)
        self.consequences.tell(self._reason, self.trust, self.query, self.review)
        self.views.told.selection_changed.connect(self.side.refresh)
        self.detail.open_requested.connect(self._open_other)
        self.detail.edited.connect(self.views.preview)
        self.detail.settled.connect(self.views.settle)
        self.commands.said.connect(self._say)
        self.query_desk.views.said.connect(self._say)
        self.commands.failed.connect(self.trust.failed)
        self.commands.recovered.connect(self.trust.forgive)
        self.commands.created.connect(new.created)
        self.commands.create_failed.connect(new.show_fault)
        self.trust.retry_requested.connect(self.commands.retry)
        self.trust.given_up.connect(self.commands.give_up)
        self.trust.review_requested.connect(self.review.start)
        self.detail.review_requested.connect(self.review.show_for)
        self.review.open_requested.connect(self._open_other)
        self._reason.confirmed.connect(self.commands.close)

    def _bring_back(self) -> None:
        if not self.restoreGeometry(self._settings.layout("window")):
            self.resize(1280, 800)
        self.view.bring_back()
        self.state.refresh()
        self.issues.setFocus()

    @property
    def look(self) -> Theme:
        """The theme, for dialogs."""
        return self._theme

    # What the app tells

    def show_tracker(self, name: str, path: str, read_only: str = "") -> None:
        """Show the tracker that the bridge asks from now on. read_only: why it takes no changes, or ""."""
        self._name = name
        self.detail.clear()
        self.keyboard.shown.forget()
        self.issues.fresh.clear()
        self.detail.set_read_only(bool(read_only))
        self.list_pane.set_read_only(read_only)
        self.list_pane.set_open(bool(name))
        self.review.clear()
        self.review.set_writable(not read_only)
        self.list_pane.set_recent(tuple(entry for entry in self._settings.recent if entry != path))
        self.trust.set_place(path)
        self.list_pane.set_left_alone("")
        self.state.show_tracker(open=bool(name), writable=not read_only)
        self.query.set_tracker(path)
        self.sidebar.refresh()
        self.commands.refresh()
        self.switch.show_tracker(path, read_only)
        self.guidance.show_tracker(name, path, read_only)
        self.query.ask()

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
        else:
            self.review.close_quietly()
            self.guidance.close_quietly()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, wherever it is."""
        if not press_focused(event):
            super().keyPressEvent(event)

    # The list

    @Slot(object)
    def _on_asked(self, choice: Choice) -> None:
        self.setWindowTitle(f"{self._name} — {choice.name}" if self._name else choice.name)

    @Slot(object)
    def _on_listed(self, _listing: object) -> None:
        if self.search.fault:
            self.search.show_fault(None)
        self.state.refresh()

    @Slot(object)
    def _on_list_failed(self, error: Exception) -> None:
        if isinstance(error, BadQuery):
            self.search.show_fault(error)

    @Slot(object)
    def _on_current(self, row: Row | None) -> None:
        if row is not None:
            self.detail.show_issue(row.uid)
        else:
            self.detail.clear()

    def _works_in_detail(self) -> bool:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.detail.isAncestorOf(focus)
        return inside and self.table.initiator != INITIATOR

    @Slot(object)
    def _open_other(self, uid: str) -> None:
        self.side.show_one()
        self.detail.show_issue(uid)

    @Slot()
    def _go_to_list(self) -> None:
        self.list_pane.take_focus()

    # State

    @Slot(object)
    def _on_counted(self, counts: Counts) -> None:
        self.list_pane.set_counts(counts)
        self.trust.set_to_review(counts.conflicts)
        self.state.refresh()

    @Slot(object)
    def _on_count_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self.trust.note(str(error), quiet=False)

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        self.trust.saved(done.at)
        if done.changes.initiator != INITIATOR:
            # What was said is about a step before this one; the commands say what their own ones did.
            self.trust.note("")

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.outside:
            self.trust.changed_outside(changes.uids)

    @Slot()
    def _on_saving(self) -> None:
        self.trust.set_pending(self._bridge.pending_writes)

    @Slot(object, bool)
    def _say(self, text: str, quiet: bool) -> None:
        self.trust.note(text, quiet=quiet)

    # Issues

    @Slot()
    def _ask_reason(self) -> None:
        self._reason.open_at(self.views.anchor())

    @Slot()
    def _undo(self) -> None:
        self.side.flush()
        self.commands.undo()

    @Slot()
    def _redo(self) -> None:
        self.side.flush()
        self.commands.redo()

    @Slot()
    def _open_issue(self) -> None:
        if self.sidebar.hasFocus():
            self._go_to_list()
        else:
            self.access.open_issue()

    # The window

    @Slot()
    def _read_again(self) -> None:
        self.views.refresh()
        self.sidebar.refresh()
        self.commands.refresh()

    @Slot()
    def _quit(self) -> None:
        self.close()


def now_ms() -> int:
    """Return the present, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def _now() -> str:
    return text_of(now_ms() * 1_000_000)
