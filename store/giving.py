"""What a new issue gets from the list in which it is made: the filters that name exactly one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from store.capture import LABEL, PARENT, Part
from store.conditions import escaped
from store.errors import KnownError
from store.issue import FINISHED, PRIORITIES, TOMBSTONE, checked
from store.query import ME, Filter, Group, Query, Term, Value, is_none, moment, parse, priority, state
from store.times import parse_when

if TYPE_CHECKING:
    from store.tracker import Tracker

_USUAL = {"status": "open", "priority": 2, "issue_type": "task"}
"""What an issue has anyway."""
_DATES = {"due": "due_at", "defer": "defer_until"}
_STATES = {"in_progress": ("status", "in_progress"), "epic": ("issue_type", "epic")}


def given(tracker: Tracker, query: Query) -> tuple[Part, ...]:
    """Labels, then all other fields, as parts that stand nowhere in a line. One read transaction.

    A field for which two filters name different values is left out, as is what no issue can be made with.
    Raises BadQuery.
    """
    labels: dict[str, None] = {}
    found: dict[str, set[object]] = {}
    terms = (*parse(query.scope), *parse(query.text))
    with tracker.reading():
        for term in _single(terms):
            part = _part(tracker, term.name, term.values[0])
            if part is None:
                continue
            if part[0] == LABEL:
                labels[str(part[1])] = None
            else:
                found.setdefault(part[0], set()).add(part[1])
    others = [(name, values.pop()) for name, values in found.items() if len(values) == 1]
    return (
        *(Part(LABEL, label, 0, 0) for label in labels),
        *(Part(name, value, 0, 0) for name, value in others if _USUAL.get(name) != value),
    )


def _single(terms: Iterable[Term]) -> Iterator[Filter]:
    """The filters that hold for everything in the list and have one value each."""
    for term in terms:
        if isinstance(term, Group) and not term.negated and len(term.alternatives) == 1:
            yield from _single(term.alternatives[0])
        elif isinstance(term, Filter) and not term.negated and len(term.values) == 1:
            yield term


def _part(tracker: Tracker, name: str, value: Value) -> tuple[str, object] | None:
    """The field and its value, or None where the filter says nothing of a new issue."""
    if name == "is":
        if state(value) == "today":
            return "due_at", parse_when("today", tracker.now_key())
        return _STATES.get(state(value))
    if value.operator or (is_none(value) and name != "status"):
        return None
    if name in _DATES:
        return _DATES[name], moment(value, tracker.now_key())
    if name == "priority":
        number = priority(value)
        return ("priority", number) if number in PRIORITIES else None
    if name in ("status", "type"):
        field = "status" if name == "status" else "issue_type"
        try:
            text = str(checked(field, value.text if value.exact else value.text.lower()))
        except KnownError:
            return None
        # Another spelling of a type, or a status in which nothing is begun, would not be in the list.
        kept = text == value.text if value.exact else text == value.text.lower()
        return (field, text) if kept and text not in FINISHED else None
    if name == "label":
        return LABEL, _spelled(tracker, "SELECT DISTINCT name FROM label WHERE removed = 0 AND name", value)
    if name == "assignee":
        if value.text.lower() == ME and not value.exact:
            return ("assignee", tracker.actor) if tracker.actor else None
        sql = "SELECT DISTINCT assignee FROM issue WHERE assignee <> '' AND assignee"
        return "assignee", _spelled(tracker, sql, value)
    return _parent(tracker, value.text) if name in ("epic", "parent") else None


def _spelled(tracker: Tracker, sql: str, value: Value) -> str:
    """The name as it is written already, where a filter that does not mind the case leaves that open."""
    if value.exact:
        return value.text
    there = [name for (name,) in tracker.all(f"{sql} = ? COLLATE NOCASE ORDER BY 1", (value.text,))]
    return value.text if value.text in there or not there else str(there[0])


def _parent(tracker: Tracker, id: str) -> tuple[str, object] | None:
    """The issue that is meant, when it is one: by its whole id, else by what follows the hyphen."""
    there = f"gone = 0 AND status <> '{TOMBSTONE}'"
    for condition, text in (("id = ?", id), ("id LIKE '%-' || ? ESCAPE '\\'", escaped(id))):
        found = tracker.all(f"SELECT id FROM issue WHERE {there} AND {condition} LIMIT 2", (text,))
        if found:
            return (PARENT, found[0][0]) if len(found) == 1 else None
    return None
