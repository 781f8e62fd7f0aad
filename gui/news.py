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
from store.last_close import Left
from store.moving import LARGE

log = logging.getLogger(__name__)


class News(QObject):
    """Speaks through the trust bar and through one dialog."""

    again_wanted = Signal()
    """What could not be opened shall be tried again."""

    def __init__(self, window: MainWindow, theme: Theme, closing: ClosingState) -> None:
        super().__init__(window)
        self._closing = closing
        self._owed: list[str] = []
        closing.stayed.connect(self._on_stayed)
        self._window = window
        self._theme = theme

    @Slot(object)
    def note(self, words: object) -> None:
        """Say something that needs an answer or a look."""
        self._window.trust.note(str(words), quiet=False)

    @Slot(object, bool)
    def say(self, words: str, quiet: bool) -> None:
        """Say what was done; what a window that closes cannot show any more, the next start does."""
        if self._closing.under_way and not quiet:
            self._owed.append(words)
            return
        self._window.trust.note(words, quiet=quiet)

    def opened(self, target: Target, session: Session, imported: object) -> None:
        """Say what came of an import, and how the last close of this tracker ended."""
        if isinstance(imported, Imported):
            self.imported(imported, target.name if target.sample else "")
        elif isinstance(imported, KnownError):
            self.note(str(imported))
        if (left := last_close.take(session.path)) is not None:
            # How much that is, and what becomes of it, is said already.
            said = session.left >= LARGE and not left.unsaved
            words = "" if said else last_time_words(session.path.name, left.grade, left.unsaved)
            if left.said:
                words += " " + self.tr("Last time: {what}").format(what=left.said)
            if words:
                self.note(words.strip())

    def imported(self, imported: Imported, called: str = "") -> None:
        """Say what came of an import. called: its name for people, where that is not the file's."""
        said = import_words(called or imported.file, imported)
        if said:
            self.say(said, not needs_a_look(imported.told))

    def closed(self, session: Session, state: ClosingState) -> None:
        """Leave a note for the next start about what nobody was there to see."""
        owed, self._owed = " ".join(self._owed), []
        if state.closed is None:
            return
        # Who was asked knows what could not be saved, or exported.
        lost = len(state.progress.lost) if state.hurried else 0
        grade = state.closed.grade.name if state.closed.grade.at_risk else ""
        if state.hurried and not grade and not lost and state.progress.not_exported is not None:
            grade = last_close.NOT_EXPORTED
        if grade or lost or owed:
            last_close.remember(session.path, Left(grade, lost, owed))

    @Slot()
    def _on_stayed(self) -> None:
        if self._owed:
            owed, self._owed = " ".join(self._owed), []
            self.note(owed)

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
