"""The list and the board as one: passes on to the view that is seen, and tells what that one tells.

Both show the same query, and what is selected and current goes along from one to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from gui.shown_list import ShownList
from gui.shows_issues import ShowsIssues, ViewSignals
from gui.theme import Density
from store.answers import Row

if TYPE_CHECKING:
    from gui.board.board import Board


class IssueViews(QObject):
    """Lives on the window's thread."""

    switched = Signal()
    """Another view is seen."""

    board: Board

    def __init__(self, issues: ShownList, parent: QObject) -> None:
        super().__init__(parent)
        self.told = ViewSignals(self)
        """What the view tells that is seen."""
        self.list = issues
        self._views: tuple[ShowsIssues, ...] = (issues,)
        self._shown: ShowsIssues = issues
        self._on_board = False
        self._density = Density.COMFORTABLE
        self._connect(issues)

    def add_board(self, board: Board) -> None:
        """Take the board as the second view; until then only the list can be seen."""
        self.board = board
        self._views = (self.list, board)
        board.set_density(self._density)

    @property
    def shown(self) -> ShowsIssues:
        """The view that is seen."""
        return self._shown

    @property
    def on_board(self) -> bool:
        """Whether the board is the view that is seen."""
        return self._on_board

    @property
    def selected_keys(self) -> tuple[int, ...]:
        """Keys of the selected issues, in the view's order."""
        return self._shown.selected_keys

    @property
    def selected_count(self) -> int:
        """How many issues are selected."""
        return self._shown.selected_count

    def show(self, *, board: bool) -> None:
        """Let the board or the list be seen; what is selected and current goes along."""
        if board == self._on_board:
            return
        self._on_board = board
        before, view = self._shown, self._views[board]
        keys, current = before.selected_keys, before.current_key
        self._connect(view, before)
        self._shown = view
        before.set_shown(False)
        view.select_keys(keys, current)
        view.set_shown(True)
        self.switched.emit()

    def setFocus(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the view that is seen."""
        self._shown.widget.setFocus(reason)

    def anchor(self) -> QWidget:
        """Return a widget where the current issue is, for what opens beside it."""
        return self._shown.anchor()

    def set_density(self, density: Density) -> None:
        """Change how much room an issue takes, in all views."""
        self._density = density
        for view in self._views:
            view.set_density(density)

    def set_stays(self, stays: Callable[[], bool]) -> None:
        """Set what says whether the detail stays on an issue that leaves the view."""
        for view in self._views:
            view.set_stays(stays)

    def tell_now(self) -> bool:
        """Tell at once which issue is current; return whether its row is here."""
        return self._shown.tell_now()

    def select_key(self, key: int) -> None:
        """Make an issue the current one, now or as soon as the view has it."""
        self._shown.select_key(key)

    def collect(self, keys: Sequence[int], then: Callable[[tuple[Row, ...]], None]) -> None:
        """Call then with the rows of these keys."""
        self._shown.collect(keys, then)

    @Slot(object, object)
    def preview(self, uid: str, values: Mapping[str, object]) -> None:
        """Show an edit before its answer is here."""
        for view in self._views:
            view.preview(uid, values)

    @Slot(object)
    def settle(self, uid: str) -> None:
        """End a preview whose edit failed."""
        for view in self._views:
            view.settle(uid)

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        for view in self._views:
            view.refresh()

    @Slot()
    def mark(self) -> None:
        """Select the current issue, or take it out of the selection, and leave the others as they are."""
        self._shown.mark()

    @Slot()
    def next(self) -> None:
        """Go to the issue below."""
        self._shown.next()

    @Slot()
    def previous(self) -> None:
        """Go to the issue above."""
        self._shown.previous()

    @Slot()
    def select_everything(self) -> None:
        """Select every issue that is listed."""
        self._shown.select_everything()

    def _connect(self, view: ShowsIssues, before: ShowsIssues | None = None) -> None:
        if before is not None:
            for theirs, ours in _pairs(before.told, self.told):
                theirs.disconnect(ours)
        for theirs, ours in _pairs(view.told, self.told):
            theirs.connect(ours)


def _pairs(theirs: ViewSignals, ours: ViewSignals) -> tuple[tuple[SignalInstance, SignalInstance], ...]:
    return (
        (theirs.current_changed, ours.current_changed),
        (theirs.selection_changed, ours.selection_changed),
        (theirs.opened, ours.opened),
        (theirs.menu_requested, ours.menu_requested),
        (theirs.parted, ours.parted),
    )
