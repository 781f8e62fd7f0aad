"""What is known before many issues are changed, closed or deleted."""

from __future__ import annotations

from store import requests
from store.lists import keys
from store.outlook_requests import AskCommon
from store.query import Query
from store.tracker import Tracker
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
