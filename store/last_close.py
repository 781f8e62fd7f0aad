"""A note for the next start: how a close ended that nobody was there to see. Any thread."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple, cast

from store import places
from store.private_files import read_text, write_private

NOT_EXPORTED = "NOT_EXPORTED"
"""In place of a grade: all is well but for the project's issue file."""


class Left(NamedTuple):
    """grade: its name. unsaved: how many changes. said: what could not be shown any more, as one line."""

    grade: str = ""
    unsaved: int = 0
    said: str = ""


def remember(tracker: Path, left: Left) -> None:
    """Leave a note about a tracker."""
    file = _file(tracker)
    with contextlib.suppress(OSError):
        write_private(file, (json.dumps(left._asdict()) + "\n").encode())


def take(tracker: Path) -> Left | None:
    """Return and forget the note about a tracker."""
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
    grade, unsaved, said = note.get("grade"), note.get("unsaved"), note.get("said", "")
    if isinstance(grade, str) and isinstance(unsaved, int) and isinstance(said, str):
        return Left(grade, unsaved, said)
    return None


def _file(tracker: Path) -> Path:
    # One for each tracker: at the end of a session all windows write theirs at the same time.
    key = hashlib.sha256(os.path.realpath(tracker).encode(errors="surrogateescape")).hexdigest()[:16]
    return places.data_dir() / "last_close" / f"{key}.json"
