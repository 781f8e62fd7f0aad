"""How the programs beside us keep a project's issues, and the way in which its issue file is shared.

bd keeps them in a database of its own and its import ignores much of what a file says, so exporting
there waits for a choice; where the file itself is the store, we write it as it changes. Facts: beads
0.49.5 and 1.0, beads_rust 0.2; nothing here opens another program's database with SQLite.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from store import beads_config, content_hash
from store.errors import Invalid
from store.files import file_name
from store.places import Place
from store.private_files import read_text
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

Kind = Literal["jsonl", "bd-database", "no-db", "dolt"]
Way = Literal["automatic", "ask", "import-after", "manual"]
Choice = Literal["no-db", "import-after", "manual", "automatic"]
WRITTEN: frozenset[Way] = frozenset({"automatic", "import-after"})
"""The ways in which the file is written as somebody works."""

_SAYS: dict[Kind, str] = {
    "jsonl": "The issue file itself is what other programs read, so it is kept up to date.",
    "no-db": "bd reads and writes the issue file directly here, so it is kept up to date.",
    "bd-database": (
        "bd keeps these issues in a database of its own and takes only some fields from the issue file, "
        "so it is not written until you have chosen how to share it."
    ),
    "dolt": (
        "bd keeps these issues in Dolt: they are read from its export, and changes made here stay in "
        "Strandline."
    ),
}


@dataclass(frozen=True, slots=True)
class BeadsProject:
    """What a .beads folder tells. sync_branch: the branch on which bd commits the file, or ""."""

    kind: Kind
    beads: Path
    daemon: bool = False
    """Whether bd's daemon seems to run: it imports by itself whatever is written to the file."""
    sync_branch: str = ""

    @property
    def says(self) -> str:
        """One plain sentence: what the kind means for whoever works here."""
        return _SAYS[self.kind]


def recognise(beads_dir: Path) -> BeadsProject:
    """Look at a .beads folder; changes nothing, and opens no database. Any thread."""
    metadata = _metadata(beads_dir)
    keys = beads_config.read_keys(beads_dir)
    return BeadsProject(
        _kind(beads_dir, metadata, keys),
        beads_dir,
        daemon=any((beads_dir / name).exists() for name in ("bd.sock", "daemon.pid")),
        sync_branch=keys.get("sync-branch", ""),
    )


def database_of(beads: Path) -> Path | None:
    """The database in which bd or br keeps the issues of a project, when it is one of SQLite."""
    metadata = _metadata(beads)
    return None if _is_dolt(beads, metadata) else _database(beads, metadata)


def way_of(tracker: Tracker, place: Place) -> Way:
    """How the issue file of a place is shared now; "ask" while a choice is due. Needs the tracker's thread.

    A tracker that mirrors no project is never written to a file by itself.
    """
    if place.beads is None or place.jsonl is None:
        return "manual"
    return _way(recognise(place.beads).kind, _chosen(tracker, place.jsonl))


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the window says about sharing. project: None for a tracker that mirrors none."""

    way: Way
    project: BeadsProject | None = None
    chosen: bool = False
    """Whether somebody has chosen, or was told."""
    alike: tuple[tuple[str, ...], ...] = ()
    """Groups of issues of which bd's import would keep one only."""

    @property
    def is_written(self) -> bool:
        """Whether the file is kept up to date without being asked each time."""
        return self.way in WRITTEN


@dataclass(frozen=True, slots=True)
class AskSharing(Request[Sharing]):
    """How the open tracker's issue file is shared."""

    place: Place

    def run(self, tracker: Tracker) -> Sharing:
        """Looks at the .beads folder anew each time: others may have switched the mode."""
        beads, jsonl = self.place.beads, self.place.jsonl
        if beads is None or jsonl is None:
            return Sharing("manual")
        with tracker.reading():
            project, chosen = recognise(beads), _chosen(tracker, jsonl)
            alike = content_hash.alike(tracker) if project.kind == "bd-database" else ()
        return Sharing(_way(project.kind, chosen), project, bool(chosen), alike)


