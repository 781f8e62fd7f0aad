"""New issues: into what the list shows, or under the current one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.issue_commands import IssueCommands
from gui.issue_views import IssueViews
from gui.list_pane import ListPane
from gui.sidebar import Choice, Sidebar
from gui.wording import issue_name
from store.answers import Row
from store.capture import Captured


class NewIssues(QObject):
    """Opens the line for a title and makes what is typed there. Lives on the window's thread."""

    def __init__(self, sidebar: Sidebar, pane: ListPane, views: IssueViews, commands: IssueCommands) -> None:
        super().__init__(pane)
        self._sidebar, self._pane = sidebar, pane
        self._views, self._commands = views, commands
        self._under: Choice | None = None
        pane.new_issue.create_requested.connect(self.create)
        pane.new_issue.left.connect(self._on_left)

    @Slot()
    def open(self) -> None:
        """Ask for the title of an issue that belongs to what the list shows."""
        self._under = None
        choice = self._sidebar.choice
        self._pane.new_issue.open(choice.name if choice.gives else "")

    @Slot()
    def open_under(self) -> None:
        """Ask for the title of an issue whose parent is the current one."""
        self._views.collect(self._views.selected_keys[:1], self._open_under)

    def _open_under(self, rows: tuple[Row, ...]) -> None:
        for row in rows:
            self._under = Choice("", row.id, epic=row.id)
            self._pane.new_issue.open(self.tr("under {issue}").format(issue=issue_name(row.id, row.title)))

    @Slot(object)
    def create(self, wanted: tuple[Captured, ...]) -> None:
        """Make it; the line stays for the next one with the same parent."""
        self._commands.create(wanted, self._under or self._sidebar.choice)

    @Slot()
    def _on_left(self) -> None:
        self._under = None
        self._pane.new_issue.hide()
        self._pane.take_focus()
