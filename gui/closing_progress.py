"""How far the closing is: plain values that the sheet shows. Window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple, Protocol

from store.checkpoint import Attempt, Settled
from store.copying import Copied
from store.drafts import KeptText, Key
from store.errors import NotExported
from store.exchange_answers import Plan
from store.export_queue import Outcome
from store.structs import dataclass


class Phase(Enum):
    """Where the closing is."""

    OPEN = auto()
    SAVING = auto()
    KEEPING = auto()
    EXPORTING = auto()
    BACKING_UP = auto()
    SETTLING = auto()
    ASKING = auto()
    COPYING = auto()
    CLOSING = auto()
    DONE = auto()


class Wish(Enum):
    """What the user has chosen while something was still under way."""

    NOTHING = auto()
    STAY = auto()
    LEAVE = auto()
    COPY = auto()


class Unsent(NamedTuple):
    """A text or change that is not known to be in the tracker.

    what: how the sheet names it. text: None for a change without words, which no draft can keep.
    failed: it was sent and refused; else it was only not finished, such as half a comment.
    """

    key: Key
    what: str
    text: KeptText | None
    failed: bool


class Work(Protocol):
    """What the window has in hand."""

    def flush(self) -> None:
        """Send everything that was typed."""

    def retry(self) -> None:
        """Send again what was refused."""

    def unsent(self) -> Iterable[Unsent]:
        """Everything that is not known to be in the tracker."""
        ...


class Exports(Protocol):
    """Who writes a project's issue file."""

    @property
    def file(self) -> Path | None:
        """Where it is, None where none is written."""
        ...

    def finish(self, then: Callable[[Outcome | Exception], None]) -> None:
        """Write it for the last time; `then` runs later, when the tracker is let go."""

    def cut(self) -> None:
        """End a wait."""


@dataclass(slots=True)
class Progress:
    """What the sheet shows. saved, total: changes since the close began. next_at: by the clock, or None."""

    saved: int = 0
    total: int = 0
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    next_at: float | None = None
    settled: Settled | None = None
    moving: tuple[int, int] | None = None
    """Bytes of a large second file that are in the tracker's file, and of how many."""
    stopped: bool = False
    """Whether the user has stopped that."""
    unsent: tuple[Unsent, ...] = ()
    texts_kept: bool = True
    copied: Copied | None = None
    copy_error: str = ""
    waits: bool = False
    """Whether a change waits for another program."""
    holder: str = ""
    """Its name, "" when it is not known."""
    exports: str = ""
    """The project's issue file, "" where none is written."""
    exported: bool = False
    not_exported: NotExported | None = None
    """What kept it as it was, when it was tried."""
    imports: bool = False
    """Whether what another program wrote there is being taken in."""
    backup: str = ""
    """Of the last backup: "now", "made", "later" when there was no time for it, "" where none is due."""
    undecided: Plan | None = None
    """What that would do, where somebody has to decide it before ours can be written."""

    @property
    def lost(self) -> tuple[Unsent, ...]:
        """What would be gone: changes without a text, and texts that could not be kept."""
        return tuple(one for one in self.unsent if one.text is None or not self.texts_kept)

    @property
    def kept(self) -> tuple[Unsent, ...]:
        """What was refused, and is kept as a draft."""
        return tuple(one for one in self.unsent if one.text is not None and one.failed and self.texts_kept)

    @property
    def moves(self) -> bool:
        """Whether a large second file is being moved, and may be stopped."""
        return self.moving is not None and not self.stopped and self.settled is None

    @property
    def needs_telling(self) -> bool:
        """Whether the user has to know before the window goes."""
        return bool(self.lost or self.kept)

    @property
    def only_a_decision_helps(self) -> bool:
        """Whether all is well but for a plan that somebody has to look at: no other try changes that."""
        settled = self.settled is None or not self.settled.grade.at_risk
        return self.undecided is not None and settled and not self.needs_telling
