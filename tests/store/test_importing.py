"""Import: every line finds its place, nothing is lost, two sides become one, and twice is like once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store import exporting, importing, requests
from store import tracker as tracker_module
from store.check import check
from store.errors import Held, KnownError, NotFound, NothingToDo
from store.history import undo_state
from store.lookups import GetStats
from store.times import sort_key
from store.tracker import Tracker
from tests.helpers.issue_files import (
    EARLY,
    FUTURE,
    LATER,
    comment,
    counts,
    dump,
    edge,
    exported,
    find,
    line,
    lines,
    out,
    put,
    record,
)
from tests.helpers.other_process import OpenOtherProcess


@pytest.fixture(autouse=True)
def _sound_afterwards(tracker: Tracker) -> Any:
    """Whatever was imported: the blocked set equals the oracle, and the index and the file are sound."""
    yield
    if not tracker.is_closed:
        assert check(tracker).findings == ()


# What a file brings


def test_a_new_issue_has_all_of_its_line(tracker: Tracker) -> None:
    put(
        tracker,
        record(
            "p-1", "Title", description="d", design="g", acceptance_criteria="a", notes="n", status="closed",
            priority=0, issue_type="bug", assignee="bob", owner="cleo", estimated_minutes=30,
            created_at="2026-01-01T10:00:00.123456789+02:00", updated_at=LATER, closed_at=LATER,
            close_reason="done", due_at=LATER, defer_until=LATER, external_ref="gh-1", spec_id="s",
            pinned=True, labels=["b", "a"],
            dependencies=[edge("p-1", "p-2", created_by="ann", metadata="{}")],
            comments=[comment("p-1", 7, "hello")], x_future={"deep": [1, 2.50]},
        ),
    )  # fmt: skip
    issue = find(tracker, "p-1")
    assert (issue.title, issue.description, issue.design) == ("Title", "d", "g")
    assert (issue.acceptance_criteria, issue.notes, issue.status, issue.priority) == ("a", "n", "closed", 0)
    assert (issue.issue_type, issue.assignee, issue.owner, issue.estimated_minutes) == (
        "bug", "bob", "cleo", 30,
    )  # fmt: skip
    assert issue.created_at == "2026-01-01T10:00:00.123456789+02:00"
    assert (issue.updated_at, issue.closed_at, issue.close_reason) == (LATER, LATER, "done")
    assert (issue.due_at, issue.defer_until, issue.external_ref, issue.spec_id) == (LATER, LATER, "gh-1", "s")
    assert issue.pinned
    assert issue.labels == ("b", "a")
    (dependency,) = issue.dependencies
    assert (dependency.target, dependency.type, dependency.created_by) == ("p-2", "blocks", "ann")
    (said,) = issue.comments
    assert (said.author, said.text, said.created_at, said.number) == ("bob", "hello", EARLY, 7)
    assert json.dumps(issue.extra["x_future"]["deep"]) == "[1, 2.5]"  # type: ignore[index]  # any JSON
    assert issue.created_by == "ann"


def test_times_sort_by_instant(tracker: Tracker) -> None:
    put(
        tracker,
        record("p-1", created_at="2026-01-01T10:00:00+02:00"),
        record("p-2", created_at="2026-01-01T09:00:00Z"),
    )
    assert [id for (id,) in tracker.all("SELECT id FROM issue ORDER BY created_key")] == ["p-1", "p-2"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (None, 0), (0, 0), (4, 4), ("high", 1), ("P3", 3), ("urgent", 0), (7, 2), ("?", 2), (True, 2),
        ([1], 2),
    ],
)  # fmt: skip
def test_a_priority_in_any_spelling_is_kept_as_it_is_written(
    tracker: Tracker, given: Any, meant: int
) -> None:
    data = lines(record("p-1", priority=given))
    put(tracker, data)
    assert find(tracker, "p-1").priority == meant
    requests.Label((find(tracker, "p-1").uid,), ("x",)).run(tracker)
    assert exported(tracker)["p-1"].get("priority") == given


def test_keys_in_any_case_are_known(tracker: Tracker) -> None:
    put(tracker, {"id": "p-1", "Title": "T", "PRIORITY": 1, "Labels": ["x"], "Type": "bug"})
    issue = find(tracker, "p-1")
    assert (issue.title, issue.priority, issue.labels, issue.issue_type) == ("T", 1, ("x",), "bug")
    assert issue.extra == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 5}, {"labels": "a,b"}, {"dependencies": {"a": 1}}, {"comments": ["x", 3]},
        {"pinned": "yes"},
        {"estimated_minutes": "3h"}, {"estimated_minutes": 10**30}, {"estimated_minutes": True},
        {"dependencies": [5, {"depends_on_id": 7}, ""]}, {"labels": [1, "a", "a"]}, {"created_at": 5},
        {"closed_at": "soon"}, {"comments": [{"text": 1}]}, {"status": ""}, {"metadata": [1e400, -0.0]},
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_stays_in_the_line(tracker: Tracker, fields: dict[str, Any]) -> None:
    data = lines({**record("p-1"), **fields}).replace(b"Infinity", b"1e400")
    put(tracker, data)
    assert out(tracker) == data
    requests.Edit(find(tracker, "p-1").uid, {"notes": "n"}).run(tracker)
    kept = exported(tracker)["p-1"]
    for name, value in json.loads(data).items():
        if name != "updated_at":
            assert kept[name] == value


def test_the_prefix_of_new_issues_is_the_files(tracker: Tracker) -> None:
    put(tracker, record("web-1"), record("web-a1b"), record("api-2"))
    done = requests.Create("mine").run(tracker)
    assert done.ids[0].startswith("web-")


def test_an_issue_that_was_waited_for_comes(tracker: Tracker) -> None:
    put(tracker, record("p-2", dependencies=[edge("p-2", "p-1")]))
    assert GetStats().run(tracker).blocked == 0
    put(tracker, record("p-1"), record("p-2", dependencies=[edge("p-2", "p-1")]))
    assert GetStats().run(tracker).blocked == 1


# Lines that are no issues


def test_memories_are_kept_without_a_complaint(tracker: Tracker) -> None:
    data = lines({"_type": "memory", "key": "k", "value": "v"}, {**record("p-1"), "_type": "issue"})
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim, imported.problems) == (1, 1, ())
    assert out(tracker) == data


def test_damaged_lines_are_kept_where_they_are_and_reported(tracker: Tracker) -> None:
    data = (
        lines(record("p-1"))
        + b'{"id":"p-2","title":"cut off\n'
        + b"<<<<<<< HEAD\n"
        + lines(record("p-3"))
        + b"\xff\xfe\n"
        + b'{"title":"no id"}\n'
    )
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim) == (2, 4)
    assert [number for number, _ in imported.problems] == [2, 3, 5, 6]
    assert all(reason and not reason.endswith(".") for _, reason in imported.problems)
    assert out(tracker) == data
    requests.Edit(find(tracker, "p-3").uid, {"title": "other"}).run(tracker)
    changed = out(tracker).split(b"\n")
    kept = data.split(b"\n")
    assert [n for n, (a, b) in enumerate(zip(changed, kept, strict=True)) if a != b] == [3]


def test_a_deletion_marker_deletes_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    imported = put(tracker, record("p-2"), {"id": "p-1", "_deleted": True})
    assert (imported.deleted, imported.kept_verbatim) == (0, 1)
    assert find(tracker, "p-1").status == "open"


LIVE = record("p-1", "live", updated_at=EARLY)
NEWER = record("p-1", "newer", updated_at=LATER)
TOMB = record("p-1", "dead", status="tombstone", deleted_at=FUTURE, updated_at=FUTURE)
PARTIAL = {"id": "p-1", "status": "closed", "updated_at": FUTURE}
FULLER = record("p-1", "fuller", updated_at=EARLY, notes="n" * 50)


@pytest.mark.parametrize(
    ("given", "wins"),
    [
        ([LIVE, TOMB], "live"),
        ([TOMB, LIVE], "live"),
        ([LIVE, NEWER], "newer"),
        ([NEWER, LIVE], "newer"),
        ([NEWER, PARTIAL], "newer"),
        ([LIVE, FULLER], "fuller"),
        ([FULLER, LIVE], "fuller"),
        ([record("p-1", "one"), record("p-1", "two")], "two"),
        ([LIVE, FULLER, TOMB, NEWER, PARTIAL], "newer"),
    ],
)
def test_of_duplicates_one_counts_and_all_are_kept(
    tracker: Tracker, given: list[dict[str, Any]], wins: str
) -> None:
    data = lines(*given)
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim) == (1, len(given) - 1)
    assert len(imported.problems) == len(given) - 1
    assert find(tracker, "p-1").title == wins
    assert out(tracker) == data
    assert counts(put(tracker, data)) == (0, 0, 1, 0)


# Bytes


@pytest.mark.parametrize(
    "data",
    [
        lines(record("p-1"), record("p-2")).replace(b"\n", b"\r\n"),
        lines(record("p-1"), record("p-2"))[:-1],
        b"\xef\xbb\xbf" + lines(record("p-1")),
        b"\n\n" + lines(record("p-1")) + b"  \n\t\n" + lines(record("p-2")) + b"\n",
        lines(record("p-1")) + lines(record("p-2")).replace(b"\n", b"\r\n"),
        lines(record("p-9"), record("p-1"), record("p-5")),
        lines(record("p-1", "a\0b", notes="\u2028\x7f")),
        b'{"id":"p-1","title":"half \\ud83d pair","notes":"\\u0000"}\n',
        lines(record("p-1", description="x" * 100_000)),
        b'{ "title" : "spaced" ,"id":"p-1", "z": 1e2 , "A": null}\n',
        "".join(json.dumps(record(f"p-{n}", "ä 😀")) + "\n" for n in range(3)).encode(),
        b'{"id":"p-1","title":"twice","title":"twice again"}\n',
        b'{"id":"p-1"}\n',
    ],
)
def test_untouched_lines_come_back_byte_for_byte(tracker: Tracker, data: bytes) -> None:
    imported = put(tracker, data)
    assert imported.problems == ()
    assert out(tracker) == data
    assert put(tracker, data).created == 0
    assert out(tracker) == data


def test_half_a_surrogate_pair_and_a_nul_can_be_read_and_searched(tracker: Tracker) -> None:
    put(tracker, b'{"id":"p-1","title":"half \\ud83d pair","notes":"a\\u0000b","labels":["\\udc00"]}\n')
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.labels) == ("half � pair", "a\0b", ("�",))


def test_new_issues_come_last_in_an_unsorted_file(tracker: Tracker) -> None:
    data = lines(record("p-9"), record("p-1"))
    put(tracker, data)
    requests.Create("mine").run(tracker)
    requests.Create("too").run(tracker)
    assert out(tracker).startswith(data)
    assert [one["title"] for one in exported(tracker).values()] != []
    assert out(tracker).count(b"\n") == 4


def test_new_issues_come_to_their_place_in_a_sorted_file(tracker: Tracker) -> None:
    data = lines(record("p-0000"), record("p-zzzz"))
    put(tracker, data)
    mine = requests.Create("mine").run(tracker).ids[0]
    assert list(exported(tracker)) == ["p-0000", mine, "p-zzzz"]
    assert out(tracker).startswith(lines(record("p-0000")))
    assert out(tracker).endswith(lines(record("p-zzzz")))


def test_new_lines_end_and_are_spelled_as_the_others(tracker: Tracker) -> None:
    data = b'{"id": "p-9", "title": "<b>"}\r\n{"id": "p-1", "title": "x"}'
    put(tracker, data)
    requests.Create("a < b").run(tracker)
    body = out(tracker)
    assert body.startswith(data + b"\r\n")
    assert b'"title": "a < b", ' in body
    assert body.endswith(b"}\r\n")


# Twice is like once


def test_a_second_import_writes_nothing(tracker: Tracker) -> None:
    data = lines(record("p-1"), record("p-2", labels=["a"]), b"broken", record("p-3"))
    first = put(tracker, data)
    before = dump(tracker.path)
    second = put(tracker, data)
    assert dump(tracker.path) == before
    assert counts(second) == (0, 0, 3, 0)
    assert second.problems == first.problems


def test_after_a_second_import_the_export_is_the_same(tracker: Tracker) -> None:
    put(tracker, record("p-1"), record("p-2"))
    put(tracker, record("p-1"), record("p-2", notes="new"))
    data = lines(record("p-1"), record("p-2", notes="new"), record("p-3"))
    for _ in range(3):
        put(tracker, data)
        assert out(tracker) == data


def test_lines_that_moved_are_unchanged(tracker: Tracker) -> None:
    put(tracker, record("p-1"), record("p-2"), record("p-3"))
    data = lines(record("p-3"), record("p-1"), record("p-0"), record("p-2"))
    assert counts(put(tracker, data)) == (1, 0, 3, 0)
    assert out(tracker) == data


def test_an_edit_before_an_import_that_does_not_touch_it_is_exported(tracker: Tracker) -> None:
    put(tracker, record("p-1"), record("p-2"))
    requests.Edit(find(tracker, "p-1").uid, {"title": "mine"}).run(tracker)
    assert put(tracker, record("p-1"), record("p-2", notes="n")).conflicts == ()
    assert exported(tracker)["p-1"]["title"] == "mine"


def test_an_edit_is_exported_when_another_field_came_from_the_file(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    requests.Edit(find(tracker, "p-1").uid, {"title": "mine"}).run(tracker)
    put(tracker, record("p-1", notes="theirs", updated_at=LATER))
    found = exported(tracker)["p-1"]
    assert (found["title"], found["notes"]) == ("mine", "theirs")


# Missing


def test_a_missing_line_deletes_nothing_and_its_bytes_stay(tracker: Tracker) -> None:
    odd = b'{ "z":1,"title":"odd","id":"p-2","priority":"high","labels":"a,b"}'
    put(tracker, record("p-1"), odd, record("p-3"))
    imported = put(tracker, record("p-1"), record("p-3"))
    assert counts(imported) == (0, 0, 2, 0)
    assert find(tracker, "p-2").title == "odd"
    assert out(tracker) == lines(record("p-1"), odd, record("p-3"))
    put(tracker, record("p-1", notes="x"), record("p-3"))
    assert odd in out(tracker)
    assert counts(put(tracker, record("p-1", notes="x"), odd)) == (0, 0, 2, 0)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_deletion(tracker: Tracker, data: bytes) -> None:
    whole = lines(record("p-1"), record("p-2"))
    put(tracker, whole)
    imported = put(tracker, data)
    assert (imported.issues, imported.problems, imported.conflicts) == (0, (), ())
    assert find(tracker, "p-2").status == "open"
    assert out(tracker).endswith(whole)


def test_a_tombstone_moves_to_the_trash(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    dead = record("p-1", status="tombstone", deleted_at=LATER, deleted_by="bob", updated_at=LATER)
    imported = put(tracker, dead)
    assert counts(imported) == (0, 0, 0, 1)
    assert find(tracker, "p-1").deleted
    with pytest.raises(NotFound):
        requests.Create("x", parent="p-1").run(tracker)


def test_an_old_tombstone_does_not_delete_a_restored_issue(tracker: Tracker) -> None:
    dead = record("p-1", status="tombstone", deleted_at=LATER, deleted_by="bob", updated_at=LATER)
    put(tracker, dead, record("p-2"))
    requests.Restore((find(tracker, "p-1").uid,)).run(tracker)
    put(tracker, dead, record("p-2", notes="n"))
    put(tracker, {**dead, "notes": "touched"}, record("p-2", notes="n"))
    assert find(tracker, "p-1").status == "open"


# Two sides


def test_what_only_the_file_changed_is_taken(tracker: Tracker) -> None:
    put(tracker, record("p-1", notes="n"))
    requests.Edit(find(tracker, "p-1").uid, {"assignee": "me"}).run(tracker)
    imported = put(tracker, record("p-1", "new", notes="m", priority=0, labels=["x"], foo=1))
    assert counts(imported) == (0, 1, 0, 0)
    assert imported.conflicts == ()
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.priority, issue.assignee) == ("new", "m", 0, "me")
    assert (issue.labels, issue.extra) == (("x",), {"foo": 1})


def test_what_only_the_tracker_changed_stays(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    uid = find(tracker, "p-1").uid
    requests.SetFields((uid,), {"title": "mine", "due_at": LATER}, add_labels=("ours",)).run(tracker)
    imported = put(tracker, record("p-1", updated_at=FUTURE, foo=1))
    assert imported.conflicts == ()
    issue = find(tracker, "p-1")
    assert (issue.title, issue.due_at, issue.labels) == ("mine", LATER, ("ours",))


@pytest.mark.parametrize(("at", "kept", "lost"), [(FUTURE, "theirs", "mine"), (LATER, "mine", "theirs")])
def test_of_two_changes_the_later_one_wins_and_the_other_is_reported(
    tracker: Tracker, at: str, kept: str, lost: str
) -> None:
    put(tracker, record("p-1", "was"))
    requests.Edit(find(tracker, "p-1").uid, {"title": "mine"}).run(tracker)
    imported = put(tracker, record("p-1", "theirs", updated_at=at))
    assert imported.conflicts == ({"id": "p-1", "field": "title", "kept": kept, "lost": lost},)
    assert find(tracker, "p-1").title == kept
    assert exported(tracker)["p-1"]["title"] == kept
    assert out(tracker) == out(tracker)


def test_the_same_change_on_both_sides_is_no_conflict(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"))
    requests.Edit(find(tracker, "p-1").uid, {"title": "both"}).run(tracker)
    assert put(tracker, record("p-1", "both", updated_at=LATER)).conflicts == ()


def test_a_key_that_is_gone_is_no_removal(tracker: Tracker) -> None:
    whole = record("p-1", notes="n", due_at=LATER, estimated_minutes=5, foo="f", labels=["a"])
    put(tracker, whole)
    imported = put(tracker, record("p-1", "new", updated_at=LATER))
    assert counts(imported) == (0, 1, 0, 0)
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.due_at, issue.estimated_minutes) == ("new", "n", LATER, 5)
    assert (issue.extra, issue.labels) == ({"foo": "f"}, ("a",))
    assert exported(tracker)["p-1"]["notes"] == "n"


def test_labels_and_edges_that_a_writer_took_away_go(tracker: Tracker) -> None:
    needs = [edge("p-1", "p-2"), edge("p-1", "p-3")]
    put(tracker, record("p-1", labels=["a", "b"], dependencies=needs), record("p-2"), record("p-3"))
    put(tracker, record("p-1", labels=["b"], dependencies=needs[1:]), record("p-2"), record("p-3"))
    issue = find(tracker, "p-1")
    assert (issue.labels, [one.target for one in issue.dependencies]) == (("b",), ["p-3"])


def test_the_last_label_goes_with_its_key_where_the_writer_knows_labels(tracker: Tracker) -> None:
    put(tracker, record("p-1", labels=["a"]), record("p-2", labels=["b"]))
    put(tracker, record("p-1"), record("p-2", labels=["b"]))
    assert find(tracker, "p-1").labels == ()


def test_comments_are_only_ever_added(tracker: Tracker) -> None:
    put(tracker, record("p-1", comments=[comment("p-1", 1, "one")]))
    requests.AddComment(find(tracker, "p-1").uid, "ours").run(tracker)
    put(tracker, record("p-1", comments=[comment("p-1", 2, "two")]))
    assert [one.text for one in find(tracker, "p-1").comments] == ["one", "ours", "two"]


def test_a_comment_of_ours_that_comes_back_is_not_doubled(tracker: Tracker) -> None:
    put(tracker, record("p-1", comments=[comment("p-1", 1, "one")]))
    requests.AddComment(find(tracker, "p-1").uid, "ours").run(tracker)
    back = json.loads(out(tracker))
    put(tracker, {**back, "notes": "changed by another tool"})
    issue = find(tracker, "p-1")
    assert [one.text for one in issue.comments] == ["one", "ours"]
    assert issue.notes == "changed by another tool"


def test_the_number_that_a_file_gave_our_comment_is_no_change(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    requests.AddComment(find(tracker, "p-1").uid, "mine").run(tracker)
    put(tracker, out(tracker))
    was = find(tracker, "p-1").updated_at
    (one,) = exported(tracker)["p-1"]["comments"]
    # bd gives it a number of its own, and changes nothing else.
    renumbered = {**exported(tracker)["p-1"], "comments": [{**one, "id": 12}], "updated_at": FUTURE}
    put(tracker, renumbered)
    assert exported(tracker)["p-1"] == renumbered
    put(tracker, {**renumbered, "notes": "n"})
    assert exported(tracker)["p-1"]["updated_at"] == FUTURE > was


def test_a_comment_that_was_reworded_here_keeps_our_words(tracker: Tracker) -> None:
    said = comment("p-1", 1, "one")
    put(tracker, record("p-1", comments=[said]))
    issue = find(tracker, "p-1")
    requests.EditComment(issue.uid, issue.comments[0].uid, "reworded").run(tracker)
    imported = put(tracker, record("p-1", comments=[said], notes="n", updated_at=FUTURE))
    assert imported.conflicts == ()
    assert [one.text for one in find(tracker, "p-1").comments] == ["reworded"]


@pytest.mark.parametrize("at", [LATER, FUTURE])
def test_closed_means_a_closing_time_whoever_wins(tracker: Tracker, at: str) -> None:
    put(tracker, record("p-1"))
    requests.Close((find(tracker, "p-1").uid,), "done here").run(tracker)
    imported = put(tracker, record("p-1", status="in_progress", updated_at=at))
    issue = find(tracker, "p-1")
    assert (issue.status == "closed") == (issue.closed_at is not None) == (issue.close_reason != "")
    assert issue.status == ("in_progress" if at == FUTURE else "closed")
    assert [one["field"] for one in imported.conflicts] == ["status", "close_reason"]


def test_a_reopened_line_loses_its_closing_time(tracker: Tracker) -> None:
    put(tracker, record("p-1", status="closed", closed_at=EARLY, close_reason="done"))
    assert put(tracker, record("p-1", updated_at=LATER)).conflicts == ()
    issue = find(tracker, "p-1")
    assert (issue.status, issue.closed_at, issue.close_reason) == ("open", None, "")


def test_a_reason_that_an_older_tool_drops_stays(tracker: Tracker) -> None:
    put(tracker, record("p-1", status="closed", closed_at=EARLY, close_reason="done"))
    put(tracker, record("p-1", "new", status="closed", closed_at=EARLY, updated_at=LATER))
    assert find(tracker, "p-1").close_reason == "done"


def test_a_time_that_is_spelled_another_way_is_no_change(tracker: Tracker) -> None:
    put(tracker, record("p-1", created_at="2026-01-01T01:00:00.500+01:00", due_at="2026-03-01"))
    respelled = record("p-1", created_at="2026-01-01T00:00:00.5Z", due_at="2026-03-01T00:00:00Z")
    assert counts(put(tracker, respelled)) == (0, 0, 1, 0)
    requests.Edit(find(tracker, "p-1").uid, {"notes": "n"}).run(tracker)
    found = exported(tracker)["p-1"]
    assert (found["created_at"], found["due_at"]) == (respelled["created_at"], respelled["due_at"])


@pytest.mark.parametrize(
    ("mine", "theirs", "at"),
    [
        ({"title": "mine"}, {}, FUTURE),
        ({"title": "mine"}, {"notes": "n"}, LATER),
        ({"title": "mine"}, {"notes": "n"}, FUTURE),
    ],
)
def test_a_merged_issue_is_newer_than_each_side_that_differs_from_it(
    tracker: Tracker, mine: dict[str, Any], theirs: dict[str, Any], at: str
) -> None:
    put(tracker, record("p-1"))
    edited = requests.Edit(find(tracker, "p-1").uid, mine).run(tracker)
    ours = sort_key(find(tracker, "p-1").updated_at)
    put(tracker, record("p-1", **theirs, updated_at=at))
    now = sort_key(find(tracker, "p-1").updated_at)
    assert now > sort_key(at)
    assert (now > ours) if theirs else (now >= ours)
    assert edited.ids == ("p-1",)


def test_a_line_that_is_only_newer_hands_on_its_time(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    put(tracker, record("p-1", updated_at=LATER))
    assert find(tracker, "p-1").updated_at == LATER


def test_an_issue_of_another_file_is_merged_without_a_base(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours", notes="kept", labels=["a"], updated_at=LATER))
    imported = put(
        tracker, record("p-1", "theirs", assignee="bob", labels=["b"], updated_at=EARLY), name="b.jsonl"
    )
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.assignee, issue.labels) == ("ours", "kept", "bob", ("a", "b"))
    assert [one["field"] for one in imported.conflicts] == ["title"]


def test_an_export_goes_through_another_tracker_and_back(tracker: Tracker, tmp_path: Path) -> None:
    put(tracker, record("p-1", labels=["a"], comments=[comment("p-1", 1, "one")]), record("p-2"))
    uid = find(tracker, "p-1").uid
    requests.SetFields((uid,), {"title": "changed", "due_at": LATER}, add_labels=("b",)).run(tracker)
    requests.AddComment(uid, "ours").run(tracker)
    requests.Depend(uid, "p-2").run(tracker)
    requests.Close((find(tracker, "p-2").uid,), "done").run(tracker)
    requests.Create("new").run(tracker)
    data = out(tracker)
    elsewhere = Tracker.open(tmp_path / "Other.strandline", create=True, actor="bob")
    try:
        (tmp_path / "copy.jsonl").write_bytes(data)
        importing.import_file(elsewhere, tmp_path / "copy.jsonl")
        assert out(elsewhere) == data
        for id in exported(tracker):
            one, other = find(tracker, id), find(elsewhere, id)
            for name in ("title", "status", "due_at", "labels", "updated_at", "closed_at", "close_reason"):
                assert getattr(one, name) == getattr(other, name)
            assert one.dependencies == other.dependencies
            assert [c.text for c in one.comments] == [c.text for c in other.comments]
    finally:
        elsewhere.close()
    assert counts(put(tracker, data)) == (0, 0, 2, 0) or put(tracker, data).conflicts == ()


def test_clones_that_merge_each_others_files_agree(tmp_path: Path) -> None:
    base = lines(record("p-1", "was", labels=["x"]), record("p-2"))
    clones = [Tracker.open(tmp_path / f"{name}.strandline", create=True, actor=name) for name in ("a", "b")]
    try:
        files = [tmp_path / f"{name}.jsonl" for name in ("a", "b")]
        for clone, file in zip(clones, files, strict=True):
            file.write_bytes(base)
            importing.import_file(clone, file)
        a, b = clones
        requests.SetFields((find(a, "p-1").uid,), {"title": "by a", "notes": "a"}, ("la",)).run(a)
        requests.Close((find(a, "p-2").uid,), "a").run(a)
        requests.SetFields((find(b, "p-1").uid,), {"title": "by b"}, ("lb",), ("x",)).run(b)
        requests.Edit(find(b, "p-2").uid, {"status": "in_progress"}).run(b)
        from_a, from_b = out(a), out(b)
        files[0].write_bytes(from_b)
        importing.import_file(a, files[0])
        files[1].write_bytes(from_a)
        importing.import_file(b, files[1])
        left, right = exported(a), exported(b)
        for one in (*left.values(), *right.values()):
            one["labels"] = sorted(one.get("labels", []))
        assert left == right
        assert left["p-1"]["title"] == "by b"
        assert left["p-1"]["labels"] == ["la", "lb"]
        assert left["p-2"]["status"] == "in_progress"
    finally:
        for clone in clones:
            clone.close()


# One step


def test_undo_never_offers_an_import(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    assert undo_state(tracker).undo is None
    with pytest.raises(NothingToDo):
        requests.Undo().run(tracker)
    requests.Edit(find(tracker, "p-1").uid, {"title": "mine"}).run(tracker)
    put(tracker, record("p-1", notes="theirs"))
    requests.Undo().run(tracker)
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes) == ("t", "theirs")


def test_an_import_is_one_step_in_the_history(tracker: Tracker) -> None:
    put(tracker, *(record(f"p-{n}") for n in range(5)))
    assert tracker.all("SELECT kind, detail FROM step") == [("import", "issues.jsonl")]
    assert tracker.one("SELECT count(DISTINCT step) FROM change") == 1


def test_an_issue_whose_creation_was_undone_comes_back_with_its_line(tracker: Tracker) -> None:
    (id,) = requests.Create("mine").run(tracker).ids
    data = out(tracker)
    requests.Undo().run(tracker)
    assert out(tracker) == b""
    assert counts(put(tracker, {**json.loads(data), "labels": ["a"]})) == (1, 0, 0, 0)
    issue = find(tracker, id)
    assert (issue.title, issue.labels) == ("mine", ("a",))


def test_a_dry_run_tells_and_changes_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1"), record("p-2"))
    before = dump(tracker.path)
    imported = put(tracker, record("p-1", notes="n"), record("p-3"), dry_run=True)
    assert counts(imported) == (1, 1, 0, 0)
    assert imported.changes.uids == frozenset()
    assert dump(tracker.path) == before
    assert counts(put(tracker, record("p-1", notes="n"), record("p-3"))) == (1, 1, 0, 0)


def test_an_import_waits_for_no_ever_writing_program(
    tracker: Tracker, other_process: OpenOtherProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_module, "WRITE_PATIENCE", 0)
    other = other_process(tracker.path)
    other.write()
    with pytest.raises(Held, match=rf"is being written by .* \({other.pid}\)\. Nothing was changed"):
        put(tracker, record("p-1"))
    other.end()
    assert put(tracker, record("p-1")).created == 1


# What is no issue file


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("issues.jsonl", b"SQLite format 3\x00" + bytes(100)),
        ("issues.jsonl", b"PK\x03\x04\xff\xfe"),
        ("issues.jsonl", b'{"_deleted":true}\n'),
        ("issues.jsonl", b"[1, 2]\n"),
        ("issues.jsonl", b'{"name":"package","version":1}\n{"name":"other"}\n'),
        ("issues.csv", b"id,title\n1,x\n"),
        ("issues.txt", b"<<<<<<< HEAD\n=======\n>>>>>>> x\n"),
        ("notes", b"milk\n"),
    ],
)
def test_a_foreign_file_is_refused_with_its_line_and_reason(tracker: Tracker, name: str, data: bytes) -> None:
    put(tracker, record("p-1"))
    before = dump(tracker.path)
    with pytest.raises(KnownError, match=r"no issue that can be read \(line 1: .+\)\. Nothing was imported"):
        put(tracker, data, name=name)
    assert dump(tracker.path) == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_refused_by_that_name(tracker: Tracker, encoding: str) -> None:
    data = lines(record("p-1"), record("p-2")).decode().encode(encoding)
    with pytest.raises(KnownError, match=r"UTF-16\. Nothing was imported\. Save it as UTF-8"):
        put(tracker, data)


@pytest.mark.parametrize(
    "data",
    [
        b"Not one of these\r\nlines can be read.",
        b"<<<<<<< HEAD\n=======\n",
        b'{"id":"p-1\n{}\n',
        b'{"id":"p-1","title":"caf\xe9"}\r\nna\xefve\n',
        b'{"id":"p-1","_deleted":true}\n',
    ],
)
def test_an_issue_file_that_is_damaged_all_over_is_kept(tracker: Tracker, data: bytes) -> None:
    put(tracker, record("p-1"))
    imported = put(tracker, data, name="damaged.jsonl")
    assert (imported.issues, imported.kept_verbatim) == (0, len(data.splitlines()))
    assert [number for number, _ in imported.problems] == list(range(1, imported.kept_verbatim + 1))
    file = tracker.one("SELECT max(file) FROM exchange_file")
    assert exporting.export(tracker, file)[0].startswith(data)
    assert find(tracker, "p-1").title == "t"


def test_a_file_that_cannot_be_read_is_named(tracker: Tracker, tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(KnownError, match=r"cannot be read: .+\. Nothing was imported"):
            importing.import_file(tracker, path)


def test_a_file_name_need_not_be_utf8(tracker: Tracker) -> None:
    name = b"iss\xffues.jsonl".decode("utf-8", "surrogateescape")
    assert put(tracker, record("p-1"), name=name).created == 1
    assert put(tracker, record("p-1"), record("p-2"), name=name).created == 1
    assert out(tracker) == line(record("p-1")) + b"\n" + line(record("p-2")) + b"\n"


def test_what_a_line_does_not_say_does_not_come_back_with_it(tracker: Tracker) -> None:
    created = requests.Create("mine", {"notes": "old"}, ("ui",), depends_on=(("blocks", "external:x"),))
    (id,) = created.run(tracker).ids
    requests.Undo().run(tracker)
    put(tracker, record(id, title="theirs"))
    issue = find(tracker, id)
    assert (issue.title, issue.notes, issue.labels, issue.dependencies) == ("theirs", "", (), ())
