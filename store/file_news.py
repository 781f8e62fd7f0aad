"""Whether an issue file has another content than the one that was imported or exported last."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from store.files import file_name, read_whole
from store.guarded_export import is_under_way

if TYPE_CHECKING:
    from store.tracker import Tracker


def is_news(tracker: Tracker, path: Path) -> bool:
    """Compare hashes; a file that is gone is no news, one that cannot be read is for the import to tell."""
    try:
        now = hashlib.sha256(read_whole(path)).hexdigest()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    if is_under_way(path, now):
        return False
    with tracker.reading():
        known = tracker.one("SELECT sha256 FROM exchange_file WHERE path = ?", (file_name(path),))
    return bool(known != now)
