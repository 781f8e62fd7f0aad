"""Brings a tracker of an older Strandline to the present format, with a checked copy made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import schema
from store.errors import OlderFormat

if TYPE_CHECKING:
    from store.tracker import Tracker


def upgrade(tracker: Tracker) -> None:
    """Do nothing in a tracker of this format; else copy it and change it in one transaction.

    The copy stays beside the tracker, named by the old format: one that is there already is kept, because a
    program that was stopped in between has made it. Raises OlderFormat when the file may only be read.
    """
    found = _format(tracker)
    if found >= schema.FORMAT:
        return
    from store.copying import save_copy

    name = tracker.path.name
    if tracker.read_only:
        raise OlderFormat(
            f"{name} was made by an older Strandline (format {found}; this one writes {schema.FORMAT}) and "
            "may only be read. Allow writing, or open a copy of it."
        )
    copy = tracker.path.with_name(f"{tracker.path.stem} (format {found}){tracker.path.suffix}")
    if not copy.exists():
        save_copy(tracker, copy)
    with tracker.writing():
        # Another process may have done it while this one waited.
        found = _format(tracker)
        if found < schema.FORMAT:
            schema.upgrade(tracker.connection, found)


def _format(tracker: Tracker) -> int:
    return int(tracker.one("PRAGMA user_version"))
