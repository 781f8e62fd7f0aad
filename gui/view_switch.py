"""List or board, and what the board's columns stand for: chosen by key, remembered for each tracker.

A saved view says it for itself; what is chosen while one is shown stays with that view.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gui.actions import Actions
from gui.board.moving import CardMoves
from gui.board.words import field_name
from gui.issue_table import IssueTable
from gui.issue_views import IssueViews
from gui.list_pane import ListPane
from gui.list_query import ListQuery
from gui.settings import Settings, name_for
from store.boards import FIELDS


class ViewSwitch(QObject):
    """Connects the board with the rest of the window. Lives on its thread."""

    arranged = Signal()
    """The view is shown in another way than before."""

    def __init__(
        self,
        registry: Actions,
        views: IssueViews,
        table: IssueTable,
        pane: ListPane,
        query: ListQuery,
        moves: CardMoves,
        settings: Settings,
    ) -> None:
        super().__init__(pane)
        self._registry, self._views, self._table = registry, views, table
        self._pane, self._query, self._settings = pane, query, settings
        self._board = views.board
        self._place, self._by = "", "status"
        fields = [f"board.{name}" for name in FIELDS]
        registry.connect_all(dict.fromkeys(fields, self._set_field))
        registry.connect_all(
            {
                "view.list": self._show_list,
                "view.board": self._show_board,
                "board.left": moves.left,
                "board.right": moves.right,
            }
        )
        self._board.head.offer([registry[name] for name in fields])
        self._board.cards.failed.connect(pane.fail)
        table.asked.connect(self._ask)
        self._check()

    def show_tracker(self, path: str, read_only: str) -> None:
        """Show a tracker as it was seen last. read_only: why it takes no changes, or ""."""
        # Also of the same path: a tracker that was restored has other issues under its keys.
        self._board.cards.forget()
        self._place = path
        self._board.hands.read_only = read_only
        self._ask()

    @property
    def shown(self) -> str:
        """How the view is shown, as in view_answers.SavedView."""
        return f"board:{self._by}" if self._views.on_board else "list"

    @property
    def usual(self) -> str:
        """How the present view is shown where nobody chose another way for it."""
        board = self._settings.begins_with_board(self._place)
        return self._query.choice.shown or (f"board:{self._own_field}" if board else "list")

    @property
    def _own_field(self) -> str:
        by = self._settings.text(self._setting("by"))
        return by if by in FIELDS else "status"

    def _take(self) -> None:
        """Show the present view in its way."""
        choice = self._query.choice
        chosen = self._query.look.own("shown", choice.key) if choice.saved else ""
        way, _, field = (chosen or self.usual).partition(":")
        self._by = field if field in FIELDS else self._own_field
        self._show(board=way == "board")

    def _setting(self, name: str) -> str:
        return name_for(self._place, name)

    @Slot()
    def _show_list(self) -> None:
        self._show(board=False)
        self._keep()

    @Slot()
    def _show_board(self) -> None:
        self._show(board=True)
        self._keep()

    def _keep(self) -> None:
        """Remember what was chosen: in a saved view for that one, else for all others."""
        choice = self._query.choice
        if choice.saved:
            self._query.look.set_own("shown", choice.key, "" if self.shown == self.usual else self.shown)
        else:
            self._settings.set_text(self._setting("view"), "board" if self._views.on_board else "list")
            self._settings.set_text(self._setting("by"), self._by)
        self.arranged.emit()

    def _show(self, *, board: bool) -> None:
        self._views.show(board=board)
        self._pane.show_view(self._views.shown.widget)
        self._check()

    @Slot()
    def _set_field(self) -> None:
        self._by = self.sender().objectName().removeprefix("board.")
        self._check()
        self._keep()
        self._ask()

    @Slot()
    def _ask(self) -> None:
        choice = self._query.choice
        self._take()
        self._board.set_place(choice.name)
        self._board.head.tell_groups(grouped=bool(self._table.query.group))
        self._board.cards.show(self._table.query, self._by)

    def _check(self) -> None:
        """Check the actions as things stand."""
        self._registry["view.board" if self._views.on_board else "view.list"].setChecked(True)
        self._registry[f"board.{self._by}"].setChecked(True)
        self._board.head.show_field(field_name(self._by))
