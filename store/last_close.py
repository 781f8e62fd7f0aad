"""A note for the next start: how a close ended that nobody was there to see. Any thread."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import cast

from store import places
from store.private_files import read_text, write_private


def _file() -> Path:
    return places.data_dir() / "last_close.json"


def remember(tracker: Path, grade: str, unsaved: int) -> None:
    """Leave a note about a tracker: the grade's name, and how many changes were not saved."""
    notes = _notes()
    notes[str(tracker)] = {"grade": grade, "unsaved": unsaved}
    with contextlib.suppress(OSError):
        write_private(_file(), (json.dumps(notes, indent=1) + "\n").encode())


def take(tracker: Path) -> tuple[str, int] | None:
    """Return and forget the note about a tracker: the grade's name and the number of unsaved changes."""
    notes = _notes()
    note = notes.pop(str(tracker), None)
    if not isinstance(note, dict):
        return None
    with contextlib.suppress(OSError):
        write_private(_file(), (json.dumps(notes, indent=1) + "\n").encode())
    found = cast("dict[str, object]", note)
    grade, unsaved = found.get("grade"), found.get("unsaved")
    return (grade, unsaved) if isinstance(grade, str) and isinstance(unsaved, int) else None


def _notes() -> dict[str, object]:
    try:
        value: object = json.loads(read_text(_file()) or "{}")
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
