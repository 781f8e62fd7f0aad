"""What was changed in the pane and is not known to be saved yet: plain values, no Qt, no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import Final, NamedTuple

from store.answers import Done
from store.detail_answers import Link
from store.issue import Issue
from store.requests import AddComment, Close, Edit, EditComment, Label, Request
from store.structs import dataclass

NEW_COMMENT = "comment"
"""The field name of a comment that is being written; it is sent by its own command, never by itself."""

COMMENT = "comment:"
"""Start of the field name of a comment that is being changed; the comment's uid follows."""

LABELS = "labels"


class Nothing(Enum):
    """The absence of a value where None is a value."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING


class Unsaved(NamedTuple):
    """A text that is not known to be in the tracker."""

    uid: str
    id: str
    title: str
    field: str
    text: str


@dataclass(slots=True)
class Draft:
    """A field's wanted value, from the first key press until the store's answer has been read again.

    seen: the value that the change started from. sent: the value that is under way. theirs: another
    writer's value that stands now. saved: the number of the commit that holds the value.
    """

    uid: str
    id: str
    title: str
    field: str
    seen: object
    value: object
    sent: object = NOTHING
    theirs: object = NOTHING
    again: bool = False
    error: Exception | None = None
    saved: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether an answer is awaited."""
        return self.sent is not NOTHING

    @property
    def clashes(self) -> bool:
        """Whether somebody else changed the field meanwhile."""
        return self.theirs is not NOTHING

    @property
    def dirty(self) -> bool:
        """Whether the wanted value is not known to be saved."""
        return self.saved is None

    def request(self) -> Request[Done]:
        """Return the write that saves the value."""
        if self.field == LABELS:
            seen, wanted = _words(self.seen), _words(self.value)
            return Label(
                (self.uid,),
                add=tuple(name for name in wanted if name not in seen),
                remove=tuple(name for name in seen if name not in wanted),
                initiator=INITIATOR,
            )
        if self.field.startswith(COMMENT):
            comment = self.field.removeprefix(COMMENT)
            return EditComment(self.uid, comment, str(self.value), str(self.seen), INITIATOR)
        return Edit(self.uid, {self.field: self.value}, {self.field: self.seen}, INITIATOR)

    def rebase(self, now: object) -> None:
        """Let what was added to labels and taken from them apply to those that stand now."""
        seen, wanted, others = _words(self.seen), _words(self.value), _words(now)
        kept = tuple(name for name in others if name in wanted or name not in seen)
        added = tuple(name for name in wanted if name not in seen and name not in others)
        self.seen, self.value = now, (*kept, *added)

    def unsaved(self) -> Unsaved:
        """Return the value as text that a person would want to keep."""
        text = ", ".join(_words(self.value)) or ("" if self.value in (None, ()) else str(self.value))
        return Unsaved(self.uid, self.id, self.title, self.field, text)


@dataclass(slots=True)
class Operation:
    """A write that is no field's value: a link, a comment, closing, the trash.

    place: the part of the pane that shows its outcome. link: for dependencies, the row to show meanwhile.
    """

    uid: str
    id: str
    title: str
    place: str
    request: Request[Done]
    link: Link | None = None
    under_way: bool = False
    error: Exception | None = None
    saved: int | None = None

    def unsaved(self) -> Unsaved | None:
        """Return the text that would be lost with this operation, if it has one."""
        if isinstance(self.request, AddComment):
            return Unsaved(self.uid, self.id, self.title, NEW_COMMENT, self.request.text)
        if isinstance(self.request, Close) and self.request.reason:
            return Unsaved(self.uid, self.id, self.title, "close_reason", self.request.reason)
        return None


@dataclass(slots=True)
class Pending:
    """All drafts and operations, by issue; they outlive the moment in which the issue is shown."""

    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict[tuple[str, str], Draft])
    operations: list[Operation] = field(default_factory=list[Operation])

    def of(self, uid: str) -> list[Draft]:
        """Return the drafts of one issue."""
        return [draft for draft in self.drafts.values() if draft.uid == uid]

    def at(self, uid: str, place: str) -> list[Operation]:
        """Return the operations of one part of an issue, oldest first."""
        return [one for one in self.operations if one.uid == uid and one.place == place]

    def drop(self, draft: Draft) -> None:
        """Forget a draft."""
        self.drafts.pop((draft.uid, draft.field), None)

    def under_way(self) -> int:
        """Return how many writes await their answer."""
        return sum(d.under_way for d in self.drafts.values()) + sum(o.under_way for o in self.operations)

    def unsaved(self) -> tuple[Unsaved, ...]:
        """Return every text that is not known to be saved."""
        texts = [draft.unsaved() for draft in self.drafts.values() if draft.dirty]
        said = [one.unsaved() for one in self.operations if one.saved is None]
        return (*texts, *(text for text in said if text is not None))

    def reread(self, issue: Issue, seq: int) -> list[Draft]:
        """Compare with what stands in the store now; return the drafts whose state changed by that."""
        self.operations = [
            one for one in self.operations if one.uid != issue.uid or one.saved is None or one.saved > seq
        ]
        return [draft for draft in self.of(issue.uid) if self._reread(draft, issue, seq)]

    def _reread(self, draft: Draft, issue: Issue, seq: int) -> bool:
        if draft.saved is not None:
            if draft.saved <= seq:
                self.drop(draft)
            return draft.saved <= seq
        if draft.under_way or draft.field == NEW_COMMENT:
            return False
        now = stored_value(issue, draft.field)
        if now is NOTHING:
            return False
        if draft.field == LABELS and now != draft.seen:
            # Labels are added and taken away one by one: those of others stay, and nothing clashes.
            draft.rebase(now)
        if now == draft.value:
            self.drop(draft)
            return True
        before, draft.theirs = draft.theirs, NOTHING if now == draft.seen else now
        return draft.theirs != before


INITIATOR = "detail"


def stored_value(issue: Issue, name: str) -> object:
    """Return what the issue has in that field; NOTHING for a comment that is no longer there."""
    if name.startswith(COMMENT):
        uid = name.removeprefix(COMMENT)
        texts = [comment.text for comment in issue.comments if comment.uid == uid]
        return texts[0] if texts else NOTHING
    return getattr(issue, name)


def value_of(values: Mapping[str, object], name: str) -> object:
    """Return the value that a Clash names for a field, also when it calls the field otherwise."""
    if name in values:
        return values[name]
    return next(iter(values.values()), NOTHING)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, tuple) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - object of a mapping
