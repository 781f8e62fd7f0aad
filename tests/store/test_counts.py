from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import lists
from store.answers import Epic, Tally
from store.query import VIEWS, Query
from store.tracker import Tracker
from tests.helpers.made_issues import NOW, SAMPLE, listed, open_at, open_sample


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


def test_a_row_has_what_a_line_shows(shared: Tracker) -> None:
    by_id = {
        row.id: row for row in lists.rows(shared, lists.keys(shared, Query("is:open,closed,trash")).keys)
    }
    assert len(by_id) == 13
    first = by_id["p-1"]
    assert (first.uid, first.title, first.labels, first.assignee, first.priority) == (
        "uid-p-1",
        "alpha",
        ("ui", "UI"),
        "ann",
        1,
    )
    assert (first.status, first.issue_type, first.created_at, first.due_at) == (
        "open",
        "task",
        "2026-06-01T00:00:00Z",
        None,
    )
    assert (by_id["p-3"].blocked, by_id["p-3"].blockers, by_id["p-3"].parent) == (True, 1, "p-9")
    assert (by_id["p-10"].blocked, by_id["p-10"].blockers) == (True, 0)
    epic = by_id["p-9"]
    assert (epic.comments, epic.children, epic.children_finished, epic.blocked, epic.parent) == (
        2,
        3,
        1,
        False,
        "",
    )
    assert [row.id for row in by_id.values() if row.overdue] == ["p-2"]
    assert {row.id for row in by_id.values() if row.finished} == {"p-6", "p-7", "p-13"}
    assert {row.id for row in by_id.values() if row.deleted} == {"p-8"}
    assert (by_id["p-5"].defer_until, by_id["p-7"].closed_at) == (
        "2026-07-01T00:00:00+02:00",
        "2026-06-10T00:00:00Z",
    )


def test_rows_come_in_the_order_of_their_keys_without_those_that_are_gone(shared: Tracker) -> None:
    keys = {name: shared.one("SELECT key FROM issue WHERE id = ?", (name,)) for name in SAMPLE}
    wanted = [keys["p-9"], 4711, keys["p-12"], keys["p-2"], keys["p-1"]]
    assert [row.id for row in lists.rows(shared, wanted)] == ["p-9", "p-2", "p-1"]
    assert lists.rows(shared, ()) == ()


def test_the_sidebar_counts_what_its_lists_show(shared: Tracker) -> None:
    counts = lists.counts(shared)
    assert list(counts.views) == list(VIEWS)
    assert counts.views == {view: len(listed(shared, "", f"is:{view}")) for view in VIEWS}
    assert counts.labels == (Tally("needs review", 1), Tally("UI", 1), Tally("ui", 1))
    assert counts.assignees == (Tally("ann", 1), Tally("Bob", 1))
    assert counts.epics == (Epic("p-9", "uid-p-9", "epic", 3, 1),)


def test_answers_tell_which_change_they_include(tracker: Tracker) -> None:
    assert (lists.counts(tracker).seq, lists.keys(tracker, Query()).seq) == (0, 0)
    tracker.run("INSERT INTO step(kind, actor, origin, at) VALUES ('edit', 'ann', 'window', ?)", (NOW,))
    tracker.run(
        """INSERT INTO change(seq, step, actor, origin, uid, before, after, at)
           VALUES (7, 1, 'ann', 'window', 'u', '{}', '{}', ?)""",
        (NOW,),
    )
    assert (lists.counts(tracker).seq, lists.keys(tracker, Query()).seq) == (7, 7)


def test_words_are_the_built_in_ones_and_those_that_occur(shared: Tracker) -> None:
    words = lists.words(shared)
    assert words.statuses == (
        "open",
        "in_progress",
        "blocked",
        "deferred",
        "closed",
        "cancelled",
        "in_review",
    )
    assert words.types == ("task", "bug", "feature", "epic", "chore")
    assert words.labels == ("needs review", "UI", "ui")
    assert words.assignees == ("ann", "Bob")
    assert words.dependency_types[:2] == ("blocks", "parent-child")


def test_statistics_leave_the_trash_apart(shared: Tracker) -> None:
    stats = lists.stats(shared)
    assert (stats.total, stats.ready, stats.blocked, stats.trash) == (12, 3, 2, 1)
    assert stats.by_status == {
        "blocked": 1, "cancelled": 1, "closed": 2, "deferred": 1, "in_progress": 1, "in_review": 1, "open": 5,
    }  # fmt: skip
    assert stats.by_type == {"bug": 1, "epic": 1, "task": 10}
    assert stats.by_priority == {"0": 1, "1": 1, "2": 9, "4": 1}
    # p-6 took a day; p-7 was closed before it was created, and p-13 has no closing time.
    assert stats.lead_time_hours == pytest.approx(24)


def test_an_empty_tracker_has_empty_answers(tracker: Tracker) -> None:
    assert not lists.keys(tracker, Query()).keys
    assert lists.page(tracker, Query(), None, 10) == lists.Page((), None)
    assert set(lists.counts(tracker).views.values()) == {0}
    assert lists.stats(tracker).lead_time_hours is None
