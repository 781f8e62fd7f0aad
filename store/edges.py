"""Dependencies between issues: adding, removing, and what may not be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import ready, requests
from store.answers import Done
from store.errors import Invalid, NotFound, NothingToDo
from store.issue import TOMBSTONE, checked_dependency_type, storable
from store.keys import writable_key_of
from store.registers import Value, dependency_register, read
from store.steps import step

if TYPE_CHECKING:
    from store.tracker import Tracker


def depend(tracker: Tracker, request: requests.Depend) -> Done:
    """Add an edge; one that stands already is left as it is."""
    type_ = checked_dependency_type(request.type)
    detail = f"{type_} {storable(request.target)}"
    with step(tracker, "depend", detail=detail, initiator=request.initiator) as made:
        key = writable_key_of(tracker, request.uid)
        target = resolved(tracker, request.target, key, type_)
        register = dependency_register(target, type_)
        if read(tracker, key, [register])[register] is not None:
            raise NothingToDo(f"That dependency is there already: {type_} {target}.")
        made.change(key, {register: new_edge(tracker, made.at, storable(request.metadata))})
    return made.done()


def undepend(tracker: Tracker, request: requests.Undepend) -> Done:
    """Remove an edge."""
    target, type_ = storable(request.target), storable(request.type)
    with step(tracker, "undepend", detail=f"{type_} {target}", initiator=request.initiator) as made:
        made.change(writable_key_of(tracker, request.uid), {dependency_register(target, type_): None})
        if made.empty:
            raise NothingToDo(f"There is no such dependency: {type_} {target}.")
    return made.done()


def new_edge(tracker: Tracker, at: str, metadata: str = "") -> Value:
    """The value of an edge that is made now by this actor."""
    return {
        "created_at": at,
        "created_by": tracker.actor,
        "metadata": metadata,
        "thread_id": "",
        "extra": {},
    }


def resolved(tracker: Tracker, target: str, key: int, type: str) -> str:
    """The target's id, when an edge from that issue to it may be added; raises NotFound or Invalid."""
    target = storable(target)
    if target.startswith("external:"):
        return target
    rows = tracker.all("SELECT key, id, status FROM issue WHERE id = ? AND NOT gone", (target,))
    if not rows or rows[0][2] == TOMBSTONE:
        raise NotFound(f"There is no issue {target}.")
    if rows[0][0] == key:
        raise Invalid("An issue cannot depend on itself.")
    if type != "relates-to":
        circle = ready.would_cycle(tracker, key, target)
        if circle:
            raise Invalid(f"That would be a circle: {' → '.join(circle)}.")
    return target
