"""Graphs of issues put straight into a tracker's tables, made by hand, at random or from a file."""

import json
from pathlib import Path
from typing import Any

import apsw
from hypothesis import strategies as st

from store import blocking, schema
from store.times import sort_key
from store.tracker import Tracker


def open_in_memory() -> Tracker:
    """A real tracker without a file: fast enough for one per made-up graph."""
    connection = apsw.Connection(":memory:")
    schema.create(connection)
    return Tracker(connection, Path("memory.strandline"), actor="tester")


def add(tracker: Tracker, id_: str, **fields: Any) -> int:
    """One issue straight into its table; returns its key."""
    values = {"uid": f"uid of {id_}", "id": id_, **fields}
    names = ", ".join(values)
    tracker.run(f"INSERT INTO issue({names}) VALUES ({', '.join('?' * len(values))})", tuple(values.values()))
    return tracker.connection.last_insert_rowid()


def join(tracker: Tracker, key: int, target: str, kind: str = "blocks", metadata: str = "") -> None:
    spawner, any_child = blocking.waits_for(target, metadata) if kind == "waits-for" else ("", 0)
    tracker.run(
        """INSERT INTO dependency(issue, target, type, metadata, spawner, any_child, ordinal)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT count(*) FROM dependency WHERE issue = ?1))
           ON CONFLICT DO UPDATE SET removed = 0, metadata = ?4, spawner = ?5, any_child = ?6""",
        (key, target, kind, metadata, spawner, any_child),
    )


def load(tracker: Tracker, path: Path) -> dict[int, str]:
    """The issues of a JSONL file; returns their ids by key."""
    ids: dict[int, str] = {}
    with tracker.writing():
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if said.get("_type", "issue") != "issue":
                continue
            key = add(
                tracker,
                said["id"],
                title=said["title"],
                status=said.get("status", "open"),
                priority=said["priority"],
                issue_type=said.get("issue_type", "task"),
                created_key=sort_key(said["created_at"]),
                close_reason=said.get("close_reason", ""),
                defer_key=sort_key(said["defer_until"]) if said.get("defer_until") else None,
                pinned=int(said.get("pinned", False)),
                ephemeral=int(said.get("ephemeral", False)),
            )
            ids[key] = said["id"]
            for edge in said.get("dependencies") or []:
                join(tracker, key, edge["depends_on_id"], edge["type"], edge.get("metadata", ""))
        blocking.rebuild(tracker)
    return ids


def status(tracker: Tracker, key: int, status: str, reason: str = "") -> frozenset[int]:
    tracker.run("UPDATE issue SET status = ?, close_reason = ? WHERE key = ?", (status, reason, key))
    return blocking.refresh(tracker, [key])


def in_set(tracker: Tracker) -> set[int]:
    return {row[0] for row in tracker.all("SELECT issue FROM blocked")}


TYPES = (
    "blocks",
    "parent-child",
    "parent-child",
    "parent-child",
    "conditional-blocks",
    "waits-for",
    "related",
)
STATUSES = ("open", "open", "closed", "in_progress", "hooked", "tombstone", "review", "done")
IDS = (*(f"s-{n}" for n in range(6)), "external:other:thing")
GATES = ("", "broken {", '{"gate": "any-children"}', '{"gate": "any-children", "spawner_id": "s-1"}')

KEYS = st.integers(1, 5)
EDGES = st.tuples(KEYS, st.sampled_from(IDS), st.sampled_from(TYPES), st.sampled_from(GATES))
EDITS = st.one_of(
    st.tuples(st.just("status"), KEYS, st.sampled_from(STATUSES), st.sampled_from(("", "Build FAILED"))),
    st.tuples(st.just("gone"), KEYS, st.booleans()),
    st.tuples(st.just("join"), EDGES),
    st.tuples(st.just("part"), EDGES),
    st.tuples(st.just("cut"), EDGES),
    st.tuples(st.just("rename"), KEYS, st.sampled_from(("s-0", "s-7", "s-8"))),
)


def apply_edit(tracker: Tracker, edit: Any) -> tuple[int, list[str], list[str]]:
    """Make one edit; returns what refresh() wants to know: key, parents, ids."""
    if edit[0] == "status":
        tracker.run(
            "UPDATE issue SET status = ?, close_reason = ? WHERE key = ?", (edit[2], edit[3], edit[1])
        )
    elif edit[0] == "gone":
        tracker.run("UPDATE issue SET gone = ? WHERE key = ?", (int(edit[2]), edit[1]))
    elif edit[0] == "rename":
        old = tracker.one("SELECT id FROM issue WHERE key = ?", (edit[1],))
        tracker.run("UPDATE OR IGNORE issue SET id = ? WHERE key = ?", (edit[2], edit[1]))
        return edit[1], [], [old, edit[2]]
    else:
        key, target, kind, metadata = edit[1]
        if edit[0] == "join":
            join(tracker, key, target, kind, metadata)
            return key, [], []
        verb = "UPDATE dependency SET removed = 1" if edit[0] == "part" else "DELETE FROM dependency"
        tracker.run(f"{verb} WHERE issue = ? AND target = ? AND type = ?", (key, target, kind))
        return key, [target], []
    return edit[1], [], []


GRAPHS: dict[str, Any] = {"edges": st.lists(EDGES, max_size=24), "edits": st.lists(EDITS, max_size=6)}


def make_graph(tracker: Tracker, edges: list[Any], edits: list[Any]) -> None:
    """Five issues, those edges and edits, and the set made anew. s-0 is missing until one gets that id."""
    for n in range(1, 6):
        add(tracker, f"s-{n}")
    for edge in edges:
        join(tracker, *edge)
    for edit in edits:
        apply_edit(tracker, edit)
    blocking.rebuild(tracker)
