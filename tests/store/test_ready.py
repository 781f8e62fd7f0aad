"""Ready work: bd's own answers, order, conditions, chains, circles, epics."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from store import blocking, ready
from store.days import present
from store.times import sort_key
from store.tracker import Tracker
from tests.helpers.graphs import GRAPHS, add, in_set, join, load, make_graph, open_in_memory

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEMANTICS = SHARED / "golden" / "semantics"
CASES = sorted(path.stem for path in SEMANTICS.glob("*.json"))
PROJECTS = sorted(path.stem for path in (SHARED / "golden").glob("*.json"))
NOW = sort_key("2026-11-22T12:00:00Z")


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    tracker = open_in_memory()
    yield tracker
    tracker.connection.close()


_no_golden = pytest.mark.skipif(not CASES, reason="shared/golden is not beside this checkout")


@_no_golden
@pytest.mark.parametrize("name", CASES or ["none"])
def test_every_kind_of_dependency_as_bd_answers(tracker: Tracker, name: str) -> None:
    said = json.loads((SEMANTICS / f"{name}.json").read_text(encoding="utf-8"))
    ids = load(tracker, SEMANTICS / f"{name}.jsonl")
    assert [ids[key] for key in ready.ready(tracker, "priority", NOW)] == said["ready_priority"]
    assert [ids[key] for key in ready.ready(tracker, "oldest", NOW)] == said["ready_oldest"]
    found = [(ids[key], list(blockers)) for key, blockers in ready.blocked(tracker)]
    assert found == list(said["blocked"].items())
    assert [
        {
            "id": epic.id,
            "children": epic.children,
            "closed": epic.finished,
            "eligible": 0 < epic.children == epic.finished,
        }
        for epic in ready.epics(tracker)
    ] == said["epics"]


@_no_golden
@pytest.mark.parametrize("name", PROJECTS or ["none"])
def test_real_projects_as_bd_answers(tracker: Tracker, name: str) -> None:
    said = json.loads((SHARED / "golden" / f"{name}.json").read_text(encoding="utf-8"))
    ids = load(tracker, SHARED / "corpus" / f"{name}.jsonl")
    assert {ids[key] for key in ready.ready(tracker, "hybrid", NOW)} == set(said["ready"])
    assert {ids[key] for key, _ in ready.blocked(tracker)} == set(said["blocked"])


def test_ties_are_settled_by_time_and_then_by_id(tracker: Tracker) -> None:
    keys = [add(tracker, name, created_key=sort_key("2026-01-01T00:00:00Z")) for name in ("s-b", "s-a")]
    keys.append(add(tracker, "s-c", created_key=sort_key("2025-12-31T23:00:00-08:00")))
    for policy in ready.ORDERS:
        assert ready.ready(tracker, policy, NOW) == [keys[1], keys[0], keys[2]]


def test_hybrid_shows_new_issues_first_by_priority_and_then_the_oldest(tracker: Tracker) -> None:
    def issue(name: str, priority: int, created: str) -> int:
        return add(tracker, name, priority=priority, created_key=sort_key(created))

    old = issue("s-1", 0, "2026-11-01T00:00:00Z")
    older = issue("s-2", 4, "2026-10-01T00:00:00Z")
    new = issue("s-3", 3, "2026-11-21T00:00:00Z")
    newer = issue("s-4", 1, "2026-11-22T00:00:00Z")
    just = issue("s-5", 3, "2026-11-20T12:00:00Z")
    before = issue("s-6", 0, "2026-11-20T11:59:59.999999999Z")
    assert ready.ready(tracker, "hybrid", NOW) == [newer, just, new, older, old, before]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "in_progress"},
        {"status": "tombstone"},
        {"pinned": 1},
        {"ephemeral": 1},
        {"issue_type": "gate"},
        {"id": "s-wisp-2"},
        {"id": "s-mol-2"},
        {"gone": 1},
        {"defer_key": sort_key("2026-11-22T12:00:00.000000001Z")},
    ],
)
def test_what_is_not_ready(tracker: Tracker, fields: dict[str, Any]) -> None:
    first = add(tracker, "s-1", defer_key=NOW, is_template=1)
    add(tracker, "s-2", **fields)
    assert ready.ready(tracker, "oldest", NOW) == [first]


def test_the_windows_conditions(tracker: Tracker) -> None:
    add(tracker, "s-1", due_key=sort_key("2026-11-20T11:00:00Z"))
    add(tracker, "s-2", due_key=NOW)
    add(tracker, "s-3", due_key=sort_key("2026-01-01T00:00:00Z"), status="closed")
    add(tracker, "s-4", status="blocked")
    add(tracker, "s-5", status="deferred")
    waiting = add(tracker, "s-6")
    join(tracker, waiting, "s-1")
    over = add(tracker, "s-7", status="closed")
    join(tracker, over, "s-1")
    blocking.rebuild(tracker)

    def ids(condition: str) -> str:
        found = tracker.all(f"SELECT i.id FROM issue i WHERE {condition} ORDER BY i.id", present(NOW))
        return " ".join(row[0] for row in found)

    assert ids(ready.OVERDUE) == "s-1"
    assert ids(ready.HELD_UP) == "s-4 s-6"
    assert ids(ready.READY) == "s-1 s-2"
    # As columns, they are 0 or 1, never NULL.
    columns = f"SELECT DISTINCT {ready.OVERDUE} IN (0, 1), {ready.HELD_UP} IN (0, 1), {ready.READY} IN (0, 1)"
    assert tracker.all(f"{columns} FROM issue i", present(NOW)) == [(1, 1, 1)]


@settings(max_examples=70)
@given(**GRAPHS)
def test_a_chain_ends_where_work_can_go_on_or_where_it_was(edges: list[Any], edits: list[Any]) -> None:
    tracker = open_in_memory()
    make_graph(tracker, edges, edits)
    there = tracker.all("SELECT key, id, status FROM issue WHERE NOT gone AND status <> 'tombstone'")
    held = {id_ for key, id_, _ in there if key in in_set(tracker)}
    finished = {id_ for _, id_, said in there if said in ("closed", "done")}
    for key, own, _ in there:
        way = ready.chain(tracker, key)
        steps = [step for step, _ in way]
        assert bool(way) == (own in held)
        if way:
            assert set(steps[:-1]) <= held
            came_back = steps[-1] in (own, *steps[:-1])
            no_children_yet = way[-1][1] == "waits-for"
            assert came_back or no_children_yet or steps[-1] not in held - finished
    tracker.connection.close()


def test_what_holds_an_issue_up_directly(tracker: Tracker) -> None:
    add(tracker, "s-1")
    add(tracker, "s-2", status="closed")
    epic, key = add(tracker, "s-3"), add(tracker, "s-4")
    join(tracker, epic, "s-1")
    for target, kind in (
        ("s-3", "parent-child"),
        ("s-2", "blocks"),
        ("s-1", "blocks"),
        ("s-1", "related"),
        ("s-9", "blocks"),
    ):
        join(tracker, key, target, kind)
    blocking.rebuild(tracker)
    assert ready.blockers(tracker, key) == [("s-3", "parent-child"), ("s-1", "blocks")]
    assert ready.blocker_counts(tracker, [epic, key, 1]) == {epic: 1, key: 1}


def test_the_shortest_chain_is_shown(tracker: Tracker) -> None:
    keys = [add(tracker, f"s-{n}") for n in range(1, 7)]
    for issue, target in ((1, 2), (2, 3), (3, 6), (1, 4), (4, 5)):
        join(tracker, keys[issue - 1], f"s-{target}")
    blocking.rebuild(tracker)
    assert ready.chain(tracker, keys[0]) == (("s-4", "blocks"), ("s-5", "blocks"))
    assert ready.chain(tracker, keys[4]) == ()


def test_a_chain_ends_at_a_finished_issue_that_was_meant_to_fail(tracker: Tracker) -> None:
    add(tracker, "s-1")
    finished, key = add(tracker, "s-2", status="closed"), add(tracker, "s-3")
    join(tracker, finished, "s-1")
    join(tracker, key, "s-2", "conditional-blocks")
    blocking.rebuild(tracker)
    assert in_set(tracker) == {finished, key}
    assert ready.chain(tracker, key) == (("s-2", "conditional-blocks"),)


def test_a_chain_in_a_circle_ends_where_it_comes_back(tracker: Tracker) -> None:
    one, two, three = (add(tracker, f"s-{n}") for n in (1, 2, 3))
    join(tracker, one, "s-2")
    join(tracker, one, "s-3")
    join(tracker, two, "s-3")
    join(tracker, three, "s-2")
    blocking.rebuild(tracker)
    assert [step for step, _ in ready.chain(tracker, one)] == ["s-2", "s-3", "s-2"]


def test_a_circle_is_told_by_its_path_over_edges_of_any_type(tracker: Tracker) -> None:
    one, two, three = (add(tracker, f"s-{n}") for n in (1, 2, 3))
    join(tracker, two, "s-3", "relates-to")
    join(tracker, three, "s-1", "parent-child")
    assert ready.would_cycle(tracker, one, "s-2") == ["s-2", "s-3", "s-1"]
    assert ready.would_cycle(tracker, one, "s-1") == ["s-1"]
    assert ready.would_cycle(tracker, two, "s-1") is None
    assert ready.would_cycle(tracker, one, "s-9") is None
    tracker.run("UPDATE dependency SET removed = 1 WHERE issue = ?", (three,))
    assert ready.would_cycle(tracker, one, "s-2") is None


def test_epics_count_their_children_but_none_in_the_trash(tracker: Tracker) -> None:
    epic = add(tracker, "s-1", issue_type="epic", title="Grow")
    add(tracker, "s-2", issue_type="epic", status="closed")
    add(tracker, "s-3", issue_type="epic", status="tombstone")
    for n, child in enumerate(("closed", "done", "open", "tombstone")):
        join(tracker, add(tracker, f"s-1{n}", status=child), "s-1", "parent-child")
    found = ready.epics(tracker)
    assert [(e.id, e.uid, e.title, e.children, e.finished) for e in found] == [
        ("s-1", "uid of s-1", "Grow", 3, 2)
    ]
    assert ready.children_progress(tracker, [epic, 2]) == {epic: (3, 2)}


def test_stale_issues_come_oldest_first(tracker: Tracker) -> None:
    def issue(name: str, updated: str, status: str = "open") -> int:
        return add(tracker, name, updated_key=sort_key(updated), status=status)

    issue("s-1", "2026-10-23T12:00:00Z")
    one = issue("s-2", "2026-10-23T11:59:59Z")
    two = issue("s-3", "2026-01-01T00:00:00Z", "blocked")
    issue("s-4", "2026-01-01T00:00:00Z", "closed")
    issue("s-5", "2026-01-01T00:00:00Z", "tombstone")
    assert ready.stale(tracker, NOW) == [two, one]
    assert ready.stale(tracker, NOW, days=29)[-1] == 1
