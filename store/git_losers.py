"""What lost in a merge by git, from the merge driver to the next import: a file in git's own directory.

`strandline/losers.jsonl` has one JSON object a line: id, field (a register), kept, lost, at, source. It
waits for the project's own tracker; any other that imports the same issue file leaves it alone. The reader
renames it first and again when all of it is in the tracker, so that a crash in between loses nothing; nothing
is kept twice. A writer whose file was renamed meanwhile writes once more.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import conflicts, git_folders, jsonl, places, registers
from store.files import sync
from store.git_merge import Loser
from store.issue import STATUS_GROUP
from store.jsonl_encode import Style, encode
from store.registers import COMMENT, DEPENDENCY, EXTRA, FIELDS, LABEL, METADATA, Value
from store.structs import dataclass
from store.values import as_record, dumps

if TYPE_CHECKING:
    from store.steps import Step

_NAME = "losers.jsonl"
_READING = "losers-*.reading"
_KINDS = (LABEL, DEPENDENCY, COMMENT, EXTRA, METADATA)
_TRIES = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """Files that are being read, with their sizes, and what they say; others: of other projects' files."""

    files: tuple[tuple[Path, int], ...] = ()
    losers: tuple[dict[str, Any], ...] = ()
    others: tuple[dict[str, Any], ...] = ()


def append(git: Path, losers: Iterable[Loser], at: str, source: str) -> None:
    """Add losers and make them last before the merge is written. Raises OSError."""
    _write(
        git / "strandline",
        [
            {
                "id": loser.id,
                "field": loser.register,
                "kept": loser.kept,
                "lost": loser.lost,
                "at": at,
                "source": source,
            }
            for loser in losers
        ],
    )


def _write(folder: Path, losers: Sequence[dict[str, Any]]) -> None:
    if not losers:
        return
    data = b"".join(encode(loser, Style(escape_html=False)) + b"\n" for loser in losers)
    folder.mkdir(exist_ok=True)
    path = folder / _NAME
    for _ in range(_TRIES):
        if _append(path, data):
            return


def _append(path: Path, data: bytes) -> bool:
    """Whether the data is in the file of that name, not in one that a reader has taken."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(data)
        file.flush()
        sync(file.fileno())
        try:
            return os.path.samestat(os.fstat(file.fileno()), path.stat())
        except FileNotFoundError:
            return False


def waiting(path: Path, tracker: Path) -> Waiting:
    """Take what lost in merges of that issue file, for its project's own tracker; finish() follows."""
    found = git_folders.folder_of(path)
    if found is None or not (found[0] / "strandline").is_dir() or not places.mirrors(tracker, path):
        return Waiting()
    folder, name = found[0] / "strandline", found[1]
    try:
        (folder / _NAME).rename(folder / f"losers-{secrets.token_hex(4)}.reading")
    except FileNotFoundError:
        pass
    except OSError:
        # A folder that cannot be written: nothing is marked as read, and nothing is kept twice.
        return _read([folder / _NAME], name)
    return _read(sorted(folder.glob(_READING)), name)


def finish(read: Waiting) -> None:
    """Mark the files as read, unless one has grown meanwhile; what others wait for is written again first."""
    for n, (path, size) in enumerate(read.files):
        try:
            if n == 0 and path.name != _NAME:
                _write(path.parent, read.others)
            if path.name != _NAME and path.stat().st_size == size:
                path.rename(path.with_suffix(".read"))
        except OSError:
            continue


def record(step: Step, read: Waiting) -> list[dict[str, object]]:
    """Keep for review what lost, inside an import's step; return what is news, as an import reports it."""
    told: list[dict[str, object]] = []
    for loser in read.losers:
        key = step.tracker.one("SELECT key FROM issue WHERE id = ? AND NOT gone", (loser["id"],))
        if key is None:
            continue
        register = _register(step, int(key), loser)
        kept, lost = loser["kept"], loser["lost"]
        if register is None or dumps(_present(step, int(key), register, lost)) == dumps(lost):
            continue
        cause = "renamed" if register == conflicts.RENAMED else "git"
        if conflicts.record(step, int(key), register, cause, kept, lost, str(loser.get("source", ""))):
            told.extend(
                {"id": loser["id"], "field": name, "kept": here, "lost": there}
                for name, here, there in conflicts.shown(register, kept, lost)
            )
    return told


def _read(paths: Sequence[Path], name: str) -> Waiting:
    files: list[tuple[Path, int]] = []
    losers: list[dict[str, Any]] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        files.append((path, len(data)))
        for line in jsonl.split(data):
            try:
                loser = jsonl.read(line.body)
            except jsonl.BadLine:
                continue
            if isinstance(loser.get("id"), str) and isinstance(loser.get("field"), str):
                losers.append({"kept": None, "lost": None, **loser})
    others = [one for one in losers if one.get("source") not in (None, "", name)]
    return Waiting(tuple(files), tuple(one for one in losers if one not in others), tuple(others))


def _register(step: Step, key: int, loser: dict[str, Any]) -> str | None:
    """The register in this tracker: a comment that was written here has another uid than in a file."""
    register, kept = str(loser["field"]), as_record(loser["kept"])
    if register.startswith(COMMENT) and kept is not None:
        uid = step.tracker.one(
            "SELECT uid FROM comment WHERE issue = ? AND author = ? AND created_at = ? AND text = ?",
            (key, kept.get("author"), kept.get("created_at"), kept.get("text")),
        )
        return None if uid is None else f"{COMMENT}{uid}"
    known = register in FIELDS or register == conflicts.RENAMED or register.startswith(_KINDS)
    return register if known else None


def _present(step: Step, key: int, register: str, like: Value) -> Value:
    if register == conflicts.STATUS and as_record(like) is not None:
        return registers.read(step.tracker, key, STATUS_GROUP)
    return registers.read(step.tracker, key, [register]).get(register)
