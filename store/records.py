"""Between a line's JSON object (a record) and what the tracker stores of it, in both directions.

Source of the format: beads 0.49.5. A value of the wrong type is not stored and not lost: the line is
kept as it was, and only keys that change are rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from store.issue import DEFAULT_PRIORITY, Comment, Dependency, Issue, read_priority, storable
from store.registers import (
    EXTRA,
    FIELDS,
    FLAGS,
    Value,
    comment_register,
    dependency_register,
    label_register,
)
from store.structs import dataclass
from store.values import as_list, as_record

Record = Mapping[str, object]

TEXT_KEYS = (
    "title", "description", "design", "acceptance_criteria", "notes", "status", "issue_type", "assignee",
    "owner", "created_at", "created_by", "updated_at", "close_reason", "external_ref", "spec_id",
    "deleted_by", "delete_reason", "original_type",
)  # fmt: skip
TIME_KEYS = ("closed_at", "due_at", "defer_until", "deleted_at")
_OTHER_KEYS = ("id", "priority", "estimated_minutes", "labels", "dependencies", "comments")
KNOWN = frozenset((*TEXT_KEYS, *TIME_KEYS, *FLAGS, *_OTHER_KEYS))
_TEXTS = frozenset((*TEXT_KEYS, *TIME_KEYS))
COMPUTED = frozenset({"type", "content_hash", "dependency_count", "dependent_count", "comment_count"})
"""Keys that are another spelling or are computed: they stay in the line, and are not copied from it."""

_EDGE_KEYS = frozenset(
    {"issue_id", "depends_on_id", "type", "created_at", "created_by", "metadata", "thread_id"}
)
_COMMENT_KEYS = frozenset({"id", "issue_id", "author", "text", "created_at"})


@dataclass(slots=True)
class Content:
    """What the tracker stores of one record. Missing keys are absent from `fields`."""

    id: str
    fields: dict[str, Value] = field(default_factory=dict[str, Value])
    labels: tuple[str, ...] = ()
    edges: dict[tuple[str, str], Value] = field(default_factory=dict[tuple[str, str], Value])
    comments: list[Value] = field(default_factory=list[Value])
    extra: dict[str, Value] = field(default_factory=dict[str, Value])

    def said(self) -> Iterator[tuple[str, str, str]]:
        """Author, time and text of each comment: what its uid is derived from."""
        return ((one["author"], one["created_at"], one["text"]) for one in self.comments)

    def registers(self, comment_uids: Iterable[str]) -> dict[str, Value]:
        """The same as registers; comment_uids belong to `comments` in their order."""
        values: dict[str, Value] = dict(self.fields)
        values.update((label_register(name), True) for name in self.labels)
        values.update(
            (dependency_register(target, type_), edge) for (target, type_), edge in self.edges.items()
        )
        values.update(
            (comment_register(uid), comment) for uid, comment in zip(comment_uids, self.comments, strict=True)
        )
        values.update((f"{EXTRA}{name}", value) for name, value in self.extra.items())
        return values


def registers_of(issue: Issue) -> dict[str, Value]:
    """All registers of an issue that the tracker has."""
    values: dict[str, Value] = {name: getattr(issue, name) for name in FIELDS}
    values.update((label_register(name), True) for name in issue.labels)
    values.update((dependency_register(one.target, one.type), edge_value(one)) for one in issue.dependencies)
    values.update((comment_register(one.uid), comment_value(one)) for one in issue.comments)
    values.update((f"{EXTRA}{name}", value) for name, value in issue.extra.items())
    return values


def edge_value(edge: Dependency) -> Value:
    """The value of an edge's register."""
    names = ("created_at", "created_by", "metadata", "thread_id")
    return {**{name: getattr(edge, name) for name in names}, "extra": dict(edge.extra)}


def comment_value(comment: Comment) -> Value:
    """The value of a comment's register."""
    names = ("author", "text", "created_at", "number")
    return {**{name: getattr(comment, name) for name in names}, "extra": dict(comment.extra)}


def issue_id(record: Record) -> str | None:
    """The record's id when it is an issue's: memories and other kinds have a `_type`, or no id."""
    if record.get("_type", "issue") != "issue":
        return None
    id = record.get("id")
    return storable(id) if isinstance(id, str) and id else None


def content_of(record: Record, id: str) -> Content:
    """Read a record. Status, type and priority have bd's meaning where they are missing."""
    content = Content(id)
    other_type: Value = None
    for given, value in record.items():
        key = given if given in KNOWN else given.lower()
        if value is None:
            continue
        if key in _TEXTS:
            if isinstance(value, str):
                # Most keys of most lines: no call for them.
                content.fields[key] = value if value.isascii() else storable(value)
        elif key in KNOWN:
            _read_known(content, key, value)
        elif key == "type":
            other_type = value
        elif key not in COMPUTED:
            content.extra[given] = value
    fields = content.fields
    if not fields.get("status"):
        fields["status"] = "open"
    if not fields.get("issue_type"):
        fields["issue_type"] = storable(other_type) if isinstance(other_type, str) and other_type else "task"
    # bd left the key out for P0 until its fix of December 2025, so a missing priority means 0.
    fields.setdefault("priority", 0)
    return content


