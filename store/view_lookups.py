"""What is asked about lists and saved views; no request of this module changes anything.

The window sends it to the reader's thread for that: see gui.bridge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from store.capture import Part
from store.query import Query
from store.requests import Lookup
from store.structs import dataclass
from store.view_answers import SavedView, Tallied

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class ListViews(Lookup[tuple[SavedView, ...]]):
    """The saved views, in their order."""

    def run(self, tracker: Tracker) -> tuple[SavedView, ...]:
        """Their queries are not read: one that no longer can be is among them."""
        from store import saved_views

        return saved_views.views(tracker)


@dataclass(frozen=True, slots=True)
class CountQuery(Lookup[Tallied]):
    """How many issues a query lists; one at a time, so that lists come between."""

    patient: ClassVar[bool] = True

    query: Query
    most: int = 99_999

    def run(self, tracker: Tracker) -> Tallied:
        """Raises BadQuery."""
        from store import saved_views

        return saved_views.count(tracker, self.query, self.most)


@dataclass(frozen=True, slots=True)
class Given(Lookup[tuple[Part, ...]]):
    """What a new issue in this list would get from it, for capture.Captured.within()."""

    query: Query

    def run(self, tracker: Tracker) -> tuple[Part, ...]:
        """Raises BadQuery."""
        from store import giving

        return giving.given(tracker, self.query)
