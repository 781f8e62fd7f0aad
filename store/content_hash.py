"""By what bd's import tells issues apart: their content without id and times. Two alike, and one is lost.

Rule of beads 0.49.5, checked against its own answers. No I/O but alike's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from store import details
from store.issue import TOMBSTONE
from store.records import Record, record_of
from store.values import as_list, as_record, dumps, loads

if TYPE_CHECKING:
    from store.tracker import Tracker

_BEFORE = ("title", "description", "design", "acceptance_criteria", "notes", "spec_id", "status")
_BETWEEN = ("issue_type", "assignee", "owner", "created_by", "external_ref", "source_system")
_COLUMNS = (*_BEFORE, "priority", "issue_type", "assignee", "owner", "created_by", "external_ref", "pinned")
"""Cheap to compare in bulk; only what is equal in all of them is hashed."""
_AFTER = (
    "holder", "hook_bead", "role_bead", "agent_state", "role_type", "rig", "mol_type", "work_type",
    "event_kind", "actor", "target", "payload",
)  # fmt: skip


def content_hash(record: Record) -> str:
    """bd's hash of an issue, by the record that its line would have."""
    digest = hashlib.sha256()
    for text in _texts(record):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def alike(tracker: Tracker) -> tuple[tuple[str, ...], ...]:
    """The ids of issues that bd would take for one, group by group; those in the trash apart."""
    rows = tracker.all(
        f"""SELECT json_group_array(key) FROM issue WHERE NOT gone AND NOT ephemeral AND status <> ?
            GROUP BY {", ".join(_COLUMNS)} HAVING count(*) > 1""",
        (TOMBSTONE,),
    )
    keys = tuple(key for (found,) in rows for key in as_list(loads(found)) if isinstance(key, int))
    groups: dict[str, list[str]] = {}
    for issue in details.issues(tracker, keys):
        groups.setdefault(content_hash(record_of(issue)), []).append(issue.id)
    return tuple(tuple(sorted(ids)) for ids in groups.values() if len(ids) > 1)


def _texts(record: Record) -> Iterator[str]:
    yield from (_text(record, name) for name in _BEFORE)
    yield str(record.get("priority") or 0)
    yield from (_text(record, name) for name in _BETWEEN)
    yield "pinned" if record.get("pinned") else ""
    metadata = record.get("metadata")
    # Written without spaces otherwise, but with its own order of keys and spelling of numbers.
    yield "" if metadata in (None, {}) else dumps(metadata)
    yield "template" if record.get("is_template") else ""
    for bond in _records(record, "bonded_from"):
        yield from (_text(bond, name) for name in ("source_id", "bond_type", "bond_point"))
    yield from _entity(record.get("creator"))
    for validation in _records(record, "validations"):
        yield from _entity(validation.get("validator"))
        yield _text(validation, "outcome")
        yield _text(validation, "timestamp")
        yield _float(validation.get("score"))
    yield _float(record.get("quality_score"))
    yield "crystallizes" if record.get("crystallizes") else ""
    yield from (_text(record, name) for name in ("await_type", "await_id"))
    yield str(record.get("timeout") or 0)
    yield from (one for one in as_list(record.get("waiters")) if isinstance(one, str))
    yield from (_text(record, name) for name in _AFTER)


def _entity(value: object) -> Iterator[str]:
    given = as_record(value)
    if given is not None:
        yield from (_text(given, name) for name in ("name", "platform", "org", "id"))


def _records(record: Record, name: str) -> Iterator[Mapping[str, Any]]:
    return (one for one in map(as_record, as_list(record.get(name))) if one is not None)


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _float(value: object) -> str:
    return f"{float(str(value)):f}" if value is not None else ""
