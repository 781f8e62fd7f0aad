"""What the window asks of the store when it opens a tracker: import, export, remember, discard."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from store import places
from store.errors import Conflicted, Outdated
from store.exchange_answers import Exported, GitMerge, Imported, Plan
from store.files import file_name
from store.pace import Pace, Progress
from store.places import Place
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

_NAMED = 2000
"""Issues that were made in bulk are in the answer's changes, for the window to show them, up to this many."""


@dataclass(frozen=True, slots=True)
class Import(Request[Imported]):
    """Import an issue file; the very bytes that were imported last write nothing."""

    path: Path
    deletions: bool = True
    """False keeps the issues that the file says were deleted, for review."""
    sha256: str = ""
    """The content that was planned, "" for whatever is there."""
    progress: Progress | None = None
    """Called on the store's thread, at most 20 times a second."""
    cancel: threading.Event | None = None
    """Once it is set, the import stops with Cancelled, and the tracker is as it was."""
    columns: tuple[tuple[str, str], ...] = ()
    """What the columns of a table are; () for the guess by their names."""
    offered: bool = False
    """A person chose this file; the answer says so too."""
    unasked: bool = False
    """Nobody has seen a plan: a file in which git left a conflict is left alone."""

    def run(self, tracker: Tracker) -> Imported:
        """Raises KnownError when the file cannot be read, Outdated when it is no longer what was planned.

        Conflicted: see unasked.
        """
        from store import sources
        from store.backup_before import before_import
        from store.history import changes_since
        from store.importing import import_source

        pace = Pace(self.progress, self.cancel)
        source = sources.read(self.path, pace, columns=dict(self.columns) or ())
        if self.sha256 not in ("", source.sha256):
            raise Outdated(f"{self.path.name} was changed meanwhile. Nothing was imported; look again.")
        if self.unasked and source.marked:
            raise Conflicted(f"{self.path.name} has a conflict that git left. Nothing was imported.")
        before = tracker.one("SELECT coalesce(max(seq), 0) FROM change")
        noted = before_import(tracker, source, pace) if self.deletions else ""
        imported = import_source(tracker, source, deletions=self.deletions, pace=pace)
        if 0 < imported.created <= _NAMED:
            named = changes_since(tracker, before)
            changes = replace(imported.changes, uids=named.uids, keys=named.keys)
            imported = replace(imported, changes=changes)
        notes = (*imported.notes, noted) if noted else imported.notes
        return replace(imported, offered=self.offered, notes=notes)


@dataclass(frozen=True, slots=True)
class PlanImport(Request[Plan]):
    """Find out what an import would do."""

    path: Path
    cancel: threading.Event | None = None
    """Once it is set, looking stops with Cancelled."""
    progress: Progress | None = None
    """As of Import."""

    def run(self, tracker: Tracker) -> Plan:
        """Raises KnownError when the file cannot be read. Nothing is written."""
        from store import sources
        from store.plans import plan

        pace = Pace(self.progress, self.cancel)
        source = sources.read(self.path, pace)
        found = plan(tracker, source, pace)
        # Both sides of a conflict become one line, which the next export writes.
        return replace(found, rewrites=bool(source.marked) and _is_written(tracker, self.path))


def _is_written(tracker: Tracker, path: Path) -> bool:
    """Whether that file is the project's own, and is kept up to date."""
    from store.beads_project import WRITTEN, way_of

    place = places.place_of(tracker.path)
    return (
        place.jsonl is not None
        and file_name(place.jsonl) == file_name(path)
        and way_of(tracker, place) in WRITTEN
    )


@dataclass(frozen=True, slots=True)
class ImportBytes(Request[Imported]):
    """Import lines that are in no file of the user's, such as the sample project.

    progress, cancel: as of Import.
    """

    data: bytes
    name: str
    progress: Progress | None = None
    cancel: threading.Event | None = None

    def run(self, tracker: Tracker) -> Imported:
        """Does nothing in a tracker that has issues already."""
        from store.importing import import_bytes

        if tracker.one("SELECT 1 FROM issue LIMIT 1"):
            return Imported()
        pace = Pace(self.progress, self.cancel)
        return import_bytes(tracker, self.data, tracker.path.with_name(self.name), pace=pace)


@dataclass(frozen=True, slots=True)
class Export(Request[Exported]):
    """Write the tracker to an issue file."""

    path: Path

    def run(self, tracker: Tracker) -> Exported:
        """Raises Invalid when that would drop lines which the file has now."""
        from store.export_file import export_to

        return export_to(tracker, self.path)


@dataclass(frozen=True, slots=True)
class ExportTable(Request[Exported]):
    """Write the tracker as a table for spreadsheets."""

    path: Path

    def run(self, tracker: Tracker) -> Exported:
        """Raises Invalid when a table is there that was not written here."""
        from store.csv_write import export_csv

        return export_csv(tracker, self.path)


@dataclass(frozen=True, slots=True)
class ExportProject(Request[Exported]):
    """Bring a project's own issue file up to date, on any connection that may write."""

    path: Path

    def run(self, tracker: Tracker) -> Exported:
        """Raises FileChanged when the file has to be imported first, NotExported when it is as it was."""
        from store.guarded_export import export_project

        return export_project(tracker, self.path)


@dataclass(frozen=True, slots=True)
class Remember(Request[None]):
    """Put the open tracker at the head of the recent ones, and keep which project it mirrors."""

    place: Place

    def run(self, tracker: Tracker) -> None:
        """A list that cannot be written is no reason to bother anybody."""
        from store.recent import add_recent

        with contextlib.suppress(OSError):
            add_recent(self.place)
            if self.place.beads is not None and self.place.jsonl is not None:
                ids = tuple(id for (id,) in tracker.all("SELECT id FROM issue ORDER BY key LIMIT 20"))
                project = places.read_project(self.place.tracker)
                if project is None or project.ids != ids:
                    places.remember_project(self.place.tracker, self.place.beads, self.place.jsonl, ids)


@dataclass(frozen=True, slots=True)
class Discard(Request[None]):
    """Close a tracker that was made a moment ago for an import that failed, and take its file away."""

    def run(self, tracker: Tracker) -> None:
        """A tracker in which anything was ever done stays."""
        used = tracker.one("SELECT 1 FROM change LIMIT 1") or tracker.one(
            "SELECT 1 FROM exchange_file LIMIT 1"
        )
        tracker.close()
        if used:
            return
        for suffix in ("-wal", "-shm", ""):
            with contextlib.suppress(OSError):
                tracker.path.with_name(tracker.path.name + suffix).unlink()


def free_name(folder: Path, stem: str) -> Path:
    """A tracker's file that does not exist yet: "issues.strandline", else "issues 2.strandline"."""
    n = 1
    while True:
        path = folder / f"{stem if n == 1 else f'{stem} {n}'}{places.EXTENSION}"
        if not path.exists():
            return path
        n += 1


@dataclass(frozen=True, slots=True)
class SetUpGit(Request[GitMerge]):
    """Let git merge a project's issue file with this program, or no longer; only on somebody's wish."""

    issue_file: Path
    remove: bool = False
    replace: bool = False
    """Also where another driver is set."""

    def run(self, tracker: Tracker) -> GitMerge:  # noqa: ARG002 - git is asked, not the tracker
        """Raises KnownError, and nothing was changed."""
        from store import git_setup

        if self.remove:
            return git_setup.remove(self.issue_file)
        return git_setup.install(self.issue_file, replace=self.replace)
