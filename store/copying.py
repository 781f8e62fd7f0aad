"""A complete copy of a tracker in one file: made while others read and write, checked before it counts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from store import database
from store.errors import Damaged, Invalid, KnownError, translate
from store.files import Unsynced, making, sweep, sync_file, sync_folder
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was opened again, checked and counted."""

    path: Path
    issues: int
    bytes: int


Examine = Callable[[Path, int, int], int]
"""Opens a finished copy and counts its issues; given the fewest and the most that it should have."""


def save_copy(
    tracker: Tracker, target: Path, *, replace: bool = False, examine: Examine | None = None
) -> Copied:
    """Copy the tracker, with what is only in its -wal, to a file of its own. On the tracker's thread.

    VACUUM INTO a temporary name, integrity check, number of issues, fsync, rename, fsync of the
    folder: a copy that has the wanted name is whole. replace: an older file of that name may go.
    examine: in place of that check; what it raises leaves no copy.
    Raises Invalid when the name is taken, DiskFull, ReadOnly, Damaged.
    """
    target = target.absolute()
    if target.exists() and (not replace or database.is_open_here(target)):
        raise Invalid(f"{target.name} exists already. Choose another name; nothing was copied.")
    for suffix in ("-wal", "-journal"):
        beside_it = target.with_name(target.name + suffix)
        if beside_it.exists():
            # SQLite would take it for a part of the copy, and damage that.
            raise Invalid(f"{beside_it.name} is there already. Choose another name; nothing was copied.")
    sweep(target.parent)
    try:
        with making(target) as temporary:
            # Made here, because SQLite would let everybody on this computer read it; it may be empty.
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            before = tracker.one("SELECT count(*) FROM issue")
            tracker.run("VACUUM INTO ?", (str(temporary),))
            issues = (examine or _verified)(temporary, before, tracker.one("SELECT count(*) FROM issue"))
            size = temporary.stat().st_size
            sync_file(temporary)
            temporary.replace(target)
            sync_folder(target.parent)
    except apsw.Error as error:
        known = translate(error, target, tracker.connection.system_errno)
        raise known or KnownError(f"{target.name} could not be written: {error}.") from error
    except Unsynced as error:
        raise KnownError(f"{error.told(target.name)} Save another copy elsewhere.") from error
    except OSError as error:
        raise KnownError(
            f"{target.name} could not be written: {error.strerror}. Choose another folder."
        ) from error
    return Copied(target, issues, size)


def _verified(copy: Path, fewest: int, most: int) -> int:
    connection = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        issues = connection.execute("SELECT count(*) FROM issue").fetchall()[0][0]
    finally:
        connection.close()
    if found != [("ok",)]:
        raise Damaged(
            f"The copy did not pass its check ({found[0][0]}). It was removed; the tracker is damaged."
        )
    # Another program may add issues while the copy is made; none is ever removed from the table.
    if not isinstance(issues, int) or not fewest <= issues <= most:
        raise Damaged("The copy has not the issues of the tracker. It was removed; try again.")
    return issues
