"""What can go wrong, in words for people: each error names the cause and the next step.

A KnownError comes from outside the program (disk, lock, another writer, bad input) and is shown as
it is; anything else that is raised is a bug and is reported as one.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

if TYPE_CHECKING:
    from store.answers import Refused


class KnownError(Exception):
    """Something outside the program, or in what was asked, prevents the work."""


class Invalid(KnownError):
    """What was asked cannot be stored: a missing title, an unknown field, a priority of 9."""


class NotFound(KnownError):
    """No issue has that id."""


class Ambiguous(KnownError):
    """A shortened id fits several issues."""


class Cancelled(KnownError):
    """Somebody stopped it; nothing was changed."""


class NothingToDo(KnownError):
    """There is nothing to undo, or the issue is closed already: exit 1 in the terminal."""


class NothingTaken(NothingToDo):
    """A change of many issues, none of which could take it; refused: an answers.Refused for the first."""

    def __init__(self, refused: tuple[Refused, ...], keys: tuple[int, ...]) -> None:
        n = len(keys)
        super().__init__(
            refused[0].reason if n == 1 else f"None of the {n} issues was changed. {refused[0].reason}"
        )
        self.refused = refused
        self.refused_keys = keys


class NoTracker(KnownError):
    """The tracker's file does not exist."""


class NotOurs(KnownError):
    """The file is no database, or some other program's."""


class NewerFormat(KnownError):
    """A newer Strandline wrote the file."""


class OlderFormat(KnownError):
    """The file has to be brought to this format, and may only be read."""


class Damaged(KnownError):
    """SQLite says that the file is malformed."""


class KeptAside(Damaged):
    """A second file is damaged or another's; it was kept aside, and the next try opens what can be read."""


class DiskFailed(KnownError):
    """The disk reported an error of its own while it was read or written."""


class ReadOnly(KnownError):
    """The file or its folder does not allow writing."""


class DiskFull(KnownError):
    """No space, or no quota, is left."""


class Held(KnownError):
    """Another program held the database for longer than we wait."""


class Moved(KnownError):
    """The file that is open is no longer the one at its path: it was moved, replaced or deleted."""


class Unconfirmed(KnownError):
    """COMMIT itself failed: the change may or may not be on disk until it is read again.

    A commit whose fsync failed has been seen to be reported as failed and present after a restart.
    """


class Conflicted(KnownError):
    """Git left a conflict in the file, and nobody was asked yet whether both sides are to be read."""


class Outdated(KnownError):
    """The file was changed after a person was told what importing it would do."""


_WHY_NOT = {
    "permission": "no permission",
    "full": "the disk is full",
    "folder": "its folder is not there",
    "held": "it is being written by {detail}",
    "changed": "another program changed it, and that has to be imported first",
    "unread": "another program changed it, and that could not be imported ({detail})",
    "stopped": "there was no time for it",
    "loss": "{detail}",
    "other": "{detail}",
}


class NotExported(KnownError):
    """The issue file is as it was. why: a key; detail: a program, or what the system says."""

    def __init__(self, name: str, why: str, detail: str = "") -> None:
        words = _WHY_NOT[why].format(detail=detail)
        super().__init__(f"{name} could not be updated: {words}. Your changes are saved in Strandline.")
        self.name = name
        self.why = why
        self.detail = detail


class FileChanged(NotExported):
    """The issue file is not the version that was seen last: import it first."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "changed")


class Clash(KnownError):
    """Somebody else changed a field since it was seen.

    mine: the values that were to be written; theirs: the values that stand now. Both map a field's
    name to its value.
    """

    def __init__(self, id: str, mine: Mapping[str, object], theirs: Mapping[str, object]) -> None:
        fields = ", ".join(mine)
        super().__init__(f"{id} was changed elsewhere: {fields}. Nothing was overwritten.")
        self.id = id
        self.mine = dict(mine)
        self.theirs = dict(theirs)


def translate(error: apsw.Error, path: Path, errno: int = 0) -> KnownError | None:
    """Return the KnownError for an SQLite error, or None where it is our bug."""
    primary = getattr(error, "result", 0) & 0xFF
    name = path.name
    extended = getattr(error, "extendedresult", 0)
    if primary == apsw.SQLITE_FULL or errno in _NO_SPACE or (extended in _GROWING and _is_full(path)):
        return DiskFull(f"The disk is too full to write to {name}. Free some space and try again.")
    if primary == apsw.SQLITE_READONLY:
        return ReadOnly(
            f"{name} cannot be changed: it or its folder is read-only. Allow writing, or copy it."
        )
    if primary == apsw.SQLITE_CORRUPT:
        return Damaged(
            f"{name} is damaged. Keep it and its -wal file as they are: what can be read of it can be saved."
        )
    if primary == apsw.SQLITE_NOTADB:
        return not_a_tracker(path)
    if primary in (apsw.SQLITE_BUSY, apsw.SQLITE_LOCKED, apsw.SQLITE_PROTOCOL):
        return Held(f"{name} is in use by another program. Try again when it has finished.")
    if primary == apsw.SQLITE_CANTOPEN:
        return ReadOnly(f"{name} cannot be opened. Check that its folder exists and allows writing.")
    if primary in (apsw.SQLITE_IOERR, apsw.SQLITE_PERM):
        return DiskFailed(f"The disk failed while {name} was read or written ({error}). Check the disk.")
    return None


def not_a_tracker(path: Path) -> NotOurs:
    """The error for a file without a tracker's beginning; one with a tracker's name may be a damaged one."""
    if path.suffix == ".strandline":
        return NotOurs(
            f"{path.name} is not a tracker, or has lost its beginning. Keep the file: what can be read of a "
            "damaged tracker can be saved."
        )
    return NotOurs(f"{path.name} is not a tracker. Choose a .strandline file, or import this file into one.")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ONE_STEP
    except OSError:
        return False


_GROWING = (apsw.SQLITE_IOERR_SHMOPEN, apsw.SQLITE_IOERR_SHMSIZE, apsw.SQLITE_IOERR_SHMMAP)
"""How it ends that the -shm file finds no space: SQLite does not tell the reason."""
_ONE_STEP = 64 * 1024
"""Twice what the -shm file grows by."""
_NO_SPACE = (28, 122)  # ENOSPC, EDQUOT: SQLite reports a full quota as a plain write error
