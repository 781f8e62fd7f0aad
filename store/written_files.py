"""Remembers what an export wrote to a file that nothing was imported from: only that is written over."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from store import meta
from store.errors import KnownError
from store.files import file_name

if TYPE_CHECKING:
    from store.tracker import Tracker


def remember(tracker: Tracker, path: Path, sha256: str) -> None:
    """Note what the file has now, if the tracker can be written to. Store's thread."""
    if tracker.read_only or meta.get(tracker, _name(path)) == sha256:
        return
    # The file is written: that is what counts, and without the note the next export only asks for more.
    with contextlib.suppress(KnownError), tracker.writing():
        meta.put(tracker, _name(path), sha256)


def is_as_written(tracker: Tracker, path: Path, content: bytes) -> bool:
    """Whether the file has what was written to it from here the last time."""
    return meta.get(tracker, _name(path)) == hashlib.sha256(content).hexdigest()


def _name(path: Path) -> str:
    return f"written:{file_name(path)}"
