"""What the list is asked for: the sidebar's choice, the search, and an order and groups for each view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gui.issue_list import IssueList
from gui.issue_table import IssueTable
from gui.list_header import Order, columns_of, names_of
from gui.list_look import ListLook
from gui.list_pane import ListPane
from gui.search_box import SearchBox
from gui.settings import Settings
from gui.sidebar import Choice, Sidebar
from store.query import Filter, Query, Value, read_sort, unparse, write_sort
from store.readable import readable


class ListQuery(QObject):
    """Asks the table again whenever one of them changes. Lives on the window's thread."""

    asked = Signal(object)
    """The Choice that is listed from now on."""
    arranged = Signal()
    """Order, groups or columns are others than before."""

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
        self.table, self._issues, self._pane = table, issues, pane
        self.look = ListLook(settings, self)
        """What is remembered of this tracker's lists."""
        self._before = ""
        self._last = sidebar.choice
        sidebar.chosen.connect(self._on_chosen)
        search.query_changed.connect(self._on_text)
        issues.sort_requested.connect(self._on_sort)
        issues.columns.changed.connect(self._on_columns)
        issues.widest_id.connect(self.look.set_widest_id)
        table.folded.connect(self._on_folded)
        pane.all_requested.connect(self.search_all)
        pane.empty.all_requested.connect(self.search_all)

    @Slot()
    def ask(self) -> None:
        """Ask for the list again, as it stands; of a text with a fault, what stands before it."""
        choice = self._sidebar.choice
        text = self._search.text()
        if not choice.saved or text != choice.text:
            text, fault = readable(text)
            self._search.show_fault(fault)
        order, group = self.order, self.group
        # One name goes down as a whole, so that its text is a name.
        sort, descending = order[0] if len(order) == 1 else (write_sort(order), False)
        self._pane.set_choice(choice)
        self._issues.show_order(order)
        self.table.show(Query(choice.scope, text, sort, descending, group), self.look.folded(group))
        self.asked.emit(choice)
        self.arranged.emit()

    def set_tracker(self, path: str) -> None:
        """Arrange the list as it was when that tracker was shown last."""
        self.look.open(path)
        self._issues.expect_ids(self.look.widest_id)
        self._arrange_columns()

    @property
    def choice(self) -> Choice:
        """What the list is about."""
        return self._sidebar.choice

    @property
    def order(self) -> Order:
        """By what the present view is sorted."""
        choice = self._sidebar.choice
        return self.look.order(choice.key) or self._usual(choice)

    @property
    def group(self) -> str:
        """By what the present view is grouped, "" for nothing."""
        choice = self._sidebar.choice
        return self.look.group(choice.key, _usual_group(choice))

    @property
    def usual_columns(self) -> str:
        """The columns that the present view has where nobody chose others in it."""
        return self._sidebar.choice.columns or names_of(columns_of(self.look.columns))

    def sort_by(self, order: Order) -> None:
        """Sort the present view, now and from now on."""
        usual = self._usual(self._sidebar.choice)
        self.look.set_order(self._sidebar.choice.key, None if order == usual else order)
        self.ask()

    def group_by(self, group: str) -> None:
        """Group the present view, now and from now on."""
        choice = self._sidebar.choice
        self.look.set_group(choice.key, None if group == _usual_group(choice) else group)
        self.ask()

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
        if choice.saved or self._last.saved:
            self._arrange_columns()
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
        order = read_sort(sort)
        self.sort_by(tuple((name, down != descending) for name, down in order))

    def forget(self) -> None:
        """Show the view as it is saved, from the next question on."""
        self.look.forget(self._sidebar.choice.key)
        self._arrange_columns()

    def _arrange_columns(self) -> None:
        choice = self._sidebar.choice
        chosen = self.look.own("columns", choice.key) if choice.saved else ""
        self._issues.columns.bring_back(self.look.columns, chosen or choice.columns)

    @staticmethod
    def _usual(choice: Choice) -> Order:
        """The order that is saved with a view."""
        return tuple((name, down != choice.descending) for name, down in read_sort(choice.sort))

    @Slot()
    def _on_columns(self) -> None:
        choice, columns = self._sidebar.choice, self._issues.columns
        own = names_of(columns_of(self.look.columns)) if choice.saved else columns.names
        # Widths are the tracker's, whichever view shows the column.
        self.look.columns = columns.text(own)
        if choice.saved:
            usual = self.usual_columns
            self.look.set_own("columns", choice.key, "" if columns.names == usual else columns.names)
        self.arranged.emit()

    @Slot()
    def _on_folded(self) -> None:
        self.look.set_folded(self.table.query.group, self.table.folded_groups)


def _usual_group(choice: Choice) -> str:
    """Return the groups that are saved with a view; what is to come is told by its days."""
    return choice.group or ("day" if choice.view == "upcoming" else "")
