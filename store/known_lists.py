"""The last lists that were read without words, so that typing narrows what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.groups import Grouped

KEPT = 2
"""The view, and the view with a filter that was typed; 8 bytes for each issue."""


class KnownLists:
    """The last lists without words, as long as nothing was changed. Belongs to one tracker.

    Of the present only the minute counts: an issue that was put off until 14:30:20 comes at 14:31.
    """

    def __init__(self) -> None:
        self._stand: object = None
        self._lists: dict[object, Grouped] = {}

    def get(self, stand: object, asked: object) -> Grouped | None:
        """Return the list, if it still stands; stand: what differs after each change of the tracker."""
        if stand != self._stand:
            self._stand = stand
            self._lists.clear()
        return self._lists.get(asked)

    def put(self, asked: object, found: Grouped) -> None:
        """Keep a list of the stand that get() was told last."""
        self._lists.pop(asked, None)
        self._lists[asked] = found
        while len(self._lists) > KEPT:
            del self._lists[next(iter(self._lists))]
