"""The history of one field: every value, who gave it, in pages, down to the one it was made with."""

import json
from pathlib import Path

import pytest

from store.errors import Invalid, NotFound
from store.importing import import_file
from store.lookups import GetPast
from store.requests import Close, Create, Edit, SetFields, Undo
from store.tracker import Tracker
from tests.store.conftest import OpenTracker


def values(tracker: Tracker, uid: str, field: str) -> list[object]:
    return [version.value for version in GetPast(uid, field).run(tracker).versions]


def test_every_value_is_there_with_who_gave_it(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    uid = Create("One", {"description": "first"}).run(ann).uids[0]
    Edit(uid, {"description": "second"}).run(bob)
    Edit(uid, {"title": "Two", "priority": 0}).run(ann)
    Edit(uid, {"description": ""}).run(ann)
    Undo().run(ann)
    past = GetPast(uid, "description").run(ann)
    assert [(one.value, one.actor, one.kind) for one in past.versions] == [
        ("second", "ann", "undo"),
        ("", "ann", "edit"),
        ("second", "bob", "edit"),
        ("first", "ann", "create"),
    ]
    assert not past.more
    assert values(ann, uid, "priority") == [0, 2]
    assert values(ann, uid, "notes") == [""]
    assert values(ann, uid, "due_at") == [None]
    Close((uid,), "done").run(ann)
    assert values(ann, uid, "status") == ["closed", "open"]


def test_a_long_history_comes_in_pages(tracker: Tracker) -> None:
    uid = Create("One", {"notes": "0"}).run(tracker).uids[0]
    for number in range(1, 8):
        SetFields((uid,), {"notes": str(number)}).run(tracker)
    seen: list[object] = []
    before, pages = 0, 0
    while True:
        past = GetPast(uid, "notes", before, limit=3).run(tracker)
        seen += [version.value for version in past.versions]
        before, pages = past.versions[-1].seq, pages + 1
        if not past.more:
            break
    assert seen == [str(number) for number in range(7, -1, -1)]
    assert pages == 3


def test_an_import_is_a_value_like_any_other(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "issues.jsonl"
    line = {"id": "t-1", "title": "One", "created_at": "2026-01-01T00:00:00Z", "created_by": "cy"}
    for moment, title in (("01", "One"), ("02", "Two")):
        file.write_text(
            json.dumps({**line, "title": title, "updated_at": f"2026-01-{moment}T00:00:00Z"}) + "\n"
        )
        import_file(tracker, file)
    uid = str(tracker.one("SELECT uid FROM issue"))
    past = GetPast(uid, "title").run(tracker)
    assert [(one.value, one.kind) for one in past.versions] == [("Two", "import"), ("One", "create")]
    assert (past.versions[-1].at, past.versions[-1].actor) == ("2026-01-01T00:00:00Z", "cy")


def test_only_fields_have_a_history(tracker: Tracker) -> None:
    uid = Create("One").run(tracker).uids[0]
    with pytest.raises(Invalid):
        GetPast(uid, 'title"; DROP TABLE issue').run(tracker)
    with pytest.raises(NotFound):
        GetPast("none", "title").run(tracker)
