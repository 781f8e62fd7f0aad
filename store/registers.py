"""The parts of an issue that change on their own, and the one place that writes them.

A register is a field ("title"), one label ("label<TAB>ui"), one edge ("dependency<TAB>bd-7<TAB>blocks"),
one comment ("comment<TAB>uid"), one attached file ("attachment<TAB>uid"), one key of the file that we have
no field for ("extra<TAB>repo"), one key of its metadata ("metadata<TAB>sprint"), the issue's presence
("created") or that a conflict was resolved ("conflict<TAB>key"). Its value is JSON; null means that it is
not there. Undo, history, three-way import and sync all speak of registers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from store import attachment_rows
from store.blocking import waits_for
from store.times import sort_key
from store.values import as_record, dumps, loads, loads_object, text_of

if TYPE_CHECKING:
    from store.tracker import Tracker

KEYED_TIMES = {
    "created_at": "created_key",
    "updated_at": "updated_key",
    "closed_at": "closed_key",
    "due_at": "due_key",
    "defer_until": "defer_key",
}
FIELDS = (
    "title", "description", "design", "acceptance_criteria", "notes", "status", "priority", "issue_type",
    "assignee", "owner", "created_by", "estimated_minutes", "created_at", "updated_at", "closed_at",
    "close_reason", "due_at", "defer_until", "external_ref", "spec_id", "pinned", "is_template", "ephemeral",
    "deleted_at", "deleted_by", "delete_reason", "original_type",
)  # fmt: skip
FLAGS = frozenset({"pinned", "is_template", "ephemeral"})

LABEL = "label\t"
DEPENDENCY = "dependency\t"
COMMENT = "comment\t"
ATTACHMENT = "attachment\t"
EXTRA = "extra\t"
METADATA = "metadata\t"
CONFLICT = "conflict\t"
VIEW = "view\t"
CREATED = "created"

_METADATA = METADATA.rstrip("\t")

VIEWS = "views"
"""The kind of change by which windows learn that saved views are other ones."""

CONFLICTS = "conflicts"
"""The kind of change by which views learn that there are more or fewer conflicts to review."""

Value = Any
"""A register's value: what JSON can hold."""


def label_register(name: str) -> str:
    """The register of one label."""
    return LABEL + name


def dependency_register(target: str, type: str) -> str:
    """The register of one edge; a target has no tab, a type may."""
    return f"{DEPENDENCY}{target}\t{type}"


def comment_register(uid: str) -> str:
    """The register of one comment."""
    return COMMENT + uid


def attachment_register(uid: str) -> str:
    """The register of one attached file."""
    return ATTACHMENT + uid


def conflict_register(key: int) -> str:
    """The register that says which step resolved a conflict."""
    return f"{CONFLICT}{key}"


def kind_of(register: str) -> str:
    """The name by which views are told of a change: a field, or labels, dependencies, comments, …"""
    if register.startswith(LABEL):
        return "labels"
    if register.startswith(DEPENDENCY):
        return "dependencies"
    if register.startswith(COMMENT):
        return "comments"
    if register.startswith(ATTACHMENT):
        return "attachments"
    if register.startswith(CONFLICT):
        return CONFLICTS
    if register.startswith(VIEW):
        return VIEWS
    return "extra" if register.startswith((EXTRA, METADATA)) else register


def edge_of(register: str) -> tuple[str, str]:
    """The target and type of a dependency's register."""
    target, _, type_ = register.removeprefix(DEPENDENCY).partition("\t")
    return target, type_


