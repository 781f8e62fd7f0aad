"""Two issues with one id are never made one: the one that came later has an id of its own, in every clone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store import exporting, requests
from store.detail_answers import Conflict
from store.ids import derive_uid
from store.lookups import Conflicts
from store.tracker import Tracker
from tests.helpers.issue_files import (
    EARLY,
    FUTURE,
    LATER,
    comment,
    counts,
    edge,
    exported,
    find,
    lines,
    out,
    put,
    record,
)

NEW = f"p-1-{derive_uid('p-1', LATER)[:4]}"
OTHER = record("p-1", "theirs", created_at=LATER, updated_at=LATER)


def ids_of(tracker: Tracker) -> list[str]:
    return [id for (id,) in tracker.all("SELECT id FROM issue WHERE NOT gone ORDER BY id")]


def renamed(tracker: Tracker) -> Conflict:
    (found,) = Conflicts().run(tracker)
    assert (found.field, found.cause) == ("id", "renamed")
    return found


def test_another_issue_with_the_same_id_gets_one_of_its_own(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"))
    imported = put(tracker, OTHER, name="other.jsonl")
    assert counts(imported) == (1, 0, 0, 0)
    assert imported.conflicts == ({"id": NEW, "field": "id", "kept": NEW, "lost": "p-1"},)
    assert (find(tracker, "p-1").title, find(tracker, NEW).title) == ("ours", "theirs")
    assert (renamed(tracker).kept, renamed(tracker).lost) == (NEW, "p-1")
    requests.Resolve(renamed(tracker).key, "keep").run(tracker)


@pytest.mark.parametrize("name", ["other.jsonl", "third.jsonl"])
def test_the_same_file_again_makes_no_third_issue(tracker: Tracker, name: str) -> None:
    put(tracker, record("p-1", "ours"))
    put(tracker, OTHER, name="other.jsonl")
    tracker.run("UPDATE exchange_file SET sha256 = ''")
    again = put(tracker, OTHER, name=name)
    assert (counts(again), again.conflicts) == ((0, 0, 1, 0), ())
    changed = put(tracker, {**OTHER, "title": "later", "updated_at": FUTURE}, name=name)
    assert (counts(changed), changed.conflicts) == ((0, 1, 0, 0), ())
    assert ids_of(tracker) == ["p-1", NEW]
    assert (find(tracker, "p-1").title, find(tracker, NEW).title) == ("ours", "later")
    assert len(Conflicts().run(tracker)) == 1


@pytest.mark.parametrize(
    "created_at",
    [EARLY, "2026-01-01T00:00:00.75Z", "2026-01-01T01:00:00+01:00", None, "", "soon", "0001-01-01T00:00:00Z"],
)
def test_the_same_issue_in_another_spelling_is_the_same(tracker: Tracker, created_at: Any) -> None:
    put(tracker, record("p-1", "ours"))
    put(tracker, record("p-1", "newer", created_at=created_at, updated_at=LATER), name="other.jsonl")
    assert ids_of(tracker) == ["p-1"]
    assert find(tracker, "p-1").title == "newer"


def test_an_issue_of_ours_that_went_out_with_a_file_comes_back_as_itself(tracker: Tracker) -> None:
    put(tracker, record("p-9"))
    id = requests.Create("made here").run(tracker).ids[0]
    put(tracker, out(tracker), name="copy.jsonl")
    put(tracker, out(tracker))
    assert ids_of(tracker) == sorted([id, "p-9"])


def test_a_file_that_had_our_issue_may_change_when_it_was_made(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"))
    put(tracker, record("p-1", "ours", created_at=LATER, updated_at=LATER))
    assert ids_of(tracker) == ["p-1"]


def test_links_within_the_file_lead_to_the_newcomer_and_ours_stay(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"), record("p-2", "ours too", dependencies=[edge("p-2", "p-1")]))
    put(
        tracker,
        OTHER,
        record("p-3", "means theirs", dependencies=[edge("p-3", "p-1"), edge("p-3", "p-9")]),
        record("p-4", "a bare text", dependencies=["p-1"]),
        name="other.jsonl",
    )
    targets = {id: [one.target for one in find(tracker, id).dependencies] for id in ("p-2", "p-3", "p-4")}
    assert targets == {"p-2": ["p-1"], "p-3": [NEW, "p-9"], "p-4": [NEW]}


def test_the_export_names_the_newcomer_and_keeps_all_else_of_its_line(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"))
    theirs = {
        **OTHER,
        "x_unknown": 1.50,
        "dependencies": [edge("p-1", "p-3")],
        "comments": [comment("p-1", 7, "hello")],
    }
    put(tracker, theirs, record("p-3", dependencies=[edge("p-3", "p-1")]), name="other.jsonl")
    file = int(tracker.one("SELECT max(file) FROM exchange_file"))
    data, _ = exporting.export(tracker, file)
    second = data.splitlines()[1].decode()
    assert second == lines(theirs).decode().strip().replace('"p-1"', f'"{NEW}"')
    assert exported(tracker)["p-1"]["title"] == "ours"
    assert f'"depends_on_id":"{NEW}"'.encode() in data
    again = put(tracker, data, name="other.jsonl")
    assert counts(again)[:2] == (0, 0)
    assert exporting.export(tracker, file)[0] == data


def test_the_clone_that_made_the_newcomer_follows(tmp_path: Path, tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"))
    put(tracker, OTHER, name="other.jsonl")
    shared = out(tracker)
    there = Tracker.open(tmp_path / "There.strandline", create=True, actor="bob")
    try:
        waits = record("p-5", "waits", dependencies=[edge("p-5", "p-1")])
        put(there, OTHER, waits, name="there.jsonl")
        requests.Edit(find(there, "p-1").uid, {"notes": "mine, not sent yet"}).run(there)
        put(there, shared + lines(waits), name="there.jsonl")
        assert ids_of(there) == ["p-1", NEW, "p-5"]
        assert (find(there, "p-1").title, find(there, "p-1").notes) == ("ours", "")
        assert (find(there, NEW).title, find(there, NEW).notes) == ("theirs", "mine, not sent yet")
        assert [one.target for one in find(there, "p-5").dependencies] == [NEW]
        assert counts(put(there, out(there), name="there.jsonl"))[:2] == (0, 0)
        assert ids_of(there) == ["p-1", NEW, "p-5"]
    finally:
        there.close()


def test_a_name_that_is_taken_gets_more_digits(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"), record(NEW, "somebody else's", created_at=FUTURE))
    put(tracker, OTHER, name="other.jsonl")
    longer = f"p-1-{derive_uid('p-1', LATER)[:6]}"
    assert ids_of(tracker) == sorted(["p-1", NEW, longer])
    assert find(tracker, longer).title == "theirs"
