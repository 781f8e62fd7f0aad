"""Lists of issues: which match a query, in which order, whole or page by page. Keys only, see store.rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.answers import Listing
from store.conditions import IS_FINISHED, Bindings, compile_terms, mentions_trash
from store.counts import counts, stats, words
from store.groups import grouped
from store.orders import order_by, order_of, written
from store.query import Query, parse
from store.ready import recent
from store.rows import rows
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

__all__ = ["Cursor", "Page", "counts", "keys", "page", "rows", "stats", "words"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the values of its last issue, and the present of the first page."""

    values: tuple[object, ...]
    now: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some keys of a list in its order; after is None at the end of the list."""

    keys: tuple[int, ...]
    after: Cursor | None


def keys(tracker: Tracker, query: Query) -> Listing:
    """All keys of a list in its order; raises BadQuery. One read transaction."""
    terms = (*parse(query.scope), *parse(query.text))
    with tracker.reading():
        bindings = Bindings(tracker.now_key(), tracker.actor)
        where = compile_terms(terms, bindings)
        order = order_by(query, bindings)
        found, groups = grouped(tracker, query.group, where, order, bindings)
        elsewhere, finished = _elsewhere(tracker, query, len(found))
        return Listing(found, newest(tracker), elsewhere, finished, groups)


def page(tracker: Tracker, query: Query, after: Cursor | None, limit: int) -> Page:
    """The next keys of a list; after: where the last page ended. Raises BadQuery.

    Pages may be read in separate transactions: the place is held by values, so that issues which come
    or go in between neither repeat others nor hide them.
    """
    terms = (*parse(query.scope), *parse(query.text))
    order = order_of(query)
    bindings = Bindings(after.now if after else tracker.now_key(), tracker.actor)
    where = compile_terms(terms, bindings)
    if after is not None:
        where += f" AND {_beyond(order, after, bindings)}"
    bindings.values["recent"] = recent(bindings.now)
    columns = ", ".join(sql for sql, _ in order)
    rows = tracker.all(
        f"""SELECT i.key, {columns} FROM issue AS i WHERE {where}
            ORDER BY {written(order)} LIMIT {bindings.add(limit)}""",
        bindings.values,
    )
    end = Cursor(rows[-1][1:], bindings.now) if len(rows) == limit and rows else None
    return Page(tuple(row[0] for row in rows), end)


def newest(tracker: Tracker) -> int:
    """The number of the last change that a read transaction sees."""
    return int(tracker.one("SELECT coalesce(max(seq), 0) FROM change"))


def _elsewhere(tracker: Tracker, query: Query, here: int) -> tuple[int, int]:
    """How many issues match what was typed outside the scope, and how many of them are finished.

    here: how many are listed.
    """
    scope, text = parse(query.scope), parse(query.text)
    if not text or not scope:
        return 0, 0
    bindings = Bindings(tracker.now_key(), tracker.actor)
    where, inside = compile_terms(text, bindings), compile_terms(scope, bindings)
    every, finished, finished_here = tracker.all(
        f"""SELECT count(*), count(*) FILTER (WHERE {IS_FINISHED}),
                count(*) FILTER (WHERE {IS_FINISHED} AND {inside})
            FROM issue AS i WHERE {where}""",
        bindings.values,
    )[0]
    apart = mentions_trash(scope) and not mentions_trash(text)
    return (every, finished) if apart else (every - here, finished - finished_here)


def _beyond(order: tuple[tuple[str, bool], ...], after: Cursor, bindings: Bindings) -> str:
    """The condition that an issue comes after the cursor; expressions may go different ways."""
    condition = "0"
    for (sql, down), value in reversed(list(zip(order, after.values, strict=True))):
        bound = bindings.add(value)
        condition = f"({sql} {'<' if down else '>'} {bound} OR ({sql} = {bound} AND {condition}))"
    return condition
