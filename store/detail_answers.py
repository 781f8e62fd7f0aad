"""What the store answers about one issue: all of it, what it hangs on, and what its fields were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from store.attachment import Attachment
from store.issue import BLOCKING, Comment, Issue
from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """The other end of a dependency; uid is "" when no such issue is here."""

    id: str
    uid: str
    type: str
    title: str = ""
    status: str = ""
    priority: int = 2
    issue_type: str = ""
    finished: bool = False
    holds_up: bool = False
    """Whether this edge keeps the dependent issue from being started now."""

    @property
    def waits(self) -> bool:
        """Whether an edge of this type can keep an issue from being started; parent-child stands apart."""
        return self.type in BLOCKING and self.type != "parent-child"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an issue's activity: who set which field from what to what, and when."""

    seq: int
    at: str
    actor: str
    origin: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Version:
    """A value that a field had: since when, by whom, and by which kind of step; see answers.StepName."""

    seq: int
    at: str
    actor: str
    origin: str
    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Past:
    """A page of a field's values, newest first; more: whether there are earlier ones."""

    versions: tuple[Version, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Formatted:
    """A Markdown text as HTML without any of its own: see store.markdown.

    boxes: where in the text the mark of each task box stands. uids: the issues that are linked.
    """

    html: str
    boxes: tuple[int, ...] = ()
    uids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of an issue beside a link to it. waits: how many open issues hold it up."""

    id: str
    uid: str
    title: str
    status: str
    priority: int
    assignee: str
    waits: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Peek:
    """What a glance at one issue shows. text: the first lines of its description; more_text: it goes on."""

    id: str
    uid: str
    title: str
    status: str
    priority: int
    issue_type: str
    assignee: str
    labels: tuple[str, ...]
    due_at: str | None
    overdue: bool
    deleted: bool
    text: str
    formatted: Formatted | None
    more_text: bool
    blockers: tuple[Link, ...]
    more_blockers: int


@dataclass(frozen=True, slots=True)
class Detail:
    """All that the detail pane shows of one issue."""

    issue: Issue
    depends_on: tuple[Link, ...] = ()
    """Outgoing edges of the types that can hold this issue up, in the issue's order."""
    needed_by: tuple[Link, ...] = ()
    """Incoming edges of those types."""
    parents: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    """Outgoing edges of all other types, which hold nothing up."""
    related_by: tuple[Link, ...] = ()
    """Incoming edges of all other types."""
    blocked: bool = False
    overdue: bool = False
    """Its due day is over, and it is not finished."""
    chain: tuple[Link, ...] = ()
    """The shortest chain to an issue that holds this one up, nearest first."""
    activity: tuple[Event, ...] = ()
    seq: int = 0
    conflicts: int = 0
    """How many of its values lost a merge and wait for a decision."""
    attachments: tuple[Attachment, ...] = ()
    """The files that are attached, in their order, without their content."""
    formatted: Mapping[str, Formatted] = field(default_factory=dict[str, Formatted])
    """Its texts, those that are cheap enough, where they were asked for."""

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The issue's comments, oldest first."""
        return self.issue.comments


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that lost a merge and waits for a decision: requests.Resolve.

    field: the name of a field, "labels", "dependencies", "comments", "metadata", "id", or a key that only
    the file knows; element: which label, link, comment's author or key is meant. kept, lost, now: values as
    registers have them; of "status" the whole status group; now: what stands at present.
    """

    key: int
    uid: str
    id: str
    title: str
    register: str
    field: str
    element: str
    cause: str
    """One of conflicts.CAUSES."""
    kept: object
    lost: object
    now: object
    source: str
    at: str

    @property
    def moved(self) -> bool:
        """Whether the field was changed since."""
        return self.now != self.kept
