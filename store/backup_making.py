"""Makes one backup of a tracker, proves it, and lets old ones go only after that."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import timedelta, tzinfo
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from store import backup_list, check, database, schema
from store.backup_list import Backup, Kind
from store.backup_thinning import kept
from store.copying import save_copy
from store.errors import Damaged, DiskFull, KnownError
from store.files import sweep
from store.issue import TOMBSTONE
from store.pace import UNWATCHED, Pace
from store.structs import dataclass
from store.tracker import Tracker

if TYPE_CHECKING:
    from datetime import datetime

EVERY = timedelta(minutes=30)
"""Of use: nothing is made where nothing was changed."""
AT_CLOSE = timedelta(minutes=5)
"""Whoever closes may not come back for days; the six latest still reach back half an hour."""
STOPPED = "The backup was stopped. Nothing was kept of it."

_PRECIOUS = 10
"""Of those made on a wish or before something dangerous, so many stay whatever the rule says."""
_NOT_VERIFIED = 3
"""So many stay of those that did not pass: they may have what is nowhere else."""
_ROOM = 1 << 20


def _nobody(_stage: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a backup's file. pages: whether SQLite could read all of it."""

    issues: int
    rows: int
    pages: bool
    findings: tuple[str, ...] = ()


def is_due(found: tuple[Backup, ...], now: datetime, every: timedelta = EVERY) -> bool:
    """Whether so long has gone since the last verified one; a clock that was set back counts too."""
    newest = backup_list.newest_verified(found)
    return newest is None or abs(now - newest.time) >= every


def mark(tracker: Tracker) -> str:
    """A short text that differs after any change of what a backup keeps; it costs a millisecond."""
    with tracker.reading():
        known = [
            tracker.one("SELECT max(seq) FROM change"),
            tracker.one("SELECT max(step) FROM step"),
            tracker.all("SELECT name, value FROM meta ORDER BY name"),
            tracker.all("SELECT * FROM exchange_file ORDER BY file"),
        ]
    return hashlib.sha256(json.dumps(known, default=str).encode()).hexdigest()[:16]


def make(
    tracker: Tracker,
    kind: Kind,
    *,
    pace: Pace = UNWATCHED,
    told: Callable[[str], None] = _nobody,
    zone: tzinfo | None = None,
    spare: Path | None = None,
) -> Backup:
    """Make a backup, check it, and thin out the old ones. On the thread that has this connection.

    It reads one state of the tracker; others go on writing. told: hears "copying", "checking". zone: whose
    days the thinning means, None for the machine's own. spare: a backup that somebody is about to use.
    One that is readable but has faults is kept, and its `why_not` tells them. Raises DiskFull, Damaged,
    Cancelled, KnownError; nothing is left then, and all older backups are as they were.
    """
    began = monotonic()
    told("copying")
    state = mark(tracker)
    try:
        folder = backup_list.make_folder(tracker.path)
    except OSError as error:
        raise KnownError(
            f"No backup was made: {backup_list.folder_of(tracker.path)} cannot be written: {error.strerror}."
        ) from error
    _refuse_full(tracker, folder)
    made_at = tracker.clock.now()
    seen: list[Examined] = []

    def look(copy: Path, fewest: int, most: int) -> int:
        told("checking")
        found = examine(copy, pace)
        if not fewest <= found.rows <= most:
            raise Damaged("The backup has not the issues of the tracker. It was removed; try again.")
        seen.append(found)
        return found.issues

    try:
        with pace.watching(tracker.connection):
            copied = save_copy(tracker, folder / backup_list.name_at(made_at), examine=look)
    except DiskFull as error:
        raise _full(tracker, folder) from error
    backup = Backup(
        copied.path, made_at, kind, copied.issues, copied.bytes,
        verified=not seen[0].findings, why_not=" ".join(seen[0].findings), mark=state,
        took=round(monotonic() - began, 3),
    )  # fmt: skip
    try:
        backup_list.note(backup)
    except OSError as error:
        raise KnownError(f"The backup is there, but cannot be noted: {error.strerror}.") from error
    thin(tracker.path, zone, spare)
    return backup


def examine(copy: Path, pace: Pace = UNWATCHED) -> Examined:
    """Open a backup read-only, check and count it. Raises KnownError when it cannot be opened."""
    connection = database.open_database(copy, read_only=True)
    opened = Tracker(connection, copy, actor="backup")
    try:
        with pace.watching(connection):
            found = check.findings(opened, (check.pages,))
            whole = not found
            # An older one is upgraded before anybody uses it.
            if whole and opened.one("PRAGMA user_version") == schema.FORMAT:
                found = check.findings(opened, check.CONTENT)
            rows = opened.one("SELECT count(*) FROM issue")
            issues = opened.one("SELECT count(*) FROM issue WHERE gone = 0 AND status <> ?", (TOMBSTONE,))
    finally:
        opened.close()
    return Examined(issues, rows, whole, found)


def thin(tracker: Path, zone: tzinfo | None = None, spare: Path | None = None) -> None:
    """Let go of what the rule does not keep.

    Only a verified one ever makes another verified one superfluous: the rule counts no others, and keeps
    all that it has kept before.
    """
    found = backup_list.backups(tracker)
    verified = [one for one in found if one.verified]
    times = {one.time.astimezone(zone): one for one in verified}
    stay = {times[time].path for time in kept(times)}
    stay |= {one.path for one in [one for one in verified if one.kind in backup_list.PRECIOUS][:_PRECIOUS]}
    stay |= {one.path for one in [one for one in found if not one.verified][:_NOT_VERIFIED]}
    for one in found:
        if one.path not in stay and one.path != spare and not database.is_open_here(one.path):
            backup_list.remove(one)
    # Copies sweep their own folder; where a tracker was made, none may ever be made again.
    sweep(tracker.parent)


def _refuse_full(tracker: Tracker, folder: Path) -> None:
    size = int(tracker.one("PRAGMA page_count")) - int(tracker.one("PRAGMA freelist_count"))
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return
    if free < size * int(tracker.one("PRAGMA page_size")) + _ROOM:
        raise _full(tracker, folder)


def _full(tracker: Tracker, folder: Path) -> DiskFull:
    return DiskFull(
        f"The disk of {folder} is too full for a backup of {tracker.path.name}. The backups that are there "
        "were kept. Free some space."
    )
