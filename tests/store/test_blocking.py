"""The blocked set: after every change it is what the edges say, and little is touched for that."""

import random
from collections.abc import Iterator
from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import blocking, ready
from store.times import sort_key
from store.tracker import Tracker
from tests.helpers.graphs import (
    EDGES,
    EDITS,
    GRAPHS,
    KEYS,
    add,
    apply_edit,
    in_set,
    join,
    make_graph,
    open_in_memory,
    status,
)

NOW = sort_key("2026-11-22T12:00:00Z")


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    tracker = open_in_memory()
    yield tracker
    tracker.connection.close()


def plainly(tracker: Tracker) -> set[int]:
    """The set by its rules, as one would do it on paper: a check of the query that checks the rest."""
    rows = tracker.all("SELECT key, id, status, close_reason FROM issue WHERE NOT gone")
    status_of = {id_: (status, reason) for _, id_, status, reason in rows}
    edges = tracker.all(
        """SELECT i.key, i.id, d.target, d.type, d.spawner, d.any_child
           FROM dependency d JOIN issue i ON i.key = d.issue WHERE NOT i.gone AND NOT d.removed"""
    )
    over = ("closed", "done", "tombstone")

    def holds(target: str, kind: str, spawner: str, any_child: int) -> bool:
        status, reason = status_of.get(target, ("", ""))
        if kind == "blocks":
            return target.startswith("external:") or status in ("open", "in_progress", "hooked")
        if kind == "conditional-blocks":
            failed = "failed" in reason.lower()
            return status in ("open", "in_progress") or (status in ("closed", "done") and not failed)
        if kind == "waits-for":
            children = [status_of[id_][0] in over for _, id_, to, type_, *_ in edges
                        if type_ == "parent-child" and to == spawner]  # fmt: skip
            return not any(children) if any_child else not all(children)
        return False

    live = {id_ for id_, (status, _) in status_of.items() if status != "tombstone"}
    held = {id_ for _, id_, *edge in edges if id_ in live and holds(*edge)}
    while True:
        below = {id_ for _, id_, target, kind, *_ in edges
                 if kind == "parent-child" and target in held and id_ in live}  # fmt: skip
        if below <= held:
            return {key for key, id_, *_ in rows if id_ in held}
        held |= below


@settings(max_examples=100)
@given(
    edges=st.lists(EDGES, max_size=24), steps=st.lists(st.lists(EDITS, min_size=1, max_size=3), max_size=8)
)
def test_the_set_after_each_change_is_what_the_edges_say(edges: list[Any], steps: list[list[Any]]) -> None:
    tracker = open_in_memory()
    make_graph(tracker, edges, [])
    assert in_set(tracker) == blocking.oracle(tracker) == plainly(tracker)
    for step in steps:
        before = in_set(tracker)
        changed = [apply_edit(tracker, edit) for edit in step]
        moved = blocking.refresh(
            tracker,
            {key for key, _, _ in changed},
            {parent for _, parents, _ in changed for parent in parents},
            {name for _, _, names in changed for name in names},
        )
        assert in_set(tracker) == blocking.oracle(tracker) == plainly(tracker)
        assert moved == before ^ in_set(tracker)
    tracker.connection.close()


@settings(max_examples=60)
@given(**GRAPHS, closing=st.sets(KEYS, max_size=3), reason=st.sampled_from(("", "error")))
def test_the_preview_of_closing_is_what_closing_does(
    edges: list[Any], edits: list[Any], closing: set[int], reason: str
) -> None:
    tracker = open_in_memory()
    make_graph(tracker, edges, edits)
    # Of other issues, one can start to hold something up by being closed: see released_by_closing().
    closing &= {
        row[0] for row in tracker.all("SELECT key FROM issue WHERE status IN ('open', 'in_progress')")
    }
    before = set(ready.ready(tracker, "priority", NOW))
    preview = ready.newly_ready(tracker, closing, NOW, reason)
    for key in closing:
        status(tracker, key, "closed", reason)
    assert set(preview) == set(ready.ready(tracker, "priority", NOW)) - before
    tracker.connection.close()


def test_a_blocked_parent_holds_up_all_below_it_and_lets_them_go(tracker: Tracker) -> None:
    blocker, epic = add(tracker, "s-1"), add(tracker, "s-2", issue_type="epic")
    child, grandchild = add(tracker, "s-3"), add(tracker, "s-4")
    join(tracker, child, "s-2", "parent-child")
    join(tracker, grandchild, "s-3", "parent-child")
    blocking.rebuild(tracker)
    assert in_set(tracker) == set()
    join(tracker, epic, "s-1")
    assert blocking.refresh(tracker, [epic]) == {epic, child, grandchild}
    assert ready.ready(tracker, "oldest", NOW) == [blocker]
    assert status(tracker, blocker, "closed") == {epic, child, grandchild}
    assert in_set(tracker) == set()


