"""Boards: which columns there are, what is in them, and what moving a card changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import boards, details, lists
from store.errors import Invalid
from store.query import BadQuery, Query
from store.requests import Request
from store.tracker import Tracker
from tests.helpers.made_issues import add, open_at, settle


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline")
    yield found
    found.close()


def shown(tracker: Tracker, by: str, scope: str = "", text: str = "") -> dict[str, list[str]]:
    """The ids in each column, columns in their order."""
    answer = boards.board(tracker, Query(scope, text), by)
    return {column.value: [row.id for row in lists.rows(tracker, column.keys)] for column in answer.columns}


def moved(tracker: Tracker, by: str, to: str, *ids: str, left: tuple[str, ...] = ()) -> str:
    """Move issues and return the kind of the one step that did it."""
    uids = tuple(details.find(tracker, id).uid for id in ids)
    request: Request[object] = boards.move(by, to, uids, left)
    before = tracker.one("SELECT count(*) FROM step")
    request.run(tracker)
    assert tracker.one("SELECT count(*) FROM step") == before + 1
    return str(tracker.one("SELECT kind FROM step ORDER BY step DESC LIMIT 1"))


def test_every_status_has_its_column_and_usual_ones_are_there_without_cards(tracker: Tracker) -> None:
    add(tracker, "a-1", priority=3)
    add(tracker, "a-2", priority=1)
    add(tracker, "a-3", status="closed")
    add(tracker, "a-4", status="waiting for parts")
    add(tracker, "a-5", status="hooked")
    assert list(shown(tracker, "status").items()) == [
        ("open", ["a-2", "a-1"]),
        ("in_progress", []),
        ("blocked", []),
        ("deferred", []),
        ("closed", ["a-3"]),
        ("hooked", ["a-5"]),
        ("waiting for parts", ["a-4"]),
    ]


def test_a_column_says_how_many_more_match_outside_the_view(tracker: Tracker) -> None:
    for number in range(3):
        add(tracker, f"a-{number}", title="reef", status="closed" if number else "open")
    add(tracker, "b-1", title="sand", status="closed")
    settle(tracker)
    closed = {
        column.value: (len(column.keys), column.elsewhere)
        for column in boards.board(tracker, Query("is:open", "reef"), "status").columns
    }["closed"]
    assert closed == (0, 2)
    with pytest.raises(BadQuery):
        boards.board(tracker, Query("", "is:nonsense"), "status")


def test_the_trash_has_no_columns_that_nothing_can_be_moved_to(tracker: Tracker) -> None:
    add(tracker, "a-1")
    moved(tracker, "status", "tombstone", "a-1")
    assert shown(tracker, "status", "is:trash") == {"tombstone": ["a-1"]}
    assert shown(tracker, "status")["open"] == []
    with pytest.raises(Invalid, match="trash"):
        moved(tracker, "status", "open", "a-1")


def test_columns_by_priority_assignee_and_label(tracker: Tracker) -> None:
    add(tracker, "a-1", priority=0, assignee="Zoe", labels=("ui", "Docs"))
    add(tracker, "a-2", priority=9, assignee="bob")
    assert [value for value, cards in shown(tracker, "priority").items() if cards] == ["0", "9"]
    assert list(shown(tracker, "priority")) == ["0", "1", "2", "3", "4", "9"]
    assert shown(tracker, "assignee") == {tracker.actor: [], "bob": ["a-2"], "Zoe": ["a-1"], "": []}
    assert shown(tracker, "label") == {"Docs": ["a-1"], "ui": ["a-1"], "": ["a-2"]}


def test_moving_cards_is_one_step_with_the_rules_of_the_field(tracker: Tracker) -> None:
    for number in range(3):
        add(tracker, f"a-{number}", labels=("ui", "new"))
    assert moved(tracker, "status", "closed", "a-0", "a-1") == "close"
    assert details.find(tracker, "a-0").closed_at
    assert moved(tracker, "status", "in_progress", "a-0", "a-2") == "edit"
    assert details.find(tracker, "a-0").closed_at is None
    assert shown(tracker, "status")["in_progress"] == ["a-0", "a-2"]
    moved(tracker, "priority", "0", "a-2")
    moved(tracker, "assignee", "bob", "a-2")
    assert (details.find(tracker, "a-2").priority, details.find(tracker, "a-2").assignee) == (0, "bob")
    moved(tracker, "assignee", "", "a-2")
    assert details.find(tracker, "a-2").assignee == ""
    assert moved(tracker, "label", "docs", "a-0", "a-1", left=("ui",)) == "label"
    assert shown(tracker, "label")["docs"] == ["a-0", "a-1"]
    moved(tracker, "label", "", "a-0", left=("new", "docs"))
    assert shown(tracker, "label") == {
        "docs": ["a-1"], "new": ["a-2", "a-1"], "ui": ["a-2"], "": ["a-0"],
    }  # fmt: skip
