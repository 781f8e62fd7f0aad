"""List or board, and what the board's columns stand for: chosen by key, remembered for each tracker."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QObject, Slot

from gui.actions import Actions
from gui.board.moving import CardMoves
from gui.board.words import field_name
from gui.issue_table import IssueTable
from gui.issue_views import IssueViews
from gui.list_pane import ListPane
from gui.settings import Settings
from gui.sidebar import Choice, Sidebar
from store.boards import FIELDS


class ViewSwitch(QObject):
    """Connects the board with the rest of the window. Lives on its thread."""

    def __init__(
        self,
        registry: Actions,
        views: IssueViews,
        table: IssueTable,
        pane: ListPane,
        sidebar: Sidebar,
        moves: CardMoves,
        settings: Settings,
    ) -> None:
        super().__init__(pane)
        self._registry, self._views, self._table = registry, views, table
        self._pane, self._sidebar, self._settings = pane, sidebar, settings
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
        if path != self._place:
            self._board.cards.forget()
        self._place = path
        self._board.hands.read_only = read_only
        by = self._settings.text(self._setting("by"))
        self._by = by if by in FIELDS else "status"
        self._show(board=self._settings.text(self._setting("view")) == "board")

    def _setting(self, name: str) -> str:
        # A slash would divide the name of a setting.
        return f"views/{quote(self._place, safe='')}/{name}"

    @Slot()
    def _show_list(self) -> None:
        self._settings.set_text(self._setting("view"), "list")
        self._show(board=False)

    @Slot()
    def _show_board(self) -> None:
        self._settings.set_text(self._setting("view"), "board")
        self._show(board=True)

    def _show(self, *, board: bool) -> None:
        self._views.show(board=board)
        self._pane.show_view(self._views.shown.widget)
        self._check()

    @Slot()
    def _set_field(self) -> None:
        self._by = self.sender().objectName().removeprefix("board.")
        self._settings.set_text(self._setting("by"), self._by)
        self._check()
        self._ask()

    @Slot()
    def _ask(self) -> None:
        choice: Choice = self._sidebar.choice
        self._board.set_place(choice.name)
        self._board.cards.show(self._table.query, self._by)

    def _check(self) -> None:
        """Check the actions as things stand."""
        self._registry["view.board" if self._views.on_board else "view.list"].setChecked(True)
        self._registry[f"board.{self._by}"].setChecked(True)
        self._board.head.show_field(field_name(self._by))
