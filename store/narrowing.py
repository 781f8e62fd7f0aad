"""Lists by words: few matches are looked up one by one, many are picked from the list without the words.

Nothing is ranked: what is found keeps the order of the list.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from store.answers import Group
from store.conditions import Bindings, compile_terms, searched
from store.groups import Grouped, grouped
from store.orders import order_by
from store.query import Query, Term
from store.search import FEW, few, matches
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind FROM and WHERE for the issues `i` that match. few: few have the words."""

    table: str
    where: str
    few: bool = False


def source(tracker: Tracker, terms: tuple[Term, ...], bindings: Bindings) -> Source:
    """Return the issues that match all terms, by the way that costs least. Raises BadQuery."""
    expression, rest = searched(terms)
    found = few(tracker, expression) if expression else None
    if found is not None:
        return _looked_up(found, rest, bindings)
    return Source("issue AS i", compile_terms(terms, bindings))


def listed(tracker: Tracker, query: Query, terms: tuple[Term, ...], bindings: Bindings) -> Grouped:
    """Return the keys that match all terms in the query's order, and flat groups.

    Inside the caller's read transaction.
    """
    expression, rest = searched(terms)
    found = matches(tracker, expression) if expression else []
    if expression and len(found) <= FEW:
        return _read(tracker, query, _looked_up(found, rest, bindings), bindings)
    known = _known(tracker, query, rest, bindings)
    # Whoever gets a list may change it.
    return _narrowed(known, set(found)) if expression else (known[0][:], known[1])


def _looked_up(found: list[int], rest: tuple[Term, ...], bindings: Bindings) -> Source:
    # CROSS JOIN: left to itself SQLite walks over every open issue to look at three of them.
    keys = bindings.add(json.dumps(found))
    table = f"json_each({keys}) AS f CROSS JOIN issue AS i ON i.key = f.value"
    return Source(table, compile_terms(rest, bindings), few=True)


def _known(tracker: Tracker, query: Query, terms: tuple[Term, ...], bindings: Bindings) -> Grouped:
    stand = (tracker.data_version(), tracker.connection.total_changes())
    asked = (terms, query.sort, query.descending, query.group, bindings.actor, bindings.now[:16])
    found = tracker.known.get(stand, asked)
    if found is None:
        found = _read(tracker, query, Source("issue AS i", compile_terms(terms, bindings)), bindings)
    tracker.known.put(asked, found)
    return found


def _read(tracker: Tracker, query: Query, source: Source, bindings: Bindings) -> Grouped:
    return grouped(tracker, query.group, source.table, source.where, order_by(query, bindings), bindings)


def _narrowed(known: Grouped, wanted: set[int]) -> Grouped:
    keys, groups = known
    if not groups:
        return array("q", filter(wanted.__contains__, keys)), ()
    found, left = array("q"), list[Group]()
    for group in groups:
        part = array("q", filter(wanted.__contains__, keys[group.first : group.first + group.count]))
        if part:
            left.append(replace(group, first=len(found), count=len(part)))
            found.extend(part)
    return found, tuple(left)
