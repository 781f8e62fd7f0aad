"""What the window has besides its list: built and connected once the first rows are painted, see gui.later.

New windows, dialogs and whatever else the first rows do not need belong here: what is imported here costs
the start nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from gui.board.board import Board
from gui.board.moving import CardMoves
from gui.bridge import StoreBridge
from gui.consequences import Consequences
from gui.detail.close_popup import ClosePopup
from gui.detail.many import ManyPane
from gui.detail.pane import DetailPane
from gui.detail.popup import Popup
from gui.detail_access import PICKED, DetailAccess
from gui.find_access import FindAccess
from gui.guidance import Guidance
from gui.habits import Habits
from gui.issue_commands import INITIATOR
from gui.keyboard import Keyboard
from gui.list_actions import ListActions
from gui.long_work import LongWork
from gui.many_changes import ManyChanges
from gui.own_windows import OwnWindows
from gui.peeking import Peeking
from gui.query_desk import QueryDesk
from gui.reading import Reading
from gui.recent_menu import RecentMenu
from gui.review_panel import ReviewPanel
from gui.row_menu import RowMenu
from gui.settings import Settings
from gui.upload_news import UploadNews
from gui.view_switch import ViewSwitch
from gui.window_dialogs import WindowDialogs
from store.answers import Row
from store.times import text_of

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class LaterParts(QObject):
    """The second half of one window. Lives on the window's thread."""

    def __init__(
        self, window: MainWindow, bridge: StoreBridge, settings: Settings, now_ms: Callable[[], int]
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._settings = window, bridge, settings
        self._now_ms = now_ms

    def build(self) -> None:
        """Build and connect all; the window has this object by now, as the parts ask it for each other."""
        self._build()
        self._connect_actions()
        self._connect_parts()
        self._catch_up()

    def _build(self) -> None:
        window, bridge, look = self._window, self._bridge, self._window.look
        registry, views, side = window.registry, window.views, window.side
        registry.fill_menus(window.menus)
        self.recent = RecentMenu(self._settings, window.menus["file"])
        window.menus["file"].insertMenu(registry["tracker.import"], self.recent)
        self.board = Board(bridge, look, self._now_ms, window.issues.fresh, window.list_pane)
        views.add_board(self.board)
        self.detail = DetailPane(bridge, side)
        self.work = LongWork(bridge, look, window)
        window.commands.show_work(self.work)
        self.many = ManyChanges(bridge, look, window.commands, self.work, window)
        side.fill(self.detail, ManyPane(bridge, self.detail.subject, self.many, side))
        self.row_menu = RowMenu(registry, views, window)
        self.reason = ClosePopup(window)
        self.dialogs = WindowDialogs(registry, window)
        self.review = ReviewPanel(bridge, (registry["edit.undo"], registry["edit.redo"]), window)
        self.consequences = Consequences(bridge, look, window.commands, self.many, side, views, window)
        self.access = DetailAccess(window.panes, self.detail, side, views, registry, window)
        self.finding = FindAccess(registry, window.search, self.detail, self.access)
        self.arranging = ListActions(registry, window.query, window.issues, window)
        moves = CardMoves(self.board, window.commands, self.many)
        self.switch = ViewSwitch(
            registry, views, window.table, window.list_pane, window.query, moves, self._settings
        )
        self.query_desk = QueryDesk(window, bridge)
        self.keyboard = Keyboard(window, bridge, self._settings)
        self.reading = Reading(window, look, self._settings)
        self.peeking = Peeking(bridge, views, registry, window)
        self.own = OwnWindows(window, bridge, self._settings)
        UploadNews(window)
        self.habits = Habits(window, self._settings, self._now)
        self.guidance = Guidance(window, bridge, self._settings)
        registry.act_in((self.board,))

    def _connect_actions(self) -> None:
        window = self._window
        registry = window.registry
        registry.connect_all(dict.fromkeys(PICKED, self.access.pick))
        registry.connect_all(
            {
                "tracker.open": self.dialogs.ask_tracker,
                "project.open": self.dialogs.ask_folder,
                "edit.undo": self._undo,
                "edit.redo": self._redo,
                "issue.open": self._open_issue,
                "issue.title": self.access.edit_title,
                "issue.blocker": self.access.add_blocker,
                "issue.comment": self.access.comment,
                "issue.attach": self.access.attach,
                "issue.history": self.detail.show_history,
                "issue.close": self._ask_reason,
                "issue.delete": self.consequences.deleting.delete_selected,
                "review.open": self.review.start,
            }
        )

    def _connect_parts(self) -> None:
        window, detail, views = self._window, self.detail, self._window.views
        self.habits.day.turned.connect(window.read_again)
        window.sidebar.chosen.connect(self.access.uncover)
        window.search.query_changed.connect(self.access.uncover)
        views.told.current_changed.connect(self._on_current)
        views.told.opened.connect(self._open_issue)
        views.set_stays(self._works_in_detail)
        views.told.parted.connect(detail.parted.tell)
        views.told.selection_changed.connect(window.side.refresh)
        window.list_pane.empty.open_requested.connect(self.dialogs.ask_folder)
        self.dialogs.path_chosen.connect(window.open_requested)
        self.recent.chosen.connect(window.open_requested)
        for leaving in (detail.left, detail.escaped):
            leaving.connect(self.access.leave)
        window.side.many.left.connect(self.access.leave)
        self.consequences.tell(self.reason, window.trust, window.query, self.review)
        detail.open_requested.connect(self._open_other)
        detail.edited.connect(views.preview)
        detail.settled.connect(views.settle)
        self.query_desk.views.said.connect(window.say)
        window.trust.review_requested.connect(self.review.start)
        detail.review_requested.connect(self.review.show_for)
        self.review.open_requested.connect(self._open_other)
        self.reason.confirmed.connect(window.commands.close)

    def _catch_up(self) -> None:
        """Show what the window shows by now."""
        window = self._window
        self.show_tracker()
        self._on_current(window.views.shown.current_row)
        window.side.refresh()

    # What the window tells

    def show_tracker(self) -> None:
        """Show the tracker that the window shows from now on."""
        window = self._window
        self.own.show_tracker(window.name)
        self.detail.clear()
        self.detail.feed.begin_anew()
        self.detail.set_actor(window.actor)
        self.detail.set_read_only(bool(window.read_only))
        self.keyboard.shown.forget()
        self.review.clear()
        self.review.set_writable(not window.read_only)
        self.dialogs.folder = window.folder
        self.switch.show_tracker(window.place, window.read_only)
        self.guidance.show_tracker(window.name, window.place, window.read_only)

    # The detail

    @Slot(object)
    def _on_current(self, row: Row | None) -> None:
        if row is not None:
            self.detail.show_issue(row.uid)
        else:
            self.detail.clear()

    def _works_in_detail(self) -> bool:
        # In a popup of it, too: what is picked there is for the issue that it was opened for.
        focus = Popup.place_of(QApplication.focusWidget())
        inside = focus is not None and self.detail.isAncestorOf(focus)
        return inside and self._window.table.initiator != INITIATOR

    @Slot(object)
    def _open_other(self, uid: str) -> None:
        if self.own.follow(uid):
            return
        self._window.side.show_one()
        self.detail.show_issue(uid)

    @Slot()
    def _open_issue(self) -> None:
        if self._window.sidebar.hasFocus():
            self._window.list_pane.take_focus()
        else:
            self.access.open_issue()

    # Issues

    @Slot()
    def _ask_reason(self) -> None:
        self.reason.open_at(self._window.views.anchor())

    @Slot()
    def _undo(self) -> None:
        self._window.side.flush()
        self._window.commands.undo()

    @Slot()
    def _redo(self) -> None:
        self._window.side.flush()
        self._window.commands.redo()

    def _now(self) -> str:
        return text_of(self._now_ms() * 1_000_000)
