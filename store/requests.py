"""The changes of issues that can be asked for: window and terminal send the same frozen requests.

A request runs itself, on the store's thread, in one transaction, and answers after COMMIT returned.
`initiator` is the name by which the asking view knows its own change again. The same change of many
issues is in many_requests, changes of saved views are in view_requests, of files in exchange_requests.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, ClassVar, Final, Generic, Literal, TypeVar

from store.answers import Done
from store.structs import dataclass

if TYPE_CHECKING:
    import threading

    from store.pace import Progress
    from store.tracker import Tracker

R_co = TypeVar("R_co", covariant=True)


class Request(ABC, Generic[R_co]):
    """Something that the store is asked to do; frozen, so that any thread may hold it."""

    __slots__ = ()

    patient: ClassVar[bool] = False
    """Whether it stands back for what is hasty, also while it runs: numbers beside a list."""
    hasty: ClassVar[bool] = False
    """Whether somebody looks at the place where its answer will be."""

    @abstractmethod
    def run(self, tracker: Tracker) -> R_co:
        """Do it. Runs on the thread that owns the tracker."""


class Lookup(Request[R_co]):
    """One that only asks: the window gives it to the reader's thread, which may not write."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Create(Request[Done]):
    """Make an issue. fields: names as in issue.EDITABLE; parent and depends_on name ids."""

    title: str
    fields: Mapping[str, object] = field(default_factory=dict[str, object])
    labels: tuple[str, ...] = ()
    parent: str = ""
    depends_on: tuple[tuple[str, str], ...] = ()
    """Pairs of (type, id)."""
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid, NotFound (parent), Held, DiskFull, ReadOnly, Unconfirmed."""
        from store import edits

        return edits.create(tracker, self)


@dataclass(frozen=True, slots=True)
class CreateSeveral(Request[Done]):
    """Make issues as one step: all of them, or none."""

    issues: tuple[Create, ...]
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises what Create raises, for the first one that cannot be made."""
        from store import edits

        return edits.create_several(tracker, self)


@dataclass(frozen=True, slots=True)
class Duplicate(Request[Done]):
    """Make an issue with the fields, labels and parent of another one, to be done anew."""

    uid: str
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Comments, history and other links stay behind. Raises NotFound, and as Create."""
        from store import duplicating

        return duplicating.duplicate(tracker, self)


@dataclass(frozen=True, slots=True)
class Edit(Request[Done]):
    """Set fields of one issue. seen: the values that the asker saw, for those fields that could clash."""

    uid: str
    values: Mapping[str, object]
    seen: Mapping[str, object] = field(default_factory=dict[str, object])
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Clash when a seen value no longer stands and is not the wanted one either."""
        from store import edits

        return edits.edit(tracker, self)


@dataclass(frozen=True, slots=True)
class SetFields(Request[Done]):
    """Set the same fields of several issues, and add or remove labels, as one step."""

    uids: tuple[str, ...]
    values: Mapping[str, object]
    add_labels: tuple[str, ...] = ()
    remove_labels: tuple[str, ...] = ()
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Issues that have the values already are left as they are."""
        from store import edits

        return edits.set_fields(tracker, self)


@dataclass(frozen=True, slots=True)
class Close(Request[Done]):
    """Close issues, with a reason."""

    uids: tuple[str, ...]
    reason: str = ""
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when all are closed already."""
        from store import edits

        return edits.close(tracker, self)


@dataclass(frozen=True, slots=True)
class Reopen(Request[Done]):
    """Open issues again; the closing time and reason go."""

    uids: tuple[str, ...]
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when none is finished."""
        from store import edits

        return edits.reopen(tracker, self)


@dataclass(frozen=True, slots=True)
class Delete(Request[Done]):
    """Move issues to the trash: each becomes a tombstone that never expires.

    with_children: all that is below them too. seen: how many that were when somebody said so; -1 for any.
    """

    uids: tuple[str, ...]
    reason: str = ""
    initiator: str = ""
    with_children: bool = False
    seen: int = -1

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when all are in the trash already, Outdated when more than seen would go."""
        from store import edits

        return edits.delete(tracker, self)


