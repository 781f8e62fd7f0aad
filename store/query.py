"""The query language: words, "exact words", `name:value`, `(a or b)`, each after `-` for its opposite.

A Query is two such texts and an order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from store.errors import KnownError
from store.issue import read_priority
from store.structs import dataclass
from store.times import parse_when

VIEWS = (
    "ready", "in_progress", "today", "upcoming", "overdue", "blocked", "deferred", "open", "closed", "trash"
)  # fmt: skip
"""Names that the sidebar shows in this order; each is also a query, such as is:ready."""

SORTS = (
    "natural",
    "hybrid",
    "priority",
    "oldest",
    "id",
    "title",
    "status",
    "issue_type",
    "assignee",
    "labels",
    "created",
    "updated",
    "due",
    "defer",
    "estimate",
    "blockers",
    "comments",
)
"""natural: by priority; closed ones the newest first, upcoming and overdue ones by their dates. hybrid,
priority and oldest are bd's policies for ready work; the others sort by that field, labels by the first one,
blockers and comments by their number."""

GROUPS = ("status", "priority", "type", "assignee", "label", "epic", "due", "day")
"""By what a list can be grouped."""

STATES = (*VIEWS, "epic", "template", "unassigned", "pinned")
"""What may follow is:"""

DATES = ("created", "updated", "due", "defer", "closed")
"""Filters that take a date."""

FILTERS = ("is", "status", "type", "label", "assignee", "priority", "id", "epic", "parent", *DATES)

NONE = "none"
ME = "me"
"""Values with a meaning of their own, unless they are quoted."""

DEEPEST = 20
"""Parentheses inside of each other."""

_GROUP = "(label:ui or label:api)"
_EXAMPLES = {
    "is": "is:ready",
    "status": "status:open",
    "type": "type:bug",
    "label": 'label:ui or label:"needs review"',
    "assignee": "assignee:me or assignee:none",
    "priority": "priority:1, priority:<=1 or priority:0,1",
    "id": "id:a1b2",
    "epic": "epic:bd-a1b2",
    "parent": "parent:bd-a1b2",
    "created": "created:>-7d",
    "updated": "updated:today",
    "due": "due:<+7d or due:none",
    "defer": "defer:>today",
    "closed": "closed:>=2026-01-01",
}
_SPACE = re.compile(r"\s*")
# A second colon or // makes it a word: std::map and https://example.org are looked for as they are.
_NAME = re.compile(r"([A-Za-z_]+):(?!:|//)")
_OPERATOR = re.compile(r"<=|>=|<|>")
_QUOTED = re.compile(r'"((?:[^"]|"")*)(?:"|\Z)')
_WORD = re.compile(r"\S+")
_OR = re.compile(r"or(?=[\s()]|\Z)", re.IGNORECASE)
_VALUE = re.compile(r'(?!")[^\s,]+')
_SOME_DAY = "2000-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Query:
    """A list. scope: the sidebar's choice as query text; text: what was typed.

    sort: names of SORTS such as "priority,-updated", see read_sort(); descending turns all of it round.
    group: one of GROUPS, or "".
    """

    scope: str = "is:open"
    text: str = ""
    sort: str = "natural"
    descending: bool = False
    group: str = ""


class BadQuery(KnownError):
    """The text is no query. text[start:end] is at fault; unfinished: with more typed it may be one."""

    def __init__(self, message: str, start: int, end: int, *, unfinished: bool = False) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.unfinished = unfinished


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be found: one that may go on, or the exact words between quotes."""

    text: str
    exact: bool = False
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Value:
    """One of a filter's values. operator: "", "<", "<=", ">" or ">="; exact: it was quoted."""

    text: str
    operator: str = ""
    exact: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """`name:value,value`: any of the values is enough. text[start:end] of the query is the term."""

    name: str
    values: tuple[Value, ...]
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """`(a b or c)`: all terms of one of the alternatives; each has a term."""

    alternatives: tuple[tuple[Term, ...], ...]
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Term = Text | Filter | Group


