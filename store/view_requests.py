"""All that is asked about saved views, and how they are changed; see store.saved_views.

Apart from store.requests, whose changes are those of issues, and from store.lookups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.answers import Done
from store.capture import Part
from store.query import Query
from store.requests import Request
from store.view_answers import SavedView, Tallied

if TYPE_CHECKING:
    from store.tracker import Tracker


def parts_of(query: Query) -> dict[str, object]:
    """A query as parts of a view, for ChangeView."""
    return {
        "scope": query.scope, "text": query.text, "sort": query.sort, "descending": query.descending,
        "grouped": query.group,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListViews(Request[tuple[SavedView, ...]]):
    """The saved views, in their order."""

    def run(self, tracker: Tracker) -> tuple[SavedView, ...]:
        """Their queries are not read: one that no longer can be is among them."""
        from store import saved_views

        return saved_views.views(tracker)


@dataclass(frozen=True, slots=True)
class CountQuery(Request[Tallied]):
    """How many issues a query lists; one at a time, so that lists come between."""

    query: Query
    most: int = 99_999

    def run(self, tracker: Tracker) -> Tallied:
        """Raises BadQuery."""
        from store import saved_views

        return saved_views.count(tracker, self.query, self.most)


@dataclass(frozen=True, slots=True)
class Given(Request[tuple[Part, ...]]):
    """What a new issue in this list would get from it, for capture.Captured.within()."""

    query: Query

    def run(self, tracker: Tracker) -> tuple[Part, ...]:
        """Raises BadQuery."""
        from store import giving

        return giving.given(tracker, self.query)


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
