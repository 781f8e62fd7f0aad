"""Sends what the pane changed, and keeps it until the store has answered. Window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from gui.detail.drafts import NEW_COMMENT, NOTHING, Draft, Operation, Pending, Unsaved, stored_value, value_of
from store.actor import Busy, Stopped
from store.answers import Done
from store.detail_answers import Detail
from store.errors import Clash, KnownError, NothingToDo
from store.issue import Issue
from store.requests import Request

R = TypeVar("R")


class Asks(Protocol):
    """The part of the bridge that the pane needs: answers come later, on the window's thread."""

    def ask(
        self, request: Request[R], ok: Callable[[R], None], failed: Callable[[Exception], None] | None = None
    ) -> object:
        """Send a request."""


class Saver(QObject):
    """Every unsaved change of the pane, also those of issues that are no longer shown."""

    moved = Signal(object)
    """The uid of an issue whose drafts or operations are in another state now."""
    committed = Signal(object)
    """A Done: what the pane asked for is in the tracker."""
    typed = Signal(object, object)
    """Who shows an issue whose text was changed just now, and its uid."""

    def __init__(self, bridge: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pending = Pending()
        self._read: dict[QObject, tuple[str, int]] = {}
        """Which answer each of those that show an issue has: its uid, and up to which change."""

    def draft(self, uid: str, field: str) -> Draft | None:
        """Return the draft of a field, also one that is saved but not read again yet."""
        return self._pending.drafts.get((uid, field))

    def operations(self, uid: str, place: str) -> list[Operation]:
        """Return the operations of a part of the pane that are under way, failed or not read again yet."""
        return self._pending.at(uid, place)

    def note(self, issue: Issue, field: str, value: object) -> None:
        """Take down a changed value; it is not sent yet."""
        key = (issue.uid, field)
        draft = self._pending.drafts.get(key)
        if draft is None:
            seen = "" if field == NEW_COMMENT else stored_value(issue, field)
            if value != seen:
                self._pending.drafts[key] = Draft(issue.uid, issue.id, issue.title, field, seen, value)
            return
        if draft.saved is not None and value != draft.value:
            draft.seen, draft.saved = draft.value, None
        draft.value = value
        if value == draft.seen and not draft.under_way and draft.saved is None:
            self._pending.drop(draft)
            self.moved.emit(issue.uid)
        elif draft.error is not None:
            draft.error = None
            self.moved.emit(issue.uid)

    def bring_back(self, issue: Issue, comment: str) -> None:
        """Take down a comment that was begun earlier, before what is in its box by now."""
        draft = self.draft(issue.uid, NEW_COMMENT)
        parts = (comment, "" if draft is None else str(draft.value).strip())
        self.note(issue, NEW_COMMENT, "\n\n".join(part for part in parts if part))
        self.moved.emit(issue.uid)

    def save(self, uid: str, field: str) -> None:
        """Send a field's value, unless somebody else changed it: that is for the user to settle."""
        draft = self.draft(uid, field)
        if draft is None or draft.clashes or draft.field == NEW_COMMENT or not draft.dirty:
            return
        if draft.under_way:
            draft.again = True
            return
        draft.sent, draft.again, draft.error = draft.value, False, None
        self._bridge.ask(draft.request(), partial(self._saved, draft), partial(self._refused, draft))

    def save_all(self) -> int:
        """Send all that was not sent yet; return how many writes are under way now."""
        for draft in list(self._pending.drafts.values()):
            if draft.error is None:
                self.save(draft.uid, draft.field)
        return self._pending.under_way()

    def keep_mine(self, uid: str, field: str) -> None:
        """Write our value over the other writer's, which the user has seen now."""
        draft = self.draft(uid, field)
        if draft is not None and draft.clashes:
            draft.seen, draft.theirs = draft.theirs, NOTHING
            self.save(uid, field)
            self.moved.emit(uid)

    def drop(self, uid: str, field: str) -> None:
        """Forget our value; the field shows the stored one again."""
        draft = self.draft(uid, field)
        if draft is not None:
            self._pending.drop(draft)
            self.moved.emit(uid)

    def run(self, operation: Operation) -> None:
        """Send a write that is no field's value, or send it again."""
        if operation not in self._pending.operations:
            self._pending.operations.append(operation)
        operation.under_way, operation.error = True, None
        self.moved.emit(operation.uid)
        self._bridge.ask(operation.request, partial(self._done, operation), partial(self._failed, operation))

    def forget(self, operation: Operation) -> None:
        """Forget an operation that failed."""
        self._pending.operations = [one for one in self._pending.operations if one is not operation]
        self.moved.emit(operation.uid)

    def reread(self, detail: Detail, by: QObject) -> None:
        """Compare all with what the store answered for that issue.

        by: who shows it. What is saved is kept until everybody has read it: a window that is still to
        get its answer would show the value from before.
        """
        self._read[by] = (detail.issue.uid, detail.seq)
        known = min(seq for uid, seq in self._read.values() if uid == detail.issue.uid)
        if self._pending.reread(detail.issue, known):
            self.moved.emit(detail.issue.uid)

    def forget_reader(self, by: QObject) -> None:
        """Wait no more for somebody who shows no issue now."""
        self._read.pop(by, None)

    def unsaved(self) -> tuple[Unsaved, ...]:
        """Return every text that is not known to be saved."""
        return self._pending.unsaved()

    @property
    def refused(self) -> tuple[Operation, ...]:
        """Operations that failed, also those without a text, such as a link."""
        return tuple(one for one in self._pending.operations if one.error is not None)

    def retry(self) -> None:
        """Send again what was refused; a Clash waits for the user's choice."""
        for draft in list(self._pending.drafts.values()):
            if draft.error is not None:
                self.save(draft.uid, draft.field)
        for operation in self.refused:
            self.run(operation)

    def forget_all(self) -> None:
        """Forget everything, as when the tracker that it belongs to is closed."""
        self._pending = Pending()

    def _saved(self, draft: Draft, done: Done) -> None:
        sent, draft.sent, draft.error = draft.sent, NOTHING, None
        if draft.value == sent:
            draft.saved = done.changes.seq
        else:
            draft.seen = sent
        self.committed.emit(done)
        if draft.again and draft.dirty:
            self.save(draft.uid, draft.field)
        self.moved.emit(draft.uid)

    def _refused(self, draft: Draft, error: Exception) -> None:
        sent, draft.sent = draft.sent, NOTHING
        if isinstance(error, NothingToDo):
            draft.seen = sent
            if draft.value == sent:
                self._pending.drop(draft)
        elif isinstance(error, Clash):
            draft.theirs = value_of(error.theirs, draft.field)
        else:
            draft.error = error
        self.moved.emit(draft.uid)
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error

    def _done(self, operation: Operation, done: Done) -> None:
        operation.under_way, operation.saved = False, done.changes.seq
        self.committed.emit(done)
        self.moved.emit(operation.uid)

    def _failed(self, operation: Operation, error: Exception) -> None:
        operation.under_way = False
        if isinstance(error, NothingToDo):
            self.forget(operation)
            return
        operation.error = error
        self.moved.emit(operation.uid)
        if not isinstance(error, KnownError | Busy | Stopped):
            raise error
