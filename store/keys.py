"""From an issue's uid, its identity, to its row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.errors import Invalid, NotFound
from store.issue import TOMBSTONE

if TYPE_CHECKING:
    from store.tracker import Tracker


def key_of(tracker: Tracker, uid: str) -> int:
    """The row of an issue; raises NotFound."""
    key = tracker.one("SELECT key FROM issue WHERE uid = ? AND NOT gone", (uid,))
    if key is None:
        raise NotFound("The issue is no longer in this tracker.")
    return int(key)


def keys_of(tracker: Tracker, uids: Iterable[str]) -> list[int]:
    """The rows of several issues, in their order; raises NotFound."""
    return [key_of(tracker, uid) for uid in uids]


def writable_key_of(tracker: Tracker, uid: str) -> int:
    """The row of an issue that may be changed; raises NotFound, and Invalid when it is in the trash."""
    key = key_of(tracker, uid)
    refuse_deleted(tracker, key)
    return key


def refuse_deleted(tracker: Tracker, key: int) -> None:
    """Raise Invalid when the issue is in the trash: what is restored shall be what was deleted."""
    if status_of(tracker, key) == TOMBSTONE:
        raise Invalid(f"{id_of(tracker, key)} is in the trash. Restore it to change it.")


def id_of(tracker: Tracker, key: int) -> str:
    """The label that people use for the issue."""
    return str(tracker.one("SELECT id FROM issue WHERE key = ?", (key,)))


def status_of(tracker: Tracker, key: int) -> str:
    """The issue's status."""
    return str(tracker.one("SELECT status FROM issue WHERE key = ?", (key,)))
