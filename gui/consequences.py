"""What comes of closing, deleting, undoing and changing many: asked before, and told after."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.bridge import StoreBridge
from gui.close_preview import ClosePreview
from gui.deleting import Deleting
from gui.detail.close_popup import ClosePopup
from gui.detail.side import DetailSide
from gui.freed import Freed
from gui.issue_commands import IssueCommands
from gui.list_query import ListQuery
from gui.made_elsewhere import MadeElsewhere
from gui.many_changes import ManyChanges
from gui.review_panel import ReviewPanel
from gui.selected import Selected
from gui.theme import Theme
from gui.trust_bar import TrustBar


class Consequences(QObject):
    """Connects what changes issues to what tells of it. Lives on the window's thread."""

    def __init__(
        self,
        bridge: StoreBridge,
        look: Theme,
        commands: IssueCommands,
        changes: ManyChanges,
        side: DetailSide,
        selected: Selected,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._commands = commands
        self._changes = changes
        self._selected = selected
        self.deleting = Deleting(bridge, look, commands, changes, selected, window)
        side.many.delete_requested.connect(self.deleting.delete)
        side.detail.subject.delete_requested.connect(self.deleting.delete)

    def tell(self, reason: ClosePopup, trust: TrustBar, query: ListQuery, review: ReviewPanel) -> None:
        """Say in the bar what was done, and show in list and review what that leads to.

        reason: the frame that asks why what is selected is closed; it says what that would do.

        Called after the window has connected its own part of it, which says less.
        """
        ClosePreview(self._bridge, reason, self._selected_keys)
        for said in (self._changes.said, self._commands.said_more):
            said.connect(trust.note_with)
        freed = Freed(self._bridge, trust, self)
        elsewhere = MadeElsewhere(self._bridge, query.table, trust, self)
        self._commands.made.connect(elsewhere.look)
        for wanted in (self._changes.show_requested, freed.show_requested, elsewhere.show_requested):
            wanted.connect(query.show_ids)
        self._commands.review_wanted.connect(review.start)

    def _selected_keys(self) -> tuple[int, ...]:
        return self._selected.selected_keys
