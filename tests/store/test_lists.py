from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import database, lists, ready
from store.query import SORTS, Query, read_sort
from store.times import nanoseconds
from store.tracker import Tracker
from tests.helpers.made_issues import NOW, add, ids, listed, open_at, open_sample


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker that the tests only read."""
    found = open_sample(tmp_path_factory.mktemp("shared") / "a.strandline")
    yield found
    found.close()


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline")
    yield found
    found.close()


def add_for_orders(tracker: Tracker) -> None:
    early, second = "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"
    add(
        tracker,
        "b-1",
        title="Bee",
        priority=0,
        status="odd",
        created_at=second,
        assignee="ann",
        issue_type="bug",
        defer_until="2026-07-01T00:00:00Z",
        estimated_minutes=30,
        needs=(("blocks", "b-2"),),
    )
    add(tracker, "b-2", title="bee", created_at=early, due_at="2026-07-02T00:00:00Z", labels=("Ux", "a"))
    add(
        tracker,
        "b-10",
        title="ant",
        created_at=second,
        status="deferred",
        assignee="Bob",
        updated_at=early,
        defer_until="2026-06-30T00:00:00Z",
        estimated_minutes=5,
        comments=("one",),
        labels=("backend",),
    )
    add(
        tracker,
        "b-3",
        title="cow",
        priority=1,
        created_at="2026-06-14T00:00:00Z",
        due_at="2026-07-01T23:00:00-02:00",
    )
    for name in ("b-2.10", "b-2.9", "a-9"):
        add(tracker, name, title="dog")


_UP = {
    "priority": "b-1 b-3 b-2 b-10 a-9 b-2.10 b-2.9",
    "natural": "b-1 b-3 b-2 b-10 a-9 b-2.10 b-2.9",
    "oldest": "b-2 b-1 b-10 b-3 a-9 b-2.10 b-2.9",
    "created": "b-2 b-1 b-10 b-3 a-9 b-2.10 b-2.9",
    "hybrid": "b-3 a-9 b-2.10 b-2.9 b-2 b-1 b-10",
    "id": "a-9 b-1 b-2 b-2.9 b-2.10 b-3 b-10",
    "title": "b-10 b-2 b-1 b-3 a-9 b-2.10 b-2.9",
    "status": "b-2 b-3 a-9 b-2.10 b-2.9 b-10 b-1",
    "issue_type": "b-1 b-2 b-10 b-3 a-9 b-2.10 b-2.9",
    "assignee": "b-1 b-10 b-2 b-3 a-9 b-2.10 b-2.9",
    "updated": "b-10 b-2 b-1 b-3 a-9 b-2.10 b-2.9",
    "due": "b-2 b-3 b-1 b-10 a-9 b-2.10 b-2.9",
    "defer": "b-10 b-1 b-2 b-3 a-9 b-2.10 b-2.9",
    "estimate": "b-10 b-1 b-2 b-3 a-9 b-2.10 b-2.9",
    "labels": "b-10 b-2 b-1 b-3 a-9 b-2.10 b-2.9",
    "blockers": "b-2 b-10 b-3 a-9 b-2.10 b-2.9 b-1",
    "comments": "b-2 b-1 b-3 a-9 b-2.10 b-2.9 b-10",
}
_DOWN = {
    "priority": "b-2 b-10 a-9 b-2.10 b-2.9 b-3 b-1",
    "natural": "b-2 b-10 a-9 b-2.10 b-2.9 b-3 b-1",
    "oldest": "a-9 b-2.10 b-2.9 b-3 b-1 b-10 b-2",
    "hybrid": "b-1 b-10 b-2 a-9 b-2.10 b-2.9 b-3",
    "id": "b-10 b-3 b-2.10 b-2.9 b-2 b-1 a-9",
    "assignee": "b-10 b-1 b-2 b-3 a-9 b-2.10 b-2.9",
    "updated": "b-2 b-1 b-3 a-9 b-2.10 b-2.9 b-10",
    "due": "b-3 b-2 b-1 b-10 a-9 b-2.10 b-2.9",
    "estimate": "b-1 b-10 b-2 b-3 a-9 b-2.10 b-2.9",
    "labels": "b-2 b-10 b-1 b-3 a-9 b-2.10 b-2.9",
    "blockers": "b-1 b-2 b-10 b-3 a-9 b-2.10 b-2.9",
    "title,-estimate": "a-9 b-2.10 b-2.9 b-3 b-1 b-2 b-10",
}


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_settled_to_the_last_tie(tracker: Tracker, sort: str) -> None:
    add_for_orders(tracker)
    assert listed(tracker, "", "", sort) == _UP[sort].split()


@pytest.mark.parametrize("sort", _DOWN)
def test_a_descending_list_keeps_its_ties_and_what_has_no_value_last(tracker: Tracker, sort: str) -> None:
    add_for_orders(tracker)
    assert listed(tracker, "", "", sort, descending=True) == _DOWN[sort].split()


def test_several_orders_apply_one_after_the_other(tracker: Tracker) -> None:
    add_for_orders(tracker)
    assert listed(tracker, "", "", "title,estimate")[:4] == ["b-10", "b-1", "b-2", "b-3"]
    assert listed(tracker, "", "", "-updated, estimate")[:3] == ["b-1", "b-2", "b-3"]
    query = Query("", "", "status,-priority,id")
    assert paged(tracker, query, 2) == list(lists.keys(tracker, query).keys)
    with pytest.raises(ValueError, match="There is no order called “size”"):
        read_sort("title,-size")


@pytest.mark.parametrize("policy", ["hybrid", "priority", "oldest"])
def test_ready_work_is_listed_as_the_ready_command_orders_it(tracker: Tracker, policy: str) -> None:
    add_for_orders(tracker)
    expected = ready.ready(tracker, policy, tracker.now_key())
    assert len(expected) == 5
    assert list(lists.keys(tracker, Query("is:ready", "", policy)).keys) == expected


def test_closed_issues_are_listed_by_when_they_were_closed(shared: Tracker) -> None:
    assert listed(shared, "", "is:closed", "natural") == ["p-7", "p-6", "p-13"]
    assert listed(shared, "", "is:closed", "natural", descending=True) == ["p-6", "p-7", "p-13"]
    assert listed(shared, "", "is:closed", "title") == ["p-13", "p-6", "p-7"]


def test_a_list_that_only_includes_closed_issues_keeps_its_order(shared: Tracker) -> None:
    assert listed(shared, "", "is:open,closed", "priority")[:2] == ["p-9", "p-1"]


@pytest.mark.parametrize(
    ("scope", "text", "elsewhere"),
    [
        ("is:open", "child", (1, 1)),
        ("is:ready", "done", (1, 1)),
        ("is:open", "d", (2, 2)),
        ("is:open label:ui", "done", (1, 1)),
        ("is:open", "", (0, 0)),
        ("is:closed", "priority:0", (1, 0)),
        ("is:ready", "child", (2, 1)),
        ("is:trash", "done", (1, 1)),
        ("is:open", "is:trash", (1, 0)),
        ("is:closed", "done", (0, 0)),
        ("", "done", (0, 0)),
        ("label:none", "done", (0, 0)),
        ("status:open,closed", "d", (2, 1)),
    ],
)
def test_matches_outside_the_scope_are_counted_and_those_in_the_trash_are_not(
    shared: Tracker, scope: str, text: str, elsewhere: tuple[int, int]
) -> None:
    found = lists.keys(shared, Query(scope, text))
    assert (found.elsewhere, found.elsewhere_finished) == elsewhere


def paged(tracker: Tracker, query: Query, limit: int) -> list[int]:
    found: list[int] = []
    page = lists.page(tracker, query, None, limit)
    found += page.keys
    while page.after is not None:
        page = lists.page(tracker, query, page.after, limit)
        found += page.keys
    return found


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("scope", ["", "is:closed"])
def test_pages_together_are_the_list(shared: Tracker, sort: str, scope: str, *, descending: bool) -> None:
    query = Query(scope, "", sort, descending)
    whole = list(lists.keys(shared, query).keys)
    for limit in (1, 2, 5, len(whole), 100):
        assert paged(shared, query, limit) == whole


def test_pages_go_by_the_present_of_the_first(tmp_path: Path) -> None:
    hours = [0]
    start = nanoseconds(NOW)
    assert start is not None
    connection = database.open_database(tmp_path / "a.strandline", create=True)
    tracker = Tracker(
        connection, tmp_path, actor="ann", physical=lambda: start + hours[0] * 3_600_000_000_000
    )
    add(tracker, "b-1", created_at="2026-06-13T13:00:00Z")
    add(tracker, "b-2")
    query = Query(sort="hybrid")
    first = lists.page(tracker, query, None, 1)
    hours[0] = 2
    rest = lists.page(tracker, query, first.after, 10)
    tracker.close()
    assert (len(first.keys), len(rest.keys)) == (1, 1)
    assert first.keys != rest.keys


def test_a_page_goes_on_after_its_place_whatever_came_in_between(tracker: Tracker) -> None:
    for n in range(6):
        add(tracker, f"b-{n}", priority=n // 2)
    query = Query()
    first = lists.page(tracker, query, None, 3)
    add(tracker, "a-0", priority=0)
    add(tracker, "c-9", priority=2)
    tracker.run("UPDATE issue SET gone = 1 WHERE id = 'b-2'")
    rest = lists.page(tracker, query, first.after, 10)
    assert ids(tracker, first.keys) == ["b-0", "b-1", "b-2"]
    assert ids(tracker, rest.keys) == ["b-3", "b-4", "b-5", "c-9"]
    assert rest.after is None
