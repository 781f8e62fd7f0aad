"""Where things live: trackers, projects, drafts, the replica's name; and which tracker is meant.

Looking never creates anything; only functions whose text says so write. Folders are 0700, files 0600:
issues can be confidential. Any thread. Beads' rules: internal/beads of github.com/steveyegge/beads.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import platformdirs

from store.errors import NoTracker
from store.private_files import private_folder, read_text, write_private
from store.structs import dataclass

EXTENSION = ".strandline"
_REPLICA = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Place:
    """A tracker's file, and the project it mirrors: its .beads folder and its issue file.

    jsonl may not exist yet; both are None for a tracker on its own.
    """

    tracker: Path
    beads: Path | None = None
    jsonl: Path | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """What project.json beside a project's tracker says; ids: a few, to know a moved folder again."""

    beads: Path
    jsonl: Path
    ids: tuple[str, ...] = ()


def data_dir() -> Path:
    """The program's data directory; STRANDLINE_DATA names another one."""
    named = os.environ.get("STRANDLINE_DATA")
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir("strandline", appauthor=False))


def default_tracker() -> Path:
    """The tracker of somebody who never chose one."""
    return data_dir() / f"Home{EXTENSION}"


def drafts_file() -> Path:
    """The small database of unfinished text, apart from every tracker."""
    return data_dir() / "drafts.db"


def project_tracker(beads_dir: Path) -> Path:
    """The tracker of a project: never in its repository, and found again by the real path of .beads."""
    real = os.path.realpath(beads_dir)
    name = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    return data_dir() / "projects" / name / f"tracker{EXTENSION}"


def remember_project(tracker: Path, beads: Path, jsonl: Path, ids: Sequence[str] = ()) -> None:
    """Writes project.json beside a project's tracker, whole or not at all; OSError as the system says."""
    record = {"beads": str(beads), "jsonl": str(jsonl), "ids": list(ids)}
    write_private(tracker.parent / "project.json", _pretty(record))


def read_project(tracker: Path) -> Project | None:
    """What project.json beside the tracker says; None when it is missing or damaged."""
    record = _record(tracker.parent / "project.json")
    beads, jsonl, ids = record.get("beads"), record.get("jsonl"), record.get("ids")
    if not isinstance(beads, str) or not isinstance(jsonl, str):
        return None
    names = [name for name in cast("list[object]", ids) if isinstance(name, str)] if _is_list(ids) else []
    return Project(Path(beads), Path(jsonl), tuple(names))


def find_beads(start: Path) -> Path | None:
    """The .beads folder of the nearest project at or above `start`, its redirect followed.

    A .beads that holds only bd's registry of daemons, as in a home directory, is no project.
    """
    here = Path(os.path.realpath(start))
    for folder in (here, *here.parents):
        beads = follow_redirect(folder if folder.name == ".beads" else folder / ".beads")
        if any(_traces(beads)):
            return beads
    return None


def follow_redirect(beads: Path) -> Path:
    """The folder that `redirect` in a .beads folder names, or the folder itself.

    The first line that is neither blank nor a comment counts, relative to the project's root. One
    step only, as in bd, so that two folders cannot send us round in circles.
    """
    for line in (read_text(beads / "redirect") or "").splitlines():
        target = line.strip()
        if target and not target.startswith("#") and "\0" not in target:
            named = Path(os.path.realpath(beads.parent / target))
            return named if named.is_dir() else beads
    return beads


def jsonl_of(beads_dir: Path) -> Path:
    """The issue file of a .beads folder: the one named in metadata.json, issues.jsonl, or beads.jsonl.

    The first of them that exists; when none does, the one that bd would write. A name that leads
    out of the folder is not followed: metadata.json comes with a repository, and we write there.
    """
    named = _record(beads_dir / "metadata.json").get("jsonl_export")
    names = ["issues.jsonl", "beads.jsonl"]
    if isinstance(named, str) and re.fullmatch(r"[^/\\:\0]+", named) and named not in {".", ".."}:
        names.insert(0, named)
    for name in names:
        if (beads_dir / name).is_file():
            return beads_dir / name
    return beads_dir / names[0]


