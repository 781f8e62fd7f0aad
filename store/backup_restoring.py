"""Brings a backup back where nobody has the tracker open: it is proved first, and the present is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from store import backup_list, backup_making, check, checkpoint, database, last_check, meta
from store.alone import refuse_open, refuse_others
from store.backup_list import Backup
from store.backup_making import Examined
from store.copying import save_copy
from store.errors import Damaged, Held, KnownError, NotOurs, NoTracker, translate
from store.pace import UNWATCHED, Pace
from store.replacing import make_anew
from store.structs import dataclass
from store.tracker import Tracker

STOPPED = "The restore was stopped. Nothing was changed."

_PAGES = 256
_TRIES = 3


def _nobody(_stage: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Restored:
    """before: the backup of what was there, None where that could not be read or was missing.

    aside: where a file that could not be read is now. findings: small faults that the backup has.
    exchanged: whether it shares its issues with an issue file, which is asked about at the next import.
    """

    path: Path
    issues: int
    before: Backup | None = None
    aside: Path | None = None
    findings: tuple[str, ...] = ()
    exchanged: bool = False


def restore(
    path: Path, backup: Path, *, pace: Pace = UNWATCHED, told: Callable[[str], None] = _nobody
) -> Restored:
    """Replace the tracker by the backup, with its ids and its history. No thread may have it open.

    told: hears "checking", "keeping", "replacing". Raises Held with the names of programs that have it open,
    Damaged when the backup is, DiskFull, Cancelled; the tracker is as it was then, unless it is said that it
    was restored and could not be looked at.
    """
    path = Path(os.path.realpath(path))
    try:
        return _restore(path, backup, pace, told)
    except apsw.Error as error:
        known = translate(error, path)
        if known is None:
            raise
        raise known from error


def _restore(path: Path, backup: Path, pace: Pace, told: Callable[[str], None]) -> Restored:
    if path.exists() and database.identity(path) == database.identity(backup):
        raise KnownError("That file is the tracker itself. Choose a backup of it.")
    refuse_open(path)
    told("checking")
    found = backup_making.examine(backup, pace)
    if not found.pages:
        raise Damaged(f"{backup.name} is damaged, so nothing was restored. Choose another backup.")
    before = aside = None
    with _holding_back(backup, pace) as source:
        present = _open_present(path)
        if present is not None:
            try:
                before = _overwrite(present, source, backup, pace, told)
            finally:
                present.close()
        if before is None:
            told("replacing")
            aside = _put_in_place(path, source)
    last_check.forget(path)
    try:
        return _finish(path, found, before, aside)
    except Damaged:
        raise
    except (KnownError, apsw.Error) as error:
        why = error if isinstance(error, KnownError) else translate(error, path) or error
        kept = f" What was there before is the backup {before.name}." if before is not None else ""
        raise KnownError(f"{path.name} was restored, but could not be looked at then. {why}{kept}") from error


@contextmanager
def _holding_back(backup: Path, pace: Pace) -> Generator[Path]:
    """The backup, or a copy that knows it was restored, where an issue file has newer values than it.

    The issues and the word that holds those back come in one step: no kill leaves the one without the other.
    """
    with TemporaryDirectory(prefix="strandline-") as folder:
        copy = Path(folder) / backup.name
        source = Tracker(database.open_database(backup, read_only=True), backup, actor="restore")
        try:
            # The first format knew of no such file.
            known = source.one("SELECT 1 FROM sqlite_schema WHERE name = 'exchange_file'") is not None
            exchanged = known and _is_exchanged(source)
            if exchanged:
                with pace.watching(source.connection):
                    save_copy(source, copy)
        finally:
            source.close()
        if exchanged:
            connection = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                marked = Tracker(connection, copy, actor="restore")
                meta.put(marked, meta.RESTORED, marked.clock.now())
            finally:
                connection.close()
        yield copy if exchanged else backup


def _is_exchanged(tracker: Tracker) -> bool:
    return tracker.one("SELECT 1 FROM exchange_file LIMIT 1") is not None


def _open_present(path: Path) -> Tracker | None:
    """The tracker as it is, or None where there is none, or one that cannot be read."""
    try:
        return Tracker.open(path, actor="restore")
    except (NoTracker, Damaged):
        return None
    except NotOurs:
        # Rubbish where a tracker was. Anything else that somebody named is not ours to move.
        if path.is_dir() or not backup_list.backups(path):
            raise
        return None


def _keep(present: Tracker, backup: Path, pace: Pace) -> Backup | None:
    """A verified backup of the present, the newest one if it is that; None where its file is damaged."""
    newest = backup_list.newest_verified(backup_list.backups(present.path))
    if newest is not None and newest.mark == backup_making.mark(present):
        return newest
    try:
        made = backup_making.make(present, "restore", pace=pace, spare=backup)
    except Damaged:
        return None
    # With faults of any kind the very file is kept, not what a copy made of it.
    return made if made.verified else None


def _overwrite(
    present: Tracker, source: Path, spare: Path, pace: Pace, told: Callable[[str], None]
) -> Backup | None:
    """Keep the present and write the source over it; answer which backup has the present.

    None where the tracker's file is damaged: nothing was written then.
    """
    for _ in range(_TRIES):
        told("keeping")
        before = _keep(present, spare, pace)
        if before is None:
            # The damaged files are kept as they are, the second one too.
            present.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            return None
        refuse_others(present.path)
        told("replacing")
        if _fill(present, source, before, pace):
            return before
    raise Held(
        f"{present.path.name} is being changed by another program all the time. Nothing was restored. Try "
        "again when that program is quiet."
    )


def _fill(present: Tracker, backup: Path, before: Backup, pace: Pace) -> bool:
    """Write the backup over the tracker in one transaction of SQLite: a kill leaves the one or the other.

    The file stays the same one, so that no -wal is ever beside a file that it does not belong to, and a
    program that opens it in this very moment reads either state whole. False, and nothing is written, where
    somebody has written since `before` was made: that would be nowhere.
    """
    locked = present.one("PRAGMA journal_mode") != "wal"
    source = apsw.Connection(str(backup), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        with present.connection.backup("main", source, "main") as copying:
            # From here on nobody else can write.
            copying.step(0)
            if _mark_of(present.path, locked=locked) != before.mark:
                return False
            while not copying.done:
                pace.look()
                copying.step(_PAGES)
    except apsw.Error as error:
        known = translate(error, present.path, present.connection.system_errno)
        raise known or KnownError(f"{present.path.name} could not be restored: {error}.") from error
    finally:
        source.close()
    return True


def _mark_of(path: Path, *, locked: bool) -> str:
    """The mark of what is in the tracker, whose own connection is taken by the copy that is to come.

    locked: whether that keeps readers out too, as without a -wal. It has written nothing yet, so the file can
    be read all the same.
    """
    name = f"{path.as_uri()}?{'immutable=1' if locked else 'mode=ro'}"
    connection = apsw.Connection(name, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    try:
        return backup_making.mark(Tracker(connection, path, actor="restore"))
    finally:
        connection.close()


def _put_in_place(path: Path, backup: Path) -> Path | None:
    """Where no tracker can be read: what is there goes aside, and the backup comes whole."""
    source = Tracker(database.open_database(backup, read_only=True), backup, actor="restore")
    try:
        return make_anew(path, lambda staged: save_copy(source, staged))[1]
    finally:
        source.close()


def _finish(path: Path, found: Examined, before: Backup | None, aside: Path | None) -> Restored:
    """Open, check and upgrade what is there now."""
    tracker = Tracker.open(path, actor="restore")
    try:
        faults = check.findings(tracker, (check.pages,))
        # Somebody may add to it already; none is ever removed from the table.
        if faults or tracker.one("SELECT count(*) FROM issue") < found.rows:
            raise Damaged(
                f"{path.name} was restored, but did not pass its check afterwards. "
                f"{'Restore the backup ' + before.name + '.' if before is not None else ''}"
            )
        exchanged = _is_exchanged(tracker)
        tracker.finish(checkpoint.settle_once(tracker.connection, find_holders=tuple))
    finally:
        tracker.close()
    return Restored(path, found.issues, before, aside, found.findings, exchanged)
