"""Tells what opening did, how the last close ended, and what could not be opened. Window's thread."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal, Slot

from gui.closing_state import ClosingState
from gui.import_words import import_words, needs_a_look
from gui.main_window import MainWindow
from gui.opening import Target
from gui.opening_words import OpeningProblem, last_time_words
from gui.session import Session
from gui.theme import Theme
from store import last_close
from store.errors import KnownError
from store.exchange_answers import Imported

log = logging.getLogger(__name__)


class News(QObject):
    """Speaks through the trust bar and through one dialog."""

    again_wanted = Signal()
    """What could not be opened shall be tried again."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme

    @Slot(object)
    def note(self, words: object) -> None:
        """Say something that needs an answer or a look."""
        self._window.trust.note(str(words), quiet=False)

    @Slot(object, bool)
    def say(self, words: str, quiet: bool) -> None:
        """Say what was done."""
        self._window.trust.note(words, quiet=quiet)

    def opened(self, target: Target, session: Session, imported: object) -> None:
        """Say what came of an import, and how the last close of this tracker ended."""
        if isinstance(imported, Imported):
            self.imported(imported, target.name if target.sample else "")
        elif isinstance(imported, KnownError):
            self.note(str(imported))
        if (left := last_close.take(session.path)) is not None:
            self.note(last_time_words(session.path.name, *left))

    def imported(self, imported: Imported, called: str = "") -> None:
        """Say what came of an import. called: its name for people, where that is not the file's."""
        said = import_words(called or imported.file, imported)
        if said:
            self.say(said, not needs_a_look(imported.told))

    def closed(self, session: Session, state: ClosingState) -> None:
        """Leave a note for the next start about what nobody was there to see."""
        closed, lost = state.closed, len(state.progress.lost)
        if closed is None or not state.hurried:
            return
        if closed.grade.at_risk or lost:
            last_close.remember(session.path, closed.grade.name if closed.grade.at_risk else "", lost)
        elif state.progress.not_exported is not None:
            last_close.remember(session.path, last_close.NOT_EXPORTED, 0)

    @Slot(object, object)
    def problem(self, name: str, error: object) -> OpeningProblem:
        """Show why something cannot be opened, and the next steps."""
        if not isinstance(error, KnownError):
            log.error("opening failed", exc_info=error if isinstance(error, BaseException) else None)
        shown = OpeningProblem(name, error, self._theme, self._window)
        shown.other_wanted.connect(self._window.registry["tracker.open"].trigger)
        shown.again_wanted.connect(self.again_wanted)
        shown.open()
        return shown
