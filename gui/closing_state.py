"""What anybody may know of the closing: where it is, of which tracker, how it ended. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.closing_progress import Phase, Progress, Wish
from gui.session import Session
from store.closing import Closed

EXIT_AT_RISK = 4


class ClosingState(QObject):
    """What the sheet shows and the desk asks; Shutdown is the one that changes it."""

    changed = Signal()
    """`phase` or `progress` is another one."""
    froze = Signal(object)
    """True: nothing can be edited from now on; False: it can again."""
    sheet_wanted = Signal()
    """The user should see what happens, and may choose."""
    cut_short = Signal()
    """Nobody waits any longer: what can be broken off shall be."""
    stayed = Signal()
    """The window is usable again, because the user did not want to quit."""
    decision_wanted = Signal(object)
    """The window is usable again, for somebody who wants to see what would come in from an issue file."""
    finished = Signal()
    """The tracker is closed; both threads end."""

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        """clock: the one that progress.next_at is read from, in seconds."""
        super().__init__(parent)
        self._clock = clock
        self._session: Session | None = None
        self._wish = Wish.NOTHING
        self._hurry = False
        self.phase = Phase.DONE
        self.progress = Progress()
        self.closed: Closed | None = None

    @property
    def done(self) -> bool:
        """Whether no tracker is open, so that the window may go."""
        return self.phase is Phase.DONE

    @property
    def under_way(self) -> bool:
        """Whether a close has begun and not ended yet."""
        return self.phase not in (Phase.OPEN, Phase.DONE)

    @property
    def exit_code(self) -> int:
        """0, or 4 when the last close left changes outside of the tracker's file."""
        return EXIT_AT_RISK if self.closed is not None and self.closed.grade.at_risk else 0

    @property
    def tracker_name(self) -> str:
        """The file's name, such as "Home.strandline"."""
        return self._session.path.name if self._session is not None else ""

    @property
    def tracker_path(self) -> Path:
        """The file's path; empty while no tracker is open."""
        return self._session.path if self._session is not None else Path()

    @property
    def may_choose(self) -> bool:
        """Whether the ladder has ended and waits for a choice."""
        return self.phase is Phase.ASKING

    @property
    def hurried(self) -> bool:
        """Whether nobody was asked."""
        return self._hurry

    @property
    def wish(self) -> Wish:
        """The choice that waits for something under way to end."""
        return self._wish

    def seconds_to_next_try(self) -> float | None:
        """How long the ladder still waits; None when it does not."""
        at = self.progress.next_at
        return None if at is None else max(0.0, at - self._clock())
