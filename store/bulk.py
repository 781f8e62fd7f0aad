"""Puts the new issues of a file into the tables, a thousand at a time, with one statement for each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from store import ids, registers
from store.blocking import waits_for
from store.lines import Line
from store.merging import empty
from store.records import Content, content_of
from store.steps import Step
from store.times import sort_key
from store.values import dumps, text_of

if TYPE_CHECKING:
    from store.tracker import Tracker

_CHUNK = 1000
_FIELDS = tuple((name, empty(name)) for name in registers.FIELDS)
_TIMES = tuple((name, None if empty(name) is None else "") for name in registers.KEYED_TIMES)
_COLUMNS = (
    "key", "uid", "id", *registers.FIELDS, *registers.KEYED_TIMES.values(), "extra", "stamp", "seq",
)  # fmt: skip
_ISSUE = f"INSERT INTO issue({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_LABEL = "INSERT INTO label(issue, name, ordinal) VALUES (?, ?, ?)"
_DEPENDENCY = """
    INSERT INTO dependency(issue, target, type, created_at, created_by, metadata, thread_id, extra,
        spawner, any_child, ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COMMENT = """
    INSERT INTO comment(uid, issue, number, author, text, created_at, created_key, extra, ordinal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def insert(step: Step, lines: Sequence[Line]) -> None:
    """Create the issues of these lines, none of which the tracker has, and log them. Inside a transaction.

    Sets the key and seq of each line, and lets go of its record, so that a large file is not held twice.
    """
    key = int(step.tracker.one("SELECT coalesce(max(key), 0) + 1 FROM issue"))
    for start in range(0, len(lines), _CHUNK):
        chunk = lines[start : start + _CHUNK]
        _insert_some(step, chunk, key)
        key += len(chunk)


def _insert_some(step: Step, lines: Sequence[Line], key: int) -> None:
    tracker = step.tracker
    contents = [content_of(line.record, line.id) for line in lines]
    uids = [ids.derive_uid(one.id, str(one.fields.get("created_at", ""))) for one in contents]
    seq = step.log_created_in_bulk(uids)
    for n, line in enumerate(lines):
        line.key, line.seq, line.record = key + n, seq + n, {}
    tracker.run_many(
        _ISSUE,
        [_row(key + n, uids[n], content, step.stamp, seq + n) for n, content in enumerate(contents)],
    )
    _insert_elements(tracker, key, uids, contents)


def _row(key: int, uid: str, content: Content, stamp: str, seq: int) -> tuple[Any, ...]:
    get = content.fields.get
    row: list[Any] = [key, uid, content.id]
    row += [get(name, default) for name, default in _FIELDS]
    for name, default in _TIMES:
        text = get(name)
        row.append(default if text is None else sort_key(text))
    return (*row, text_of(content.extra), stamp, seq)


def _insert_elements(tracker: Tracker, key: int, uids: Sequence[str], contents: Sequence[Content]) -> None:
    labels = [
        (issue, name, n) for issue, one in enumerate(contents, key) for n, name in enumerate(one.labels)
    ]
    edges = [row for issue, one in enumerate(contents, key) for row in _edges(issue, one)]
    comments = [
        row
        for issue, (uid, one) in enumerate(zip(uids, contents, strict=True), key)
        if one.comments
        for row in _comments(issue, uid, one)
    ]
    for statement, rows in ((_LABEL, labels), (_DEPENDENCY, edges), (_COMMENT, comments)):
        if rows:
            tracker.run_many(statement, rows)


def _edges(key: int, content: Content) -> Iterator[tuple[Any, ...]]:
    for n, ((target, type_), edge) in enumerate(content.edges.items()):
        spawner, any_child = waits_for(target, edge["metadata"]) if type_ == "waits-for" else ("", 0)
        yield (
            key,
            target,
            type_,
            edge["created_at"],
            edge["created_by"],
            edge["metadata"],
            edge["thread_id"],
            text_of(edge["extra"]),
            spawner,
            any_child,
            n,
        )


def _comments(key: int, uid: str, content: Content) -> Iterator[tuple[Any, ...]]:
    names = ids.comment_uids(uid, content.said())
    for n, (name, comment) in enumerate(zip(names, content.comments, strict=True)):
        yield (
            name,
            key,
            dumps(comment["number"]),
            comment["author"],
            comment["text"],
            comment["created_at"],
            sort_key(comment["created_at"]),
            text_of(comment["extra"]),
            n,
        )