@dataclass(frozen=True, slots=True)
class ChooseWay(Request[Sharing]):
    """Share the issue file in that way from now on; "no-db" writes one line into bd's config.yaml."""

    place: Place
    way: Choice

    def run(self, tracker: Tracker) -> Sharing:
        """Raises Invalid for a way that the project does not have, KnownError when config.yaml resists."""
        beads, jsonl = self.place.beads, self.place.jsonl
        if beads is None or jsonl is None:
            raise Invalid("This tracker mirrors no project, so there is no file to share.")
        kind = recognise(beads).kind
        if self.way not in choices(kind):
            raise Invalid(f"The issue file cannot be shared in the way “{self.way}” here.")
        if self.way == "no-db":
            beads_config.switch_to_no_db(beads)
        chosen = "automatic" if self.way == "no-db" else self.way
        with tracker.writing():
            tracker.run(
                """INSERT INTO exchange_file(path, sha256, imported_at, way) VALUES (?, '', '', ?)
                   ON CONFLICT DO UPDATE SET way = excluded.way""",
                (file_name(jsonl), chosen),
            )
        return AskSharing(self.place).run(tracker)


def choices(kind: Kind) -> tuple[Choice, ...]:
    """The ways that can be chosen for a project of that kind, the best one first."""
    if kind == "dolt":
        return ("manual",)
    if kind == "bd-database":
        return ("no-db", "import-after", "manual")
    return ("automatic", "manual")


def _way(kind: Kind, chosen: str) -> Way:
    if kind == "dolt" or chosen == "manual":
        return "manual"
    if kind != "bd-database":
        return "automatic"
    # "automatic" was chosen with no-db, and somebody has taken that back since.
    return "import-after" if chosen == "import-after" else "ask"


def _chosen(tracker: Tracker, jsonl: Path) -> str:
    return str(tracker.one("SELECT way FROM exchange_file WHERE path = ?", (file_name(jsonl),)) or "")


def _kind(beads: Path, metadata: dict[str, Any], keys: dict[str, str]) -> Kind:
    if _is_dolt(beads, metadata):
        return "dolt"
    if beads_config.is_true(keys.get(beads_config.NO_DB)):
        return "no-db"
    database = _database(beads, metadata)
    return "bd-database" if database is not None and not _is_of_br(beads, database) else "jsonl"


def _is_dolt(beads: Path, metadata: dict[str, Any]) -> bool:
    """bd 1.x names its backend; where nothing is named, the folder that Dolt keeps is there."""
    backend = metadata.get("backend")
    if isinstance(backend, str) and backend:
        return backend.lower() not in ("sqlite", "jsonl")
    if metadata.get("database") == "dolt":
        return True
    return any((beads / name).is_dir() for name in ("dolt", "embeddeddolt"))


def _database(beads: Path, metadata: dict[str, Any]) -> Path | None:
    """The database that bd or br would open: the named one, else any that is no copy."""
    named = metadata.get("database")
    if isinstance(named, str) and named and (beads / Path(named).name).is_file():
        return beads / Path(named).name
    found = (path for path in sorted(beads.glob("*.db")) if path.is_file())
    return next((path for path in found if ".backup" not in path.name and path.name != "vc.db"), None)


def _is_of_br(beads: Path, database: Path) -> bool:
    """br's database looks like bd's; br numbers its schema in the header and keeps a history, bd neither.

    It reads and takes whole issues from the file, so that it needs no choice.
    """
    if any((beads / name).exists() for name in (".br_history", ".br_recovery")):
        return True
    try:
        with database.open("rb") as file:
            header = file.read(64)
    except OSError:
        return False
    # Offset 60: user_version. Bytes only: SQLite might change the file by opening it.
    return len(header) == 64 and header[60:64] != b"\0\0\0\0"


def _metadata(beads: Path) -> dict[str, Any]:
    try:
        value: object = json.loads(read_text(beads / "metadata.json") or "{}")
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
