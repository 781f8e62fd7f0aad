"""The main window: toolbar, sidebar, list, trust bar. What its first rows do not need: gui.later_parts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QToolButton

from gui.actions import Actions
from gui.bridge import StoreBridge
from gui.detail.side import DetailSide
from gui.issue_commands import INITIATOR, IssueCommands
from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.issue_views import IssueViews
from gui.later import Later
from gui.list_pane import ListPane
from gui.list_query import ListQuery
from gui.note_key import NoteKey
from gui.panes import Panes
from gui.pressing import press_focused
from gui.row_words import row_words
from gui.search_box import SearchBox
from gui.settings import Settings
from gui.shown_list import ShownList
from gui.sidebar import Choice, Sidebar
from gui.theme import Theme
from gui.trust_bar import TrustBar
from gui.view_actions import ViewActions
from gui.window_state import WindowState
from store.actor import Stopped
from store.answers import Changes, Counts, Done
from store.query import BadQuery

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.board.board import Board
    from gui.consequences import Consequences
    from gui.detail.pane import DetailPane
    from gui.detail_access import DetailAccess
    from gui.habits import Habits
    from gui.keyboard import Keyboard
    from gui.later_parts import LaterParts
    from gui.long_work import LongWork
    from gui.many_changes import ManyChanges
    from gui.own_windows import OwnWindows
    from gui.query_desk import QueryDesk
    from gui.review_panel import ReviewPanel
    from gui.view_switch import ViewSwitch
    from gui.window_dialogs import WindowDialogs


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
    backups_requested = Signal()
    new_tracker_requested = Signal()
    completed = Signal()
    """The later parts are built."""

    def __init__(
        self, bridge: StoreBridge, theme: Theme, settings: Settings, shutdown: Closing, name: str = ""
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._settings = settings
        self._shutdown = shutdown
        self.name = name
        self.place = self.read_only = self.actor = ""
        """The tracker's path, why it takes no changes, and who makes them."""
        self.folder = Path.home()
        """Where dialogs begin."""
        self._parts: LaterParts | None = None
        self._remembered = False
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
        self.views = IssueViews(ShownList(self.table, self.issues), self)
        self.sidebar = Sidebar(self._bridge, self._theme, self._settings, self)
        self.commands = IssueCommands(self._bridge, self.views, self)
        self.side = DetailSide(self.views, self)
        self.panes = Panes(self.sidebar, self.list_pane, self.side, self)
        self.search = SearchBox(self._theme, self)
        self.query = ListQuery(
            self.sidebar, self.search, self.table, self.issues, self.list_pane, self._settings
        )
        self.trust = TrustBar(self._theme, self.registry["edit.undo"], self)
        self.note_key = NoteKey(self.registry, self.trust, self)
        self.state = WindowState(
            self.registry, self.trust, self.sidebar, self.table, self.views, self.commands, self.panes
        )
        self.view = ViewActions(
            self.registry, self.panes, self.sidebar, self.views, self._theme, self._settings
        )
        self._when = Later(self.table, self.issues, self)

    def _lay_out(self) -> None:
        self.setObjectName("main_window")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCentralWidget(self.panes)
        self.setStatusBar(self.trust)
        self.menus = self.registry.add_menus(self.menuBar())
        bar = QToolBar(self.tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        self.registry.fill_toolbar(bar, self.search)
        new = bar.widgetForAction(self.registry["issue.new"])
        if isinstance(new, QToolButton):
            new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self.registry.act_in((self.issues, self.sidebar, self.list_pane.empty))

    # Connect

    def _connect_actions(self) -> None:
        self.registry.connect_all(
            {
                "tracker.where": self.trust.explain,
                "window.quit": self._quit,
                "list.all": self.views.select_everything,
                "list.mark": self.views.mark,
                "list.next": self.views.next,
                "list.previous": self.views.previous,
                "issue.copy_id": self.commands.copy_id,
                "issue.copy_title": self.commands.copy_title,
                "issue.reopen": self.commands.reopen,
                "issue.restore": self.commands.restore,
                "view.refresh": self.read_again,
            }
        )
        self.registry.forward_all(
            {
                "tracker.new": self.new_tracker_requested,
                "tracker.import": self.import_requested,
                "tracker.export": self.export_requested,
                "tracker.copy": self.copy_requested,
                "tracker.backups": self.backups_requested,
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
        self.query.asked.connect(self._on_asked)
        self.search.left.connect(self._go_to_list)
        self.search.fault_changed.connect(self.list_pane.show_fault)
        self.table.listed.connect(self.state.refresh)
        self.table.failed.connect(self._on_list_failed)
        self.views.told.current_changed.connect(self.side.awaited.show_row)
        empty.sample_requested.connect(self.sample_requested)
        empty.new_requested.connect(self.new_tracker_requested)
        empty.import_requested.connect(self.import_requested)
        empty.recent_requested.connect(self.open_requested)
        empty.clear_requested.connect(self.search.clear_now)
        empty.retry_requested.connect(self.read_again)
        self.commands.said.connect(self.say)
        self.commands.failed.connect(self.trust.failed)
        self.commands.recovered.connect(self.trust.forgive)
        self.commands.created.connect(new.created)
        self.commands.create_failed.connect(new.show_fault)
        self.trust.retry_requested.connect(self.commands.retry)
        self.trust.given_up.connect(self.commands.give_up)
        self._when.due.connect(self._complete)

    def _bring_back(self) -> None:
        if not self.restoreGeometry(self._settings.layout("window")):
            self.resize(1280, 800)
        self.view.bring_back()
        self.state.refresh()
        self.issues.setFocus()

    # What is built behind the first rows, or when it is asked for before

    @property
    def is_complete(self) -> bool:
        """Whether the later parts are there; asking for one of them builds all."""
        return self._parts is not None

    @property
    def later(self) -> LaterParts:
        """All of them."""
        if self._parts is None:
            from gui.later_parts import LaterParts

            self._when.stop()
            self._parts = LaterParts(self, self._bridge, self._settings, now_ms)
            self._parts.build()
            self.state.refresh()
            self.completed.emit()
        return self._parts

    @Slot()
    def _complete(self) -> None:
        _ = self.later

    @property
    def detail(self) -> DetailPane:
        """The detail of one issue."""
        return self.later.detail

    @property
    def access(self) -> DetailAccess:
        """The ways into it."""
        return self.later.access

    @property
    def board(self) -> Board:
        """The issues in columns."""
        return self.later.board

    @property
    def switch(self) -> ViewSwitch:
        """List or board."""
        return self.later.switch

    @property
    def work(self) -> LongWork:
        """The change of many issues that the store is at."""
        return self.later.work

    @property
    def many(self) -> ManyChanges:
        """The same change of several issues."""
        return self.later.many

    @property
    def consequences(self) -> Consequences:
        """What comes of changes."""
        return self.later.consequences

    @property
    def review(self) -> ReviewPanel:
        """What lost a merge."""
        return self.later.review

    @property
    def dialogs(self) -> WindowDialogs:
        """What actions open."""
        return self.later.dialogs

    @property
    def query_desk(self) -> QueryDesk:
        """What belongs to the query."""
        return self.later.query_desk

    @property
    def keyboard(self) -> Keyboard:
        """The palette, and the way back."""
        return self.later.keyboard

    @property
    def habits(self) -> Habits:
        """Days, tray, other trackers."""
        return self.later.habits

    @property
    def own(self) -> OwnWindows:
        """Issues in windows of their own."""
        return self.later.own

    def issue_windows(self) -> tuple[QWidget, ...]:
        """Those windows, as far as there are any."""
        return self._parts.own.all() if self._parts is not None else ()

    @property
    def look(self) -> Theme:
        """The theme, for dialogs."""
        return self._theme

    # What the app tells

    def show_tracker(self, name: str, path: str, read_only: str = "") -> None:
        """Show the tracker that the bridge asks from now on. read_only: why it takes no changes, or ""."""
        self.name, self.place, self.read_only = name, path, read_only
        self.issues.fresh.clear()
        self.list_pane.set_read_only(read_only)
        self.list_pane.set_open(bool(name))
        self.list_pane.set_recent(tuple(entry for entry in self._settings.recent if entry != path))
        self.trust.set_place(path)
        self.list_pane.set_left_alone("")
        self.state.show_tracker(open=bool(name), writable=not read_only)
        self.query.set_tracker(path)
        self.sidebar.refresh()
        self.commands.refresh()
        if self._parts is not None or self._settings.begins_with_board(path):
            self.later.show_tracker()
        self.query.ask()
        if not name:
            self._when.soon()

    def remember(self) -> None:
        """Write down sizes and choices for the next start."""
        self._settings.set_layout("window", self.saveGeometry())
        self._settings.set_layout("panes", self.panes.saveState())
        self._settings.sync()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the closing to the shutdown, which closes the window again when it is done."""
        if not self._shutdown.done:
            event.ignore()
            self._remembered = True
            self.remember()
            self._shutdown.begin()
        else:
            # Once for each close: it writes a file, which takes as long as the rest of this.
            if not self._remembered:
                self.remember()
            self._remembered = False
            self.close_review()
            if self._parts is not None:
                self._parts.guidance.close_quietly()
                self._parts.own.end()

    def close_review(self) -> None:
        """Close the review, if it is open, and leave everything as it stands there."""
        if self._parts is not None:
            self._parts.review.close_quietly()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, wherever it is."""
        if not press_focused(event):
            super().keyPressEvent(event)

    # The list

    @Slot(object)
    def _on_asked(self, choice: Choice) -> None:
        self.setWindowTitle(f"{self.name} — {choice.name}" if self.name else choice.name)

    @Slot(object)
    def _on_list_failed(self, error: Exception) -> None:
        if isinstance(error, BadQuery):
            self.search.show_fault(error)

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
    def say(self, text: str, quiet: bool) -> None:
        """Say something in the trust bar. quiet: whether it needs no answer."""
        self.trust.note(text, quiet=quiet)

    # The window

    @Slot()
    def read_again(self) -> None:
        """Read everything again."""
        self.views.refresh()
        self.sidebar.refresh()
        self.commands.refresh()

    @Slot()
    def _quit(self) -> None:
        self.close()


def now_ms() -> int:
    """Return the present, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
