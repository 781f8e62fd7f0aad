"""What a tracker knows of itself: a text by name. On the tracker's thread; put and drop in a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.tracker import Tracker

PREFIX = "prefix"
"""What the ids of new issues begin with."""
RESTORED = "restored"
"""When a backup was restored, until an issue file is imported, which may have what the restore took back."""


def get(tracker: Tracker, name: str) -> str | None:
    """The text, None where there is none."""
    found: str | None = tracker.one("SELECT value FROM meta WHERE name = ?", (name,))
    return found


def put(tracker: Tracker, name: str, value: str) -> None:
    """Set the text; one that stands already costs no write."""
    tracker.run(
        """INSERT INTO meta(name, value) VALUES (?, ?)
           ON CONFLICT DO UPDATE SET value = excluded.value WHERE value != excluded.value""",
        (name, value),
    )


def drop(tracker: Tracker, name: str) -> None:
    """Forget the text."""
    tracker.run("DELETE FROM meta WHERE name = ?", (name,))
