"""Lists of issues: which match a query, in which order, whole or page by page. Keys only, see store.rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.answers import Listing
from store.conditions import IS_FINISHED, Bindings, compile_terms
from store.counts import counts, stats, words
from store.narrowing import listed, source
from store.orders import order_of, written
from store.outline import outline
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


def keys(tracker: Tracker, query: Query, first: int = 0) -> Listing:
    """All keys of a list in its order, and its first rows; raises BadQuery. One read transaction.

    What matches elsewhere is counted only where that takes no time, or where there is nothing to show.
    """
    terms = (*parse(query.scope), *parse(query.text))
    with tracker.reading():
        found, groups = listed(tracker, query, terms, Bindings(tracker.now_key(), tracker.actor))
        if query.group == "epic":
            found, groups = outline(tracker, found)
        counted = elsewhere(tracker, query, at_once=bool(found))
        return Listing(
            found,
            newest(tracker),
            *(counted or (0, 0)),
            groups,
            uncounted=counted is None,
            rows=rows(tracker, found[:first]) if first else (),
        )


def page(tracker: Tracker, query: Query, after: Cursor | None, limit: int) -> Page:
    """The next keys of a list; after: where the last page ended. Raises BadQuery.

    Pages may be read in separate transactions: the place is held by values, so that issues which come
    or go in between neither repeat others nor hide them.
    """
    terms = (*parse(query.scope), *parse(query.text))
    order = order_of(query)
    bindings = Bindings(after.now if after else tracker.now_key(), tracker.actor)
    matching = source(tracker, terms, bindings)
    where = matching.where
    if after is not None:
        where += f" AND {_beyond(order, after, bindings)}"
    bindings.values["recent"] = recent(bindings.now)
    columns = ", ".join(sql for sql, _ in order)
    found = tracker.all(
        f"""SELECT i.key, {columns} FROM {matching.table} WHERE {where}
            ORDER BY {written(order)} LIMIT {bindings.add(limit)}""",
        bindings.values,
    )
    end = Cursor(found[-1][1:], bindings.now) if len(found) == limit and found else None
    return Page(tuple(row[0] for row in found), end)


def newest(tracker: Tracker) -> int:
    """The number of the last change that a read transaction sees."""
    return int(tracker.one("SELECT coalesce(max(seq), 0) FROM change"))


def elsewhere(tracker: Tracker, query: Query, *, at_once: bool = False) -> tuple[int, int] | None:
    """How many issues match what was typed outside the scope, and how many of them are finished.

    at_once: return None where it takes a look at many issues. Inside the caller's read, or in one of its own.
    """
    scope, text = parse(query.scope), parse(query.text)
    if not text or not scope:
        return 0, 0
    with tracker.reading():
        bindings = Bindings(tracker.now_key(), tracker.actor)
        typed = source(tracker, text, bindings)
        if at_once and not typed.few:
            return None
        every, finished = tracker.all(
            f"""SELECT count(*), count(*) FILTER (WHERE {IS_FINISHED}) FROM {typed.table}
                WHERE {typed.where} AND ({compile_terms(scope, bindings)}) IS NOT TRUE""",
            bindings.values,
        )[0]
    return every, finished


def _beyond(order: tuple[tuple[str, bool], ...], after: Cursor, bindings: Bindings) -> str:
    """The condition that an issue comes after the cursor; expressions may go different ways."""
    condition = "0"
    for (sql, down), value in reversed(list(zip(order, after.values, strict=True))):
        bound = bindings.add(value)
        condition = f"({sql} {'<' if down else '>'} {bound} OR ({sql} = {bound} AND {condition}))"
    return condition
