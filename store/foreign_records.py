"""Rows of another program's database as records of the issue file, in bd's spelling. Pure, any thread.

Sources: the tables of beads 0.23 to 0.49 and beads_rust 0.1 to 0.2. Columns that neither has are kept
as unknown keys where they hold something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from store.foreign_tables import Row, Table
from store.issue import DEFAULT_PRIORITY
from store.jsonl_encode import ORDER
from store.jsonl_read import BadLine, parse
from store.times import canonical, text_of

Record = dict[str, object]

_TIMES = frozenset(
    {
        "created_at", "updated_at", "started_at", "closed_at", "due_at", "defer_until", "compacted_at",
        "deleted_at", "last_activity",
    }
)  # fmt: skip
_FLAGS = frozenset({"ephemeral", "no_history", "pinned", "is_template", "crystallizes"})
_NOTHING = {"source_repo": ".", "work_type": "mutex", "metadata": "{}"}
"""What a column of bd's holds when nobody has put anything there."""
_COMPUTED = frozenset({"content_hash", "dependency_count", "dependent_count", "comment_count"})
_LISTS = frozenset({"waiters", "bonded_from", "validations"})
_RENAMED = {"timeout_ns": "timeout", "type": "issue_type", "body": "description"}
_GO_TIME = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) ([+-]\d{4})\b.*", re.ASCII | re.DOTALL)


def record_of_row(row: Row, defaults: Mapping[str, str | None]) -> Record:
    """The record of a row of `issues`, without what other tables hold."""
    record: Record = {}
    for column, value in row.items():
        key = _RENAMED.get(column, column)
        if key != column and key in row:
            key = column
        said = _value(key, value, defaults.get(column))
        if said is not None and key not in _COMPUTED:
            record[key] = said
    # A missing priority would be read as the highest.
    record.setdefault("priority", DEFAULT_PRIORITY)
    return record


def labels_of(rows: Sequence[Row]) -> list[str]:
    """The labels in bd's order."""
    names = {str(name) for row in rows if (name := row.get("label", row.get("name"))) not in (None, "")}
    return sorted(names, key=str.encode)


def edges_of(rows: Sequence[Row]) -> list[Record]:
    """The dependencies of an issue, oldest first."""
    edges: list[Record] = []
    for row in rows:
        edge: Record = {
            "issue_id": row.get("issue_id"),
            "depends_on_id": row.get("depends_on_id"),
            "type": row.get("type") or "blocks",
        }
        for key, value in row.items():
            if value in (None, "") or key in edge or (key == "metadata" and value == "{}"):
                continue
            edge[key] = time_text(value) if key.endswith("_at") else value
        edges.append(edge)
    return sorted(edges, key=_oldest)


def comments_of(rows: Sequence[Row]) -> list[Record]:
    """The comments of an issue, oldest first."""
    comments: list[Record] = []
    for row in rows:
        comment: Record = {
            "id": row.get("id"),
            "issue_id": row.get("issue_id"),
            "author": row.get("author") or "",
            "text": row.get("text") or row.get("body") or "",
            "created_at": time_text(row.get("created_at")),
        }
        comment.update(
            (key, time_text(value) if key.endswith("_at") else value)
            for key, value in row.items()
            if value not in (None, "") and key not in comment and key != "body"
        )
        comments.append(comment)
    return sorted(comments, key=_oldest)


def grouped(table: Table, ids: Mapping[str, object]) -> tuple[dict[str, list[Row]], int]:
    """The rows of a table by the issue they belong to, and how many belong to none that is there."""
    groups: dict[str, list[Row]] = {}
    orphans = 0
    for row in table.rows:
        owner = row.get("issue_id")
        if isinstance(owner, str) and owner in ids:
            groups.setdefault(owner, []).append(row)
        else:
            orphans += 1
    return groups, orphans


def time_text(value: object) -> object:
    """A time as bd writes it to the file; one without a zone is UTC, as SQL's CURRENT_TIMESTAMP."""
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_epoch(value)
    if not isinstance(value, str):
        return "" if value is None else str(value)
    found = _GO_TIME.fullmatch(value)
    if found is not None:
        value = f"{found[1]}T{found[2]}{found[3]}"
    return canonical(value) or value


def _from_epoch(value: int) -> str:
    """Seconds since 1970, or thousandths, millionths and so on of them, told by their size."""
    for scale, unit in ((10**11, 10**9), (10**14, 10**6), (10**17, 10**3), (2**63, 1)):
        if 10**8 <= value < scale:
            return text_of(value * unit)
    return str(value)


def _value(key: str, value: object, default: str | None) -> object:
    if value is None or value == "" or value == _NOTHING.get(key):
        return None
    read = _READ.get(key)
    if read is not None:
        return read(value)
    if key in _KNOWN:
        return value
    return None if default is not None and default.strip("'") == str(value) else value


def _flag(value: object) -> object:
    return bool(value) if value in (0, 1) else value


def _json(value: object) -> object:
    """JSON in a text; a text that is none stays what it is."""
    if not isinstance(value, str):
        return value
    try:
        return parse(value.encode("utf-8", "replace"))
    except BadLine:
        return value


def _list(value: object) -> object:
    found = _json(value)
    return cast("list[object]", found) if isinstance(found, list) else [found]


def _external_ref(value: object) -> object:
    return str(value)


def _oldest(one: Record) -> tuple[str, Any]:
    id = one.get("id")
    return str(one.get("created_at", "")), id if isinstance(id, int) else 0


_READ: dict[str, Callable[[object], object]] = {
    **dict.fromkeys(_TIMES, time_text),
    **dict.fromkeys(_FLAGS, _flag),
    **dict.fromkeys(_LISTS, _list),
    "metadata": _json,
    "creator": _json,
    "external_ref": _external_ref,
}
_KNOWN = frozenset(ORDER)
