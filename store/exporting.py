"""Writes the tracker as an issue file: untouched lines byte for byte, changed ones key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from store import details, jsonl, mending
from store.answers import Exported
from store.base_lines import ABSENT
from store.issue import Issue
from store.merging import empty
from store.records import (
    comment_record,
    comment_value,
    content_of,
    edge_record,
    edge_value,
    issue_id,
    record_of,
)
from store.times import sort_key
from store.values import as_list, as_record

if TYPE_CHECKING:
    from store.tracker import Tracker

_OPTIONAL_TIMES = ("closed_at", "due_at", "defer_until", "deleted_at")
_COMPARED = (
    "title", "description", "design", "acceptance_criteria", "notes", "status", "priority", "issue_type",
    "assignee", "owner", "estimated_minutes", "created_at", "created_by", "updated_at", "close_reason",
    *_OPTIONAL_TIMES, "external_ref", "spec_id", "pinned", "is_template", "ephemeral", "deleted_by",
    "delete_reason", "original_type",
)  # fmt: skip
_TIMES = frozenset({*_OPTIONAL_TIMES, "created_at", "updated_at"})


@dataclass(frozen=True, slots=True)
class _Dialect:
    style: jsonl.Style
    ending: bytes
    text_numbers: bool
    is_sorted: bool


def export(tracker: Tracker, file: int | None = None) -> tuple[bytes, Exported]:
    """The whole tracker as the bytes of a file, in one read transaction.

    file: the exchange file whose lines and order are kept; the one imported first by default. Issues
    that are in no file go to their sorted place, or last where the file is not sorted.
    """
    with tracker.reading():
        if file is None:
            file = tracker.one("SELECT min(file) FROM exchange_file")
        bom, parts = _parts(tracker, file)
    data = bom + b"".join(parts)
    lines = sum(map(_count, parts))
    return data, Exported(lines, len(data), hashlib.sha256(data).hexdigest())


def _count(part: bytes) -> int:
    """Lines that are not blank; a record that was mended has several."""
    if part.find(b"\n") < len(part) - 1:
        return sum(1 for line in part.split(b"\n") if line.strip())
    return 1 if part.strip() else 0


def _parts(tracker: Tracker, file: int | None) -> tuple[bytes, list[bytes]]:
    base = tracker.all(
        """SELECT kind, b.issue, id, raw, ending, coalesce(issue.seq > b.seq, 0)
           FROM jsonl_base AS b LEFT JOIN issue ON issue.key = b.issue
           WHERE file = ? AND kind <> ? ORDER BY line""",
        (file, ABSENT),
    )
    dialect = _dialect(base)
    changed = tuple(dict.fromkeys(key for _, key, _, _, _, moved in base if moved))
    now = {issue.key: issue for issue in details.issues(tracker, changed)}
    new = _new_lines(tracker, file, dialect)
    parts: list[bytes] = []
    pending = next(new, None)
    for kind, key, id, raw, ending, moved in base:
        if kind == "issue" and dialect.is_sorted:
            while pending is not None and pending[0] < id.encode():
                parts.append(pending[1] + dialect.ending)
                pending = next(new, None)
        body = _changed_line(raw, now[key], dialect) if moved and key in now else raw
        parts.append(body + ending)
    if pending is not None and parts and not parts[-1].endswith(b"\n"):
        parts[-1] += dialect.ending
    while pending is not None:
        parts.append(pending[1] + dialect.ending)
        pending = next(new, None)
    bom = jsonl.BOM if tracker.one("SELECT bom FROM exchange_file WHERE file = ?", (file,)) else b""
    return bom, parts


def _new_lines(tracker: Tracker, file: int | None, dialect: _Dialect) -> Iterator[tuple[bytes, bytes]]:
    """Issues without a line in this file, by id; one that had a line, here or elsewhere, keeps its bytes."""
    rows = tracker.all(
        """SELECT key, (SELECT raw FROM jsonl_base AS b WHERE b.issue = issue.key
             ORDER BY file IS NOT ?1, file LIMIT 1)
           FROM issue WHERE NOT gone AND NOT ephemeral AND NOT EXISTS(
             SELECT 1 FROM jsonl_base AS b WHERE b.issue = issue.key AND file IS ?1 AND kind <> ?2)
           ORDER BY CAST(id AS BLOB)""",
        (file, ABSENT),
    )
    written = {key: raw for key, raw in rows if raw is not None}
    for issue in details.issues(tracker, tuple(key for key, _ in rows)):
        raw = written.get(issue.key)
        if raw is not None:
            yield issue.id.encode(), _changed_line(raw, issue, dialect)
        else:
            record = record_of(issue, text_numbers=dialect.text_numbers)
            yield issue.id.encode(), jsonl.line(record, dialect.style)


def _dialect(base: list[tuple[Any, ...]]) -> _Dialect:
    # A record that lies over several lines says nothing about how one line is spelled.
    bodies = [raw for kind, _, _, raw, _, _ in base if kind == "issue" and b"\n" not in raw]
    ids = [id.encode() for kind, _, id, *_ in base if kind == "issue"]
    endings = [ending for *_, ending, _ in base if ending]
    return _Dialect(
        jsonl.detect(bodies),
        endings[0] if endings else b"\n",
        _has_text_numbers(bodies),
        all(one < next_one for one, next_one in pairwise(ids)),
    )


def _has_text_numbers(bodies: list[bytes]) -> bool:
    """bd 1.x and br write text for the ids of comments; where no comment tells, the key _type does."""
    for body in bodies:
        if b'"comments"' in body:
            first = as_record(next(iter(as_list(jsonl.read(mending.one_line(body)).get("comments"))), None))
            if first is not None:
                return isinstance(first.get("id"), str)
    return bool(bodies) and b'"_type"' in bodies[0][:40]


def _changed_line(raw: bytes, issue: Issue, dialect: _Dialect) -> bytes:
    """The line with the keys rewritten whose values differ from what the line says."""
    raw = mending.one_line(raw)
    record = jsonl.read(raw)
    was = content_of(record, issue.id)
    changes: dict[str, object] = {}
    for name in _COMPARED:
        absent = empty(name)
        value = getattr(issue, name)
        if not _same(name, value, was.fields.get(name, absent)):
            changes[name] = jsonl.ABSENT if value == absent and name != "priority" else value
    for name in (*was.extra, *issue.extra):
        if was.extra.get(name) != issue.extra.get(name):
            changes[name] = issue.extra.get(name, jsonl.ABSENT)
    if set(was.labels) != set(issue.labels):
        changes["labels"] = _labels(was.labels, issue.labels) or jsonl.ABSENT
    _change_edges(record, was.edges, issue, changes)
    _change_comments(record, was.comments, issue, dialect, changes)
    if issue_id(record) != issue.id:
        _change_id(record, issue.id, changes)
    return jsonl.patch(raw, changes, dialect.style)


def _change_id(record: dict[str, object], id: str, changes: dict[str, object]) -> None:
    """An issue that got another id here, because its own was taken: its links and comments name it too."""
    changes["id"] = id
    for name in ("dependencies", "comments"):
        items = as_list(changes.get(name, record.get(name)))
        if items:
            changes[name] = [_owned(item, id) for item in items]


def _owned(item: object, id: str) -> object:
    given = as_record(item)
    return item if given is None or "issue_id" not in given else {**given, "issue_id": id}


def _same(name: str, one: object, other: object) -> bool:
    """Whether two values say the same: a time that another tool spelled its own way is not rewritten."""
    if name in _TIMES and isinstance(one, str) and isinstance(other, str) and one != other:
        return sort_key(one) == sort_key(other) != ""
    return one == other


def _labels(was: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    if list(was) == sorted(was, key=str.encode):
        return sorted(now, key=str.encode)
    return [*(name for name in was if name in now), *(name for name in now if name not in was)]


def _change_edges(
    record: dict[str, object], was: dict[tuple[str, str], Any], issue: Issue, changes: dict[str, object]
) -> None:
    now = {(edge.target, edge.type): edge for edge in issue.dependencies}
    if now.keys() == was.keys() and all(edge_value(edge) == was[key] for key, edge in now.items()):
        return
    kept: list[object] = []
    written: set[tuple[str, str]] = set()
    for item in as_list(record.get("dependencies")):
        key = _edge_key(item)
        if key is None or (key in now and key not in written):
            unchanged = key is None or edge_value(now[key]) == was.get(key)
            kept.append(item if unchanged or key is None else edge_record(issue.id, now[key]))
            if key is not None:
                written.add(key)
    kept.extend(edge_record(issue.id, edge) for key, edge in now.items() if key not in written)
    changes["dependencies"] = kept or jsonl.ABSENT


def _edge_key(item: object) -> tuple[str, str] | None:
    if isinstance(item, str) and item:
        return item, "blocks"
    given = as_record(item)
    if given is not None:
        target, type_ = given.get("depends_on_id"), given.get("type", "blocks")
        if isinstance(target, str) and target and isinstance(type_, str):
            return target, type_ or "blocks"
    return None


def _change_comments(
    record: dict[str, object], was: list[Any], issue: Issue, dialect: _Dialect, changes: dict[str, object]
) -> None:
    """Comments of the file are matched by what they say; elements that are no comments stay in front."""
    values = [comment_value(comment) for comment in issue.comments]
    if values == was:
        return
    given = as_list(record.get("comments"))
    items = [item for item in map(as_record, given) if item is not None]
    numbered = {_comment_key(value): item for value, item in zip(was, items, strict=True)}
    result: list[object] = [item for item in given if as_record(item) is None]
    for comment, value in zip(issue.comments, values, strict=True):
        item = numbered.get(_comment_key(value))
        unchanged = item is not None and value in was
        result.append(
            item if unchanged else comment_record(issue.id, comment, text_numbers=dialect.text_numbers)
        )
    changes["comments"] = result or jsonl.ABSENT


def _comment_key(value: Any) -> tuple[object, ...]:
    return value["number"], value["author"], value["created_at"], value["text"]
