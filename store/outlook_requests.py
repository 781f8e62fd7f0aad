"""What is asked before many issues are changed, closed or deleted; each is one read transaction.

Like store.lookups, these go to the reader's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from store.exchange_answers import Named
from store.requests import Lookup
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Spread:
    """What several issues have in one field: the most frequent values first, each with its count."""

    values: tuple[tuple[object, int], ...] = ()
    more: bool = False
    """Whether there are further values."""

    @property
    def common(self) -> bool:
        """Whether all of them have the same value."""
        return len(self.values) == 1 and not self.more


@dataclass(frozen=True, slots=True)
class Common:
    """What several issues have in common. labels: each label that occurs, with how many issues have it.

    fields: by name, those of outlook.FIELDS. seq: the last change that is included.
    """

    count: int = 0
    fields: dict[str, Spread] = field(default_factory=dict[str, Spread])
    labels: tuple[tuple[str, int], ...] = ()
    finished: int = 0
    deleted: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Below:
    """An issue below others: its child, or a child of one of those."""

    id: str
    title: str
    status: str
    finished: bool


@dataclass(frozen=True, slots=True)
class Family:
    """What is below some issues and outside the trash. first: the open ones come first."""

    count: int = 0
    open: int = 0
    parents: int = 0
    """How many of the issues that were asked about have anything below them."""
    title: str = ""
    """Of the only such issue."""
    first: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """An epic or another parent, with how many of its children would be finished."""

    id: str
    title: str
    finished: int
    children: int

    @property
    def complete(self) -> bool:
        """Whether nothing of it would be left."""
        return self.finished == self.children


@dataclass(frozen=True, slots=True)
class Outlook:
    """What closing some issues would do: how many it makes ready, the first of them, and their parents."""

    ready: int = 0
    first: tuple[Named, ...] = ()
    parents: tuple[Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class AskFamily(Lookup[Family]):
    """What is below these issues, those themselves left out."""

    keys: Sequence[int]
    limit: int = 200

    def run(self, tracker: Tracker) -> Family:
        """Follows the links from child to parent, whatever circles there are."""
        from store import outlook

        return outlook.family(tracker, self.keys, self.limit)


@dataclass(frozen=True, slots=True)
class AskClosing(Lookup[Outlook]):
    """What closing these issues would do; nothing is closed."""

    keys: Sequence[int]
    reason: str = ""

    def run(self, tracker: Tracker) -> Outlook:
        """As the store would decide it now."""
        from store import outlook

        return outlook.closing(tracker, self.keys, self.reason)


@dataclass(frozen=True, slots=True)
class AskCommon(Lookup[Common]):
    """What these issues have in common."""

    keys: Sequence[int]

    def run(self, tracker: Tracker) -> Common:
        """One pass over their rows; issues that are no longer there do not count."""
        from store import outlook

        return outlook.common(tracker, self.keys)
