"""What happened to an issue: its part of the change log, as lines that can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.detail_answers import Event
from store.registers import ATTACHMENT, COMMENT, CONFLICT, DEPENDENCY, EXTRA, LABEL, Value, edge_of, kind_of
from store.values import loads_object

if TYPE_CHECKING:
    from store.tracker import Tracker

_FOLLOWS_STATUS = frozenset({"closed_at", "deleted_at", "deleted_by", "original_type"})


def activity(tracker: Tracker, uid: str) -> tuple[Event, ...]:
    """The events of an issue, newest last.

    field: the name of a field, or labels (the values are the label or None), dependencies (a pair of
    type and id, or None), comments (the text, or None), attachments (the file's name, or None), created
    (True or None), or the name of a key that only the file knows. Times that come with a status are left
    out: the event has its own.
    """
    events: list[Event] = []
    for seq, at, actor, origin, before, after in tracker.all(
        "SELECT seq, at, actor, origin, before, after FROM change WHERE uid = ? ORDER BY seq", (uid,)
    ):
        was, now = loads_object(before), loads_object(after)
        for register in now:
            if register.startswith(CONFLICT) or (register in _FOLLOWS_STATUS and "status" in now):
                continue
            name = register.removeprefix(EXTRA) if register.startswith(EXTRA) else kind_of(register)
            old, new = _shown(register, was.get(register)), _shown(register, now[register])
            events.append(Event(seq, at, actor, origin, name, old, new))
    return tuple(events)


def _shown(register: str, value: Value) -> object:
    if value is None:
        return None
    if register.startswith(LABEL):
        return register.removeprefix(LABEL)
    if register.startswith(DEPENDENCY):
        target, type_ = edge_of(register)
        return type_, target
    if register.startswith(COMMENT):
        return value["text"]
    if register.startswith(ATTACHMENT):
        return value["name"]
    return value