def lists_of(record: Record, id: str) -> Content:
    """Read only the labels, edges and comments of a record with these keys in their usual spelling."""
    content = Content(id)
    for key in ("labels", "dependencies", "comments"):
        _read_list(content, key, as_list(record.get(key)))
    return content


def _read_known(content: Content, key: str, value: object) -> None:
    fields = content.fields
    if key in FLAGS:
        if value in (0, 1):
            fields[key] = bool(value)
    elif key == "priority":
        meant = read_priority(value)
        fields[key] = DEFAULT_PRIORITY if meant is None else meant
    elif key == "estimated_minutes":
        # SQLite's integers have 64 bits; what is beyond them stays in the line only.
        if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
            fields[key] = value
    else:
        _read_list(content, key, as_list(value))


def _read_list(content: Content, key: str, values: list[object]) -> None:
    """Of a key that is there twice, perhaps in another case, the last counts, as everywhere."""
    if key == "labels":
        content.labels = tuple(dict.fromkeys(storable(name) for name in values if isinstance(name, str)))
    elif key == "dependencies":
        content.edges.clear()
        _read_edges(content, values)
    elif key == "comments":
        content.comments.clear()
        _read_comments(content, values)


def _read_edges(content: Content, edges: list[object]) -> None:
    for edge in edges:
        key = edge_key(edge)
        if key is not None:
            content.edges[key] = _edge(as_record(edge) or {})


def edge_key(edge: object) -> tuple[str, str] | None:
    """The target and type that an element of `dependencies` means; None when it is no edge."""
    if isinstance(edge, str) and edge:
        return storable(edge), "blocks"
    given = as_record(edge)
    if given is not None:
        target, type_ = given.get("depends_on_id"), given.get("type", "blocks")
        if isinstance(target, str) and target and isinstance(type_, str):
            return storable(target), storable(type_) or "blocks"
    return None


def _edge(given: Mapping[str, object]) -> Value:
    return {
        **{name: _text(given.get(name)) for name in ("created_at", "created_by", "metadata", "thread_id")},
        "extra": _others(given, _EDGE_KEYS),
    }


def _read_comments(content: Content, comments: list[object]) -> None:
    for comment in comments:
        given = as_record(comment)
        if given is not None:
            number = given.get("id")
            content.comments.append(
                {
                    **{name: _text(given.get(name)) for name in ("author", "text", "created_at")},
                    "number": number if isinstance(number, int | str) else None,
                    "extra": _others(given, _COMMENT_KEYS),
                }
            )


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else storable(value)


def _others(given: Mapping[str, object], known: frozenset[str]) -> dict[str, object]:
    if given.keys() <= known:
        return {}
    return {name: value for name, value in given.items() if name not in known}


def record_of(issue: Issue, *, text_numbers: bool = False) -> dict[str, object]:
    """The record of an issue, for a new line or for a script; empty values are left out when it is written.

    text_numbers: the file's dialect has text for the ids of comments (bd 1.x), not numbers.
    """
    record: dict[str, object] = {"id": issue.id}
    for name in (*TEXT_KEYS, *TIME_KEYS):
        record[name] = getattr(issue, name)
    record["priority"] = issue.priority
    record["estimated_minutes"] = issue.estimated_minutes
    for name in FLAGS:
        record[name] = getattr(issue, name)
    record["external_ref"] = issue.external_ref or None
    record["labels"] = sorted(issue.labels, key=str.encode)
    record["dependencies"] = [edge_record(issue.id, edge) for edge in issue.dependencies]
    record["comments"] = [
        comment_record(issue.id, comment, text_numbers=text_numbers) for comment in issue.comments
    ]
    record.update(issue.extra)
    return record


def edge_record(id: str, edge: Dependency) -> dict[str, object]:
    """The record of a dependency; created_by, metadata and thread_id are left out when empty."""
    record: dict[str, object] = {
        "issue_id": id,
        "depends_on_id": edge.target,
        "type": edge.type,
        "created_at": edge.created_at,
    }
    optional = {"created_by": edge.created_by, "metadata": edge.metadata, "thread_id": edge.thread_id}
    record.update((name, value) for name, value in optional.items() if value)
    record.update(edge.extra)
    return record


def comment_record(id: str, comment: Comment, *, text_numbers: bool) -> dict[str, object]:
    """The record of a comment; one of ours gets its uid, or 53 bits of it where ids are numbers."""
    number = comment.number
    if number is None:
        number = comment.uid if text_numbers else int(comment.uid.replace("-", "")[-14:], 16) & (2**53 - 1)
    return {
        "id": number,
        "issue_id": id,
        "author": comment.author,
        "text": comment.text,
        "created_at": comment.created_at,
        **comment.extra,
    }
