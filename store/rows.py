"""The rows of a list: what one line shows of each issue, read in a few statements for a whole page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from store import ready
from store.answers import Row
from store.conditions import IS_FINISHED, IS_TRASH
from store.days import present

if TYPE_CHECKING:
    from store.tracker import Tracker

_PAGE = "json_each(:keys) AS f CROSS JOIN"

_ISSUES = f"""
    SELECT i.key, i.uid, i.id, i.title, i.status, i.priority, i.issue_type, i.assignee,
        i.created_at, i.updated_at, i.due_at, i.defer_until, i.closed_at,
        {ready.HELD_UP}, {IS_FINISHED}, {IS_TRASH}, {ready.OVERDUE},
        i.estimated_minutes
    FROM {_PAGE} issue AS i ON i.key = f.value WHERE i.gone = 0 ORDER BY f.key"""

_LABELS = f"""
    SELECT l.issue, l.name FROM {_PAGE} label AS l ON l.issue = f.value
    WHERE l.removed = 0 ORDER BY l.issue, l.ordinal"""

_COMMENTS = f"""
    SELECT c.issue, count(*) FROM {_PAGE} comment AS c ON c.issue = f.value
    WHERE c.removed = 0 GROUP BY c.issue"""

_PARENTS = f"""
    SELECT d.issue, d.target, min(d.ordinal) FROM {_PAGE} dependency AS d ON d.issue = f.value
    WHERE d.type = 'parent-child' AND d.removed = 0 GROUP BY d.issue"""


def rows(tracker: Tracker, keys: Iterable[int]) -> tuple[Row, ...]:
    """The rows of these issues in their order, those that are gone left out. One read transaction."""
    wanted = tuple(keys)
    bindings = {"keys": json.dumps(wanted)}
    with tracker.reading():
        labels: dict[int, tuple[str, ...]] = {}
        for key, name in tracker.all(_LABELS, bindings):
            labels[key] = (*labels.get(key, ()), name)
        comments: dict[int, int] = {key: count for key, count in tracker.all(_COMMENTS, bindings)}  # noqa: C416
        parents: dict[int, str] = {key: target for key, target, _ in tracker.all(_PARENTS, bindings)}
        children = ready.children_progress(tracker, wanted)
        blockers = ready.blocker_counts(tracker, wanted)
        found = tracker.all(_ISSUES, {**bindings, **present(tracker.now_key())})
    made: list[Row] = []
    for key, *issue, held_up, finished, deleted, overdue, estimate in found:
        fields: tuple[Any, ...] = (
            key,
            *issue[:7],
            labels.get(key, ()),
            *issue[7:],
            bool(held_up),
            blockers.get(key, 0),
            comments.get(key, 0),
            *children.get(key, (0, 0)),
            bool(finished),
            bool(deleted),
            bool(overdue),
            parents.get(key, ""),
            estimate,
        )
        made.append(Row(*fields))
    return tuple(made)