def parse(text: str) -> tuple[Term, ...]:
    """The terms of a query, all of which must hold. Raises BadQuery and nothing else. Any thread."""
    (terms,), _ = _alternatives(text, 0, 0)
    return terms


def read_sort(text: str) -> tuple[tuple[str, bool], ...]:
    """Pairs of (one of SORTS, whether it goes down), the first deciding; ValueError in words for people."""
    found: dict[str, bool] = {}
    for part in text.split(","):
        name = part.strip().removeprefix("-")
        if name not in SORTS:
            raise ValueError(f"There is no order called “{name}”. Orders: {', '.join(SORTS)}.")
        found.setdefault(name, part.strip().startswith("-"))
    return tuple(found.items())


def write_sort(order: Iterable[tuple[str, bool]]) -> str:
    """The text that read_sort() reads as this."""
    return ",".join(f"-{name}" if descending else name for name, descending in order)


def unparse(terms: Iterable[Term]) -> str:
    """The text that parses to these terms."""
    return " ".join(("-" if term.negated else "") + _spelled(term) for term in terms)


def spell(name: str, value: str) -> str:
    """A filter that means exactly this value, such as label:"needs review"; quoted where it has to be."""
    plain = _VALUE.fullmatch(value) and value == value.lower() and value not in (NONE, ME)
    # After the colon, another one or // would make it a word; a parenthesis may end a group.
    plain = (
        plain
        and not re.search(r"[()]", value)
        and not _OPERATOR.match(value)
        and not value.startswith((":", "//"))
    )
    return f"{name}:{value if plain else _in_quotes(value)}"


def _alternatives(text: str, at: int, depth: int) -> tuple[tuple[tuple[Term, ...], ...], int]:
    """Terms up to the end of the text; in a group (depth > 0) to its parenthesis, with `or` between them."""
    found: list[tuple[Term, ...]] = []
    terms: list[Term] = []
    at = _skip(text, at)
    while at < len(text):
        either = _OR.match(text, at) if depth else None
        if text[at] == ")":
            if depth:
                break
            raise BadQuery('No ( belongs to this ). To find it, put it in quotes: ")".', at, at + 1)
        if either is not None:
            if not terms:
                raise BadQuery(f"Before “or” something is missing: {_GROUP}.", at, either.end())
            found.append(tuple(terms))
            terms, before, at = [], at, either.end()
            if _is_over(text, at):
                raise BadQuery(f"Go on typing: {_GROUP}.", before, at, unfinished=True)
        else:
            term, at = _term(text, at, depth)
            # Two quotes with nothing between them are a phrase not typed yet.
            if not isinstance(term, Text) or term.text:
                terms.append(term)
        at = _skip(text, at)
    return (*found, tuple(terms)), at


def _term(text: str, start: int, depth: int) -> tuple[Term, int]:
    after = text[start + 1 : start + 2]
    stops = after in ("", "-") or after.isspace() or (after == ")" and depth > 0)
    negated = text[start] == "-" and not stops
    at = start + negated
    if text[at] == "(":
        return _group(text, start, at, depth)
    name = _NAME.match(text, at)
    if name is not None:
        return _filter(text, start, name, depth)
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return Text(_unquoted(quoted), True, negated, start, quoted.end()), quoted.end()
    end = _inside(text, at, _end(_WORD, text, at), depth)
    return Text(text[at:end], False, negated, start, end), end


def _group(text: str, start: int, at: int, depth: int) -> tuple[Group, int]:
    if depth == DEEPEST:
        raise BadQuery("Too many parentheses inside of each other.", start, at + 1)
    alternatives, end = _alternatives(text, at + 1, depth + 1)
    # Without its parenthesis it is not typed yet, like a phrase without its second quote.
    after = min(end + 1, len(text))
    if not all(alternatives):
        raise BadQuery(
            f'Go on typing: {_GROUP}. To find the text, put it in quotes: "()".',
            start, after, unfinished=end == len(text),
        )  # fmt: skip
    return Group(alternatives, at > start, start, after), after


