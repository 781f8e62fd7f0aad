"""What an issue is: its fields, their limits and the words for status, type and priority. No I/O.

Statuses and types are open sets (16 and 25 of them occur in real files): an unknown one is kept as
it is. Source of the rules: the issue format of beads 0.49.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from store.errors import Invalid
from store.structs import dataclass

STATUSES = ("open", "in_progress", "blocked", "deferred", "closed")
TYPES = ("task", "bug", "feature", "epic", "chore")
PRIORITIES = (0, 1, 2, 3, 4)
DEFAULT_PRIORITY = 2

TOMBSTONE = "tombstone"
FINISHED = frozenset({"closed", "done", "completed", "cancelled", "canceled"})
"""Statuses that need no more work; all but closed are other tools' words for it."""

ACTIVE = ("open", "in_progress", "blocked", "deferred", "hooked")
"""Statuses of an issue that holds up those that depend on it."""

BLOCKING = ("blocks", "conditional-blocks", "waits-for", "parent-child")
DEPENDENCY_TYPES = (
    "blocks",
    "parent-child",
    "related",
    "discovered-from",
    "duplicates",
    "supersedes",
    "conditional-blocks",
    "waits-for",
)

TEXTS = ("title", "description", "design", "acceptance_criteria", "notes")
STRINGS = (*TEXTS, "status", "issue_type", "assignee", "owner", "external_ref", "spec_id", "close_reason")
TIMES = ("due_at", "defer_until")
EDITABLE = (*STRINGS, "priority", "estimated_minutes", *TIMES, "pinned")
"""Fields that an Edit may name. Labels, dependencies and comments have requests of their own."""

STATUS_GROUP = ("status", "closed_at", "close_reason", "deleted_at", "deleted_by", "delete_reason")
"""Fields that change together: one register in merges, so that closed always has a closing time."""

MAX_TITLE_BYTES = 500
MAX_TYPE = 50

_ALIASES = {"enhancement": "feature", "feat": "feature", "mr": "merge-request", "mol": "molecule"}
_PRIORITY_WORDS = {
    "critical": 0, "urgent": 0, "highest": 0, "high": 1, "medium": 2, "normal": 2, "low": 3, "lowest": 4,
    "backlog": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dependency:
    """An edge: its issue depends on `target`. The key is (issue, target, type)."""

    target: str
    type: str
    created_at: str = ""
    created_by: str = ""
    metadata: str = ""
    thread_id: str = ""
    extra: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark. `number` is the id that the file gave it: a number, a text or nothing."""

    uid: str
    author: str
    text: str
    created_at: str
    number: int | str | None = None
    extra: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, whole. Times are the original text; `key` is its row, used by lists."""

    key: int
    uid: str
    id: str
    title: str
    created_at: str
    updated_at: str
    description: str = ""
    design: str = ""
    acceptance_criteria: str = ""
    notes: str = ""
    status: str = "open"
    priority: int = DEFAULT_PRIORITY
    issue_type: str = "task"
    assignee: str = ""
    owner: str = ""
    created_by: str = ""
    estimated_minutes: int | None = None
    closed_at: str | None = None
    close_reason: str = ""
    due_at: str | None = None
    defer_until: str | None = None
    external_ref: str = ""
    spec_id: str = ""
    pinned: bool = False
    is_template: bool = False
    ephemeral: bool = False
    deleted_at: str | None = None
    deleted_by: str = ""
    delete_reason: str = ""
    original_type: str = ""
    labels: tuple[str, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    comments: tuple[Comment, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict[str, object])
    """Keys of the file that this program has no field for, with their values."""

    @property
    def deleted(self) -> bool:
        """Whether the issue is in the trash."""
        return self.status == TOMBSTONE

    @property
    def finished(self) -> bool:
        """Whether the issue needs no more work."""
        return self.status in FINISHED or self.deleted


def checked(name: str, value: object) -> object:
    """Return the value as it is stored in that field; raise Invalid with the reason otherwise."""
    if name == "title":
        return checked_title(value)
    if name == "priority":
        return checked_priority(value)
    if name == "issue_type":
        return _checked_word(name, _ALIASES.get(str(value).strip(), value))
    if name == "status":
        if value == TOMBSTONE:
            raise Invalid("An issue becomes deleted by deleting it, not by its status.")
        return _checked_word(name, value)
    if name == "estimated_minutes":
        return _checked_estimate(value)
    if name == "pinned":
        return bool(value)
    if name in TIMES:
        return None if value in (None, "") else storable(str(value))
    if name in STRINGS:
        return "" if value is None else storable(str(value))
    raise Invalid(f"There is no field called {name}. Fields: {', '.join(EDITABLE)}.")


def checked_title(value: object) -> str:
    """Return a title without outer blanks; raise Invalid when it is empty or over 500 bytes."""
    title = storable(str(value or "")).strip()
    if not title:
        raise Invalid("An issue needs a title.")
    size = len(title.encode())
    if size > MAX_TITLE_BYTES:
        raise Invalid(
            f"The title has {size} bytes; {MAX_TITLE_BYTES} are allowed. Move text to the description."
        )
    return title


def checked_priority(value: object) -> int:
    """Return 0 to 4 from a number, "P1", "1" or a word such as high; raise Invalid otherwise."""
    priority = read_priority(value)
    if priority is None:
        raise Invalid(f"The priority is 0 (highest) to 4, not {value!r}.")
    return priority


def read_priority(value: object) -> int | None:
    """Return the priority that a value means, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value in PRIORITIES else None
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _PRIORITY_WORDS:
            return _PRIORITY_WORDS[word]
        digits = word.removeprefix("p")
        if len(digits) == 1 and digits in "01234":
            return int(digits)
    return None


def checked_label(value: str) -> str:
    """Return a label without outer blanks; raise Invalid when nothing is left."""
    label = storable(value).strip()
    if not label:
        raise Invalid("A label needs a name.")
    return label


def checked_dependency_type(value: str) -> str:
    """Return a dependency type: any text of 1 to 50 characters."""
    if not 0 < len(value) <= MAX_TYPE:
        raise Invalid("The type of a dependency has 1 to 50 characters.")
    return storable(value)


def storable(text: str) -> str:
    """Return the text with lone surrogates replaced: neither SQLite nor a UTF-8 file can hold them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _checked_word(name: str, value: object) -> str:
    word = storable(str(value or "")).strip()
    if not word:
        raise Invalid(f"The {name.replace('_', ' ')} must not be empty.")
    return word


def _checked_estimate(value: object) -> int | None:
    if value is None or value == "":
        return None
    try:
        minutes = int(str(value))
    except ValueError:
        raise Invalid(f"The estimate is a number of minutes, not {value!r}.") from None
    if not 0 <= minutes < 2**31:
        raise Invalid("The estimate is 0 minutes or more.")
    return minutes
