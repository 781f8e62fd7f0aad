"""What an export is about to write, noted in the tracker before the file is: its hash.

A kill after the file was written, and before its lines were noted, leaves content of ours that would look
like another program's, and the next edit would clash with it. Needs the tracker's thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store import meta
from store.files import file_name

if TYPE_CHECKING:
    from store.tracker import Tracker


def announce(tracker: Tracker, path: Path, sha256: str) -> None:
    """Note what that file will be; in a short transaction, whose errors it raises."""
    with tracker.writing():
        meta.put(tracker, _name(path), sha256)


def settle(tracker: Tracker, path: Path, sha256: str) -> bool:
    """Take the note away, now that the file's lines are known; whether it was of that content.

    Hold a transaction.
    """
    noted = meta.get(tracker, _name(path))
    if noted is not None:
        meta.drop(tracker, _name(path))
    return noted == sha256


def _name(path: Path) -> str:
    return f"writing {file_name(path)}"
