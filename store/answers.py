"""What the store answers: frozen values that may be handed to any thread."""

from __future__ import annotations

from array import array
from dataclasses import field

from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What one step, or another process, changed; every view decides by it whether to ask again.

    kinds: names of fields, and "labels", "dependencies", "comments", "attachments", "created", "blocked",
    "conflicts", "views".
    initiator: the view that asked, as it named itself; "" for other processes.
    seq: the number of the last change that is included.
    """

    uids: frozenset[str] = frozenset()
    keys: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    initiator: str = ""
    seq: int = 0
    outside: bool = False
    """True when another process, not this one, made them."""

    @property
    def membership(self) -> bool:
        """Whether lists may have gained or lost rows, or their order may differ."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A field that undo or redo left alone: a proposal for the user.

    It was changed since; or, with holder, that issue has the external reference meanwhile, of which there
    can be one. by: who changed it, or the file that brought it; "" when that is not known.
    review: whether it waits for a decision among the conflicts.
    """

    id: str
    field: str
    now: object
    proposed: object
    holder: str = ""
    by: str = ""
    review: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """An issue that a change of many left as it was, and why, in words for people."""

    key: int
    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was committed: COMMIT has returned. ids: of the issues that it changed."""

    step: int
    changes: Changes
    ids: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()
    at: str = ""
    """When it was committed, UTC."""
    what: StepName | None = None
    """For undo and redo: the step that was reversed or done again."""
    skipped: tuple[Skipped, ...] = ()
    nothing: bool = False
    """For undo and redo: all of it had to be left alone."""
    refused: tuple[Refused, ...] = ()
    """Of a change of many: the first of the issues that it left as they were."""
    refused_keys: tuple[int, ...] = ()
    """All of them."""
    freed: tuple[str, ...] = ()
    """The ids of the first of the issues that can be started now because of it, by priority."""
    freed_count: int = 0


@dataclass(frozen=True, slots=True)
class StepName:
    """What a step did, for words such as "Undo: close 14 issues"; the window words it.

    kind: create, edit, close, reopen, delete, restore, label, depend, undepend, comment,
    edit_comment, delete_comment, attach, rename_attachment, detach, resolve, import; save_view,
    change_view, rename_view, move_view, delete_view; templates.
    detail: the field's, label's or view's name, the title, or what was chosen.
    id, title: of the only issue, or "".
    origin: where it was made, "window" or "terminal".
    """

    step: int
    kind: str
    detail: str = ""
    id: str = ""
    count: int = 1
    title: str = ""
    origin: str = "window"


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Undo and Redo would do now; None where there is nothing."""

    undo: StepName | None = None
    redo: StepName | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    key: int
    uid: str
    id: str
    title: str
    status: str
    priority: int
    issue_type: str
    assignee: str
    labels: tuple[str, ...]
    created_at: str
    updated_at: str
    due_at: str | None
    defer_until: str | None
    closed_at: str | None
    blocked: bool
    """In the blocked set, or said to be blocked by its status."""
    blockers: int
    """How many open issues it waits for directly."""
    comments: int
    children: int
    children_finished: int
    finished: bool
    deleted: bool
    overdue: bool
    parent: str = ""
    """The id of its first parent."""
    estimated_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Some issues of a list that follow each other: keys[first : first + count].

    value: what they have in common, as it is stored ("" for nothing); of dates one of groups.DUE, of epics
    the uid. depth: how many groups it stands in. key: the epic itself, 0 for none; listed: it matches too
    and is keys[first - 1]. id, title, status, children and finished are those of an epic that is not listed.
    """

    value: str
    first: int
    count: int
    depth: int = 0
    key: int = 0
    listed: bool = False
    id: str = ""
    title: str = ""
    status: str = ""
    children: int = 0
    finished: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """The keys of a list in its order, 8 bytes each; rows are asked for by page."""

    keys: array[int]
    seq: int = 0
    elsewhere: int = 0
    """How many more match what was typed outside the scope, those in the trash apart."""
    elsewhere_finished: int = 0
    """How many of those are finished."""
    groups: tuple[Group, ...] = ()
    """Of a grouped list: each before those that stand in it, and all issues are in one."""
    uncounted: bool = False
    """What is elsewhere was not counted, so that the rows need not wait for it: lookups.CountElsewhere."""
    rows: tuple[Row, ...] = ()
    """The first of its rows, as many as were asked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a board: the keys of its cards in the list's order, 8 bytes each.

    value: a status, a priority as digits, a name or a label; "" for issues that have none.
    """

    value: str
    keys: array[int]
    elsewhere: int = 0
    """How many more match what was typed outside the scope, those in the trash apart."""


@dataclass(frozen=True, slots=True)
class Board:
    """All columns of a board in their order."""

    by: str
    columns: tuple[Column, ...]
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A name and how many open issues have it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Epic:
    """An epic that is not finished, with the progress of its children."""

    id: str
    uid: str
    title: str
    children: int
    finished: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the sidebar. views: count by view name (query.VIEWS)."""

    views: dict[str, int] = field(default_factory=dict[str, int])
    labels: tuple[Tally, ...] = ()
    epics: tuple[Epic, ...] = ()
    assignees: tuple[Tally, ...] = ()
    seq: int = 0
    conflicts: int = 0
    """How many values that lost a merge wait for a decision."""


@dataclass(frozen=True, slots=True)
class Words:
    """Values that occur in the tracker, for completion and menus; built-in ones come first."""

    statuses: tuple[str, ...]
    types: tuple[str, ...]
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    dependency_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by status, type and priority, tombstones apart.

    lead_time_hours: None without a closed issue.
    """

    total: int
    by_status: dict[str, int]
    by_type: dict[str, int]
    by_priority: dict[str, int]
    ready: int
    blocked: int
    trash: int
    lead_time_hours: float | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found; ok means that no finding is a fault."""

    ok: bool
    findings: tuple[str, ...] = ()
