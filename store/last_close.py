"""A note for the next start: how a close ended that nobody was there to see. Any thread."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import cast

from store import places
from store.private_files import read_text, write_private

NOT_EXPORTED = "NOT_EXPORTED"
"""In place of a grade: all is well but for the project's issue file."""


def remember(tracker: Path, grade: str, unsaved: int) -> None:
    """Leave a note about a tracker: the grade's name, and how many changes were not saved."""
    file = _file(tracker)
    with contextlib.suppress(OSError):
        write_private(file, (json.dumps({"grade": grade, "unsaved": unsaved}) + "\n").encode())


def take(tracker: Path) -> tuple[str, int] | None:
    """Return and forget the note about a tracker: the grade's name and the number of unsaved changes."""
    file = _file(tracker)
    try:
        found: object = json.loads(read_text(file) or "{}")
    except (ValueError, RecursionError):
        found = {}
    with contextlib.suppress(OSError):
        file.unlink()
    if not isinstance(found, dict):
        return None
    note = cast("dict[str, object]", found)
    grade, unsaved = note.get("grade"), note.get("unsaved")
    return (grade, unsaved) if isinstance(grade, str) and isinstance(unsaved, int) else None


def _file(tracker: Path) -> Path:
    # One for each tracker: at the end of a session all windows write theirs at the same time.
    key = hashlib.sha256(os.path.realpath(tracker).encode(errors="surrogateescape")).hexdigest()[:16]
    return places.data_dir() / "last_close" / f"{key}.json"