def test_parents_in_a_circle_do_not_hold_each_other_up_for_ever(tracker: Tracker) -> None:
    blocker, one, two = (add(tracker, f"s-{n}") for n in (1, 2, 3))
    join(tracker, one, "s-1")
    join(tracker, one, "s-3", "parent-child")
    join(tracker, two, "s-2", "parent-child")
    blocking.rebuild(tracker)
    assert in_set(tracker) == {one, two}
    status(tracker, blocker, "closed")
    assert in_set(tracker) == set()


def test_what_a_parent_still_holds_up_stays_held_up_with_all_below_it(tracker: Tracker) -> None:
    blocker, epic, child, grandchild = (add(tracker, f"s-{n}") for n in (1, 2, 3, 4))
    join(tracker, epic, "external:web:login")
    join(tracker, child, "s-2", "parent-child")
    join(tracker, child, "s-1")
    join(tracker, grandchild, "s-3", "parent-child")
    blocking.rebuild(tracker)
    assert status(tracker, blocker, "closed") == set()
    assert in_set(tracker) == {epic, child, grandchild}


def test_what_is_let_go_and_held_up_anew_in_one_step_did_not_move(tracker: Tracker) -> None:
    blocker, epic, child = (add(tracker, f"s-{n}") for n in (1, 2, 3))
    join(tracker, child, "s-1")
    join(tracker, child, "s-2", "parent-child")
    blocking.rebuild(tracker)
    tracker.run("UPDATE issue SET status = 'closed' WHERE key = ?", (blocker,))
    join(tracker, epic, "external:web:login")
    assert blocking.refresh(tracker, [blocker, epic]) == {epic}
    assert in_set(tracker) == {epic, child}


def test_an_issue_with_another_id_takes_over_what_that_id_held_up(tracker: Tracker) -> None:
    epic, old, new = add(tracker, "s-1"), add(tracker, "s-2"), add(tracker, "s-3")
    join(tracker, epic, "external:web:login")
    join(tracker, old, "s-1", "parent-child")
    join(tracker, new, "s-9", "parent-child")
    blocking.rebuild(tracker)
    assert in_set(tracker) == {epic, old}
    tracker.run("UPDATE issue SET id = 's-9' WHERE key = ?", (epic,))
    assert blocking.refresh(tracker, [epic], ids=["s-1", "s-9"]) == {old, new}
    assert in_set(tracker) == {epic, new}


def test_an_issue_in_the_trash_lets_its_children_go_and_its_dependents_too(tracker: Tracker) -> None:
    add(tracker, "s-1")
    epic, child, other = (add(tracker, f"s-{n}") for n in (2, 3, 4))
    join(tracker, epic, "s-1")
    join(tracker, child, "s-2", "parent-child")
    join(tracker, other, "s-2")
    blocking.rebuild(tracker)
    assert in_set(tracker) == {epic, child, other}
    assert status(tracker, epic, "tombstone") == {epic, child, other}
    assert status(tracker, epic, "open") == {epic, child, other}


def test_an_issue_that_comes_later_counts_for_edges_that_named_it(tracker: Tracker) -> None:
    waiting = add(tracker, "s-1")
    join(tracker, waiting, "s-2")
    blocking.rebuild(tracker)
    assert in_set(tracker) == set()
    late = add(tracker, "s-2")
    assert blocking.refresh(tracker, [late]) == {waiting}


def test_a_target_in_another_project_holds_up(tracker: Tracker) -> None:
    key = add(tracker, "s-1")
    join(tracker, key, "external:web:login")
    blocking.rebuild(tracker)
    assert ready.blocked(tracker) == [(key, ("external:web:login",))]
    assert ready.chain(tracker, key) == (("external:web:login", "blocks"),)


