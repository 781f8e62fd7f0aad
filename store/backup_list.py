"""The backups of a tracker: where they are, and what was found out about each. Any thread.

They lie outside of the tracker's folder, in one of their own below the data directory, so that what happens
to the one does not happen to the other. Beside each is a small file that says what the check of it found; it
is written last, so that a backup without one was not made to the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

from store import places
from store.errors import Ambiguous, KnownError, NotFound
from store.private_files import private_folder, read_text, write_private
from store.structs import dataclass

Kind = Literal["timer", "close", "asked", "upgrade", "import", "restore"]
"""Why it was made: by itself, on somebody's wish, or before something that could go wrong."""
PRECIOUS: frozenset[str] = frozenset({"asked", "upgrade", "import", "restore"})

_KINDS = frozenset({"timer", "close", *PRECIOUS})
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{6})Z\.strandline")
_ABOUT = "tracker.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, newest first in lists. made_at: UTC, as in an issue; issues: -1 where not counted.

    verified: it was opened, checked and counted after it was made, and is as large as then. why_not: plain
    words for one that is not. mark: see backup_making.mark. took: seconds.
    """

    path: Path
    made_at: str
    kind: str = ""
    issues: int = -1
    bytes: int = 0
    verified: bool = False
    why_not: str = ""
    mark: str = ""
    took: float = 0.0

    @property
    def name(self) -> str:
        """What it is called in the terminal."""
        return self.path.stem

    @property
    def time(self) -> datetime:
        """When it was made, in UTC."""
        return datetime.fromisoformat(self.made_at)


def folder_of(tracker: Path) -> Path:
    """Where the backups of a tracker are, or will be; nothing is made."""
    real = os.path.realpath(tracker)
    key = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    above = places.data_dir() / "backups"
    # The readable part may have been another one when the first backup was made.
    found = sorted(above.glob(f"*-{key}"))
    return found[0] if found else above / f"{_label(Path(real))}-{key}"


def name_at(made_at: str) -> str:
    """The file name of a backup that is made at that time, which no other one has."""
    return f"{made_at.replace(':', '-')}.strandline"


def make_folder(tracker: Path) -> Path:
    """The folder, which is made where it is missing and says whose it is. Raises OSError."""
    folder = private_folder(folder_of(tracker))
    about = {"tracker": os.path.realpath(tracker)}
    if read_text(folder / _ABOUT) is None:
        write_private(folder / _ABOUT, f"{json.dumps(about)}\n".encode())
    return folder


def backups(tracker: Path) -> tuple[Backup, ...]:
    """All of them, the newest first. Raises KnownError when the folder is there and cannot be read."""
    folder = folder_of(tracker)
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names only
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise KnownError(f"The backups in {folder} cannot be read: {error.strerror}.") from error
    return tuple(read(folder / name) for name in sorted(names, reverse=True) if _NAME.fullmatch(name))


def read(path: Path) -> Backup:
    """What is known of a backup, by its name and what lies beside it; the backup itself is not opened."""
    match = _NAME.fullmatch(path.name)
    made_at = "{}T{}:{}:{}Z".format(*match.groups()) if match else ""
    try:
        found = path.stat()
    except OSError as error:
        return Backup(path, made_at, why_not=f"It cannot be read: {error.strerror}.")
    made_at = made_at or datetime.fromtimestamp(found.st_mtime, UTC).isoformat().replace("+00:00", "Z")
    told = _record(path)
    kind, issues, size = told.get("kind"), told.get("issues"), told.get("bytes")
    why_not, mark, took = told.get("why_not"), told.get("mark"), told.get("took")
    if not isinstance(issues, int) or not isinstance(why_not, str):
        return Backup(path, made_at, bytes=found.st_size, why_not="It was not checked to the end.")
    if size != found.st_size:
        why_not = "It was changed after it was checked."
    return Backup(
        path, made_at,
        kind=kind if isinstance(kind, str) and kind in _KINDS else "",
        issues=issues, bytes=found.st_size, verified=not why_not, why_not=why_not,
        mark=mark if isinstance(mark, str) else "",
        took=float(took) if isinstance(took, int | float) else 0.0,
    )  # fmt: skip


def note(backup: Backup) -> None:
    """Keep what is known of it beside it. Raises OSError."""
    record = {
        "kind": backup.kind, "issues": backup.issues, "bytes": backup.bytes, "why_not": backup.why_not,
        "mark": backup.mark, "took": backup.took,
    }  # fmt: skip
    write_private(_beside(backup.path), f"{json.dumps(record)}\n".encode())


def remove(backup: Backup) -> None:
    """Take a backup away; one that does not go stays for the next time."""
    with contextlib.suppress(OSError):
        backup.path.unlink(missing_ok=True)
        _beside(backup.path).unlink(missing_ok=True)


def newest_verified(found: tuple[Backup, ...]) -> Backup | None:
    """The one to trust, None when there is none."""
    return next((one for one in found if one.verified), None)


def find(tracker: Path, word: str) -> Backup:
    """The backup that a person means: "latest", the beginning of a name, or any tracker's file.

    Raises NotFound, Ambiguous.
    """
    there = backups(tracker)
    if word == "latest":
        newest = newest_verified(there)
        if newest is None:
            raise NotFound(f"There is no verified backup of {tracker.name}.")
        return newest
    named = [one for one in there if word and one.path.name.startswith(word)]
    if len(named) > 1:
        raise Ambiguous(f"{len(named)} backups begin with {word}. Write more of the name.")
    if named:
        return named[0]
    path = Path(word).expanduser().absolute()
    if path.is_file():
        return read(path)
    raise NotFound(f"There is no backup {word} of {tracker.name}. The command backups lists them.")


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _record(path: Path) -> dict[str, object]:
    try:
        value: object = json.loads(read_text(_beside(path)) or "{}")
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _label(tracker: Path) -> str:
    """The part of the folder's name that people read: the project's folder, or the tracker's name."""
    project = places.read_project(tracker)
    name = project.beads.parent.name if project is not None else tracker.stem
    return re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII).strip("._-")[:40] or "tracker"
