"""What the store answers: frozen values that may be handed to any thread."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.issue import BLOCKING, Comment, Issue
from store.query import Query


@dataclass(frozen=True, slots=True)
class Changes:
    """What one step, or another process, changed; every view decides by it whether to ask again.

    kinds: names of fields, and "labels", "dependencies", "comments", "created", "blocked", "conflicts",
    "views".
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
    edit_comment, delete_comment, resolve, import; save_view, change_view, rename_view,
    move_view, delete_view.
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
class SavedView:
    """A query with a name. icon: a picture's name, "" for the usual one."""

    uid: str
    name: str
    icon: str
    query: Query


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many issues a query lists. more: it was not counted beyond that."""

    count: int
    more: bool = False


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


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of a file, a row of a table, or the whole file, which is number 0.

    kind: "unread" or "repeated", lines that are kept as they are, because they cannot be read or their id
    counts in another line; "mended", a record over so many `lines`; "merged", what git left of a conflict;
    "replaced", a cell or a title; "remark", whatever is said of the whole.
    """

    number: int
    reason: str
    kind: str = "unread"
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What an import had to say of a file, named `name`. more: how many problems are not listed."""

    file: str
    name: str
    problems: tuple[Problem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; counts are of issues. told: all that is wrong with the file.

    file: its name. offered: a person chose it, so that what it brought is no news from outside.
    """

    issues: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    kept_verbatim: int = 0
    told: tuple[Problem, ...] = ()
    conflicts: tuple[dict[str, object], ...] = ()
    changes: Changes = Changes()
    notes: tuple[str, ...] = ()
    """What somebody may want to know, though nothing is wrong: whole sentences."""
    file: str = ""
    offered: bool = False

    @property
    def problems(self) -> tuple[tuple[int, str], ...]:
        """What is wrong, as (line, reason)."""
        return tuple((one.number, one.reason) for one in self.told)


@dataclass(frozen=True, slots=True)
class Named:
    """An issue as it is named in a plan."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Rename:
    """An issue of a file whose id is another one's here: it gets the new one."""

    old: str
    new: str
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing was done.

    asks: whether a person is to be asked before. imported: its counts, problems and conflicts.
    """

    path: Path
    imported: Imported
    deletes: tuple[Named, ...] = ()
    """Issues that the file says were deleted."""
    renames: tuple[Rename, ...] = ()
    missing: tuple[Named, ...] = ()
    """Issues that the file had the last time, and has no longer: they stay."""
    markers: int = 0
    """Lines that git left of a conflict."""
    rewrites: bool = False
    """Whether the file is written without them once it is imported."""
    changes: int = 0
    """Issues that would be created, changed or deleted."""
    asks: bool = False
    sha256: str = ""
    """The content that was looked at."""
    same: bool = False
    """Whether these very bytes were imported last."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote. written: False when the file had the very same content already."""

    lines: int
    bytes: int
    sha256: str
    written: bool = True
    at: str = ""
    """When that content was written, "" where only its reading is known."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a tracker and an issue file stand.

    pending: issues whose present state the file does not have. sha256: the version seen last, "" for none.
    imported_at, written_at: "" for never. seq: the last change that the file includes. way: see
    beads_project.
    """

    pending: int
    sha256: str = ""
    imported_at: str = ""
    written_at: str = ""
    seq: int = 0
    way: str = ""


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


@dataclass(frozen=True, slots=True)
class GitMerge:
    """Whether git merges a project's issue file with this program: state and what was or would be written.

    state: "on"; "off"; "half", when only `.gitattributes` says so, as in a fresh clone, or the command is
    another installation's; "other", when git merges it with `driver`; "none", and `reason` says why.
    """

    state: str
    top: Path = Path()
    file: str = ""
    attributes: Path = Path()
    line: str = ""
    config: Path = Path()
    command: str = ""
    driver: str = ""
    reason: str = ""
