"""What is asked before many issues are changed, closed or deleted; each is one read transaction.

Like store.lookups, these go to the reader's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.requests import Request

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
class AskCommon(Request[Common]):
    """What these issues have in common."""

    keys: Sequence[int]

    def run(self, tracker: Tracker) -> Common:
        """One pass over their rows; issues that are no longer there do not count."""
        from store import outlook

        return outlook.common(tracker, self.keys)
