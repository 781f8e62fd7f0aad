"""What is known before many issues are changed, closed or deleted."""

from __future__ import annotations

import pytest

from store import requests
from store.errors import Outdated
from store.lists import keys
from store.many_requests import ChangeMany
from store.outlook_requests import AskClosing, AskCommon, AskFamily
from store.query import Query
from store.tracker import Tracker
from tests.store.test_history import state
from tests.store.test_many import id_, make, uid


def test_what_many_issues_have_in_common(tracker: Tracker) -> None:
    found = make(tracker, 4, assignee="bob")
    requests.Edit(uid(tracker, found[0]), {"priority": 0, "due_at": "2026-12-01T00:00:00Z"}).run(tracker)
    requests.Label((uid(tracker, found[1]), uid(tracker, found[2])), ("ui",)).run(tracker)
    requests.Close((uid(tracker, found[2]),)).run(tracker)
    requests.Delete((uid(tracker, found[3]),)).run(tracker)
    common = AskCommon(found).run(tracker)
    assert common.count == 4
    assert (common.finished, common.deleted) == (2, 1)
    assert common.fields["assignee"].common
    assert common.fields["assignee"].values == (("bob", 4),)
    assert common.fields["priority"].values == ((2, 3), (0, 1))
    assert not common.fields["due_at"].common
    assert common.labels == (("ui", 2),)
    assert common.seq == tracker.one("SELECT max(seq) FROM change")
    many = make(tracker, 9)
    for n, key in enumerate(many):
        requests.Edit(uid(tracker, key), {"assignee": f"a{n}"}).run(tracker)
    spread = AskCommon(many).run(tracker).fields["assignee"]
    assert (len(spread.values), spread.more, spread.common) == (6, True, False)


def test_a_quoted_id_is_that_issue_alone(tracker: Tracker) -> None:
    first, second = make(tracker, 2)
    tracker.run("UPDATE issue SET id = 'Home-1' WHERE key = ?", (first,))
    tracker.run("UPDATE issue SET id = 'Home-12' WHERE key = ?", (second,))
    assert id_(tracker, second) == "Home-12"
    assert set(keys(tracker, Query("is:open", "id:home-1")).keys) == {first, second}
    assert set(keys(tracker, Query("is:open", 'id:"Home-1"')).keys) == {first}


def tree(tracker: Tracker) -> tuple[list[int], list[str]]:
    """An epic with two children, one of which has two of its own, one closed; another waits for a leaf."""
    epic, one, two, leaf, done, waits = found = make(tracker, 6)
    ids = [id_(tracker, key) for key in found]
    for child, parent in ((one, 0), (two, 0), (leaf, 1), (done, 1)):
        requests.Depend(uid(tracker, child), ids[parent], "parent-child").run(tracker)
    requests.Close((uid(tracker, done),)).run(tracker)
    requests.Depend(uid(tracker, waits), ids[3]).run(tracker)
    assert epic == found[0]
    return found, ids


def test_what_is_below_an_epic_open_ones_first(tracker: Tracker) -> None:
    found, ids = tree(tracker)
    family = AskFamily(found[:1]).run(tracker)
    assert (family.count, family.open, family.parents, family.title) == (4, 3, 1, "Issue 0")
    assert {one.id for one in family.first[:3]} == {ids[1], ids[2], ids[3]}
    assert family.first[3].finished
    assert len(AskFamily(found[:1], limit=2).run(tracker).first) == 2
    both = AskFamily(found[:2]).run(tracker)
    assert (both.count, both.parents) == (3, 2)
    assert AskFamily(found[3:]).run(tracker).count == 0
    # A circle, as a file may bring it.
    tracker.run(
        "INSERT INTO dependency(issue, target, type, ordinal) VALUES (?, ?, 'parent-child', 9)",
        (found[0], ids[3]),
    )
    assert AskFamily(found[:1]).run(tracker).count == 4


def test_deleting_all_below_is_one_step_and_no_more_than_was_seen(tracker: Tracker) -> None:
    found, ids = tree(tracker)
    before = state(tracker)
    with pytest.raises(Outdated, match="4 issues below it now, not 3"):
        ChangeMany(found[:1], requests.Delete((), with_children=True, seen=3)).run(tracker)
    assert state(tracker) == before
    done = ChangeMany(found[:1], requests.Delete((), with_children=True, seen=4)).run(tracker)
    assert set(done.ids) == set(ids[:5])
    assert done.freed == (ids[5],)
    requests.Undo().run(tracker)
    assert state(tracker) == before
    assert len(requests.Delete((uid(tracker, found[1]),), with_children=True).run(tracker).ids) == 3


def test_what_closing_would_free_is_what_closing_frees(tracker: Tracker) -> None:
    found, ids = tree(tracker)
    outlook = AskClosing([found[3]]).run(tracker)
    assert outlook.ready == 1
    assert [(one.id, one.title) for one in outlook.first] == [(ids[5], "Issue 5")]
    assert [(one.id, one.finished, one.children, one.complete) for one in outlook.parents] == [
        (ids[1], 2, 2, True)
    ]
    done = requests.Close((uid(tracker, found[3]),)).run(tracker)
    assert (done.freed, done.freed_count) == ((ids[5],), 1)
    assert requests.Undo().run(tracker).freed == ()
    outlook = AskClosing(found[1:3]).run(tracker)
    assert [(one.id, one.finished, one.children) for one in outlook.parents] == [(ids[0], 2, 2)]
