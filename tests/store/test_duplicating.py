"""A duplicate: what it takes over, what stays behind, and that Undo takes it back whole."""

import pytest

from store import details, requests
from store.detail_answers import Detail
from store.errors import Invalid
from store.tracker import Tracker

FIELDS = {
    "description": "Long", "design": "D", "acceptance_criteria": "A", "notes": "N", "priority": 0,
    "issue_type": "bug", "assignee": "bea", "owner": "cid", "estimated_minutes": 90, "pinned": True,
    "due_at": "2026-12-01T00:00:00Z", "defer_until": "2026-11-01T00:00:00Z", "spec_id": "S-1",
}  # fmt: skip


def made(tracker: Tracker, title: str, **fields: object) -> Detail:
    return details.detail(tracker, requests.Create(title, fields).run(tracker).uids[0])


def duplicated(tracker: Tracker, model: Detail) -> Detail:
    return details.detail(tracker, requests.Duplicate(model.issue.uid).run(tracker).uids[0])


def test_a_duplicate_has_the_fields_labels_and_parent_but_not_what_happened(tracker: Tracker) -> None:
    epic = made(tracker, "Epic", issue_type="epic")
    other = made(tracker, "Other")
    done = requests.Create(
        "Fix login", {**FIELDS, "external_ref": "gh-9"}, ("ui", "b"), epic.issue.id,
        (("blocks", other.issue.id),),
    ).run(tracker)  # fmt: skip
    uid = done.uids[0]
    requests.AddComment(uid, "Said").run(tracker)
    model = details.detail(tracker, uid)
    copy = duplicated(tracker, model)
    issue = copy.issue
    assert issue.uid != uid
    assert issue.id != model.issue.id
    assert (issue.title, issue.status, issue.labels) == ("Fix login", "open", ("ui", "b"))
    assert {name: getattr(issue, name) for name in FIELDS} == FIELDS
    assert issue.external_ref == ""
    assert [link.id for link in copy.parents] == [epic.issue.id]
    assert copy.depends_on == ()
    assert copy.comments == ()
    assert issue.created_by == "ann"
    assert issue.created_at > model.issue.created_at
    # One step: Undo takes all of it back, and Redo brings it again.
    requests.Undo().run(tracker)
    assert tracker.one("SELECT gone FROM issue WHERE uid = ?", (issue.uid,)) == 1
    requests.Redo().run(tracker)
    assert details.detail(tracker, issue.uid).issue.labels == ("ui", "b")


def test_a_duplicate_of_a_finished_issue_is_open(tracker: Tracker) -> None:
    model = made(tracker, "Done", status="closed", close_reason="fixed")
    issue = duplicated(tracker, model).issue
    assert (issue.status, issue.closed_at, issue.close_reason) == ("open", None, "")


def test_a_parent_in_the_trash_stays_behind(tracker: Tracker) -> None:
    epic = made(tracker, "Epic")
    child = requests.Create("Child", parent=epic.issue.id).run(tracker).uids[0]
    requests.Delete((epic.issue.uid,)).run(tracker)
    assert duplicated(tracker, details.detail(tracker, child)).parents == ()


def test_what_is_in_the_trash_is_not_duplicated(tracker: Tracker) -> None:
    model = made(tracker, "Gone")
    requests.Delete((model.issue.uid,)).run(tracker)
    with pytest.raises(Invalid):
        requests.Duplicate(model.issue.uid).run(tracker)
