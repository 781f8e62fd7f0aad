"""Changes of saved views, as window and terminal ask for them; questions about them are in view_lookups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from store.answers import Done
from store.query import Query
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker


def parts_of(query: Query) -> dict[str, object]:
    """A query as parts of a view, for ChangeView."""
    return {
        "scope": query.scope, "text": query.text, "sort": query.sort, "descending": query.descending,
        "grouped": query.group,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaveView(Request[Done]):
    """Keep a query under a name that no other view has. columns, shown: as in view_answers.SavedView."""

    name: str
    query: Query
    icon: str = ""
    initiator: str = ""
    columns: str = ""
    shown: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid for the name, BadQuery for the query."""
        from store import saved_views

        return saved_views.save(tracker, self)


@dataclass(frozen=True, slots=True)
class ChangeView(Request[Done]):
    """Set parts of a view: name, icon, scope, text, sort, descending, grouped, columns, shown."""

    uid: str
    values: Mapping[str, object]
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NotFound, Invalid, BadQuery, NothingToDo."""
        from store import saved_views

        return saved_views.change(tracker, self)


@dataclass(frozen=True, slots=True)
class DeleteView(Request[Done]):
    """Take a view away; no issue changes."""

    uid: str
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NotFound."""
        from store import saved_views

        return saved_views.delete(tracker, self)


@dataclass(frozen=True, slots=True)
class MoveView(Request[Done]):
    """Put a view before another one; "" is the end."""

    uid: str
    before: str = ""
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NotFound, and NothingToDo where it stands there already."""
        from store import saved_views

        return saved_views.move(tracker, self)
