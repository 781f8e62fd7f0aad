"""A damaged tracker made anew from the issue file beside it, and what that would change. Any thread."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import apsw

from store import backup_list, database, importing, places, registers, salvaging
from store.backup_difference import NAMED, Some
from store.backup_list import Backup
from store.errors import Cancelled, KnownError, NoTracker, Outdated
from store.pace import UNWATCHED, Pace
from store.replacing import make_anew, settle
from store.structs import dataclass
from store.tracker import Tracker

Against = Literal["tracker", "backup", ""]

_FIELDS = [name for name in registers.FIELDS if name not in {"created_at", "updated_at"}]
_SEEN = "{row}.gone = 0 AND {row}.ephemeral = 0 AND {row}.status <> 'tombstone'"
_FILE, _HERE = _SEEN.format(row="f"), _SEEN.format(row="h")
_AWAY = f"""SELECT h.id, h.title FROM here.issue AS h WHERE {_HERE}
    AND NOT EXISTS (SELECT 1 FROM file.issue AS f WHERE f.id = h.id AND {_FILE}) ORDER BY h.id"""
_BACK = f"""SELECT f.id, f.title FROM file.issue AS f WHERE {_FILE}
    AND NOT EXISTS (SELECT 1 FROM here.issue AS h WHERE h.id = f.id AND {_HERE}) ORDER BY f.id"""
_PARTS = (
    """(SELECT group_concat(p.name, char(31) ORDER BY p.name)
        FROM {side}.label AS p WHERE p.issue = {row}.key AND NOT p.removed)""",
    """(SELECT group_concat(p.target || ' ' || p.type, char(31) ORDER BY p.target, p.type)
        FROM {side}.dependency AS p WHERE p.issue = {row}.key AND NOT p.removed)""",
    """(SELECT group_concat(p.text, char(31) ORDER BY p.created_key, p.text)
        FROM {side}.comment AS p WHERE p.issue = {row}.key AND NOT p.removed)""",
)
_DIFFERS = " OR ".join(
    (
        *(f"f.{name} IS NOT h.{name}" for name in (*_FIELDS, "extra")),
        *(f"{one.format(side='file', row='f')} IS NOT {one.format(side='here', row='h')}" for one in _PARTS),
    )
)
_CHANGED = f"""SELECT h.id, h.title FROM file.issue AS f JOIN here.issue AS h ON h.id = f.id
    WHERE {_FILE} AND {_HERE} AND ({_DIFFERS}) ORDER BY h.id"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made. problems: lines of the issue file that could not be read as issues."""

    path: Path
    issues: int
    problems: int
    aside: Path | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a rebuild would bring, beside what can be read of the tracker, or else of its newest backup.

    against: with what it was compared, "" where nothing of either can be read; backup: that one's.
    away: not in the file. back: only there. changed: in both, not the same. attachments, views: what only the
    tracker has, and would go. sha256: of the file's content that was compared.
    """

    file: Path
    issues: int
    problems: int
    against: Against = ""
    backup: Backup | None = None
    away: Some = Some()
    back: Some = Some()
    changed: Some = Some()
    attachments: int = 0
    views: int = 0
    sha256: str = ""

    @property
    def same(self) -> bool:
        """Whether the issues are the same."""
        return not (self.away.count or self.back.count or self.changed.count)


def issue_file_of(tracker: Path) -> Path | None:
    """The issue file of the tracker's project, or one of the tracker's name beside it; None without one."""
    named = places.place_of(tracker).jsonl
    for file in (named, tracker.with_suffix(".jsonl")):
        if file is not None and file.is_file() and file.stat().st_size:
            return file
    return None


def rebuild(path: Path, file: Path, pace: Pace = UNWATCHED, *, expect: str = "") -> Rebuilt:
    """Put a new tracker with the issues of that file in a damaged one's place. No thread may have it open.

    History, attached files and saved views are not in such a file. expect: the sha256 of what a contrast
    showed. Raises as salvaging.salvage, KnownError where the file has no issues, and Outdated where it has
    other content than was expected; all is as it was then.
    """
    path = Path(os.path.realpath(path))
    if not path.is_file():
        raise NoTracker(f"There is no tracker at {path}.")

    def fill(staged: Path) -> tuple[int, int]:
        source = importing.read_source(file, pace)
        if expect and source.sha256 != expect:
            raise Outdated(
                f"{file.name} was changed meanwhile. Nothing was changed; look at the difference again."
            )
        return _fill(staged, source, pace)

    (issues, problems), aside = make_anew(path, fill)
    return Rebuilt(path, issues, problems, aside)


def contrast(path: Path, file: Path, pace: Pace = UNWATCHED) -> Contrast:
    """What that would bring; nothing is changed. Raises KnownError, Cancelled."""
    with TemporaryDirectory(prefix="strandline-") as folder:
        made, here = Path(folder) / "file.strandline", Path(folder) / "here.strandline"
        source = importing.read_source(file, pace)
        issues, problems = _fill(made, source, pace)
        against, backup = _read_what_is_there(path, here, pace)
        if not against:
            return Contrast(file, issues, problems, sha256=source.sha256)
        with _both(made, here, pace) as connection:
            return Contrast(
                file, issues, problems, against, backup,
                away=_some(connection, _AWAY),
                back=_some(connection, _BACK),
                changed=_some(connection, _CHANGED),
                attachments=_count(connection, "here.attachment WHERE NOT removed"),
                views=_count(connection, "here.saved_view"),
                sha256=source.sha256,
            )  # fmt: skip


def _fill(staged: Path, source: importing.Source, pace: Pace) -> tuple[int, int]:
    """A new tracker with the issues of a file, closed: how many, and lines that are none."""
    made = Tracker.open(staged, create=True, actor="rebuild")
    try:
        done = importing.import_source(made, source, pace=pace)
        issues = int(made.one(f"SELECT count(*) FROM issue AS f WHERE {_FILE}"))
        if not issues:
            raise KnownError(
                f"{source.path.name} has no issues, so nothing was made of it. Nothing was changed."
            )
        settle(made)
    finally:
        made.close()
    return issues, len(done.problems)


def _read_what_is_there(path: Path, here: Path, pace: Pace) -> tuple[Against, Backup | None]:
    try:
        salvaging.read_into(path, here, pace)
    except Cancelled:
        raise
    except KnownError:
        here.unlink(missing_ok=True)
    else:
        return "tracker", None
    newest = backup_list.newest_verified(backup_list.backups(path))
    if newest is None or database.is_open_here(newest.path):
        return "", None
    shutil.copyfile(newest.path, here)
    # An older one is brought to this format.
    Tracker.open(here, actor="rebuild").close()
    return "backup", newest


@contextmanager
def _both(made: Path, here: Path, pace: Pace) -> Generator[apsw.Connection]:
    connection = apsw.Connection("")
    try:
        for name, path in (("file", made), ("here", here)):
            connection.execute(f"ATTACH ? AS {name}", (str(path),)).fetchall()
        pace.watch(connection)
        yield connection
    finally:
        connection.close()


def _some(connection: apsw.Connection, sql: str) -> Some:
    count, first = 0, list[tuple[str, str]]()
    for id, title in connection.execute(sql):
        count += 1
        if len(first) < NAMED:
            first.append((str(id), str(title)))
    return Some(count, tuple(first))


def _count(connection: apsw.Connection, what: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {what}").fetchall()
    return int(str(found[0][0]))
