"""The list as one of the views of issues."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot
from PySide6.QtWidgets import QWidget

from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.shows_issues import ViewSignals
from store.answers import Row


class ShownList(QObject):
    """Lives on the window's thread."""

    def __init__(self, table: IssueTable, issues: IssueList) -> None:
        super().__init__(issues)
        self._table, self._issues = table, issues
        self.told = ViewSignals(self)
        issues.current_changed.connect(self.told.current_changed)
        issues.selection_changed.connect(self.told.selection_changed)
        issues.current.parted.connect(self.told.parted)
        self.tell_now = issues.tell_now
        self.mark, self.next, self.previous = issues.mark, issues.next, issues.previous
        self.select_everything = issues.select_everything
        self.select_key, self.select_keys = issues.select_key, issues.select_keys
        self.collect, self.preview, self.settle = table.collect, table.preview, table.settle
        self.refresh, self.set_density = table.refresh, issues.set_density
        self._anchor = QWidget(issues.viewport())
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        issues.doubleClicked.connect(self.told.opened)
        issues.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        issues.customContextMenuRequested.connect(self._ask_menu)

    @property
    def widget(self) -> QWidget:
        """What takes the middle of the window."""
        return self._issues

    @property
    def current_key(self) -> int:
        """The key of the current issue, 0 for none."""
        place = self._issues.currentIndex().row()
        return self._table.keys[place] if 0 <= place < len(self._table.keys) else 0

    @property
    def current_row(self) -> Row | None:
        """The current issue, when its row is here."""
        return self._issues.current_row

    @property
    def selected_keys(self) -> tuple[int, ...]:
        """Keys of the selected issues, in the list's order."""
        return self._issues.selected_keys

    @property
    def selected_count(self) -> int:
        """How many issues are selected."""
        return self._issues.selected_count

    def anchor(self) -> QWidget:
        """Return a widget over the current row."""
        self._anchor.setGeometry(self._current_rect())
        return self._anchor

    def set_stays(self, stays: Callable[[], bool]) -> None:
        """Set what says whether the detail stays on an issue that leaves the list."""
        self._issues.current.stays = stays

    def set_shown(self, shown: bool, /) -> None:
        """Say whether the list is seen; unseen it is kept up to date, as it says how long it is."""
        self._table.set_seen(shown)

    def _current_rect(self) -> QRect:
        return self._issues.visualRect(self._issues.currentIndex())

    @Slot(QPoint)
    def _ask_menu(self, place: QPoint) -> None:
        """At the mouse; the menu key comes with no row under it, and means the current one."""
        under = self._issues.rowAt(place.y()) >= 0
        place = place if under else self._current_rect().bottomLeft()
        self.told.menu_requested.emit(self._issues.viewport().mapToGlobal(place))
