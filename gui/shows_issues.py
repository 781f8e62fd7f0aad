"""What every view of issues can do, for those who need not know whether it is the list or the board.

Commands, detail and actions speak to the view that is seen: gui.issue_views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from gui.selected import Selected
from gui.theme import Density
from store.answers import Row


class ViewSignals(QObject):
    """What a view of issues tells. Lives on the window's thread."""

    current_changed = Signal(object)
    """The Row that the detail is to show, or None."""
    selection_changed = Signal()
    opened = Signal()
    """The current issue was double-clicked."""
    menu_requested = Signal(QPoint)
    """A menu for the selected issues, at a place of the screen."""
    parted = Signal(object)
    """Whether the detail stays on an issue that is not shown any more."""


class ShowsIssues(Selected, Protocol):
    """A view of issues of which one is current and some are selected."""

    @property
    def told(self) -> ViewSignals:
        """What the view tells."""
        ...

    @property
    def current_key(self) -> int:
        """The key of the current issue, 0 for none."""
        ...

    @property
    def current_row(self) -> Row | None:
        """The current issue, when its row is here."""
        ...

    @property
    def widget(self) -> QWidget:
        """What takes the middle of the window."""
        ...

    def tell_now(self) -> bool:
        """Tell at once which issue is current; return whether its row is here."""
        ...

    def select_key(self, key: int) -> None:
        """Make an issue the current one, now or as soon as the view has it."""

    def select_keys(self, keys: Iterable[int], current: int) -> None:
        """Take over what is selected and current elsewhere."""

    def mark(self) -> None:
        """Select the current issue, or take it out of the selection, and leave the others as they are."""

    def next(self) -> None:
        """Go to the issue below."""

    def previous(self) -> None:
        """Go to the issue above."""

    def select_everything(self) -> None:
        """Select every issue that is listed."""

    def collect(self, keys: Sequence[int], then: Callable[[tuple[Row, ...]], None]) -> None:
        """Call then with the rows of these keys."""

    def preview(self, uid: str, values: Mapping[str, object]) -> None:
        """Show an edit before its answer is here."""

    def settle(self, uid: str) -> None:
        """End a preview whose edit failed."""

    def refresh(self) -> None:
        """Read everything again."""

    def anchor(self) -> QWidget:
        """Return a widget where the current issue is, for what opens beside it."""
        ...

    def set_density(self, density: Density) -> None:
        """Change how much room an issue takes."""

    def set_stays(self, stays: Callable[[], bool]) -> None:
        """Set what says whether the detail stays on an issue that leaves the view."""

    def set_shown(self, shown: bool, /) -> None:
        """Say whether this view is the one that is seen."""
