"""Says of new issues that the list does not show them, and leads to them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from gui.bridge import StoreBridge
from gui.i18n import number, plural
from gui.issue_table import IssueTable
from gui.trust_bar import TrustBar
from gui.trust_parts import NoteLink
from store.query import BadQuery, Filter, Query, Value, parse, unparse
from store.view_answers import Tallied
from store.view_lookups import CountQuery


class MadeElsewhere(QObject):
    """Adds to what the bar says of what was made. Lives on the window's thread."""

    show_requested = Signal(object, object)
    """Ids of issues that are to be listed, and what they are."""

    def __init__(self, bridge: StoreBridge, table: IssueTable, trust: TrustBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._table, self._trust = bridge, table, trust

    @Slot(object)
    def look(self, ids: tuple[str, ...]) -> None:
        """Ask whether these are in the list. Called when the bar has said that they were made."""
        query = self._table.query
        wanted = Filter("id", tuple(Value(id, exact=True) for id in ids))
        try:
            text = unparse((*parse(query.text), wanted))
        except BadQuery:
            return
        found = partial(self._on_count, ids, self._trust.said)
        self._bridge.ask(CountQuery(Query(query.scope, text)), found, self._on_unknown)

    def _on_count(self, ids: tuple[str, ...], said: str, found: Tallied) -> None:
        n = len(ids) - found.count
        if n <= 0 or self._trust.said != said:
            return
        words = self.tr("it is not in this list")
        if len(ids) > 1:
            words = plural(self.tr("%n of them are not in this list", "", n), n).replace(str(n), number(n), 1)
        follow = partial(self.show_requested.emit, ids, self.tr("New issues"))
        self._trust.note_with(f"{said} · {words}", True, NoteLink(self.tr("Show"), follow))

    def _on_unknown(self, _error: Exception) -> None:
        # The list cannot be read, and says so itself.
        return