@dataclass(frozen=True, slots=True)
class Restore(Request[Done]):
    """Take issues out of the trash, with the status that they had."""

    uids: tuple[str, ...]
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when none is in the trash."""
        from store import edits

        return edits.restore(tracker, self)


@dataclass(frozen=True, slots=True)
class Label(Request[Done]):
    """Add labels to issues and remove labels from them, as one step."""

    uids: tuple[str, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when nothing would change."""
        from store import edits

        return edits.label(tracker, self)


@dataclass(frozen=True, slots=True)
class Depend(Request[Done]):
    """Let an issue depend on another one; `target` is an id."""

    uid: str
    target: str
    type: str = "blocks"
    metadata: str = ""
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid for an edge to itself or one that closes a cycle, naming the cycle."""
        from store import edges

        return edges.depend(tracker, self)


@dataclass(frozen=True, slots=True)
class Undepend(Request[Done]):
    """Take a dependency away."""

    uid: str
    target: str
    type: str = "blocks"
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when there is no such edge."""
        from store import edges

        return edges.undepend(tracker, self)


@dataclass(frozen=True, slots=True)
class AddComment(Request[Done]):
    """Say something on an issue."""

    uid: str
    text: str
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid for an empty text."""
        from store import comments

        return comments.add(tracker, self)


@dataclass(frozen=True, slots=True)
class EditComment(Request[Done]):
    """Change the text of a comment; seen is the text that the asker saw."""

    uid: str
    comment: str
    text: str
    seen: str = ""
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Clash when the text was changed since."""
        from store import comments

        return comments.edit(tracker, self)


@dataclass(frozen=True, slots=True)
class DeleteComment(Request[Done]):
    """Take a comment away; it stays as a tombstone."""

    uid: str
    comment: str
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NotFound."""
        from store import comments

        return comments.delete(tracker, self)


class _Kept(Enum):
    KEPT = "kept"


KEPT: Final = _Kept.KEPT
"""For Resolve: the asker saw the value that the merge kept, and no later one."""

Choice = Literal["keep", "other", "merged"]


@dataclass(frozen=True, slots=True)
class Resolve(Request[Done]):
    """Decide a conflict (its key): keep what stands, take the other value, or a merged one.

    seen: the present value that the asker saw, where it is no longer the one that the merge kept.
    """

    conflict: int
    choice: Choice
    value: object = None
    seen: object = KEPT
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises Clash with the present value when the field was changed since, and NothingToDo."""
        from store import conflicts

        return conflicts.resolve(tracker, self)


@dataclass(frozen=True, slots=True)
class KeepAll(Request[Done]):
    """Decide several conflicts: what stands is to stay. One step."""

    conflicts: tuple[int, ...]
    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when all were reviewed already."""
        from store import conflicts

        return conflicts.keep_all(tracker, self)


@dataclass(frozen=True, slots=True)
class Undo(Request[Done]):
    """Reverse the actor's last step, as a new step. step: the one the user was shown, if any.

    progress, cancel: see Pace; where it is stopped, nothing is changed.
    """

    step: int | None = None
    initiator: str = ""
    progress: Progress | None = None
    cancel: threading.Event | None = None

    def run(self, tracker: Tracker) -> Done:
        """Fields changed since are left alone and answered in Done.skipped. Raises NothingToDo, Cancelled."""
        from store import history

        return history.undo(tracker, self)


@dataclass(frozen=True, slots=True)
class Redo(Request[Done]):
    """Do the step again that was undone last. progress, cancel: as of Undo."""

    step: int | None = None
    initiator: str = ""
    progress: Progress | None = None
    cancel: threading.Event | None = None

    def run(self, tracker: Tracker) -> Done:
        """Raises NothingToDo when nothing was undone, or an edit came after it; Cancelled."""
        from store import history

        return history.redo(tracker, self)
