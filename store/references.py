"""An external reference belongs to one issue that is in use: bd refuses a file in which two have it.

A file may bring two all the same, and they stay as they came; no change made here makes another pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from store import registers
from store.errors import Invalid
from store.issue import TOMBSTONE
from store.registers import CREATED, Value

if TYPE_CHECKING:
    from store.tracker import Tracker

REFERENCE = "external_ref"

_BRINGS = (REFERENCE, "status", CREATED)
"""Whatever brings a reference into use: itself, a way out of the trash, an issue that is there again."""


class Taken(NamedTuple):
    """A reference that is wanted, and the id of the issue that has it."""

    reference: str
    id: str


def taken(tracker: Tracker, key: int, wanted: Mapping[str, Value]) -> Taken | None:
    """Whether these values would bring an issue a reference that another one has already."""
    if wanted.keys().isdisjoint(_BRINGS):
        return None
    now = registers.read(tracker, key, _BRINGS)
    reference = _in_use({**now, **wanted})
    return None if reference in ("", _in_use(now)) else _held(tracker, key, reference)


def refuse_taken(tracker: Tracker, key: int, wanted: Mapping[str, Value]) -> None:
    """Raise Invalid with the issue that has the reference, when the values would bring it there twice."""
    found = taken(tracker, key, wanted)
    if found is not None:
        raise Invalid(_words(found))


def refuse_held(tracker: Tracker, reference: str) -> None:
    """The same for an issue that is about to be made."""
    found = _held(tracker, 0, reference) if reference else None
    if found is not None:
        raise Invalid(_words(found))


def _in_use(values: Mapping[str, Value]) -> str:
    there = values[CREATED] is not None and values["status"] != TOMBSTONE
    return str(values[REFERENCE]) if there else ""


def _held(tracker: Tracker, key: int, reference: str) -> Taken | None:
    other = tracker.one(
        f"SELECT id FROM issue WHERE {REFERENCE} = ? AND status <> ? AND NOT gone AND key <> ? ORDER BY key",
        (reference, TOMBSTONE, key),
    )
    return Taken(reference, str(other)) if other else None


def _words(found: Taken) -> str:
    return (
        f"{found.id} has the external reference {found.reference} already, and only one issue can. "
        f"Change it there first."
    )