@pytest.mark.parametrize(
    ("target_status", "reason", "held"),
    [
        ("open", "", True),
        ("hooked", "", False),
        ("closed", "Done", True),
        ("closed", "Wont fix: the build FAILED", False),
        ("closed", "won't fix", False),
        ("cancelled", "", False),
        ("tombstone", "", False),
    ],
)
def test_a_conditional_edge_waits_for_failure(
    tracker: Tracker, target_status: str, reason: str, held: bool
) -> None:
    target, key = add(tracker, "s-1"), add(tracker, "s-2")
    join(tracker, key, "s-1", "conditional-blocks")
    status(tracker, target, target_status, reason)
    assert in_set(tracker) == ({key} if held else set())


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("", ("s-1", 0)),
        ("{", ("s-1", 0)),
        ("[1]", ("s-1", 0)),
        ('"any-children"', ("s-1", 0)),
        ("{}", ("s-1", 0)),
        ('{"gate":"any-children"}', ("s-1", 1)),
        ('{"gate":"all-children","spawner_id":"s-7"}', ("s-7", 0)),
        ('{"spawner_id":12}', ("s-1", 0)),
        ('{"spawner_id":"\\ud800"}', ("\ufffd", 0)),
        ("[" * 100_000, ("s-1", 0)),
    ],
)
def test_a_gate_reads_its_metadata(metadata: str, expected: tuple[str, int]) -> None:
    assert blocking.waits_for("s-1", metadata) == expected


def test_a_gate_follows_the_children_of_its_spawner(tracker: Tracker) -> None:
    add(tracker, "s-1")
    one, two, all_, any_ = (add(tracker, f"s-{n}") for n in (2, 3, 4, 5))
    add(tracker, "s-6", gone=1)
    join(tracker, 6, "s-1", "parent-child")
    join(tracker, all_, "s-1", "waits-for")
    join(tracker, any_, "s-1", "waits-for", '{"gate": "any-children"}')
    blocking.rebuild(tracker)
    assert in_set(tracker) == {any_}
    for child in (one, two):
        join(tracker, child, "s-1", "parent-child")
        blocking.refresh(tracker, [child])
    assert in_set(tracker) == {all_, any_}
    assert ready.chain(tracker, all_) == (("s-2", "waits-for"),)
    assert status(tracker, one, "closed") == {any_}
    tracker.run("UPDATE dependency SET removed = 1 WHERE issue = ?", (two,))
    assert blocking.refresh(tracker, [two]) == {all_}
    tracker.run("DELETE FROM dependency WHERE issue = ?", (one,))
    assert blocking.refresh(tracker, [one], ["s-1"]) == {any_}


@pytest.mark.large
def test_a_change_among_20_000_issues_touches_only_what_it_concerns(tracker: Tracker) -> None:
    size, chance = 20_000, random.Random(7)
    types = ("blocks", "blocks", "blocks", "conditional-blocks", "waits-for", "related")
    with tracker.writing():
        tracker.run_many(
            "INSERT INTO issue(key, uid, id, status, created_key) VALUES (?, ?, ?, ?, ?)",
            [
                (n, f"u{n}", f"s-{n}", chance.choice(("open", "open", "closed", "in_progress")), f"{n:09}")
                for n in range(1, size + 1)
            ],
        )
        edges = {(n, f"s-{n // 20}", "parent-child") for n in range(20, size + 1)}
        while len(edges) < 2 * size:
            n = chance.randrange(2, size + 1)
            edges.add((n, f"s-{chance.randrange(1, n)}", chance.choice(types)))
        tracker.run_many(
            "INSERT INTO dependency(issue, target, type, spawner, ordinal) VALUES (?, ?, ?, ?, 0)",
            [(n, target, kind, target if kind == "waits-for" else "") for n, target, kind in edges],
        )
        blocking.rebuild(tracker)
    assert in_set(tracker) == blocking.oracle(tracker)
    # Full scans and steps of SQLite's machine tell the work that was done, whatever the machine's speed.
    statements: list[str] = []
    scans, steps = _count_work(tracker, statements)
    for _ in range(60):
        key = chance.randrange(5000, size + 1)
        tracker.run("UPDATE issue SET status = ? WHERE key = ?", (chance.choice(("open", "closed")), key))
        statements.clear()
        scans.clear()
        steps.clear()
        before = tracker.connection.total_changes()
        moved = blocking.refresh(tracker, [key])
        written = tracker.connection.total_changes() - before
        assert written == len(moved)
        assert len(statements) <= 5
        assert sum(scans) < 1000
        assert sum(steps) < 50_000 + 5_000 * len(moved)
    tracker.connection.trace_v2(0)
    assert in_set(tracker) == blocking.oracle(tracker)


def _count_work(tracker: Tracker, statements: list[str]) -> tuple[list[int], list[int]]:
    scans: list[int] = []
    steps: list[int] = []

    def note(event: dict[str, Any]) -> None:
        if event["code"] == apsw.SQLITE_TRACE_PROFILE:
            statements.append(event["sql"])
            scans.append(event["stmt_status"]["SQLITE_STMTSTATUS_FULLSCAN_STEP"])
            steps.append(event["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"])

    tracker.connection.trace_v2(apsw.SQLITE_TRACE_PROFILE, note)
    return scans, steps
