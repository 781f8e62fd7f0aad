"""Writes the tracker as an issue file: untouched lines byte for byte, changed ones key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store import details, jsonl
from store.answers import Exported
from store.issue import Issue
from store.records import comment_record, content_of, edge_record, record_of

if TYPE_CHECKING:
    from store.tracker import Tracker

_OPTIONAL_TIMES = ("closed_at", "due_at", "defer_until", "deleted_at")
_COMPARED = (
    "title", "description", "design", "acceptance_criteria", "notes", "status", "priority", "issue_type",
    "assignee", "owner", "estimated_minutes", "updated_at", "close_reason", *_OPTIONAL_TIMES, "external_ref",
    "spec_id", "pinned", "deleted_by", "delete_reason", "original_type",
)  # fmt: skip
_ABSENT_MEANS: dict[str, object] = {**dict.fromkeys((*_OPTIONAL_TIMES, "estimated_minutes")), "pinned": False}


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
    lines = sum(1 for part in parts if part.strip())
    return data, Exported(lines, len(data), hashlib.sha256(data).hexdigest())


def _parts(tracker: Tracker, file: int | None) -> tuple[bytes, list[bytes]]:
    base = tracker.all(
        """SELECT kind, jsonl_base.issue, id, raw, ending, coalesce(issue.seq > jsonl_base.seq, 0)
           FROM jsonl_base LEFT JOIN issue ON issue.key = jsonl_base.issue WHERE file = ? ORDER BY line""",
        (file,),
    )
    dialect = _dialect(base)
    changed = {key: None for _, key, _, _, _, moved in base if moved}
    now = {issue.key: issue for issue in details.issues(tracker, tuple(changed))}
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
    keys = tracker.all(
        """SELECT key FROM issue WHERE NOT gone AND NOT ephemeral
             AND NOT EXISTS(SELECT 1 FROM jsonl_base WHERE jsonl_base.issue = issue.key AND file IS ?)
           ORDER BY CAST(id AS BLOB)""",
        (file,),
    )
    for issue in details.issues(tracker, tuple(key for (key,) in keys)):
        record = record_of(issue, text_numbers=dialect.text_numbers)
        yield issue.id.encode(), jsonl.line(record, dialect.style)


def _dialect(base: list[tuple[Any, ...]]) -> _Dialect:
    bodies = [raw for kind, _, _, raw, _, _ in base if kind == "issue"]
    ids = [id.encode() for kind, _, id, *_ in base if kind == "issue"]
    endings = [ending for *_, ending, _ in base if ending]
    return _Dialect(
        jsonl.detect(bodies),
        endings[0] if endings else b"\n",
        _has_text_numbers(bodies),
        all(a < b for a, b in zip(ids, ids[1:], strict=False)),
    )


def _has_text_numbers(bodies: list[bytes]) -> bool:
    """bd 1.x and br write text for the ids of comments; where no comment tells, the key _type does."""
    for body in bodies:
        if b'"comments"' in body:
            comments = jsonl.read(body).get("comments")
            if isinstance(comments, list) and comments and isinstance(comments[0], dict):
                first: dict[str, object] = comments[0]
                return isinstance(first.get("id"), str)
    return bool(bodies) and b'"_type"' in bodies[0][:40]


def _changed_line(raw: bytes, issue: Issue, dialect: _Dialect) -> bytes:
    """The line with the keys rewritten whose values differ from what the line says."""
    record = jsonl.read(raw)
    was = content_of(record, issue.id)
    changes: dict[str, object] = {}
    for name in _COMPARED:
        absent = _ABSENT_MEANS.get(name, "")
        value = getattr(issue, name)
        if value != was.fields.get(name, absent):
            changes[name] = jsonl.ABSENT if value == absent and name != "priority" else value
    if set(was.labels) != set(issue.labels):
        changes["labels"] = _labels(was.labels, issue.labels) or jsonl.ABSENT
    _change_edges(record, was.edges, issue, changes)
    _change_comments(record, was.comments, issue, dialect, changes)
    return jsonl.patch(raw, changes, dialect.style)


def _labels(was: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    if list(was) == sorted(was, key=str.encode):
        return sorted(now, key=str.encode)
    return [*(name for name in was if name in now), *(name for name in now if name not in was)]


def _change_edges(
    record: dict[str, object], was: dict[tuple[str, str], Any], issue: Issue, changes: dict[str, object]
) -> None:
    now = {(edge.target, edge.type): edge for edge in issue.dependencies}
    if now.keys() == was.keys() and all(_edge_values(edge) == was[key] for key, edge in now.items()):
        return
    kept: list[object] = []
    old = record.get("dependencies")
    written: set[tuple[str, str]] = set()
    for item in old if isinstance(old, list) else []:
        key = _edge_key(item)
        if key is None or (key in now and key not in written):
            unchanged = key is None or _edge_values(now[key]) == was.get(key)
            kept.append(item if unchanged or key is None else edge_record(issue.id, now[key]))
            if key is not None:
                written.add(key)
    kept.extend(edge_record(issue.id, edge) for key, edge in now.items() if key not in written)
    changes["dependencies"] = kept or jsonl.ABSENT


def _edge_key(item: object) -> tuple[str, str] | None:
    if isinstance(item, str):
        return item, "blocks"
    if isinstance(item, dict):
        given: dict[str, object] = item
        target, type_ = given.get("depends_on_id"), given.get("type", "blocks")
        if isinstance(target, str) and isinstance(type_, str):
            return target, type_ or "blocks"
    return None


def _edge_values(edge: Any) -> dict[str, object]:
    names = ("created_at", "created_by", "metadata", "thread_id")
    return {**{name: getattr(edge, name) for name in names}, "extra": dict(edge.extra)}


def _change_comments(
    record: dict[str, object], was: list[Any], issue: Issue, dialect: _Dialect, changes: dict[str, object]
) -> None:
    """Comments of the file are matched by their place: the tracker keeps the file's order."""
    old = record.get("comments")
    items: list[object] = [item for item in old if isinstance(item, dict)] if isinstance(old, list) else []
    values = [
        {
            "author": c.author,
            "text": c.text,
            "created_at": c.created_at,
            "number": c.number,
            "extra": dict(c.extra),
        }
        for c in issue.comments
    ]
    if values == was:
        return
    numbered = {_comment_key(value): item for value, item in zip(was, items, strict=True)}
    result: list[object] = []
    for comment, value in zip(issue.comments, values, strict=True):
        item = numbered.get(_comment_key(value))
        unchanged = item is not None and value in was
        result.append(
            item if unchanged else comment_record(issue.id, comment, text_numbers=dialect.text_numbers)
        )
    changes["comments"] = result or jsonl.ABSENT


def _comment_key(value: Any) -> tuple[object, ...]:
    return value["number"], value["author"], value["created_at"], value["text"]
