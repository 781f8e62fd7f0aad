"""Why a query finds nothing: a filter asks for a value that no issue has. Pure; any thread."""

from __future__ import annotations

from collections.abc import Iterable

from store.answers import Words
from store.issue import TOMBSTONE
from store.query import ME, BadQuery, Filter, Group, Term, Value, is_none, parse, spell
from store.structs import dataclass

_LIKE = 0.5
"""How much of two names has to be the same for one to be meant by the other, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that occurs nowhere. name: its filter; nearest: what may be meant, or "".

    better: the query with the nearest in its place.
    """

    name: str
    value: str
    nearest: str = ""
    better: str = ""


def unknown(text: str, words: Words) -> Unknown | None:
    """The first value that alone keeps a query from finding anything, if there is one."""
    try:
        terms = parse(text)
    except BadQuery:
        return None
    blamed = _first(terms, words)
    if blamed is None:
        return None
    name, value = blamed
    nearest = _nearest(value.text, _known(name, words))
    if not nearest:
        return Unknown(name, value.text)
    written = spell(name, nearest).removeprefix(f"{name}:")
    return Unknown(name, value.text, nearest, text[: value.start] + written + text[value.end :])


def _first(terms: Iterable[Term], words: Words) -> tuple[str, Value] | None:
    for term in terms:
        if term.negated:
            continue
        if isinstance(term, Group):
            found = [_first(one, words) for one in term.alternatives]
            if None not in found:
                return found[0]
        elif isinstance(term, Filter) and not any(_occurs(term.name, one, words) for one in term.values):
            return term.name, term.values[0]
    return None


def _known(name: str, words: Words) -> tuple[str, ...]:
    return {
        "status": words.statuses, "type": words.types, "label": words.labels, "assignee": words.assignees
    }.get(name, ())  # fmt: skip


def _occurs(name: str, value: Value, words: Words) -> bool:
    """Whether an issue may have it, as conditions compare; of other filters nobody knows."""
    text, known = value.text, _known(name, words)
    if name not in ("status", "type", "label", "assignee") or is_none(value):
        return True
    if name == "assignee" and not value.exact and text.lower() == ME:
        return True
    if name == "status" and text.lower() == TOMBSTONE:
        return True
    if value.exact:
        return text in known
    if name in ("status", "type"):
        return text in known or text.lower() in known
    return text.lower() in {one.lower() for one in known}


def _nearest(text: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    typed = text.casefold()
    starts = min((name for name in names if typed and name.startswith(typed)), key=len, default="")
    like = [starts] if starts else get_close_matches(typed, names, 1, _LIKE)
    return names[like[0]] if like else ""
