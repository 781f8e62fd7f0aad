"""Brings a tracker of an older Strandline to the present format, with a verified backup made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import schema
from store.errors import OlderFormat

if TYPE_CHECKING:
    from store.tracker import Tracker


def upgrade(tracker: Tracker) -> None:
    """Do nothing in a tracker of this format; else back it up and change it in one transaction.

    Raises OlderFormat when the file may only be read, and what prevents a backup; nothing is changed then.
    """
    found = _format(tracker)
    if found >= schema.FORMAT:
        return
    from store.backup_before import ensure

    name = tracker.path.name
    if tracker.read_only:
        raise OlderFormat(
            f"{name} was made by an older Strandline (format {found}; this one writes {schema.FORMAT}) and "
            "may only be read. Allow writing, or open a copy of it."
        )
    ensure(tracker, "upgrade")
    with tracker.writing():
        # Another process may have done it while this one waited.
        found = _format(tracker)
        if found < schema.FORMAT:
            schema.upgrade(tracker.connection, found)


def _format(tracker: Tracker) -> int:
    return int(tracker.one("PRAGMA user_version"))
