"""From a query's terms to an SQL condition over `issue AS i`; every value is bound, never spelled out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date, timedelta

from store.blocking import FINISHED_WORDS, OVER_WORDS
from store.days import present
from store.issue import FINISHED, TOMBSTONE, storable
from store.query import DATES, ME, Filter, Group, Term, Text, Value, is_none, moment, priority, state
from store.ready import HELD_UP, OVERDUE, READY, TODAY, UPCOMING
from store.search import match_expression, searchable
from store.structs import dataclass
from store.times import parse_when, sort_key

IS_FINISHED = f"i.status IN ({FINISHED_WORDS})"
IS_OPEN = f"i.status NOT IN ({OVER_WORDS})"
IS_TRASH = f"i.status = '{TOMBSTONE}'"

STATE_SQL = {
    "ready": READY,
    "in_progress": "i.status = 'in_progress'",
    "today": TODAY,
    "upcoming": UPCOMING,
    "overdue": OVERDUE,
    "blocked": HELD_UP,
    "deferred": f"i.status = 'deferred' OR ({IS_OPEN} AND i.defer_key > :now)",
    "open": IS_OPEN,
    "closed": IS_FINISHED,
    "trash": IS_TRASH,
    "epic": "i.issue_type = 'epic'",
    "template": "i.is_template = 1",
    "unassigned": "i.assignee = ''",
    "pinned": "i.pinned = 1 OR i.status = 'pinned'",
}
"""What each is: means; binds store.days.present(). store.ready says what ready, blocked and the days are."""

_COLUMN = {"created": "created_key", "updated": "updated_key", "due": "due_key", "defer": "defer_key"}
_COLUMN["closed"] = "closed_key"

_MOMENT = re.compile(r":|^[+-]? ?\d+ ?[hdwmy]$|\d ?(?:am|pm|uhr|h|hours?|stunden?)$", re.IGNORECASE)
"""A time of day, or a step from now: those are moments, all other dates are days."""

_DESCENDANTS = """i.key IN (
    WITH RECURSIVE below(key) AS (
        SELECT d.issue FROM dependency AS d
        WHERE d.type = 'parent-child' AND d.removed = 0 AND d.target IN (
            SELECT id FROM issue WHERE gone = 0 AND (id = {0} OR (
                id LIKE '%-' || {1} ESCAPE '\\' AND NOT EXISTS(SELECT 1 FROM issue WHERE id = {0}))))
        UNION
        SELECT d.issue FROM below CROSS JOIN issue AS p ON p.key = below.key AND p.gone = 0
            CROSS JOIN dependency AS d ON d.target = p.id AND d.type = 'parent-child' AND d.removed = 0)
    SELECT key FROM below)"""
_HAS_PARENT = "i.key IN (SELECT issue FROM dependency WHERE type = 'parent-child' AND removed = 0)"


@dataclass(slots=True)
class Bindings:
    """The values of one statement. now: a UTC sort key."""

    now: str
    actor: str = ""
    values: dict[str, object] = field(default_factory=dict[str, object])

    def __post_init__(self) -> None:
        self.values.update(present(self.now))

    def add(self, value: object) -> str:
        """Keep a value and return the placeholder for it."""
        name = f"v{len(self.values)}"
        self.values[name] = storable(value) if isinstance(value, str) else value
        return ":" + name


def only_finished(terms: Iterable[Term]) -> bool:
    """Whether the terms ask for finished issues and no others, as the view of closed ones does."""
    return any(_asks_only(term, {"closed"}, FINISHED) for term in terms)


def only_state(terms: Iterable[Term], wanted: str) -> bool:
    """Whether the terms ask for what is in one of query.STATES and for nothing else."""
    return any(_asks_only(term, {wanted}, ()) for term in terms)


def compile_terms(terms: Iterable[Term], bindings: Bindings) -> str:
    """The condition that all terms hold, and that the issue is there; BadQuery for a date out of range.

    Issues in the trash match only where a term asks for the trash.
    """
    return " AND ".join(["i.gone = 0", *_all(tuple(terms), bindings, guarded=True)])


def _all(terms: tuple[Term, ...], bindings: Bindings, *, guarded: bool) -> list[str]:
    """The conditions that all terms hold. guarded: keep the trash out unless one of them asks for it."""
    guarded = guarded and not any(isinstance(term, Filter) and mentions_trash([term]) for term in terms)
    # A group that asks for the trash keeps it out by itself, of its other alternatives.
    opening = [term for term in terms if isinstance(term, Group) and guarded and mentions_trash([term])]
    parts = [f"i.status <> '{TOMBSTONE}'"] if guarded and not opening else []
    found = [term for term in terms if isinstance(term, Text) and not term.negated]
    if found:
        parts.append(_full_text(found, bindings))
    for term in terms:
        if isinstance(term, Filter):
            sql = " OR ".join(f"({_filter(term.name, value, bindings)})" for value in term.values)
        elif isinstance(term, Group):
            each = (_all(one, bindings, guarded=term in opening) for one in term.alternatives)
            sql = " OR ".join(f"({' AND '.join(one)})" for one in each)
        elif term.negated:
            sql = _full_text([term], bindings)
        else:
            continue
        # IS NOT TRUE and not NOT: an issue without a due date is not due before today.
        parts.append(f"({sql}) IS NOT TRUE" if term.negated else f"({sql})")
    return parts


def searched(terms: tuple[Term, ...]) -> tuple[str, tuple[Term, ...]]:
    """What is to be looked up in the index of words, "" for nothing, and the terms that are left.

    Only words that all of the issues must have; compile_terms() of all terms asks for the same.
    """
    words = [term for term in terms if isinstance(term, Text) and not term.negated and searchable(term.text)]
    expression = match_expression(
        (word.text for word in words if not word.exact), (word.text for word in words if word.exact)
    )
    return expression, tuple(term for term in terms if term not in words)


def mentions_trash(terms: Iterable[Term]) -> bool:
    """Whether a term asks for the trash; without one, what is there never matches."""
    return any(_is_about_trash(term) for term in terms)


def _is_about_trash(term: Term) -> bool:
    if term.negated or isinstance(term, Text):
        return False
    if isinstance(term, Group):
        return any(mentions_trash(one) for one in term.alternatives)
    words = {"is": "trash", "status": TOMBSTONE}
    return term.name in words and any(value.text.lower() == words[term.name] for value in term.values)


def _asks_only(term: Term, states: Iterable[str], statuses: Iterable[str]) -> bool:
    if term.negated or isinstance(term, Text):
        return False
    if isinstance(term, Group):
        return all(any(_asks_only(one, states, statuses) for one in each) for each in term.alternatives)
    if term.name == "is":
        return all(state(value) in states for value in term.values)
    return term.name == "status" and all(value.text.lower() in statuses for value in term.values)


def _full_text(terms: Iterable[Text], bindings: Bindings) -> str:
    """All of the texts, in one look at the index; those that have no word in them, in id and title."""
    words = [term.text for term in terms if not term.exact]
    phrases = [term.text for term in terms if term.exact]
    parts: list[str] = []
    expression = match_expression(words, phrases)
    if expression:
        # + keeps SQLite from looking up each hit's row in the table; the covering index has all it needs.
        parts.append(f"+i.key IN (SELECT rowid FROM search WHERE search MATCH {bindings.add(expression)})")
    for text in dict.fromkeys((*words, *phrases)):
        if not searchable(text):
            value = bindings.add(text)
            parts.append(f"(instr(i.title, {value}) > 0 OR instr(i.id, {value}) > 0)")
    return " AND ".join(parts)


def _filter(name: str, value: Value, bindings: Bindings) -> str:
    return _date(name, value, bindings) if name in DATES else _FILTERS[name](value, bindings)


def _is(value: Value, _bindings: Bindings) -> str:
    return STATE_SQL[state(value)]


def _word(column: str) -> Callable[[Value, Bindings], str]:
    def condition(value: Value, bindings: Bindings) -> str:
        given = bindings.add(value.text)
        return f"i.{column} = {given}" if value.exact else f"i.{column} IN ({given}, lower({given}))"

    return condition


def _label(value: Value, bindings: Bindings) -> str:
    if is_none(value):
        return "i.key NOT IN (SELECT issue FROM label WHERE removed = 0)"
    given = bindings.add(value.text)
    if value.exact:
        return f"i.key IN (SELECT issue FROM label WHERE name = {given} AND removed = 0)"
    return f"i.key IN (SELECT issue FROM label WHERE name = {given} COLLATE NOCASE AND removed = 0)"


def _assignee(value: Value, bindings: Bindings) -> str:
    if is_none(value):
        return "i.assignee = ''"
    if value.exact:
        return f"i.assignee = {bindings.add(value.text)}"
    name = bindings.add(bindings.actor if value.text.lower() == ME else value.text)
    return f"i.assignee <> '' AND i.assignee = {name} COLLATE NOCASE"


def _priority(value: Value, bindings: Bindings) -> str:
    return f"i.priority {value.operator or '='} {bindings.add(priority(value))}"


def _id(value: Value, bindings: Bindings) -> str:
    if value.exact:
        return f"i.id = {bindings.add(value.text)}"
    part = bindings.add(escaped(value.text))
    return f"i.key IN (SELECT key FROM issue WHERE id LIKE '%' || {part} || '%' ESCAPE '\\')"


def _below(value: Value, bindings: Bindings) -> str:
    if is_none(value):
        return f"NOT {_HAS_PARENT}"
    return _DESCENDANTS.format(bindings.add(value.text), bindings.add(escaped(value.text)))


def _date(name: str, value: Value, bindings: Bindings) -> str:
    # An unreadable date has the key '', and is neither before nor after anything.
    column = f"nullif(i.{_COLUMN[name]}, '')"
    if is_none(value):
        return f"{column} IS NULL"
    at = moment(value, bindings.now)
    if value.operator and _MOMENT.search(value.text):
        return f"{column} {value.operator} {bindings.add(sort_key(at))}"
    # A date means its whole day: after it is after its last moment, up to it includes that.
    first, after = sort_key(parse_when(at[:10], bindings.now)), _next_day(at[:10], bindings.now)
    if not value.operator:
        return f"{column} >= {bindings.add(first)} AND {column} < {bindings.add(after)}"
    sign, key = {"<": ("<", first), "<=": ("<", after), ">": (">=", after), ">=": (">=", first)}[
        value.operator
    ]
    return f"{column} {sign} {bindings.add(key)}"


def _next_day(day: str, now: str) -> str:
    try:
        return sort_key(parse_when((date.fromisoformat(day) + timedelta(days=1)).isoformat(), now))
    except (OverflowError, ValueError):
        return "~"  # after every key: the calendar ends here


def escaped(text: str) -> str:
    """The text as part of a LIKE pattern with ESCAPE '\\\\'."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


_FILTERS: dict[str, Callable[[Value, Bindings], str]] = {
    "is": _is,
    "status": _word("status"),
    "type": _word("issue_type"),
    "label": _label,
    "assignee": _assignee,
    "priority": _priority,
    "id": _id,
    "epic": _below,
    "parent": _below,
}
