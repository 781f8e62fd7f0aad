"""What the store answers about files: what an import found, would do and did, and how a file stands."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from store.answers import Changes
from store.structs import dataclass


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
    changes: Changes = field(default_factory=Changes)
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