def read(tracker: Tracker, key: int, registers: Iterable[str]) -> dict[str, Value]:
    """The present values of these registers of one issue."""
    names = list(registers)
    values: dict[str, Value] = {}
    fields = [name for name in names if name in FIELDS]
    if fields:
        row = tracker.all(f"SELECT {', '.join(fields)} FROM issue WHERE key = ?", (key,))[0]
        values.update(
            (name, bool(value) if name in FLAGS else value) for name, value in zip(fields, row, strict=True)
        )
    extra: dict[str, Value] | None = None
    for name in names:
        if name.startswith(LABEL):
            found = tracker.one(
                "SELECT 1 FROM label WHERE issue = ? AND name = ? AND NOT removed",
                (key, name.removeprefix(LABEL)),
            )
            values[name] = True if found else None
        elif name.startswith(DEPENDENCY):
            values[name] = _read_edge(tracker, key, name)
        elif name.startswith(COMMENT):
            values[name] = _read_comment(tracker, key, name.removeprefix(COMMENT))
        elif name.startswith(ATTACHMENT):
            values[name] = attachment_rows.read(tracker, key, name.removeprefix(ATTACHMENT))
        elif name.startswith(EXTRA):
            if extra is None:
                extra = loads_object(tracker.one("SELECT extra FROM issue WHERE key = ?", (key,)))
            values[name] = extra.get(name.removeprefix(EXTRA))
        elif name.startswith(METADATA):
            values[name] = _read_metadata(tracker, key).get(name.removeprefix(METADATA))
        elif name.startswith(CONFLICT):
            values[name] = tracker.one(
                "SELECT resolved FROM conflict WHERE key = ?", (int(name.removeprefix(CONFLICT)),)
            )
        elif name == CREATED:
            values[name] = None if tracker.one("SELECT gone FROM issue WHERE key = ?", (key,)) else True
    return values


def write(tracker: Tracker, key: int, values: Mapping[str, Value], seq: int | None = None) -> None:
    """Store these values; the caller holds the transaction and keeps the log, see store.steps.

    seq: the number of the change, where it is one of the issue itself. One UPDATE has it all: each writes
    the whole row anew, with its long texts, and what the indexes have of it.
    """
    fields = {name: value for name, value in values.items() if name in FIELDS}
    if seq is not None:
        fields["seq"] = seq
    if CREATED in values:
        tracker.run("UPDATE issue SET gone = ? WHERE key = ?", (0 if values[CREATED] else 1, key))
    if fields:
        for name in [name for name in fields if name in KEYED_TIMES]:
            text = fields[name]
            fields[KEYED_TIMES[name]] = None if text is None else sort_key(text)
        assignments = ", ".join(f"{name} = ?" for name in fields)
        tracker.run(f"UPDATE issue SET {assignments} WHERE key = ?", (*fields.values(), key))
    for name, value in values.items():
        _write_element(tracker, key, name, value)


def _write_element(tracker: Tracker, key: int, name: str, value: Value) -> None:
    if name.startswith(LABEL):
        _write_label(tracker, key, name.removeprefix(LABEL), present=bool(value))
    elif name.startswith(DEPENDENCY):
        _write_edge(tracker, key, *edge_of(name), value)
    elif name.startswith(COMMENT):
        _write_comment(tracker, key, name.removeprefix(COMMENT), value)
    elif name.startswith(ATTACHMENT):
        attachment_rows.write(tracker, key, name.removeprefix(ATTACHMENT), value)
    elif name.startswith(EXTRA):
        _write_extra(tracker, key, name.removeprefix(EXTRA), value)
    elif name.startswith(METADATA):
        metadata = {**_read_metadata(tracker, key), name.removeprefix(METADATA): value}
        present = {name: one for name, one in metadata.items() if one is not None}
        _write_extra(tracker, key, _METADATA, present)
    elif name.startswith(CONFLICT):
        conflict = int(name.removeprefix(CONFLICT))
        tracker.run("UPDATE conflict SET resolved = ? WHERE key = ?", (value, conflict))


