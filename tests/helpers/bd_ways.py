"""What bd 0.49.5 does to an issue file, by its documented rules, for tests of what follows from it.

Not bd: the real one is asked in tests/interop, where it is installed. Rules: its import takes few fields
of an issue that it knows, drops all but one of several issues with equal content, and its next write
makes each line anew from its own database, so that keys and lines which it does not know are gone.
"""

from __future__ import annotations

import json
from typing import Any

from store.times import sort_key
from tests.helpers.issue_files import line

TAKEN = (
    "title", "description", "status", "priority", "issue_type", "design", "acceptance_criteria", "notes",
    "closed_at", "assignee", "external_ref",
)  # fmt: skip
KNOWN = frozenset(
    {
        *TAKEN, "id", "spec_id", "owner", "estimated_minutes", "created_at", "created_by", "updated_at",
        "close_reason", "due_at", "defer_until", "metadata", "labels", "dependencies", "comments", "pinned",
    }
)  # fmt: skip


class BdDatabase:
    """Issues as bd's own database has them; each import moves their time on by a year."""

    def __init__(self) -> None:
        self._year = 2126
        self.issues: dict[str, dict[str, Any]] = {}

    def read(self, data: bytes) -> None:
        """`bd sync --import-only`."""
        alike: set[str] = {_content(one) for one in self.issues.values()}
        for raw in data.splitlines():
            try:
                given = json.loads(raw)
            except ValueError:
                continue
            given = {key: value for key, value in given.items() if key in KNOWN}
            mine = self.issues.get(given["id"])
            if mine is None:
                if _content(given) not in alike:
                    self.issues[given["id"]] = given
                    alike.add(_content(given))
            elif sort_key(given["updated_at"]) > sort_key(mine["updated_at"]):
                self._update(mine, given)

    def written(self) -> bytes:
        """The file after bd's next write."""
        return b"".join(line(self.issues[id]) + b"\n" for id in sorted(self.issues, key=str.encode))

    def _update(self, mine: dict[str, Any], given: dict[str, Any]) -> None:
        for name in TAKEN:
            mine.pop(name, None)
            if name in given:
                mine[name] = given[name]
        if given.get("labels"):
            mine["labels"] = given["labels"]
        edges = {edge["depends_on_id"]: edge for edge in given.get("dependencies", ())}
        edges.update({edge["depends_on_id"]: edge for edge in mine.get("dependencies", ())})
        if edges:
            mine["dependencies"] = list(edges.values())
        self._year += 1
        mine["updated_at"] = f"{self._year}-01-01T00:00:00Z"


def _content(record: dict[str, Any]) -> str:
    left_out = {"id", "created_at", "updated_at", "closed_at", "labels", "dependencies", "comments"}
    return json.dumps({key: value for key, value in sorted(record.items()) if value and key not in left_out})
