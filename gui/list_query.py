"""What the list is asked for: the sidebar's choice, the search, and an order for each view."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QObject, Signal, Slot

from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.list_pane import ListPane
from gui.search_box import SearchBox
from gui.settings import Settings
from gui.sidebar import Choice, Sidebar
from store.query import SORTS, Filter, Query, Value, unparse


class ListQuery(QObject):
    """Asks the table again whenever one of them changes. Lives on the window's thread."""

    asked = Signal(object)
    """The Choice that is listed from now on."""

    def __init__(
        self,
        sidebar: Sidebar,
        search: SearchBox,
        table: IssueTable,
        issues: IssueList,
        pane: ListPane,
        settings: Settings,
    ) -> None:
        super().__init__(pane)
        self._sidebar, self._search = sidebar, search
        self._table, self._issues, self._pane = table, issues, pane
        self._settings = settings
        self._before = ""
        self._last = sidebar.choice
        sidebar.chosen.connect(self._on_chosen)
        search.query_changed.connect(self._on_text)
        issues.sort_requested.connect(self._on_sort)
        pane.all_requested.connect(self.search_all)
        pane.empty.all_requested.connect(self.search_all)

    @Slot()
    def ask(self) -> None:
        """Ask for the list again, as it stands."""
        choice = self._sidebar.choice
        sort, descending = self._order(choice)
        self._pane.set_choice(choice)
        self._issues.show_sort(sort, descending)
        self._table.show(Query(choice.scope, self._search.text(), sort, descending))
        self.asked.emit(choice)

    @Slot()
    def search_all(self) -> None:
        """Look for the same text among all issues, open and closed, until the search is cleared."""
        self._before = self._sidebar.choice.key
        self._sidebar.choose_all()

    @Slot(object, object)
    def show_ids(self, ids: tuple[str, ...], name: str) -> None:
        """List these issues, wherever they are, without the search that is typed."""
        wanted = Filter("id", tuple(Value(id, exact=True) for id in ids))
        everywhere = Filter("is", (Value("open"), Value("closed"), Value("trash")))
        self._sidebar.choose_unlisted(unparse((wanted, everywhere)), name)
        self._search.clear_now()

    @Slot(object)
    def _on_chosen(self, choice: Choice) -> None:
        if choice.key:
            self._before = ""
        if choice.saved:
            self._search.set_query(choice.text)
        elif self._last.saved and choice.key:
            # The text was the view's.
            self._search.set_query("")
        self._last = choice
        self.ask()

    @Slot(object)
    def _on_text(self, text: str) -> None:
        if self._before and not text.strip():
            self._sidebar.choose(self._before)
            if self._sidebar.choice.key:
                return
        self.ask()

    @Slot(object, bool)
    def _on_sort(self, sort: str, descending: bool) -> None:
        choice = self._sidebar.choice
        usual = (sort, descending) == (choice.sort, choice.descending)
        self._settings.set_text(_setting(choice), "" if usual else f"-{sort}" if descending else sort)
        self.ask()

    def forget_order(self) -> None:
        """Take the order that is saved with the view again, from the next question on."""
        self._settings.set_text(_setting(self._sidebar.choice), "")

    def _order(self, choice: Choice) -> tuple[str, bool]:
        written = self._settings.text(_setting(choice))
        sort = written.removeprefix("-")
        if sort in SORTS:
            return sort, written.startswith("-")
        return (choice.sort, choice.descending) if choice.sort in SORTS else ("natural", False)


def _setting(choice: Choice) -> str:
    # A slash would divide the name of a setting.
    return f"sort/{quote(choice.key, safe='') or 'all'}"
