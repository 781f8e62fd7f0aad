"""New issues: into what the list shows, with what its filters name, or under the current one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from gui.bridge import StoreBridge
from gui.issue_commands import IssueCommands
from gui.issue_table import IssueTable
from gui.issue_views import IssueViews
from gui.list_pane import ListPane
from gui.wording import issue_name
from store.answers import Row
from store.capture import PARENT, Captured, Part
from store.query import Query
from store.view_lookups import Given


class NewIssues(QObject):
    """Opens the line for a title and makes what is typed there. Lives on the window's thread."""

    def __init__(
        self,
        bridge: StoreBridge,
        table: IssueTable,
        pane: ListPane,
        views: IssueViews,
        commands: IssueCommands,
    ) -> None:
        super().__init__(pane)
        self._bridge, self._table, self._bar = bridge, table, pane.new_issue
        self._pane, self._views, self._commands = pane, views, commands
        self._under: tuple[Part, ...] = ()
        self._asked: Query | None = None
        """The list of which it is not known yet what it gives."""
        self._held: list[tuple[Query, tuple[Captured, ...]]] = []
        """What Enter was pressed for meanwhile, each with the list that it belongs to."""
        self._bar.create_requested.connect(self.create)
        self._bar.left.connect(self._on_left)
        table.asked.connect(self._on_list)

    @Slot()
    def open(self) -> None:
        """Ask for the title of an issue that belongs to what the list shows."""
        self._under = ()
        self._bar.open("")
        self._learn()

    @Slot()
    def open_under(self) -> None:
        """Ask for the title of an issue whose parent is the current one."""
        self._views.collect(self._views.selected_keys[:1], self._open_under)

    def _open_under(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            self._asked = None
            self._under = (Part(PARENT, row.id, 0, 0),)
            self._bar.open(self.tr("under {issue}").format(issue=issue_name(row.id, row.title)))

    @Slot(object)
    def create(self, wanted: tuple[Captured, ...]) -> None:
        """Make it; the line stays for the next one with the same parent, or of the same list."""
        if self._asked is not None:
            self._held.append((self._asked, wanted))
        else:
            self._commands.create(wanted, self._under or self._bar.given.parts)

    def make(self, wanted: tuple[Captured, ...]) -> None:
        """Make issues of this list without the line."""
        made = partial(self._commands.create, wanted)
        self._bridge.ask(Given(self._table.query), made, partial(self._make_bare, wanted))

    def _make_bare(self, wanted: tuple[Captured, ...], _error: Exception) -> None:
        self._commands.create(wanted, ())

    def _learn(self) -> None:
        query = self._asked = self._table.query
        self._bridge.ask(Given(query), partial(self._on_given, query), partial(self._on_no_answer, query))

    def _on_given(self, query: Query, given: tuple[Part, ...]) -> None:
        if query == self._asked:
            self._asked = None
            self._bar.offer(given)
            given = self._bar.given.parts
        # Another list, or a parent, may have been chosen since: that is for the next one.
        held = [wanted for asked, wanted in self._held if asked == query]
        self._held = [(asked, wanted) for asked, wanted in self._held if asked != query]
        for wanted in held:
            self._commands.create(wanted, given)

    def _on_no_answer(self, query: Query, _error: Exception) -> None:
        # A list that cannot be read says so itself, and gives nothing.
        self._on_given(query, ())

    @Slot()
    def _on_list(self) -> None:
        """Another list may give something else; the line stays open."""
        if self._bar.isVisible() and not self._under:
            self._learn()

    @Slot()
    def _on_left(self) -> None:
        self._under = ()
        self._bar.hide()
        self._pane.take_focus()
