"""Lists of issues: which match a query, in which order, whole or page by page. Keys only, see store.rows."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.answers import Listing
from store.conditions import IS_FINISHED, Bindings, compile_terms, mentions_trash, only_finished, only_state
from store.counts import counts, stats, words
from store.issue import STATUSES
from store.query import Query, Term, parse
from store.ready import NEXT_DATE, recent
from store.rows import rows

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


@dataclass(frozen=True, slots=True)
class _By:
    """One expression of an order, never NULL. turns: it goes the other way in a descending list."""

    sql: str
    turns: bool = True
    down: bool = False


_HEAD = "iif(instr(i.id, '.') > 0, substr(i.id, 1, instr(i.id, '.') - 1), i.id)"
_STEM = f"rtrim({_HEAD}, '0123456789')"
_RANKS = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(STATUSES[:-1]))

_BY_CREATED = _By("i.created_key")
_TIES = (_By("i.created_key", turns=False), _By("i.id", turns=False))

_ORDERS: dict[str, tuple[_By, ...]] = {
    "hybrid": (
        _By("(i.created_key < :recent)"),
        _By("iif(i.created_key >= :recent, i.priority, 0)"),
        _BY_CREATED,
    ),
    "priority": (_By("i.priority"),),
    "natural": (_By("i.priority"),),
    "oldest": (_BY_CREATED,),
    # bd-2 before bd-10, and children (bd-2.1) after their parent.
    "id": (
        _By(_STEM),
        _By(f"CAST(substr(i.id, length({_STEM}) + 1) AS INTEGER)"),
        _By(f"CAST(substr(i.id, length({_HEAD}) + 2) AS INTEGER)"),
        _By("i.id"),
    ),
    "title": (_By("i.title COLLATE NOCASE"),),
    "status": (
        _By(f"CASE i.status {_RANKS} WHEN 'closed' THEN 8 WHEN 'tombstone' THEN 9 ELSE 7 END"),
        _By("i.status"),
    ),
    "issue_type": (_By("i.issue_type"),),
    "assignee": (_By("(i.assignee = '')", turns=False), _By("i.assignee COLLATE NOCASE")),
    "created": (_BY_CREATED,),
    "updated": (_By("i.updated_key"),),
    "due": (_By("(coalesce(i.due_key, '') = '')", turns=False), _By("coalesce(i.due_key, '')")),
}

_BY_CLOSING = (
    _By("(coalesce(i.closed_key, '') = '')", turns=False),
    _By("coalesce(i.closed_key, '')", down=True),
)
_BY_DATE = {"upcoming": (_By(NEXT_DATE), _By("i.priority")), "overdue": (*_ORDERS["due"], _By("i.priority"))}
"""The natural orders of states that are about dates."""


def keys(tracker: Tracker, query: Query) -> Listing:
    """All keys of a list in its order; raises BadQuery. One read transaction."""
    scope, text = parse(query.scope), parse(query.text)
    with tracker.reading():
        bindings = Bindings(tracker.now_key(), tracker.actor)
        where = compile_terms((*scope, *text), bindings)
        order = order_by(query, bindings)
        # Whether a row is finished is asked for where it is said what else there is.
        flag = IS_FINISHED if scope and text else "0"
        found = tracker.all(
            f"SELECT i.key, {flag} FROM issue AS i WHERE {where} ORDER BY {order}", bindings.values
        )
        elsewhere, finished = _elsewhere(tracker, query, (len(found), sum(row[1] for row in found)))
        return Listing(array("q", [row[0] for row in found]), newest(tracker), elsewhere, finished)


def page(tracker: Tracker, query: Query, after: Cursor | None, limit: int) -> Page:
    """The next keys of a list; after: where the last page ended. Raises BadQuery.

    Pages may be read in separate transactions: the place is held by values, so that issues which come
    or go in between neither repeat others nor hide them.
    """
    terms = (*parse(query.scope), *parse(query.text))
    order = _order(query)
    bindings = Bindings(after.now if after else tracker.now_key(), tracker.actor)
    where = compile_terms(terms, bindings)
    if after is not None:
        where += f" AND {_beyond(order, after, bindings)}"
    bindings.values["recent"] = recent(bindings.now)
    columns = ", ".join(sql for sql, _ in order)
    order_by = ", ".join(sql + (" DESC" if down else "") for sql, down in order)
    rows = tracker.all(
        f"""SELECT i.key, {columns} FROM issue AS i WHERE {where}
            ORDER BY {order_by} LIMIT {bindings.add(limit)}""",
        bindings.values,
    )
    end = Cursor(rows[-1][1:], bindings.now) if len(rows) == limit and rows else None
    return Page(tuple(row[0] for row in rows), end)


def order_by(query: Query, bindings: Bindings) -> str:
    """What follows ORDER BY, over `issue AS i`."""
    bindings.values["recent"] = recent(bindings.now)
    return ", ".join(sql + (" DESC" if down else "") for sql, down in _order(query))


def newest(tracker: Tracker) -> int:
    """The number of the last change that a read transaction sees."""
    return int(tracker.one("SELECT coalesce(max(seq), 0) FROM change"))


def _elsewhere(tracker: Tracker, query: Query, here: tuple[int, int]) -> tuple[int, int]:
    """How many issues match what was typed outside the scope, and how many of them are finished.

    here: the same numbers of what is listed.
    """
    scope, text = parse(query.scope), parse(query.text)
    if not text or not scope:
        return 0, 0
    bindings = Bindings(tracker.now_key(), tracker.actor)
    where = compile_terms(text, bindings)
    every, finished = tracker.all(
        f"SELECT count(*), count(*) FILTER (WHERE {IS_FINISHED}) FROM issue AS i WHERE {where}",
        bindings.values,
    )[0]
    apart = mentions_trash(scope) and not mentions_trash(text)
    return (every, finished) if apart else (every - here[0], finished - here[1])


def _order(query: Query) -> tuple[tuple[str, bool], ...]:
    """Pairs of (expression, whether it goes down)."""
    by = _natural((*parse(query.scope), *parse(query.text))) if query.sort == "natural" else ()
    by = by or _ORDERS[query.sort]
    return tuple((one.sql, one.down != (query.descending and one.turns)) for one in (*by, *_TIES))


def _natural(terms: tuple[Term, ...]) -> tuple[_By, ...]:
    """The order that what is asked for has by itself; empty for the order of work that can be done."""
    if only_finished(terms):
        # The policies are about work to come; finished work is looked up by when it was finished.
        return _BY_CLOSING
    return next((order for state, order in _BY_DATE.items() if only_state(terms, state)), ())


def _beyond(order: tuple[tuple[str, bool], ...], after: Cursor, bindings: Bindings) -> str:
    """The condition that an issue comes after the cursor; expressions may go different ways."""
    condition = "0"
    for (sql, down), value in reversed(list(zip(order, after.values, strict=True))):
        bound = bindings.add(value)
        condition = f"({sql} {'<' if down else '>'} {bound} OR ({sql} = {bound} AND {condition}))"
    return condition
