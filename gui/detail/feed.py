"""Asks for the issue that the pane is on, and again whenever what it shows has changed. Window's thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.bridge import StoreBridge
from gui.detail.subject import Subject
from store.answers import Changes, Done, Words
from store.detail_answers import Detail
from store.lookups import GetDetail, ListWords

_LINKS = frozenset({"dependencies", "created", "blocked"})
"""Kinds of changes to other issues that can add a link to this one, or block it."""

_WORDS = frozenset({"labels", "assignee", "issue_type", "status"})
"""Kinds of changes, to whichever issue, that can bring a value the pickers do not know yet."""

_PATIENCE = 150
"""Milliseconds of loading after which that is said; a shorter wait is not noticed."""


class Feed(QObject):
    """One question at a time; an answer from before our own last commit is asked for again."""

    arrived = Signal(object)
    """A Detail of the issue."""
    failed = Signal(object)
    """Why there is none."""
    words_arrived = Signal(object)
    """The tracker's Words."""
    slow = Signal(object)
    """Whether another issue takes a while to load."""

    def __init__(self, bridge: StoreBridge, subject: Subject, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._subject = bridge, subject
        self.uid = ""
        """The issue that is shown or being loaded; "" for none."""
        self._asked = 0
        self.asking = False
        """Whether an answer is awaited."""
        self._stale = self._held = False
        self._floor = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._on_slow)
        bridge.changed.connect(self._on_changed)
        subject.saver.committed.connect(self._on_committed)

    def follow(self, uid: str) -> None:
        """Ask for another issue; "" for none, and whatever is still to come is for nobody."""
        self.uid = uid
        if uid:
            self._ask()
        else:
            self._asked += 1
            self._end()

    def begin_anew(self) -> None:
        """Another tracker is shown, whose changes are numbered apart."""
        self._floor = 0

    def expect(self) -> None:
        """Wait for another issue, whose uid follow() will tell."""
        self.uid = ""
        self._asked += 1
        self.asking = True

    @Slot(object)
    def hold(self, held: object) -> None:
        """Show nothing new while the program closes, and what was missed if it goes on after all.

        An answer that comes then is laid out for nobody: a quit after a short look took three times as long.
        """
        self._held = bool(held)
        if not self._held and self._stale and not self.asking:
            self.ask_again()

    @Slot()
    def ask_again(self) -> None:
        """Ask once more, as after an error."""
        if self.uid:
            self._ask()

    def refresh(self) -> None:
        """Ask again, after the answer that is awaited now."""
        if not self.uid:
            return
        if self.asking or self._held:
            self._stale = True
        else:
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        self.asking, self._stale = True, False
        if self._subject.uid != self.uid:
            self._patience.start()
        answer = partial(self._on_detail, self._asked)
        self._bridge.ask(GetDetail(self.uid, formatted=True), answer, partial(self._on_failed, self._asked))
        self._ask_words()

    def _ask_words(self) -> None:
        self._bridge.ask(ListWords(), self._on_words, self._on_no_words)

    def _on_detail(self, asked: int, detail: Detail) -> None:
        if asked != self._asked:
            return
        self.asking = False
        if detail.seq < self._floor:
            # Read before our own last commit: showing it would take the change back for a moment.
            self._ask()
            return
        self._end()
        if self._held:
            self._stale = True
            return
        stale, self._stale = self._stale, False
        self.arrived.emit(detail)
        if stale and not self.asking:
            self._ask()

    def _on_failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._end()
            self.failed.emit(error)

    def _on_words(self, words: Words) -> None:
        self.words_arrived.emit(words)

    def _on_no_words(self, error: Exception) -> None:
        """Built-in words stay; the detail's own answer tells what is wrong."""

    def _end(self) -> None:
        self.asking = False
        self._patience.stop()
        self.slow.emit(False)

    @Slot()
    def _on_slow(self) -> None:
        self.slow.emit(True)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not self.uid:
            return
        shown = {self.uid}
        detail = self._subject.detail
        if detail is not None:
            groups = (detail.depends_on, detail.needed_by, detail.parents, detail.children, detail.chain)
            others = (detail.related, detail.related_by)
            shown.update(link.uid for group in (*groups, *others) for link in group)
        if not changes.uids or _LINKS & changes.kinds or not shown.isdisjoint(changes.uids):
            self.refresh()
        elif _WORDS & changes.kinds:
            self._ask_words()

    @Slot(object)
    def _on_committed(self, done: Done) -> None:
        self._floor = max(self._floor, done.changes.seq)
