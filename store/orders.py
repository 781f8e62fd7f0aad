"""The orders that a list can have, as SQL expressions over `issue AS i`, none of them ever NULL."""

from __future__ import annotations

from store.blocking import HOLDS, TARGET
from store.conditions import Bindings, only_finished, only_state
from store.issue import STATUSES
from store.query import Query, Term, parse, read_sort
from store.ready import NEXT_DATE, recent
from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class By:
    """One expression of an order, never NULL. turns: it goes the other way in a descending list."""

    sql: str
    turns: bool = True
    down: bool = False


_HEAD = "iif(instr(i.id, '.') > 0, substr(i.id, 1, instr(i.id, '.') - 1), i.id)"
_STEM = f"rtrim({_HEAD}, '0123456789')"
_RANKS = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(STATUSES[:-1]))

STATUS_RANK = f"CASE i.status {_RANKS} WHEN 'closed' THEN 8 WHEN 'tombstone' THEN 9 ELSE 7 END"
"""Where a status stands among the others; those that this program does not know before the closed ones."""

FIRST_LABEL = """coalesce((SELECT l.name FROM label AS l WHERE l.issue = i.key AND l.removed = 0
    ORDER BY l.ordinal LIMIT 1), '')"""
"""The label that comes first in the issue's row, '' without one."""

_COMMENTS = "(SELECT count(*) FROM comment AS c WHERE c.issue = i.key AND c.removed = 0)"
_BLOCKERS = f"""(SELECT count(*) FROM dependency AS d {TARGET}
    WHERE d.issue = i.key AND d.removed = 0 AND {HOLDS})"""

_BY_CREATED = By("i.created_key")
_TIES = (By("i.created_key", turns=False), By("i.id", turns=False))


def _with_absent_last(sql: str, absent: str = "''") -> tuple[By, By]:
    """An order in which those without a value stay at the end, whichever way it goes."""
    value = f"coalesce({sql}, {absent})"
    return By(f"({value} = {absent})", turns=False), By(value)


_ORDERS: dict[str, tuple[By, ...]] = {
    "hybrid": (
        By("(i.created_key < :recent)"),
        By("iif(i.created_key >= :recent, i.priority, 0)"),
        _BY_CREATED,
    ),
    "priority": (By("i.priority"),),
    "natural": (By("i.priority"),),
    "oldest": (_BY_CREATED,),
    # bd-2 before bd-10, and children (bd-2.1) after their parent.
    "id": (
        By(_STEM),
        By(f"CAST(substr(i.id, length({_STEM}) + 1) AS INTEGER)"),
        By(f"CAST(substr(i.id, length({_HEAD}) + 2) AS INTEGER)"),
        By("i.id"),
    ),
    "title": (By("i.title COLLATE NOCASE"),),
    "status": (By(STATUS_RANK), By("i.status")),
    "issue_type": (By("i.issue_type"),),
    "assignee": (By("(i.assignee = '')", turns=False), By("i.assignee COLLATE NOCASE")),
    "labels": (By(f"({FIRST_LABEL} = '')", turns=False), By(f"{FIRST_LABEL} COLLATE NOCASE")),
    "created": (_BY_CREATED,),
    "updated": (By("i.updated_key"),),
    "due": _with_absent_last("i.due_key"),
    "defer": _with_absent_last("i.defer_key"),
    "estimate": _with_absent_last("i.estimated_minutes", "-1"),
    "blockers": (By(_BLOCKERS),),
    "comments": (By(_COMMENTS),),
}

_BY_CLOSING = (
    By("(coalesce(i.closed_key, '') = '')", turns=False),
    By("coalesce(i.closed_key, '')", down=True),
)
_BY_DATE = {"upcoming": (By(NEXT_DATE), By("i.priority")), "overdue": (*_ORDERS["due"], By("i.priority"))}
"""The natural orders of states that are about dates."""


def order_of(query: Query) -> tuple[tuple[str, bool], ...]:
    """Pairs of (expression, whether it goes down), settled to the last tie. Binds :recent."""
    natural = _natural((*parse(query.scope), *parse(query.text)))
    found: list[tuple[str, bool]] = []
    for name, descending in read_sort(query.sort):
        by = natural if name == "natural" and natural else _ORDERS[name]
        down = descending != query.descending
        found += ((one.sql, one.down != (down and one.turns)) for one in by)
    return (*found, *((one.sql, one.down) for one in _TIES))


def _natural(terms: tuple[Term, ...]) -> tuple[By, ...]:
    """The order that what is asked for has by itself; empty for the order of work that can be done."""
    if only_finished(terms):
        # The policies are about work to come; finished work is looked up by when it was finished.
        return _BY_CLOSING
    return next((order for state, order in _BY_DATE.items() if only_state(terms, state)), ())


def order_by(query: Query, bindings: Bindings) -> str:
    """What follows ORDER BY, over `issue AS i`."""
    bindings.values["recent"] = recent(bindings.now)
    return written(order_of(query))


def written(order: tuple[tuple[str, bool], ...]) -> str:
    """An order of order_of() as SQL."""
    return ", ".join(sql + (" DESC" if down else "") for sql, down in order)
