"""Issue files made for tests: lines as bd writes them, and what a tracker has of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from store import exporting, importing
from store.exchange_answers import Imported
from store.issue import Issue
from store.lookups import FindIssue
from store.tracker import Tracker

EARLY = "2026-01-01T00:00:00Z"
LATER = "2026-02-01T00:00:00Z"
FUTURE = "2126-01-01T00:00:00Z"
"""Later than every edit that a test makes."""


def record(id: str, title: str = "t", **fields: Any) -> dict[str, Any]:
    """A record with the keys that every issue has; `fields` are added, and None takes a key away."""
    made = {
        "id": id,
        "title": title,
        "status": "open",
        "priority": 2,
        "issue_type": "task",
        "created_at": EARLY,
        "created_by": "ann",
        "updated_at": EARLY,
        **fields,
    }
    return {name: value for name, value in made.items() if value is not None}


def edge(issue: str, target: str, type: str = "blocks", **fields: Any) -> dict[str, Any]:
    """A dependency as bd writes it."""
    return {"issue_id": issue, "depends_on_id": target, "type": type, "created_at": EARLY, **fields}


def comment(issue: str, number: Any, text: str, **fields: Any) -> dict[str, Any]:
    """A comment as bd writes it."""
    return {"id": number, "issue_id": issue, "author": "bob", "text": text, "created_at": EARLY, **fields}


def line(*parts: Any) -> bytes:
    """One record as a line, or raw bytes as they are."""
    (part,) = parts
    if isinstance(part, bytes):
        return part
    return json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode()


def lines(*parts: Any) -> bytes:
    """Several lines with their endings."""
    return b"".join(line(part) + b"\n" for part in parts)


def put(tracker: Tracker, *parts: Any, name: str = "issues.jsonl", dry_run: bool = False) -> Imported:
    """Write a file beside the tracker, of records or of bytes, and import it."""
    file = tracker.path.parent / name
    whole = len(parts) == 1 and isinstance(parts[0], bytes)
    file.write_bytes(parts[0] if whole else lines(*parts))
    return importing.import_file(tracker, file, dry_run=dry_run)


def out(tracker: Tracker) -> bytes:
    """The export."""
    return exporting.export(tracker)[0]


def exported(tracker: Tracker) -> dict[str, dict[str, Any]]:
    """The export's issues by id; fails when one is there twice."""
    found = [json.loads(body) for body in out(tracker).splitlines() if body.strip()]
    named = {one["id"]: one for one in found if "id" in one}
    assert len(named) == sum("id" in one for one in found)
    return named


def find(tracker: Tracker, id: str) -> Issue:
    """One issue, whole."""
    return FindIssue(id).run(tracker)


def counts(imported: Imported) -> tuple[int, int, int, int]:
    """created, updated, unchanged, deleted."""
    return imported.created, imported.updated, imported.unchanged, imported.deleted


def dump(path: Path, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a tracker that is not open here, row by row."""
    tracker = Tracker.open(path, read_only=True, actor="reader")
    try:
        tables = [
            name
            for (name,) in tracker.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith(("search", "sqlite_")) and name not in without
        ]
        return {name: sorted(tracker.all(f"SELECT * FROM {name}"), key=repr) for name in tables}
    finally:
        tracker.close()