def replica_id() -> str:
    """Eight hex digits that name this installation in stamps; made and kept at the first call.

    It lies outside the trackers, so that a copied tracker does not copy the name. Processes that
    start together get the same one.
    """
    path = data_dir() / "replica"
    kept = read_text(path)
    if kept is not None and _REPLICA.fullmatch(kept.strip()):
        return kept.strip()
    fresh = secrets.token_hex(4)
    write_private(path, f"{fresh}\n".encode(), replace=kept is not None)
    kept = (read_text(path) or "").strip()
    return kept if _REPLICA.fullmatch(kept) else fresh


def choose(db: Path | None, project: Path | None, cwd: Path) -> Place:
    """The tracker that a command means; nothing is created.

    In this order: --db, --project, STRANDLINE_DB, the nearest .beads above cwd, the default tracker.
    project: a folder with .beads, or .beads itself. NoTracker when it is neither.
    """
    if db is not None:
        return place_of(cwd / db.expanduser())
    if project is not None:
        folder = Path(os.path.realpath(cwd / project.expanduser()))
        beads = folder if folder.name == ".beads" else folder / ".beads"
        if not beads.is_dir():
            raise NoTracker(f"{folder} has no .beads folder. Name the folder of a project that has one.")
        return place_of_beads(follow_redirect(beads))
    named = os.environ.get("STRANDLINE_DB")
    if named:
        return place_of(cwd / Path(named).expanduser())
    beads_above = find_beads(cwd)
    return Place(default_tracker()) if beads_above is None else place_of_beads(beads_above)


def place_of(tracker: Path) -> Place:
    """The place of a tracker's file, with its project when project.json beside it names one."""
    path = Path(os.path.realpath(tracker))
    project = read_project(path) if path.name == f"tracker{EXTENSION}" else None
    return Place(path) if project is None else Place(path, project.beads, project.jsonl)


def place_of_beads(beads: Path) -> Place:
    """The place of a project, by its .beads folder (redirect already followed)."""
    return Place(project_tracker(beads), beads, jsonl_of(beads))


def mirrors(tracker: Path, issue_file: Path) -> bool:
    """Whether that tracker is the own one of the project whose issue file that is; others only look at it."""
    path, file = os.path.realpath(tracker), os.path.realpath(issue_file)
    beads = follow_redirect(issue_file.absolute().parent)
    return any(
        place.jsonl is not None
        and (os.path.realpath(place.tracker), os.path.realpath(place.jsonl)) == (path, file)
        for place in (place_of(tracker), place_of_beads(beads))
    )


def _traces(beads: Path) -> Iterator[bool]:
    """True for each thing that only a real project has."""
    if not beads.is_dir():
        return
    for name in ("metadata.json", "config.yaml", "dolt", "embeddeddolt"):
        yield (beads / name).exists()
    for path in beads.glob("*.jsonl"):
        yield path.is_file()
    for path in beads.glob("*.db"):
        yield ".backup" not in path.name and path.name != "vc.db"


def _record(path: Path) -> dict[str, object]:
    """A small JSON object; {} when it is missing, unreadable or something else."""
    try:
        value: object = json.loads(read_text(path) or "{}")
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _pretty(record: object) -> bytes:
    # ASCII escapes carry the lone surrogates by which Python spells a file name that is no UTF-8.
    return (json.dumps(record, indent=1) + "\n").encode()


__all__ = [
    "EXTENSION", "Place", "Project", "choose", "data_dir", "default_tracker", "drafts_file", "find_beads",
    "follow_redirect", "jsonl_of", "mirrors", "place_of", "place_of_beads", "private_folder",
    "project_tracker", "read_project", "remember_project", "replica_id",
]  # fmt: skip
