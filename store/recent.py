"""The list of trackers opened lately, newest first, shared by all processes of this program. Any thread."""

from __future__ import annotations

import contextlib
import json
import secrets
from pathlib import Path
from typing import cast

from store.places import Place, data_dir
from store.private_files import write_private
from store.structs import dataclass

LONGEST = 20


@dataclass(frozen=True, slots=True)
class Recent:
    """One entry. tracker_missing, folder_missing: what is not there now; such an entry stays listed."""

    tracker: Path
    beads: Path | None
    tracker_missing: bool
    folder_missing: bool

    @property
    def missing(self) -> bool:
        """Whether the tracker or the folder that it mirrors is not there now."""
        return self.tracker_missing or self.folder_missing


def recent_file() -> Path:
    """Where the list is kept."""
    return data_dir() / "recent.json"


def recent() -> list[Recent]:
    """The list; empty when the file is damaged, which is then renamed and so kept aside."""
    return [
        Recent(
            tracker,
            beads,
            tracker_missing=not tracker.exists(),
            folder_missing=beads is not None and not beads.is_dir(),
        )
        for tracker, beads in _entries()
    ]


def add_recent(place: Place) -> None:
    """Puts a tracker at the head of the list, which keeps the latest 20; OSError as the system says."""
    others = [entry for entry in _entries() if entry[0] != place.tracker]
    _write([(place.tracker, place.beads), *others][:LONGEST])


def forget_recent(tracker: Path) -> None:
    """Takes a tracker off the list; the tracker itself stays."""
    _write([entry for entry in _entries() if entry[0] != tracker])


def _entries() -> list[tuple[Path, Path | None]]:
    path = recent_file()
    try:
        data = path.read_bytes()
    except OSError:
        return []
    try:
        return _parsed(data)
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):
            path.rename(path.with_name(f"recent.damaged-{secrets.token_hex(3)}.json"))
        return []


def _parsed(data: bytes) -> list[tuple[Path, Path | None]]:
    value: object = json.loads(data)
    if not isinstance(value, list):
        raise ValueError("no list")  # noqa: TRY004 (damaged like any other content)
    found: list[tuple[Path, Path | None]] = []
    for one in cast("list[object]", value):
        record = cast("dict[str, object]", one) if isinstance(one, dict) else {}
        tracker, beads = record.get("tracker"), record.get("beads")
        if not isinstance(tracker, str) or not (beads is None or isinstance(beads, str)):
            raise ValueError("no entry")
        found.append((Path(tracker), None if beads is None else Path(beads)))
    return found


def _write(entries: list[tuple[Path, Path | None]]) -> None:
    records = [
        {"tracker": str(tracker), "beads": None if beads is None else str(beads)}
        for tracker, beads in entries
    ]
    # ASCII escapes carry the lone surrogates by which Python spells a file name that is no UTF-8.
    write_private(recent_file(), (json.dumps(records, indent=1) + "\n").encode())
