"""An external reference belongs to one issue: no choice, restore, undo or redo makes it two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.answers import Done, Skipped
from store.errors import Invalid
from store.lookups import Conflicts
from store.requests import Close, Create, Delete, Edit, Redo, Reopen, Request, Resolve, Restore, Undo
from store.tracker import Tracker
from tests.helpers.issue_files import FUTURE, find, put, record
from tests.store.conftest import OpenTracker


def made(tracker: Tracker, title: str, reference: str = "") -> str:
    return Create(title, {"external_ref": reference}).run(tracker).uids[0]


def ids(tracker: Tracker) -> dict[str, str]:
    return dict(tracker.all("SELECT title, id FROM issue"))


def holders(tracker: Tracker) -> list[str]:
    """The titles of the issues in use that have the reference."""
    rows = tracker.all(
        "SELECT title FROM issue WHERE external_ref = 'gh-1' AND status <> 'tombstone' AND NOT gone"
    )
    return sorted(title for (title,) in rows)


def test_a_choice_in_the_review_is_refused_and_waits_while_another_issue_has_the_reference(
    tracker: Tracker,
) -> None:
    put(tracker, record("p-1"), record("p-2"))
    Edit(find(tracker, "p-1").uid, {"external_ref": "gh-1"}).run(tracker)
    put(tracker, record("p-1", external_ref="gh-2", updated_at=FUTURE), record("p-2"))
    (conflict,) = Conflicts().run(tracker)
    Edit(find(tracker, "p-2").uid, {"external_ref": "gh-1"}).run(tracker)
    for choice in (Resolve(conflict.key, "other"), Resolve(conflict.key, "merged", "gh-1")):
        with pytest.raises(Invalid, match="p-2 has the external reference gh-1 already"):
            choice.run(tracker)
    assert find(tracker, "p-1").external_ref == "gh-2"
    Edit(find(tracker, "p-2").uid, {"external_ref": ""}).run(tracker)
    Resolve(conflict.key, "other").run(tracker)
    assert find(tracker, "p-1").external_ref == "gh-1"


def test_a_choice_of_a_status_that_takes_an_issue_out_of_the_trash_is_refused_too(tracker: Tracker) -> None:
    put(tracker, record("p-1", external_ref="gh-1"))
    Delete((find(tracker, "p-1").uid,)).run(tracker)
    put(tracker, record("p-1", "Edited there", external_ref="gh-1", updated_at=FUTURE))
    (conflict,) = Conflicts().run(tracker)
    assert (conflict.cause, find(tracker, "p-1").status) == ("deletion", "tombstone")
    made(tracker, "B", "gh-1")
    with pytest.raises(Invalid, match="has the external reference gh-1"):
        Resolve(conflict.key, "other").run(tracker)
    assert holders(tracker) == ["B"]


def test_restore_names_the_issue_that_has_the_reference_now(tracker: Tracker) -> None:
    uid = made(tracker, "A", "gh-1")
    Delete((uid,)).run(tracker)
    other = made(tracker, "B", "gh-1")
    with pytest.raises(Invalid, match=f"{ids(tracker)['B']} has the external reference gh-1"):
        Restore((uid,)).run(tracker)
    Edit(other, {"external_ref": ""}).run(tracker)
    Restore((uid,)).run(tracker)
    assert holders(tracker) == ["A"]


Before = Callable[[Tracker], object]


def given_away(tracker: Tracker) -> None:
    Edit(made(tracker, "A", "gh-1"), {"external_ref": ""}).run(tracker)


def deleted(tracker: Tracker) -> None:
    Delete((made(tracker, "A", "gh-1"),)).run(tracker)


def creation_undone(tracker: Tracker) -> None:
    made(tracker, "A", "gh-1")
    Undo().run(tracker)


def edit_undone(tracker: Tracker) -> None:
    Edit(made(tracker, "A"), {"external_ref": "gh-1", "notes": "x"}).run(tracker)
    Undo().run(tracker)


def by_hand(tracker: Tracker) -> None:
    made(tracker, "B", "gh-1")


def by_an_edit(tracker: Tracker) -> None:
    Edit(made(tracker, "B"), {"external_ref": "gh-1"}).run(tracker)


def by_a_file(tracker: Tracker) -> None:
    put(tracker, record("p-1", "B", external_ref="gh-1"))


@pytest.mark.parametrize("taking", [by_hand, by_an_edit, by_a_file])
@pytest.mark.parametrize(
    ("before", "again"),
    [(given_away, Undo()), (deleted, Undo()), (creation_undone, Redo()), (edit_undone, Redo())],
    ids=["given away", "deleted", "creation undone", "edit undone"],
)
def test_undo_and_redo_leave_a_reference_alone_that_was_taken_meanwhile(
    open_tracker: OpenTracker, before: Before, again: Request[Done], taking: Before
) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    before(ann)
    taking(bob)
    done = again.run(ann)
    here = ids(ann)
    now = "gh-1" if before in (deleted, creation_undone) else ""
    (skipped,) = done.skipped
    assert skipped in [Skipped(here["A"], "external_ref", now_, "gh-1", here["B"]) for now_ in (now, None)]
    assert holders(ann) == ["B"]


def test_what_was_changed_beside_the_reference_is_done_again(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    edit_undone(ann)
    by_hand(bob)
    Redo().run(ann)
    assert ann.all("SELECT notes, external_ref FROM issue WHERE title = 'A'") == [("x", "")]


def test_two_issues_that_a_file_brought_with_one_reference_stay_usable(tracker: Tracker) -> None:
    put(tracker, record("p-1", external_ref="gh-1"), record("p-2", external_ref="gh-1"))
    both = (find(tracker, "p-1").uid, find(tracker, "p-2").uid)
    for request in (Edit(both[0], {"title": "A"}), Close(both), Reopen(both), Delete(both)):
        request.run(tracker)
    for _ in range(4):
        assert Undo().run(tracker).skipped == ()
    assert len(holders(tracker)) == 2
    for _ in range(4):
        assert Redo().run(tracker).skipped == ()
    Undo().run(tracker)
    assert len(holders(tracker)) == 2
