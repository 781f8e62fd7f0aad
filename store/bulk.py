"""Puts the new issues of a file into the tables, a thousand at a time, with one statement for each table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import search
from store.lines import Line
from store.new_rows import COLUMNS, NewRows
from store.pace import UNWATCHED, Pace
from store.steps import Step

if TYPE_CHECKING:
    from store.tracker import Tracker

_CHUNK = 1000
_MANY = 5000
"""From so many issues on, the search index may take memory to save time."""

ISSUE = f"INSERT INTO issue({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_LABEL = "INSERT INTO label(issue, name, ordinal) VALUES (?, ?, ?)"
_DEPENDENCY = """
    INSERT INTO dependency(issue, target, type, created_at, created_by, metadata, thread_id, extra,
        spawner, any_child, ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COMMENT = """
    INSERT INTO comment(uid, issue, number, author, text, created_at, created_key, extra, ordinal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def insert(step: Step, lines: Sequence[Line], pace: Pace = UNWATCHED) -> None:
    """Create the issues of these lines, none of which the tracker has, and log them. Inside a transaction.

    Sets the key and seq of each line, and lets go of its record, so that a large file is not held twice.
    """
    if not lines:
        return
    tracker = step.tracker
    key = int(tracker.one("SELECT coalesce(max(key), 0) + 1 FROM issue"))
    with search.in_bulk(tracker, many=len(lines) > _MANY):
        for start in range(0, len(lines), _CHUNK):
            chunk = lines[start : start + _CHUNK]
            _insert_some(step, chunk, key)
            key += len(chunk)
            pace.stored(len(chunk))


def _insert_some(step: Step, lines: Sequence[Line], key: int) -> None:
    tracker, first = step.tracker, step.next_seq()
    rows = NewRows(step.stamp)
    for n, line in enumerate(lines):
        line.key, line.seq = key + n, first + n
        rows.add(line.record, line.id, key + n, first + n)
        line.held = None
    step.log_created_in_bulk(rows.uids, range(key, key + len(lines)))
    tracker.run_many(ISSUE, rows.issues)
    _insert_elements(tracker, rows)
    search.add(tracker, rows.documents)


def _insert_elements(tracker: Tracker, rows: NewRows) -> None:
    for statement, found in ((_LABEL, rows.labels), (_DEPENDENCY, rows.edges), (_COMMENT, rows.comments)):
        if found:
            tracker.run_many(statement, found)