def _filter(text: str, start: int, match: re.Match[str], depth: int) -> tuple[Filter, int]:
    name = match[1].lower()
    if name not in FILTERS:
        raise BadQuery(
            f"There is no filter called {match[1]}. Filters: {', '.join(FILTERS)}. "
            f'To find the text, put it in quotes: "{match[0]}".',
            start,
            match.end(),
        )
    values: list[Value] = []
    at = match.end()
    while True:
        value = _value(text, name, at, depth)
        if not value.text:
            raise BadQuery(
                f"Go on typing: {_EXAMPLES[name]}.", start, value.end, unfinished=_is_over(text, value.end)
            )
        _check(name, value)
        values.append(value)
        at = value.end
        if text[at : at + 1] != ",":
            return Filter(name, tuple(values), match.start() > start, start, at), at
        at += 1


def _value(text: str, name: str, start: int, depth: int) -> Value:
    operator = _OPERATOR.match(text, start) if name in (*DATES, "priority") else None
    at = start if operator is None else operator.end()
    sign = "" if operator is None else operator[0]
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return Value(_unquoted(quoted), sign, True, start, quoted.end())
    end = _inside(text, at, _end(_VALUE, text, at), depth)
    return Value(text[at:end], sign, False, start, end)


def _check(name: str, value: Value) -> None:
    if name == "is" and state(value) not in STATES:
        raise BadQuery(
            f"There is no is:{value.text}. Choose from {', '.join(STATES)}.", value.start, value.end
        )
    if name == "priority" and priority(value) is None:
        raise BadQuery(
            f"“{value.text}” is not a priority. Write it as {_EXAMPLES[name]}.", value.start, value.end
        )
    if name in DATES and not is_none(value):
        moment(value, _SOME_DAY)


def state(value: Value) -> str:
    """One of STATES, if it is one; in-progress is accepted as well."""
    return value.text.lower().replace("-", "_")


def priority(value: Value) -> int | None:
    """The number that is meant; files may hold others than 0 to 4."""
    known = read_priority(value.text)
    if known is None and re.fullmatch(r"\d{1,9}", value.text, re.ASCII):
        return int(value.text)
    return known


def moment(value: Value, now: str) -> str:
    """The date of a value as RFC 3339 with an offset; raises BadQuery. now: a time such as Clock.now()."""
    try:
        return parse_when(value.text, now)
    except ValueError as error:
        raise BadQuery(str(error), value.start, value.end) from None


def is_none(value: Value) -> bool:
    """Whether the value asks for issues that have nothing there."""
    return not value.exact and not value.operator and value.text.lower() == NONE


def _spelled(term: Term) -> str:
    if isinstance(term, Text):
        return _in_quotes(term.text) if term.exact else term.text
    if isinstance(term, Group):
        last = term.alternatives[-1][-1]
        # A word that opened a parenthesis would take the one of the group for its own.
        gap = " " if not isinstance(last, Group) and "(" in _spelled(last) else ""
        return f"({' or '.join(map(unparse, term.alternatives))}{gap})"
    return f"{term.name}:" + ",".join(
        value.operator + (_in_quotes(value.text) if value.exact else value.text) for value in term.values
    )


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _unquoted(match: re.Match[str]) -> str:
    return match[1].replace('""', '"')


def _inside(text: str, start: int, end: int, depth: int) -> int:
    """Where a word of a group ends: before the parenthesis that the word did not open itself."""
    opened = 0
    for at in range(start, end if depth else start):
        opened += (text[at] == "(") - (text[at] == ")")
        if opened < 0:
            return at
    return end


def _is_over(text: str, at: int) -> bool:
    return not text[at:].strip()


def _skip(text: str, at: int) -> int:
    return _end(_SPACE, text, at)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()
