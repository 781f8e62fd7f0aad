"""Lists in groups: keys with those together that share a value, and where each group begins."""

from __future__ import annotations

import json
from array import array
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from store.answers import Group
from store.blocking import OVER_WORDS
from store.conditions import Bindings
from store.day_groups import by_day
from store.days import start_of_day
from store.orders import FIRST_LABEL, STATUS_RANK

if TYPE_CHECKING:
    from store.tracker import Tracker

DUE = ("overdue", "today", "week", "later", "past", "")
"""Values of the groups by due date: before today and not finished, today, within the seven days that begin
today, later, before today and finished, without a date."""

_DUE_RANK = f"""CASE WHEN coalesce(i.due_key, '') = '' THEN 5
    WHEN i.due_key < :today THEN iif(i.status IN ({OVER_WORDS}), 4, 0)
    WHEN i.due_key < :tomorrow THEN 1 WHEN i.due_key < :week THEN 2 ELSE 3 END"""

_BY = {
    "status": ("i.status", f"{STATUS_RANK}, shared"),
    "priority": ("i.priority", "shared"),
    "type": ("i.issue_type", "shared = '', shared"),
    "assignee": ("i.assignee", "shared = '', shared COLLATE NOCASE, shared"),
    # Once, under the first of its labels: each issue is one row, and the numbers add up.
    "label": (FIRST_LABEL, "shared = '', shared COLLATE NOCASE, shared"),
    "due": (_DUE_RANK, "shared"),
}
"""By the name of a group: its value, and the order of the groups."""

Grouped = tuple["array[int]", tuple[Group, ...]]


def grouped(tracker: Tracker, group: str, table: str, where: str, order: str, bindings: Bindings) -> Grouped:
    """The keys that match, in order within their groups; no groups where none are asked for, or epics.

    table: what has the issues `i`. An issue with several labels stands under its first one. Inside the
    caller's read transaction.
    """
    if group in _BY:
        return _flat(tracker, group, table, where, order, bindings)
    if group == "day":
        return by_day(tracker, table, where, order, bindings)
    # As one text: reading row by row asks for Python's lock each time, also while the window wants it.
    sql = f"SELECT json_group_array(i.key ORDER BY {order}) FROM {table} WHERE {where}"
    found = tracker.one(sql, bindings.values)
    return array("q", json.loads(found)), ()


def _flat(tracker: Tracker, group: str, table: str, where: str, order: str, bindings: Bindings) -> Grouped:
    value, ranks = _BY[group]
    if group == "due":
        bindings.values["week"] = start_of_day(bindings.now, 7)
    found = tracker.all(
        f"SELECT i.key, {value} AS shared FROM {table} WHERE {where} ORDER BY {ranks}, {order}",
        bindings.values,
    )
    groups: list[Group] = []
    first = 0
    for shared, rows in groupby(found, key=itemgetter(1)):
        count = sum(1 for _ in rows)
        groups.append(Group(DUE[int(shared)] if group == "due" else str(shared), first, count))
        first += count
    return array("q", [key for key, _ in found]), tuple(groups)
