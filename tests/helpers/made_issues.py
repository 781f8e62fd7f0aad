"""Issues put straight into a tracker's tables, for tests of what reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from store import blocking, database, lists, search
from store.query import Query
from store.registers import KEYED_TIMES
from store.times import nanoseconds, sort_key
from store.tracker import Tracker

NOW = "2026-06-15T12:00:00.000001Z"
_numbers = itertools.count()


def open_at(path: Path, now: str = NOW, actor: str = "ann") -> Tracker:
    """A new tracker whose clock stands at `now`; each look at it moves on by a microsecond."""
    connection = database.open_database(path, create=True)
    moment = nanoseconds(now)
    assert moment is not None
    return Tracker(connection, path, actor=actor, physical=lambda: moment)


def add(
    tracker: Tracker,
    name: str,
    *,
    labels: Iterable[str] = (),
    needs: Iterable[tuple[str, str]] = (),
    comments: Iterable[str] = (),
    **fields: Any,
) -> int:
    """Insert an issue with that id and return its key. needs: pairs of (type, target)."""
    values: dict[str, Any] = {
        "id": name,
        "uid": f"uid-{name}",
        "title": name,
        "created_at": NOW,
        "updated_at": NOW,
    }
    values.update(fields)
    for column, keyed in KEYED_TIMES.items():
        if values.get(column) is not None:
            values[keyed] = sort_key(values[column])
    columns, places = ", ".join(values), ", ".join("?" * len(values))
    tracker.run(f"INSERT INTO issue({columns}) VALUES ({places})", tuple(values.values()))
    key = tracker.connection.last_insert_rowid()
    for ordinal, label in enumerate(labels):
        tracker.run("INSERT INTO label(issue, name, ordinal) VALUES (?, ?, ?)", (key, label, ordinal))
    for ordinal, (type_, target) in enumerate(needs):
        tracker.run(
            "INSERT INTO dependency(issue, target, type, spawner, ordinal) VALUES (?, ?, ?, ?, ?)",
            (key, target, type_, target if type_ == "waits-for" else "", ordinal),
        )
    for ordinal, text in enumerate(comments):
        tracker.run(
            """INSERT INTO comment(uid, issue, author, text, created_at, created_key, ordinal)
               VALUES (?, ?, 'cleo', ?, ?, ?, ?)""",
            (f"comment-{next(_numbers)}", key, text, NOW, sort_key(NOW), ordinal),
        )
    return key


def settle(tracker: Tracker) -> None:
    """Make the blocked set and the search index of all that was added."""
    with tracker.writing():
        blocking.rebuild(tracker)
        search.index_all(tracker)


def ids(tracker: Tracker, keys: Iterable[int]) -> list[str]:
    """The ids of these keys, in their order."""
    return [str(tracker.one("SELECT id FROM issue WHERE key = ?", (key,))) for key in keys]


_JUNE = "2026-06-01T00:00:00Z"
_JANUARY = "2026-01-01T00:00:00Z"

SAMPLE: dict[str, dict[str, Any]] = {
    "p-1": {"title": "alpha", "priority": 1, "labels": ["ui", "UI"], "assignee": "ann", "created_at": _JUNE},
    "p-2": {"title": "Beta", "status": "in_progress", "assignee": "Bob", "due_at": _JUNE},
    "p-3": {
        "title": "gamma",
        "needs": [("blocks", "p-1"), ("parent-child", "p-9"), ("parent-child", "p-0")],
    },
    "p-4": {"title": "delta", "status": "deferred", "priority": 4},
    "p-5": {"title": "later", "defer_until": "2026-07-01T00:00:00+02:00", "labels": ["needs review"]},
    "p-6": {"title": "done", "status": "closed", "created_at": _JUNE, "closed_at": "2026-06-02T00:00:00Z"},
    "p-7": {
        "title": "dropped",
        "status": "cancelled",
        "closed_at": "2026-06-10T00:00:00Z",
        "due_at": _JANUARY,
    },
    "p-8": {"title": "binned", "status": "tombstone", "labels": ["ui"], "assignee": "ann"},
    "p-9": {"title": "epic", "issue_type": "epic", "priority": 0, "comments": ["one", "two"]},
    "p-10": {"title": "child", "needs": [("parent-child", "p-9")], "status": "blocked", "is_template": 1},
    "p-11": {"title": "grandchild", "needs": [("parent-child", "p-10")], "status": "in_review", "pinned": 1},
    "p-12": {"title": "undone", "gone": 1, "labels": ["ui"], "assignee": "ann", "due_at": _JANUARY},
    "p-13": {"title": "closed child", "needs": [("parent-child", "p-9")], "status": "closed"},
    "p-14": {"title": "bug", "due_at": "no date", "created_at": "2026-06-14T13:00:00Z", "issue_type": "bug"},
}
"""Every kind of issue that views and filters tell apart, at NOW."""

_REMOVED = (
    "INSERT INTO label(issue, name, ordinal, removed) SELECT key, 'ui', 0, 1 FROM issue WHERE id = 'p-14'",
    """INSERT INTO dependency(issue, target, type, ordinal, removed)
       SELECT key, 'p-9', 'parent-child', 0, 1 FROM issue WHERE id = 'p-14'""",
    """INSERT INTO comment(uid, issue, author, text, created_at, created_key, ordinal, removed)
       SELECT 'removed', key, 'cleo', 'alpha', '', '', 9, 1 FROM issue WHERE id = 'p-9'""",
)


def open_sample(path: Path) -> Tracker:
    """A tracker with SAMPLE in it."""
    tracker = open_at(path)
    for name, fields in SAMPLE.items():
        add(tracker, name, **fields)
    for statement in _REMOVED:
        tracker.run(statement)
    settle(tracker)
    return tracker


def listed(
    tracker: Tracker, text: str, scope: str = "", sort: str = "id", *, descending: bool = False
) -> list[str]:
    """The ids that a query lists."""
    return ids(tracker, lists.keys(tracker, Query(scope, text, sort, descending)).keys)
