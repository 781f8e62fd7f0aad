"""Lists in groups, and the outline of epics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import day_groups, lists
from store.query import GROUPS, Query
from store.tracker import Tracker
from tests.helpers.made_issues import add, ids, open_at


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline")
    yield found
    found.close()


def grouped(tracker: Tracker, group: str, scope: str = "", sort: str = "id") -> dict[str, list[str]]:
    """What stands under which value; groups that stand in others are told by their depth."""
    listing = lists.keys(tracker, Query(scope, "", sort, group=group))
    return {
        ">" * group.depth + group.value: ids(tracker, listing.keys[group.first : group.first + group.count])
        for group in listing.groups
    }


def test_each_issue_stands_once_under_its_value_and_those_without_come_last(tracker: Tracker) -> None:
    add(tracker, "a-1", priority=2, status="closed", assignee="Bob", issue_type="bug", labels=("ui", "api"))
    add(tracker, "a-2", priority=0, status="odd", labels=("api",))
    add(tracker, "a-3", priority=2, status="in_progress", assignee="ann", labels=("ui",))
    add(tracker, "a-4", priority=0, assignee="Bob")
    assert grouped(tracker, "status") == {
        "open": ["a-4"], "in_progress": ["a-3"], "odd": ["a-2"], "closed": ["a-1"],
    }  # fmt: skip
    assert grouped(tracker, "priority") == {"0": ["a-2", "a-4"], "2": ["a-1", "a-3"]}
    assert grouped(tracker, "type") == {"bug": ["a-1"], "task": ["a-2", "a-3", "a-4"]}
    assert grouped(tracker, "assignee") == {"ann": ["a-3"], "Bob": ["a-1", "a-4"], "": ["a-2"]}
    assert grouped(tracker, "label") == {"api": ["a-2"], "ui": ["a-1", "a-3"], "": ["a-4"]}
    assert list(grouped(tracker, "assignee", sort="-id")["Bob"]) == ["a-4", "a-1"]


def test_what_is_to_come_is_grouped_by_its_days(tracker: Tracker) -> None:
    # It is noon of 15 June, a Monday.
    for name, due in (
        ("late", "2026-06-14T23:59:59Z"), ("now", "2026-06-15T23:00:00Z"), ("tue", "2026-06-16T00:00:00Z"),
        ("wed", "2026-06-17T12:00:00Z"), ("sun", "2026-06-21T23:59:59Z"), ("next", "2026-06-22T00:00:00Z"),
        ("sunday", "2026-06-28T23:00:00Z"), ("june", "2026-06-29T00:00:00Z"),
        ("july", "2026-07-01T00:00:00Z"), ("far", "2030-01-01T00:00:00Z"), ("odd", "soonish"),
    ):  # fmt: skip
        add(tracker, name, due_at=due)
    add(tracker, "never")
    add(tracker, "done", due_at="2026-06-17T00:00:00Z", status="closed")
    # The first date that is still to come decides, and within a day the order of the list.
    add(tracker, "both", due_at="2026-07-02T00:00:00Z", defer_until="2026-06-17T15:00:00Z")
    add(tracker, "a-first", due_at="2026-06-17T23:00:00Z")
    assert grouped(tracker, "day") == {
        "overdue": ["late"], "today": ["now"], "tomorrow": ["tue"], "2026-06-17": ["a-first", "both", "wed"],
        "2026-06-21": ["sun"], "next_week": ["next", "sunday"], "2026-06": ["june"], "2026-07": ["july"],
        "later": ["far"], "": ["done", "never", "odd"],
    }  # fmt: skip
    assert list(grouped(tracker, "day", "is:upcoming"))[:2] == ["tomorrow", "2026-06-17"]


@pytest.mark.parametrize(
    ("today", "names"),
    [
        ("2026-06-19", ["tomorrow", "2026-06-21", "next_week", "2026-06"]),
        ("2026-06-20", ["tomorrow", "next_week", "2026-06", "2026-07"]),
        ("2026-06-21", ["tomorrow", "next_week", "2026-06", "2026-07"]),
        ("2026-12-23", ["tomorrow", "2026-12-25", "2026-12-26", "2026-12-27", "next_week", "2027-01"]),
    ],
)
def test_a_week_ends_on_its_sunday(today: str, names: list[str]) -> None:
    bounds = day_groups._bounds(f"{today}T12:00:00Z")
    assert [name for name, _ in bounds][1 : 1 + len(names)] == names
    starts = [start for _, start in bounds]
    assert starts == sorted(set(starts))


def test_due_dates_are_grouped_by_what_they_mean_today(tracker: Tracker) -> None:
    # It is noon of 15 June.
    for name, due in (
        ("late", "2026-06-14T23:59:59Z"), ("morning", "2026-06-15T00:00:00Z"),
        ("night", "2026-06-15T23:00:00Z"), ("soon", "2026-06-16T00:00:00Z"),
        ("sunday", "2026-06-21T23:59:59Z"), ("then", "2026-06-22T00:00:00Z"),
        ("never", None), ("odd", "soonish"),
    ):  # fmt: skip
        add(tracker, name, due_at=due)
    add(tracker, "done", due_at="2026-06-01T00:00:00Z", status="closed")
    assert grouped(tracker, "due", sort="due,id") == {
        "overdue": ["late"], "today": ["morning", "night"], "week": ["soon", "sunday"], "later": ["then"],
        "past": ["done"], "": ["never", "odd"],
    }  # fmt: skip


def under(parent: str) -> tuple[tuple[str, str], ...]:
    return (("parent-child", parent),)


def test_children_stand_under_their_epics_with_their_progress(tracker: Tracker) -> None:
    add(tracker, "e-1", issue_type="epic", title="Big", status="closed")
    add(tracker, "e-2", issue_type="epic", needs=under("e-1"), priority=1)
    add(tracker, "a-1", needs=under("e-2"))
    add(tracker, "a-2", needs=under("e-2"), priority=0)
    add(tracker, "a-3", needs=under("e-1"), status="closed")
    add(tracker, "a-4")
    add(tracker, "e-0", issue_type="epic", priority=4)
    assert grouped(tracker, "epic", "is:open", "priority") == {
        "uid-e-1": ["e-2", "a-2", "a-1"], ">uid-e-2": ["a-2", "a-1"], "uid-e-0": [], "": ["a-4"],
    }  # fmt: skip
    outer, inner, empty, _rest = lists.keys(tracker, Query("is:open", group="epic")).groups
    assert (outer.listed, outer.id, outer.title, outer.status) == (False, "e-1", "Big", "closed")
    assert (outer.children, outer.finished) == (2, 1)
    # A group whose epic is listed has no words of its own: its row is asked for like any other.
    assert (inner.listed, inner.title) == (True, "")
    assert ids(tracker, [inner.key, empty.key]) == ["e-2", "e-0"]


def test_parents_in_a_circle_or_in_the_trash_lose_no_issue(tracker: Tracker) -> None:
    add(tracker, "a-1", needs=under("a-2"))
    add(tracker, "a-2", needs=under("a-1"))
    add(tracker, "a-3", needs=under("a-3"))
    add(tracker, "t-1", status="tombstone")
    add(tracker, "a-4", needs=under("t-1"))
    found = lists.keys(tracker, Query("is:open", "", "id", group="epic"))
    assert sorted(ids(tracker, found.keys)) == ["a-1", "a-2", "a-3", "a-4"]
    assert grouped(tracker, "epic", "is:open")[""] == ["a-3", "a-4"]


@pytest.mark.parametrize("group", GROUPS)
def test_a_grouped_list_has_the_same_issues(tracker: Tracker, group: str) -> None:
    for number in range(12):
        parent = under(f"a-{number // 3}") if number > 3 else ()
        add(tracker, f"a-{number}", priority=number % 5, labels=("l",) * (number % 2), needs=parent)
    plain = lists.keys(tracker, Query())
    found = lists.keys(tracker, Query(group=group))
    assert sorted(found.keys) == sorted(plain.keys)
    assert sum(one.count + one.listed for one in found.groups if not one.depth) == len(plain.keys)
    assert lists.keys(tracker, Query("label:none priority:9", group=group)).groups == ()
