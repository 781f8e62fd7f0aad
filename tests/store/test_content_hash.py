"""The hash by which bd's import tells issues apart, against bd's own answers."""

from __future__ import annotations

from store.content_hash import alike, content_hash
from store.requests import Delete, Edit
from store.tracker import Tracker
from tests.helpers.issue_files import find, put, record

HELLO = {
    "title": "Hello", "description": "World", "status": "open", "priority": 2, "issue_type": "task",
    "created_by": "me",
}  # fmt: skip


def test_the_hash_is_bds() -> None:
    assert content_hash(HELLO) == "4fe953df46373aed7993e3cab008e46fc60baba4b32451f4cacb1586fa840a2d"
    more = {**HELLO, "external_ref": "gh-1", "pinned": True, "metadata": {"a": 1}}
    assert content_hash(more) == "a165d0f313ef5b5e40f1be16a778da79ac09e3037c5ca6338b7c1c86352862dd"


def test_id_times_labels_and_dates_do_not_count() -> None:
    other = {**HELLO, "id": "x", "updated_at": "y", "labels": ["z"], "due_at": "d", "estimated_minutes": 3}
    assert content_hash(other) == content_hash(HELLO)


def test_issues_that_bd_would_take_for_one_are_named(tracker: Tracker) -> None:
    put(tracker, *(record(id, "TODO fix") for id in ("a-2", "a-1", "a-3")), record("b-1", "else"))
    issues = [find(tracker, id) for id in ("a-1", "a-2", "a-3", "b-1")]
    assert alike(tracker) == (("a-1", "a-2", "a-3"),)
    Edit(issues[0].uid, {"title": "Fix it"}).run(tracker)
    Delete((issues[1].uid,)).run(tracker)
    assert alike(tracker) == ()
