"""What the window asks the store to change: create, close, reopen, trash, undo, redo; and what came of it.

One object on the window's thread. A change that failed is kept here until it is tried again with
success or given up, so that closing the window can name it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from gui.bridge import StoreBridge
from gui.i18n import plural
from gui.issue_views import IssueViews
from gui.trust_parts import NoteLink
from gui.undo_words import reversed_words, reversing_words
from gui.wording import done_words, issue_name
from store.actor import Busy, Stopped
from store.answers import Changes, Done, Row, UndoState
from store.capture import Captured, Part, request_of
from store.errors import Cancelled, Invalid, KnownError, NotFound, NothingToDo
from store.lookups import AskUndo
from store.many_requests import Template
from store.requests import (
    Close,
    Create,
    CreateSeveral,
    Delete,
    Duplicate,
    Redo,
    Reopen,
    Request,
    Restore,
    Undo,
)

if TYPE_CHECKING:
    from gui.long_work import LongWork

INITIATOR = "list"

Say = Callable[[str, bool, NoteLink | None], None]
"""Shows what was done, whether it needs no answer, and what that leads to."""


class IssueCommands(QObject):
    """Commands on the selected issues."""

    said = Signal(object, bool)
    """What was done, and whether it needs no answer."""
    said_more = Signal(object, bool, object)
    """The same, with a NoteLink to more of it, or None."""
    review_wanted = Signal()
    """What undo had to leave alone is to be shown."""
    failed = Signal(object)
    """An error: something was not saved; retry() tries all of that again."""
    recovered = Signal()
    """Everything that had failed is saved now."""
    created = Signal(object)
    """The tuple of store.capture.Captured that was made."""
    made = Signal(object)
    """The ids of the issues that were made, after that was said."""
    create_failed = Signal(object)
    """Why an issue was not made, when its title is to blame."""
    undo_changed = Signal(object)
    """An UndoState."""
    many_wanted = Signal(object, object)
    """The keys of several issues and the Template of what is to be done to each."""

    def __init__(self, bridge: StoreBridge, views: IssueViews, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._views = views
        self._state = UndoState()
        self._asking = False
        self._again = False
        self._wishes: list[Callable[[], None]] = []
        self._work: LongWork | None = None
        self._failed: list[tuple[Request[Done], Callable[[], None]]] = []
        bridge.changed.connect(self._on_changed)
        bridge.saving_changed.connect(self._on_saving)

    @property
    def unsaved(self) -> tuple[Request[Done], ...]:
        """Changes that were asked for, failed, and were neither saved later nor given up."""
        return tuple(request for request, _ in self._failed)

    @property
    def undo_state(self) -> UndoState:
        """What Undo and Redo would do."""
        return self._state

    def create(self, wanted: tuple[Captured, ...], given: Sequence[Part]) -> None:
        """Make issues as one step, with what the list gives them, and go to them."""
        request = request_of([one.within(given) for one in wanted], INITIATOR)
        self._bridge.ask(
            request, partial(self._on_created, wanted), partial(self._on_not_created, wanted, request)
        )

    def ask(self, request: Request[Done], said: str, back: Callable[[], None]) -> None:
        """Ask for a change and say so when it is done; back: takes back what was shown until it failed."""
        ok = partial(self._say_done, said)
        failed = partial(self._on_refused, request, ok, back)
        self._bridge.ask(request, partial(self._on_answer, ok), failed)

    def close(self, reason: str) -> None:
        """Close the selected issues."""
        self._do("close", partial(Close, reason=reason, initiator=INITIATOR))

    @Slot()
    def reopen(self) -> None:
        """Open the selected issues again."""
        self._do("reopen", partial(Reopen, initiator=INITIATOR))

    def delete(self, keys: Sequence[int]) -> None:
        """Move these issues to the trash; asks nothing, because Undo brings them back."""
        self._do_to(keys, "delete", partial(Delete, initiator=INITIATOR))

    @Slot()
    def restore(self) -> None:
        """Take the selected issues out of the trash."""
        self._do("restore", partial(Restore, initiator=INITIATOR))

    @Slot()
    def duplicate(self) -> None:
        """Make an issue after the model of the selected one, and go to it."""
        self._on_selected(self._duplicate)

    def show_work(self, work: LongWork) -> None:
        """Show there how far an undo or redo of many issues is, with its Stop."""
        self._work = work

    def undo(self, say: Say | None = None) -> None:
        """Reverse the step that Undo names; what was asked for and is not answered yet comes first.

        say: shows what was undone where it was asked for, in place of said_more.
        """
        if self._unsettled:
            self._wishes.append(partial(self.undo, say))
        elif self._state.undo is not None:
            said = partial(self._say_step, say or self.said_more.emit, back=True)
            self._reverse(Undo, self._state.undo.step, said)

    def redo(self, say: Say | None = None) -> None:
        """Do the step again that Redo names; what was asked for and is not answered yet comes first."""
        if self._unsettled:
            self._wishes.append(partial(self.redo, say))
        elif self._state.redo is not None:
            said = partial(self._say_step, say or self.said_more.emit, back=False)
            self._reverse(Redo, self._state.redo.step, said)

    @Slot()
    def copy_id(self) -> None:
        """Put the ids of the selected issues on the clipboard."""
        self._on_selected(self._copy_ids)

    @Slot()
    def copy_title(self) -> None:
        """Put ids and titles of the selected issues on the clipboard."""
        self._on_selected(self._copy_titles)

    @Slot()
    def retry(self) -> None:
        """Ask again for everything that failed."""
        failed, self._failed = self._failed, []
        for _, again in failed:
            again()
        if not failed:
            self._views.refresh()
            self.recovered.emit()

    @Slot()
    def give_up(self) -> None:
        """Forget what failed; the stored values stand."""
        self._failed.clear()
        self._views.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask what Undo would do; a question under way is followed by one more at most."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._bridge.ask(AskUndo(), self._on_undo_state, self._on_no_undo_state)

    def keep(self, request: Request[Done], again: Callable[[], None], error: Exception) -> None:
        """Keep a change that was not saved, until again() was called or it is given up."""
        if isinstance(error, NothingToDo | Invalid):
            self.said.emit(str(error), False)
        elif isinstance(error, KnownError | Busy | Stopped):
            self._failed.append((request, again))
            self.failed.emit(error)
        else:
            raise error

    def saved(self) -> None:
        """Tell that a change is saved, and with it perhaps all that had failed."""
        if not self._failed:
            self.recovered.emit()

    # Inside

    def _say_done(self, said: str, _done: Done) -> None:
        self.said.emit(said, True)

    def _on_refused(
        self, request: Request[Done], ok: Callable[[Done], None], back: Callable[[], None], error: Exception
    ) -> None:
        back()
        self._on_failed(request, ok, error)

    def _do(self, kind: str, make: Callable[[tuple[str, ...]], Template]) -> None:
        self._do_to(self._views.selected_keys, kind, make)

    def _do_to(self, keys: Sequence[int], kind: str, make: Callable[[tuple[str, ...]], Template]) -> None:
        if len(keys) > 1:
            self.many_wanted.emit(keys, make(()))
        elif keys:
            self._views.collect(keys, partial(self._send_one, make, kind))

    def _on_selected(self, then: Callable[[tuple[Row, ...]], None]) -> None:
        if keys := self._views.selected_keys:
            self._views.collect(keys, then)

    def _send_one(
        self, make: Callable[[tuple[str, ...]], Request[Done]], kind: str, rows: tuple[Row, ...]
    ) -> None:
        for row in rows:
            self._send(make((row.uid,)), partial(self._on_done, kind, row.title))

    def _duplicate(self, rows: tuple[Row, ...]) -> None:
        for row in rows[:1]:
            self._send(Duplicate(row.uid, INITIATOR), partial(self._on_duplicated, row.title))

    def _on_duplicated(self, title: str, done: Done) -> None:
        self._views.collect(sorted(done.changes.keys), partial(self._go_to, done.uids))
        self._on_done("duplicate", title, done)

    def _send(self, request: Request[Done], ok: Callable[[Done], None]) -> None:
        self._bridge.ask(request, partial(self._on_answer, ok), partial(self._on_failed, request, ok))

    def _reverse(self, make: type[Undo] | type[Redo], step: int, ok: Callable[[Done], None]) -> None:
        words = partial(reversing_words, back=make is Undo)
        progress, cancel = self._work.watch(words) if self._work is not None else (None, None)
        self._send_reversal(make(step, INITIATOR, progress, cancel), ok)

    def _send_reversal(self, request: Undo | Redo, ok: Callable[[Done], None]) -> None:
        failed = partial(self._on_not_reversed, request, ok)
        self._bridge.ask(request, partial(self._on_reversed, request, ok), failed)

    def _on_reversed(self, request: Undo | Redo, ok: Callable[[Done], None], done: Done) -> None:
        self._end_work(request)
        self._on_answer(ok, done)

    def _on_not_reversed(self, request: Undo | Redo, ok: Callable[[Done], None], error: Exception) -> None:
        self._end_work(request)
        if isinstance(error, Cancelled):
            self.said.emit(str(error), True)
        else:
            self.keep(request, partial(self._send_reversal, request, ok), error)

    def _end_work(self, request: Undo | Redo) -> None:
        if self._work is not None:
            self._work.over(request.cancel)

    def _on_answer(self, ok: Callable[[Done], None], done: Done) -> None:
        ok(done)
        self.saved()

    def _on_failed(self, request: Request[Done], ok: Callable[[Done], None], error: Exception) -> None:
        self.keep(request, partial(self._send, request, ok), error)

    def _on_not_created(
        self, wanted: tuple[Captured, ...], request: Create | CreateSeveral, error: Exception
    ) -> None:
        if isinstance(error, Invalid | NotFound):
            self.create_failed.emit(str(error))
            return
        self.create_failed.emit("")
        self._on_failed(request, partial(self._on_created, wanted), error)

    def _on_created(self, wanted: tuple[Captured, ...], done: Done) -> None:
        self.created.emit(wanted)
        title = wanted[0].title if len(wanted) == 1 else ""
        self._views.collect(sorted(done.changes.keys), partial(self._go_to, done.uids))
        n = len(wanted)
        self.said.emit(done_words("create", issue_name(done.ids[0] if done.ids else "", title), n), True)
        self.made.emit(done.ids)

    def _go_to(self, uids: tuple[str, ...], rows: tuple[Row, ...]) -> None:
        """Go to a new issue; its parent may be among the rows that changed with it."""
        for row in rows:
            if row.uid in uids:
                self._views.select_key(row.key)

    def _on_done(self, kind: str, title: str, done: Done) -> None:
        # Another issue may have changed with it, such as the parent of a new one.
        n = 1 if title else len(done.ids)
        self.said.emit(done_words(kind, issue_name(done.ids[0] if done.ids else "", title), n), True)

    def _say_step(self, say: Say, done: Done, *, back: bool) -> None:
        link = None
        if any(entry.review for entry in done.skipped):
            link = NoteLink(self.tr("Show"), self.review_wanted.emit)
        say(reversed_words(done, back=back), not done.skipped, link)

    def _copy_ids(self, rows: tuple[Row, ...]) -> None:
        QGuiApplication.clipboard().setText("\n".join(row.id for row in rows))
        self._say_copied(len(rows))

    def _copy_titles(self, rows: tuple[Row, ...]) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{row.id} {row.title}" for row in rows))
        self._say_copied(len(rows))

    def _say_copied(self, n: int) -> None:
        self.said.emit(plural(self.tr("Copied %n id(s)", "", n), n), True)

    @Slot(object)
    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()

    def _on_undo_state(self, state: UndoState) -> None:
        self._asking = False
        self._state = state
        self.undo_changed.emit(state)
        if self._again:
            self._again = False
            self.refresh()
        elif self._wishes and not self._unsettled:
            self._wishes.pop(0)()

    def _on_no_undo_state(self, _error: Exception) -> None:
        self._asking = self._again = False
        self._wishes.clear()

    @property
    def _unsettled(self) -> bool:
        # A second Ctrl+Z named the step of the first and was refused; one behind a change came too early.
        return self._asking or self._bridge.pending_writes > 0

    @Slot()
    def _on_saving(self) -> None:
        if self._wishes and not self._bridge.pending_writes:
            self._bridge.post(self._forget_wishes)

    def _forget_wishes(self) -> None:
        """Undo nothing else in place of a change that was not saved: no change, no question about undo."""
        if not self._unsettled:
            self._wishes.clear()
