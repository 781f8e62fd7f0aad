"""What a new issue gets from the list in which it is made, and that it is in that list then."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.capture import Captured, capture
from store.lists import keys
from store.query import BadQuery, Query
from store.requests import Create
from store.times import parse_when
from store.tracker import Tracker
from store.view_lookups import Given
from store.view_requests import SaveView
from tests.helpers.terminal import Terminal


def given(tracker: Tracker, scope: str, text: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for part in Given(Query(scope, text)).run(tracker):
        assert (part.start, part.end) == (0, 0)
        found[part.name] = (*found["labels"], part.value) if part.name in found else part.value  # type: ignore[misc]
        if part.name == "labels" and not isinstance(found["labels"], tuple):
            found["labels"] = (part.value,)
    return found


@pytest.fixture
def filled(tracker: Tracker) -> Tracker:
    Create("Epic", {"issue_type": "epic"}).run(tracker)
    Create("Some", {"assignee": "Mara"}, ("UI", "needs review")).run(tracker)
    return tracker


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {}),
        ("is:open is:ready", {}),
        ("label:ui", {"labels": ("UI",)}),
        ('label:new label:"Needs Review"', {"labels": ("new", "Needs Review")}),
        ("assignee:mara priority:1 type:bug", {"assignee": "Mara", "priority": 1, "issue_type": "bug"}),
        ("assignee:me", {"assignee": "ann"}),
        ("(label:ui status:in_progress)", {"labels": ("UI",), "status": "in_progress"}),
        ("is:in_progress", {"status": "in_progress"}),
        ("is:epic", {"issue_type": "epic"}),
        ("status:mine_own", {"status": "mine_own"}),
        # What an issue has anyway, and what none can be made with.
        ("status:open priority:2 type:task", {}),
        ("status:closed", {}),
        ("status:tombstone is:trash", {}),
        ("type:feat priority:7", {}),
        # Several values, an opposite, a comparison, words, and two filters that cannot both hold.
        ("label:ui,api -label:x (label:a or label:b) priority:<=1 some words", {}),
        ("priority:1 priority:3 assignee:none label:none due:none epic:none", {}),
        ("due:<+7d created:today updated:today", {}),
        ("epic:nothing", {}),
    ],
)  # fmt: skip
def test_a_filter_gives_its_value_where_it_names_one(
    filled: Tracker, query: str, expected: dict[str, object]
) -> None:
    assert given(filled, query) == given(filled, "is:open", query) == expected


def test_what_was_given_is_in_the_list(filled: Tracker) -> None:
    epic = str(filled.one("SELECT id FROM issue WHERE title = 'Epic'"))
    for scope, text in (
        ("is:today", ""), ("is:upcoming", "due:tomorrow"), ("", "defer:2030-01-01"), ("is:in_progress", ""),
        ("label:ui", "assignee:MARA"), ("is:open", f"epic:{epic.rpartition('-')[2]}"),
        ("", f'parent:"{epic}" type:bug'),
    ):  # fmt: skip
        query = Query(scope, text)
        before = len(keys(filled, query).keys)
        Captured("new", "new").within(Given(query).run(filled)).request().run(filled)
        assert len(keys(filled, query).keys) == before + 1, query
    today = given(filled, "is:today")
    assert today == {"due_at": parse_when("today", filled.now_key())}
    with pytest.raises(BadQuery):
        given(filled, "foo:x")


def test_what_the_line_says_itself_stands(filled: Tracker) -> None:
    parts = Given(Query("label:ui", "priority:1 assignee:mara due:today")).run(filled)
    line = capture("Fix !3 #other when:+3d", filled.now_key(), "ann")
    request = line.within(parts).request()
    assert (request.labels, request.fields["priority"]) == (("other", "UI"), 3)
    assert (request.fields["assignee"], "due_at" in request.fields) == ("Mara", False)
    assert capture("Fix #UI", filled.now_key()).within(parts).request().labels == ("UI",)


def test_the_terminal_makes_an_issue_of_a_view(filled: Tracker, path: Path) -> None:
    SaveView("Urgent", Query("is:open", "label:ui priority:0 type:bug")).run(filled)
    terminal = Terminal(path.parent, path)
    (made,) = terminal.good("add", "Crash", "--view", "urgent", "--type", "task").json
    assert (made["labels"], made["priority"], made["issue_type"]) == (["UI"], 0, "task")
    assert "There is no view called nothing" in terminal.refused("add", "Crash", "--view", "nothing")