def _read_edge(tracker: Tracker, key: int, register: str) -> Value:
    rows = tracker.all(
        """SELECT created_at, created_by, metadata, thread_id, extra FROM dependency
           WHERE issue = ? AND target = ? AND type = ? AND NOT removed""",
        (key, *edge_of(register)),
    )
    if not rows:
        return None
    created_at, created_by, metadata, thread_id, extra = rows[0]
    return {
        "created_at": created_at,
        "created_by": created_by,
        "metadata": metadata,
        "thread_id": thread_id,
        "extra": loads_object(extra),
    }


def _read_comment(tracker: Tracker, key: int, uid: str) -> Value:
    rows = tracker.all(
        """SELECT author, text, created_at, number, extra FROM comment
           WHERE uid = ? AND issue = ? AND NOT removed""",
        (uid, key),
    )
    if not rows:
        return None
    author, text, created_at, number, extra = rows[0]
    return {
        "author": author,
        "text": text,
        "created_at": created_at,
        "number": loads(number),
        "extra": loads_object(extra),
    }


def _write_label(tracker: Tracker, key: int, name: str, *, present: bool) -> None:
    tracker.run(
        """INSERT INTO label(issue, name, ordinal, removed) VALUES (?1, ?2,
             (SELECT coalesce(max(ordinal), -1) + 1 FROM label WHERE issue = ?1), ?3)
           ON CONFLICT DO UPDATE SET removed = excluded.removed""",
        (key, name, 0 if present else 1),
    )


def _write_edge(tracker: Tracker, key: int, target: str, type: str, value: Value) -> None:
    if value is None:
        tracker.run(
            "UPDATE dependency SET removed = 1 WHERE issue = ? AND target = ? AND type = ?",
            (key, target, type),
        )
        return
    metadata = value.get("metadata", "")
    spawner, any_child = waits_for(target, metadata) if type == "waits-for" else ("", 0)
    tracker.run(
        """INSERT INTO dependency(issue, target, type, created_at, created_by, metadata, thread_id, extra,
             spawner, any_child, ordinal)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
             (SELECT coalesce(max(ordinal), -1) + 1 FROM dependency WHERE issue = ?1))
           ON CONFLICT DO UPDATE SET created_at = excluded.created_at, created_by = excluded.created_by,
             metadata = excluded.metadata, thread_id = excluded.thread_id, extra = excluded.extra,
             spawner = excluded.spawner, any_child = excluded.any_child, removed = 0""",
        (
            key,
            target,
            type,
            value.get("created_at", ""),
            value.get("created_by", ""),
            metadata,
            value.get("thread_id", ""),
            text_of(value.get("extra", {})),
            spawner,
            any_child,
        ),
    )


def _write_comment(tracker: Tracker, key: int, uid: str, value: Value) -> None:
    if value is None:
        tracker.run("UPDATE comment SET removed = 1 WHERE uid = ?", (uid,))
        return
    tracker.run(
        """INSERT INTO comment(uid, issue, number, author, text, created_at, created_key, extra, ordinal)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
             (SELECT coalesce(max(ordinal), -1) + 1 FROM comment WHERE issue = ?2))
           ON CONFLICT DO UPDATE SET author = excluded.author, text = excluded.text,
             created_at = excluded.created_at, created_key = excluded.created_key, number = excluded.number,
             extra = excluded.extra, removed = 0""",
        (
            uid,
            key,
            dumps(value.get("number")),
            value["author"],
            value["text"],
            value["created_at"],
            sort_key(value["created_at"]),
            text_of(value.get("extra", {})),
        ),
    )


def _read_metadata(tracker: Tracker, key: int) -> dict[str, Value]:
    extra = loads_object(tracker.one("SELECT extra FROM issue WHERE key = ?", (key,)))
    return as_record(extra.get(_METADATA)) or {}


def _write_extra(tracker: Tracker, key: int, name: str, value: Value) -> None:
    extra = loads_object(tracker.one("SELECT extra FROM issue WHERE key = ?", (key,)))
    if value is None:
        extra.pop(name, None)
    else:
        extra[name] = value
    tracker.run("UPDATE issue SET extra = ? WHERE key = ?", (text_of(extra), key))
