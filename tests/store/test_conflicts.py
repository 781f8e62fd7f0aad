"""What lost a merge waits for a decision, is kept once, and each decision can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from store import requests
from store.detail_answers import Conflict
from store.errors import Clash, Invalid, NotFound, NothingToDo
from store.lookups import ConflictKeys, Conflicts, Count, GetDetail
from store.requests import AddComment, Edit, KeepAll, Label, Redo, Resolve, Undo
from store.tracker import Tracker
from tests.helpers.issue_files import EARLY, FUTURE, LATER, comment, edge, find, out, put, record
from tests.store.conftest import OpenTracker


def both(tracker: Tracker, theirs: dict[str, Any], mine: dict[str, Any]) -> tuple[Conflict, ...]:
    """One issue that was changed here and in the file; the file is later."""
    put(tracker, record("p-1", "was"))
    Edit(find(tracker, "p-1").uid, mine).run(tracker)
    put(tracker, record("p-1", **{"title": "was", "updated_at": FUTURE, **theirs}))
    return Conflicts().run(tracker)


def waiting(tracker: Tracker) -> int:
    found = Conflicts().run(tracker)
    assert Count().run(tracker).conflicts == len(found)
    assert ConflictKeys().run(tracker) == tuple(one.key for one in found)
    return len(found)


def test_a_value_that_lost_is_kept_with_all_that_is_to_be_known(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    assert (found.id, found.title, found.field, found.element, found.cause) == (
        "p-1", "theirs", "title", "", "both",
    )  # fmt: skip
    assert (found.kept, found.lost, found.now, found.moved) == ("theirs", "mine", "theirs", False)
    assert found.source == "issues.jsonl"
    assert found.uid == find(tracker, "p-1").uid


def test_views_are_told_of_a_loss_that_changed_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"))
    uid = find(tracker, "p-1").uid
    Edit(uid, {"title": "mine"}).run(tracker)
    changes = put(tracker, record("p-1", "theirs", updated_at=LATER)).changes
    assert find(tracker, "p-1").title == "mine"
    assert (changes.kinds, changes.uids) == (frozenset({"conflicts"}), frozenset({uid}))
    assert GetDetail(uid).run(tracker).conflicts == 1


def test_the_newest_comes_first_and_one_issue_can_be_asked_alone(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"), record("p-2", "was"))
    for id in ("p-1", "p-2"):
        Edit(find(tracker, id).uid, {"title": "mine"}).run(tracker)
        put(tracker, record(id, "theirs", updated_at=FUTURE))
    assert [one.id for one in Conflicts().run(tracker)] == ["p-2", "p-1"]
    assert [one.id for one in Conflicts(find(tracker, "p-1").uid).run(tracker)] == ["p-1"]
    assert [one.id for one in Conflicts(limit=1).run(tracker)] == ["p-2"]
    first = Conflicts(first=find(tracker, "p-1").uid)
    assert [one.id for one in first.run(tracker)] == ["p-1", "p-2"]
    assert [one.id for one in replace(first, limit=1).run(tracker)] == ["p-1"]


def test_a_second_import_keeps_nothing_twice(tracker: Tracker) -> None:
    both(tracker, {"title": "theirs"}, {"title": "mine"})
    put(tracker, record("p-1", "theirs", updated_at=FUTURE))
    put(tracker, record("p-1", "theirs", updated_at=FUTURE), record("p-2"))
    assert waiting(tracker) == 1


def test_the_same_file_going_back_and_forth_asks_once(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs", "updated_at": LATER}, {"title": "mine"})
    assert (found.kept, found.lost) == ("mine", "theirs")
    put(tracker, record("p-1", "was"))
    put(tracker, record("p-1", "theirs", updated_at=LATER))
    lost = [one.lost for one in Conflicts().run(tracker)]
    assert len(lost) == len(set(map(str, lost)))
    for one in Conflicts().run(tracker):
        Resolve(one.key, "keep").run(tracker)
    put(tracker, record("p-1", "was"))
    put(tracker, record("p-1", "theirs", updated_at=LATER))
    assert waiting(tracker) == 0


def test_a_choice_that_an_import_overrides_is_kept_again(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    Resolve(found.key, "other").run(tracker)
    put(tracker, record("p-1", "was", updated_at=FUTURE))
    put(tracker, record("p-1", "theirs", updated_at="2127-01-01T00:00:00Z"))
    assert find(tracker, "p-1").title == "theirs"
    assert "mine" in [one.lost for one in Conflicts().run(tracker)]


def test_what_comes_out_the_same_is_no_conflict(tracker: Tracker) -> None:
    assert both(tracker, {"title": "same", "notes": "theirs"}, {"title": "same", "design": "mine"}) == ()


def test_keep_changes_nothing_of_the_issue(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    before, file = find(tracker, "p-1"), out(tracker)
    Resolve(found.key, "keep").run(tracker)
    assert waiting(tracker) == 0
    assert (find(tracker, "p-1"), out(tracker)) == (before, file)
    assert GetDetail(before.uid).run(tracker).activity[-1].field == "title"


@pytest.mark.parametrize(
    ("choice", "value", "title"), [("other", None, "mine"), ("merged", "both of us", "both of us")]
)
def test_a_choice_is_undone_and_redone_after_a_restart(
    open_tracker: OpenTracker, choice: requests.Choice, value: object, title: str
) -> None:
    tracker = open_tracker()
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    Resolve(found.key, choice, value).run(tracker)
    assert (find(tracker, "p-1").title, waiting(tracker)) == (title, 0)
    tracker.close()
    tracker = open_tracker()
    Undo().run(tracker)
    assert (find(tracker, "p-1").title, waiting(tracker)) == ("theirs", 1)
    tracker.close()
    tracker = open_tracker()
    Redo().run(tracker)
    assert (find(tracker, "p-1").title, waiting(tracker)) == (title, 0)


def test_redo_leaves_a_conflict_open_whose_field_was_changed_meanwhile(open_tracker: OpenTracker) -> None:
    tracker = open_tracker("ann")
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    Resolve(found.key, "other").run(tracker)
    Undo().run(tracker)
    Edit(find(tracker, "p-1").uid, {"title": "third"}).run(open_tracker("bob"))
    assert [one.field for one in Redo().run(tracker).skipped] == ["title"]
    assert (find(tracker, "p-1").title, waiting(tracker)) == ("third", 1)


def test_a_field_that_was_changed_since_is_not_overwritten_unseen(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    Edit(found.uid, {"title": "third"}).run(tracker)
    (found,) = Conflicts().run(tracker)
    assert (found.now, found.moved) == ("third", True)
    with pytest.raises(Clash) as clash:
        Resolve(found.key, "other").run(tracker)
    assert clash.value.theirs == {"title": "third"}
    assert (find(tracker, "p-1").title, waiting(tracker)) == ("third", 1)
    Resolve(found.key, "other", seen="third").run(tracker)
    assert (find(tracker, "p-1").title, waiting(tracker)) == ("mine", 0)


def test_a_conflict_is_decided_once(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    Resolve(found.key, "keep").run(tracker)
    with pytest.raises(NothingToDo):
        Resolve(found.key, "other").run(tracker)
    with pytest.raises(NothingToDo):
        KeepAll((found.key,)).run(tracker)
    with pytest.raises(NotFound):
        Resolve(found.key + 1, "keep").run(tracker)


def test_several_are_kept_as_one_step(tracker: Tracker) -> None:
    found = both(tracker, {"title": "theirs", "notes": "theirs"}, {"title": "mine", "notes": "mine"})
    KeepAll(tuple(one.key for one in found)).run(tracker)
    assert waiting(tracker) == 0
    Undo().run(tracker)
    assert waiting(tracker) == 2


def test_a_status_comes_back_whole(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    requests.Close((find(tracker, "p-1").uid,), "mine").run(tracker)
    closed = find(tracker, "p-1")
    put(tracker, record("p-1", status="in_progress", updated_at=FUTURE))
    (found,) = Conflicts().run(tracker)
    assert (found.field, found.cause) == ("status", "both")
    Resolve(found.key, "other").run(tracker)
    now = find(tracker, "p-1")
    assert (now.status, now.closed_at, now.close_reason) == ("closed", closed.closed_at, "mine")
    Undo().run(tracker)
    with pytest.raises(Invalid):
        Resolve(found.key, "merged", "open").run(tracker)


def test_a_deletion_stands_and_the_edits_stay_to_be_restored(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"))
    uid = find(tracker, "p-1").uid
    Edit(uid, {"notes": "mine"}).run(tracker)
    AddComment(uid, "still here").run(tracker)
    gone = {"status": "tombstone", "deleted_at": LATER, "deleted_by": "bob", "updated_at": FUTURE}
    put(tracker, record("p-1", "was", **gone))
    issue = find(tracker, "p-1")
    assert (issue.status, issue.notes, issue.comments[0].text) == ("tombstone", "mine", "still here")
    (found,) = Conflicts().run(tracker)
    assert (found.field, found.cause) == ("status", "deletion")
    Resolve(found.key, "other").run(tracker)
    issue = find(tracker, "p-1")
    assert (issue.status, issue.deleted_at, issue.notes) == ("open", None, "mine")
    Undo().run(tracker)
    assert (find(tracker, "p-1").status, waiting(tracker)) == ("tombstone", 1)


def test_a_deletion_of_what_nobody_touched_asks_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"))
    put(tracker, record("p-1", "was", status="tombstone", deleted_at=LATER, updated_at=LATER))
    assert find(tracker, "p-1").status == "tombstone"
    assert waiting(tracker) == 0


def test_an_edit_there_of_what_was_deleted_here_is_offered_too(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"))
    requests.Delete((find(tracker, "p-1").uid,)).run(tracker)
    put(tracker, record("p-1", "was", notes="theirs", updated_at=FUTURE))
    issue = find(tracker, "p-1")
    assert (issue.status, issue.notes) == ("tombstone", "theirs")
    (found,) = Conflicts().run(tracker)
    assert found.cause == "deletion"
    Resolve(found.key, "other").run(tracker)
    assert find(tracker, "p-1").status == "open"


def test_an_old_tombstone_does_not_delete_what_was_restored(tracker: Tracker) -> None:
    gone = record("p-1", "was", status="tombstone", deleted_at=LATER, updated_at=LATER)
    put(tracker, gone)
    requests.Restore((find(tracker, "p-1").uid,)).run(tracker)
    put(tracker, {**gone, "notes": "theirs", "updated_at": FUTURE})
    issue = find(tracker, "p-1")
    assert (issue.status, issue.notes) == ("open", "theirs")


def test_what_is_in_the_trash_is_restored_before_it_is_changed(tracker: Tracker) -> None:
    (found,) = both(tracker, {"title": "theirs"}, {"title": "mine"})
    requests.Delete((found.uid,)).run(tracker)
    with pytest.raises(Invalid):
        Resolve(found.key, "other").run(tracker)
    Resolve(found.key, "keep").run(tracker)


def test_each_key_of_the_metadata_is_merged_alone(tracker: Tracker) -> None:
    put(tracker, record("p-1", metadata={"a": 1, "b": 1, "c": 1}))
    with tracker.writing():
        tracker.run("""UPDATE issue SET extra = '{"metadata":{"a":2,"b":1,"c":2}}'""")
    put(tracker, record("p-1", metadata={"a": 3, "b": 4, "c": 1, "d": 5}, updated_at=FUTURE))
    assert find(tracker, "p-1").extra == {"metadata": {"a": 3, "b": 4, "c": 2, "d": 5}}
    (found,) = Conflicts().run(tracker)
    assert (found.field, found.element, found.kept, found.lost) == ("metadata", "a", 3, 2)
    Resolve(found.key, "other").run(tracker)
    assert find(tracker, "p-1").extra == {"metadata": {"a": 2, "b": 4, "c": 2, "d": 5}}
    Undo().run(tracker)
    assert find(tracker, "p-1").extra == {"metadata": {"a": 3, "b": 4, "c": 2, "d": 5}}


def test_elements_are_named_as_people_know_them(tracker: Tracker) -> None:
    put(tracker, record("p-1", comments=[comment("p-1", 1, "hello")]), record("p-2"))
    uid = find(tracker, "p-1").uid
    Label((uid,), ("ui",)).run(tracker)
    requests.Depend(uid, "p-2").run(tracker)
    links = [edge("p-1", "p-2", created_by="bob")]
    put(tracker, record("p-1", dependencies=links, updated_at=FUTURE), record("p-2"))
    assert [(one.field, one.element) for one in Conflicts().run(tracker)] == [("dependencies", "blocks p-2")]
    (found,) = Conflicts().run(tracker)
    Resolve(found.key, "other").run(tracker)
    assert find(tracker, "p-1").dependencies[0].created_by == "ann"
    assert find(tracker, "p-1").dependencies[0].created_at != EARLY
