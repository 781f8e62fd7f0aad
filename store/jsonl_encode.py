"""Records to bytes exactly as bd writes them: Go's encoding/json and the order of bd's fields.

Source: encoding/json of Go 1.22 and later, and the Issue type of beads 0.49.5 (with the keys that
0.30 and 1.0 add).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import cast

from store.jsonl_read import Raw
from store.structs import dataclass

ZERO_TIME = "0001-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Style:
    """How a file spells JSON. escape_html: `<`, `>` and `&` as \\u003c…, as Go does and br does not."""

    escape_html: bool = True
    item_separator: str = ","
    key_separator: str = ":"


GO = Style()

_FIELDS = """
    _type id content_hash title description design acceptance_criteria notes spec_id status priority
    issue_type assignee owner estimated_minutes created_at created_by updated_at started_at closed_at
    close_reason closed_by_session due_at defer_until external_ref source_system source_repo
    source_repo_path metadata compaction_level compacted_at compacted_at_commit original_size labels
    dependencies comments deleted_at deleted_by delete_reason original_type sender ephemeral no_history
    wisp_type pinned is_template bonded_from creator validations quality_score crystallizes await_type
    await_id timeout waiters holder source_formula source_location hook_bead role_bead agent_state
    last_activity role_type rig mol_type work_type event_kind actor target payload dependency_count
    dependent_count comment_count parent
"""
ORDER: tuple[str, ...] = tuple(_FIELDS.split())
"""Keys in the order in which they are written."""

_ALWAYS: dict[str, object] = {
    "id": "", "title": "", "priority": 0, "created_at": ZERO_TIME, "updated_at": ZERO_TIME,
}  # fmt: skip
_POINTER_FIELDS = """
    estimated_minutes closed_at due_at defer_until external_ref compacted_at compacted_at_commit
    deleted_at creator quality_score last_activity
"""
_POINTERS = frozenset(_POINTER_FIELDS.split())
_FIELDS_OF_OTHERS = """
    _type content_hash started_at source_repo source_repo_path metadata no_history dependency_count
    dependent_count comment_count parent
"""
_AS_GIVEN = frozenset(_FIELDS_OF_OTHERS.split())
_NESTED: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "dependencies": (
        ("issue_id", "depends_on_id", "type", "created_at", "created_by", "metadata", "thread_id"),
        frozenset({"created_by", "metadata", "thread_id"}),
    ),
    "comments": (("id", "issue_id", "author", "text", "created_at"), frozenset()),
}
_RANK = {key: rank for rank, key in enumerate(ORDER)}
_FOLDED = {key.casefold(): key for key in ORDER}

# These characters occur inside texts only, so they are replaced in the finished JSON at once.
_SPECIAL = {
    True: re.compile("[<>&\u2028\u2029\ud800-\udfff]"),
    False: re.compile("[\u2028\u2029\ud800-\udfff]"),
}
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def known_key(key: str) -> str:
    """bd's spelling of a key, which Go matches whatever its case; an unknown key is returned as it is."""
    return key if key in _RANK else _FOLDED.get(key.casefold(), key)


def rank(key: str) -> int | None:
    """The place of a key in bd's order; None for an unknown one."""
    return _RANK.get(known_key(key))


def encode(value: object, style: Style = GO) -> bytes:
    """A JSON value as Go's encoding/json (v1) writes it; Raw numbers keep their digits.

    Takes None, bool, int, float, str, mappings with str keys, lists and tuples. Half a surrogate
    pair becomes U+FFFD. ValueError for NaN and infinity, TypeError for anything else.
    """
    parts: list[str] = []
    _write(value, parts, style)
    text = _SPECIAL[style.escape_html].sub(_escape, "".join(parts))
    return text.encode("utf-8")


def line(record: Mapping[str, object], style: Style = GO) -> bytes:
    """A whole new line, without its ending: bd's key order, empty values left out as bd leaves them out.

    id, title, priority, created_at and updated_at are always there; keys that are pointers in bd
    are left out when None only; metadata and the keys of other versions are written when given.
    Unknown keys follow in their own order.
    """
    members: dict[str, object] = {}
    for key in ORDER:
        if key in _ALWAYS:
            value = record.get(key)
            members[key] = _ALWAYS[key] if value is None else value
        elif key in record and _is_written(key, record[key]):
            members[key] = nested(key, record[key])
    members.update((key, value) for key, value in record.items() if key not in _RANK)
    return encode(members, style)


def nested(key: str, value: object) -> object:
    """dependencies and comments with each object's keys in bd's order; other values as they are."""
    if key not in _NESTED or not isinstance(value, list | tuple):
        return value
    order, optional = _NESTED[key]
    return [_ordered(one, order, optional) for one in cast("list[object]", value)]


def _ordered(value: object, order: tuple[str, ...], optional: frozenset[str]) -> object:
    if not isinstance(value, Mapping):
        return value
    record = cast("Mapping[str, object]", value)
    made = {key: record[key] for key in order if key in record and (record[key] or key not in optional)}
    made.update((key, one) for key, one in record.items() if key not in order)
    return made


def _is_written(key: str, value: object) -> bool:
    if key in _AS_GIVEN:
        return True
    return value is not None if key in _POINTERS else bool(value)


def _write(value: object, parts: list[str], style: Style) -> None:
    if isinstance(value, str):
        parts.append(encode_basestring(value))
    elif value is None or isinstance(value, bool):
        parts.append("null" if value is None else "true" if value else "false")
    elif isinstance(value, int):
        parts.append(int.__repr__(value))
    elif isinstance(value, float):
        parts.append(value.text if isinstance(value, Raw) else _number(value))
    elif isinstance(value, Mapping):
        lead = "{"
        for key, one in cast("Mapping[object, object]", value).items():
            if not isinstance(key, str):
                raise TypeError(f"a key of a record must be text, not {type(key).__name__}")
            parts += (lead, encode_basestring(key), style.key_separator)
            _write(one, parts, style)
            lead = style.item_separator
        parts.append("{}" if lead == "{" else "}")
    elif isinstance(value, list | tuple):
        lead = "["
        for one in cast("list[object]", value):
            parts.append(lead)
            _write(one, parts, style)
            lead = style.item_separator
        parts.append("[]" if lead == "[" else "]")
    else:
        raise TypeError(f"{type(value).__name__} has no form in JSON")


def _number(value: float) -> str:
    """Go's form: shortest digits that read back, an exponent below 1e-6 and from 1e21 on."""
    if not math.isfinite(value):
        raise ValueError(f"{value} has no form in JSON")
    text = float.__repr__(value)
    if value == 0 or 1e-6 <= abs(value) < 1e21:
        return format(Decimal(text), "f").removesuffix(".0")
    return re.sub(r"e-0(\d)$", r"e-\1", text)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "\ufffd")
