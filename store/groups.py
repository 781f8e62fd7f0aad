"""Lists in groups: keys with those together that share a value, and where each group begins."""

from __future__ import annotations

from array import array
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from store.answers import Group
from store.blocking import OVER_WORDS
from store.conditions import Bindings
from store.days import start_of_day
from store.orders import FIRST_LABEL, STATUS_RANK
from store.outline import outline

if TYPE_CHECKING:
    from store.tracker import Tracker

DUE = ("overdue", "today", "week", "later", "past", "")
"""Values of the groups by due date: before today and not finished, today, within the seven days that begin
today, later, before today and finished, without a date."""

_DUE_RANK = f"""CASE WHEN coalesce(i.due_key, '') = '' THEN 5
    WHEN i.due_key < :today THEN iif(i.status IN ({OVER_WORDS}), 4, 0)
    WHEN i.due_key < :tomorrow THEN 1 WHEN i.due_key < :week THEN 2 ELSE 3 END"""

_BY = {
    "status": ("i.status", f"{STATUS_RANK}, value"),
    "priority": ("i.priority", "value"),
    "type": ("i.issue_type", "value = '', value"),
    "assignee": ("i.assignee", "value = '', value COLLATE NOCASE, value"),
    # Once, under the first of its labels: each issue is one row, and the numbers add up.
    "label": (FIRST_LABEL, "value = '', value COLLATE NOCASE, value"),
    "due": (_DUE_RANK, "value"),
}
"""By the name of a group: its value, and the order of the groups."""

Grouped = tuple["array[int]", tuple[Group, ...]]


def grouped(tracker: Tracker, group: str, where: str, order: str, bindings: Bindings) -> Grouped:
    """The keys that match, in order within their groups; no groups where none are asked for.

    An issue with several labels stands under its first one. Inside the caller's read transaction.
    """
    if group in _BY:
        return _flat(tracker, group, where, order, bindings)
    sql = f"SELECT i.key FROM issue AS i WHERE {where} ORDER BY {order}"
    keys = array("q", [key for (key,) in tracker.all(sql, bindings.values)])
    return outline(tracker, keys) if group == "epic" else (keys, ())


def _flat(tracker: Tracker, group: str, where: str, order: str, bindings: Bindings) -> Grouped:
    value, ranks = _BY[group]
    if group == "due":
        bindings.values["week"] = start_of_day(bindings.now, 7)
    found = tracker.all(
        f"SELECT i.key, {value} AS value FROM issue AS i WHERE {where} ORDER BY {ranks}, {order}",
        bindings.values,
    )
    groups: list[Group] = []
    first = 0
    for shared, rows in groupby(found, key=itemgetter(1)):
        count = sum(1 for _ in rows)
        groups.append(Group(DUE[int(shared)] if group == "due" else str(shared), first, count))
        first += count
    return array("q", [key for key, _ in found]), tuple(groups)
