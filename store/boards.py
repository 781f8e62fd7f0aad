"""Boards: the issues of a query in columns by one field, and the one change that moves cards. Keys only."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from store.answers import Board, Column
from store.conditions import Bindings
from store.issue import PRIORITIES, STATUSES, TOMBSTONE
from store.lists import newest
from store.narrowing import source
from store.orders import order_by
from store.query import Query, Term, parse
from store.requests import Close, Delete, Label, SetFields

if TYPE_CHECKING:
    from store.tracker import Tracker

FIELDS = ("status", "priority", "assignee", "label")
"""What the columns of a board may stand for."""

_JOIN = {"label": "LEFT JOIN label AS l ON l.issue = i.key AND l.removed = 0"}
_VALUE = {"status": "i.status", "priority": "i.priority", "assignee": "i.assignee", "label": "l.name"}


def board(tracker: Tracker, query: Query, by: str) -> Board:
    """All columns with all their keys; an issue with two labels is in two. One read transaction."""
    scope, text = parse(query.scope), parse(query.text)
    with tracker.reading():
        bindings = Bindings(tracker.now_key(), tracker.actor)
        matching = source(tracker, (*scope, *text), bindings)
        order = order_by(query, bindings)
        found: dict[str, array[int]] = {}
        for key, value in tracker.all(
            f"""SELECT i.key, coalesce({_VALUE[by]}, '') FROM {matching.table} {_JOIN.get(by, "")}
                WHERE {matching.where} ORDER BY {order}""",
            bindings.values,
        ):
            column = found.get(str(value))
            if column is None:
                column = found[str(value)] = array("q")
            column.append(key)
        everywhere = _everywhere(tracker, text, by) if scope else {}
        columns = tuple(
            Column(value, keys, max(0, everywhere.get(value, 0) - len(keys)))
            for value in _order(by, found, tracker.actor)
            for keys in (found.get(value, array("q")),)
        )
        return Board(by, columns, newest(tracker))


def move(
    by: str, to: str, uids: Sequence[str] = (), left: Iterable[str] = (), initiator: str = ""
) -> Close | Delete | Label | SetFields:
    """The one change that brings issues into a column.

    uids: none for many_requests.ChangeMany. left: labels that the issues lose by it, on a board by labels.
    A card that comes to the closed ones is closed as Close does, and one that comes to the trash is deleted.
    """
    if by == "label":
        add = (to,) if to else ()
        return Label(tuple(uids), add, tuple(name for name in left if name != to), initiator)
    if by == "status" and to == "closed":
        return Close(tuple(uids), initiator=initiator)
    if by == "status" and to == TOMBSTONE:
        return Delete(tuple(uids), initiator=initiator)
    return SetFields(tuple(uids), {by: int(to) if by == "priority" else to}, initiator=initiator)


def _order(by: str, found: Iterable[str], actor: str) -> tuple[str, ...]:
    """The usual columns, empty ones too, so that a card can be put there; then all others; "" last."""
    there = set(found)
    if by in ("status", "priority"):
        usual = STATUSES if by == "status" else tuple(map(str, PRIORITIES))
        # What is in the trash cannot be moved: beside nothing else, columns to move it to would mislead.
        usual = () if there == {TOMBSTONE} else usual
        others = there.difference(usual, {TOMBSTONE})
        last = (TOMBSTONE,) if TOMBSTONE in there else ()
        rank = _by_number if by == "priority" else _by_name
        return (*usual, *sorted(others, key=rank), *last)
    mine = {actor} if by == "assignee" and actor else set[str]()
    return (*sorted((there | mine) - {""}, key=_by_name), "")


def _by_name(value: str) -> tuple[str, str]:
    return (value.casefold(), value)


def _by_number(value: str) -> int:
    return int(value)


def _everywhere(tracker: Tracker, text: tuple[Term, ...], by: str) -> dict[str, int]:
    """How many issues match what was typed, by column, whatever the scope."""
    bindings = Bindings(tracker.now_key(), tracker.actor)
    matching = source(tracker, text, bindings)
    rows = tracker.all(
        f"""SELECT coalesce({_VALUE[by]}, ''), count(*) FROM {matching.table} {_JOIN.get(by, "")}
            WHERE {matching.where} GROUP BY 1""",
        bindings.values,
    )
    return {str(value): count for value, count in rows}
