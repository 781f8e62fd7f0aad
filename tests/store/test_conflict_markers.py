"""What git left of a conflict: both sides are one again, nothing of either is lost, and all of it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store import requests
from store.exchange_answers import Imported
from store.lines import kept_lines, read_lines
from store.lookups import Conflicts
from store.tracker import Tracker
from tests.helpers.issue_files import (
    EARLY,
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

HEAD, BASE, MIDDLE, END = b"<<<<<<< HEAD", b"||||||| 1234567", b"=======", b">>>>>>> branch"


def conflict(ours: list[Any], theirs: list[Any], base: list[Any] | None = None) -> bytes:
    """The two sides between git's markers."""
    middle = [] if base is None else [BASE, *base]
    return lines(HEAD, *ours, *middle, MIDDLE, *theirs, END)


def assert_counted(imported: Imported, data: bytes) -> None:
    assert imported.issues + imported.kept_verbatim == sum(1 for one in data.split(b"\n") if one.strip())


OURS = record(
    "p-1", "ours", labels=["a", "x"], comments=[comment("p-1", 1, "one")], updated_at=LATER, zeta={"k": 1}
)
THEIRS = record(
    "p-1", "theirs", labels=["b", "x"], comments=[comment("p-1", 2, "two")], assignee="bob", eta=2.50,
    dependencies=[edge("p-1", "p-2")],
)  # fmt: skip


def test_both_sides_become_one_and_the_markers_go(tracker: Tracker) -> None:
    data = lines(record("p-0")) + conflict([OURS], [THEIRS]) + lines(record("p-2"))
    imported = put(tracker, data)
    assert (imported.issues, imported.created, imported.kept_verbatim) == (3, 3, 4)
    assert_counted(imported, data)
    assert [number for number, _ in imported.problems] == [2, 4, 6]
    issue = find(tracker, "p-1")
    assert set(issue.labels) == {"a", "b", "x"}
    assert [one.text for one in issue.comments] == ["one", "two"]
    assert (issue.title, issue.assignee) == ("ours", "bob")
    assert [one.target for one in issue.dependencies] == ["p-2"]
    assert imported.conflicts == (
        {"id": "p-1", "field": "title", "kept": "ours", "lost": "theirs", "cause": "markers"},
    )
    written = out(tracker).splitlines()
    assert (written[0], written[2]) == (line(record("p-0")), line(record("p-2")))
    assert len(written) == 3
    found = exported(tracker)["p-1"]
    assert (found["zeta"], found["eta"]) == ({"k": 1}, 2.5)


def test_what_lost_waits_for_a_review(tracker: Tracker) -> None:
    put(tracker, conflict([OURS], [THEIRS]))
    (kept,) = Conflicts().run(tracker)
    assert (kept.id, kept.field, kept.cause, kept.kept, kept.lost) == (
        "p-1", "title", "markers", "ours", "theirs",
    )  # fmt: skip


def test_twice_is_like_once(tracker: Tracker) -> None:
    data = lines(record("p-0")) + conflict([OURS, record("p-3")], [THEIRS, record("p-4")])
    first = put(tracker, data)
    before, written = dump(tracker.path), out(tracker)
    second = put(tracker, data)
    assert (counts(second), second.kept_verbatim, second.problems) == (
        (0, 0, 4, 0), first.kept_verbatim, first.problems,
    )  # fmt: skip
    assert dump(tracker.path) == before
    assert out(tracker) == written


def test_the_export_is_a_file_without_a_conflict_that_holds_all(tracker: Tracker, tmp_path: Path) -> None:
    put(tracker, lines(record("p-0")) + conflict([OURS, record("p-3")], [THEIRS, record("p-4")]))
    data = out(tracker)
    imported = put(tracker, data)
    assert (counts(imported), imported.problems, imported.conflicts) == ((0, 0, 4, 0), (), ())
    elsewhere = Tracker.open(tmp_path / "Other.strandline", create=True, actor="bob")
    try:
        imported = put(elsewhere, data, name="copy.jsonl")
        assert (imported.issues, imported.kept_verbatim, imported.problems) == (4, 0, ())
        assert set(find(elsewhere, "p-1").labels) == {"a", "b", "x"}
        assert [one.text for one in find(elsewhere, "p-1").comments] == ["one", "two"]
        assert out(elsewhere) == data
    finally:
        elsewhere.close()


def test_what_stands_on_one_side_only_is_kept(tracker: Tracker) -> None:
    data = conflict([record("p-1")], [record("p-2")]) + conflict([], [record("p-3")]) + conflict([], [])
    imported = put(tracker, data)
    assert (imported.issues, imported.conflicts) == (3, ())
    assert_counted(imported, data)
    assert out(tracker) == lines(record("p-1"), record("p-2"), record("p-3"))


def test_equal_sides_stay_as_they_are_byte_for_byte(tracker: Tracker) -> None:
    odd = b'{ "id":"p-1" , "title":"T", "z":1.50 }'
    imported = put(tracker, conflict([odd], [odd]))
    assert (imported.issues, imported.kept_verbatim, imported.conflicts) == (1, 4, ())
    assert out(tracker) == odd + b"\n"


def test_an_id_on_one_side_of_one_conflict_and_on_the_other_of_another_is_one_issue(tracker: Tracker) -> None:
    data = conflict([OURS], [record("p-9")]) + conflict([record("p-9")], [THEIRS])
    imported = put(tracker, data)
    assert imported.issues == 2
    assert_counted(imported, data)
    assert set(find(tracker, "p-1").labels) == {"a", "b", "x"}
    assert len(out(tracker).splitlines()) == 2


BEFORE = record("p-1", "was", notes="n", priority=1)


def test_with_what_both_came_from_each_sides_change_counts(tracker: Tracker) -> None:
    ours = {**BEFORE, "title": "ours", "updated_at": LATER}
    theirs = {**BEFORE, "notes": "theirs"}
    imported = put(tracker, conflict([ours], [theirs], [BEFORE]))
    assert (imported.issues, imported.kept_verbatim, imported.conflicts) == (1, 6, ())
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.priority) == ("ours", "theirs", 1)
    assert len(out(tracker).splitlines()) == 1


def test_without_it_the_line_that_the_tracker_saw_last_is_the_base(tracker: Tracker) -> None:
    put(tracker, BEFORE)
    requests.Label((find(tracker, "p-1").uid,), ("mine",)).run(tracker)
    ours = {**BEFORE, "title": "ours", "updated_at": LATER}
    theirs = {**BEFORE, "notes": "theirs"}
    imported = put(tracker, conflict([ours], [theirs]))
    assert (imported.updated, imported.conflicts) == (1, ())
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.labels) == ("ours", "theirs", ("mine",))


@pytest.mark.parametrize("known", [True, False])
def test_a_file_that_still_has_its_conflict_is_decided_the_same_again(tracker: Tracker, known: bool) -> None:
    if known:
        put(tracker, BEFORE)
    ours = {**BEFORE, "title": "ours", "assignee": "ann", "updated_at": LATER}
    theirs = {**BEFORE, "title": "theirs", "notes": "theirs"}
    put(tracker, conflict([ours], [theirs]))
    before = find(tracker, "p-1")
    requests.Label((before.uid,), ("mine",)).run(tracker)
    for n in range(3):
        imported = put(tracker, conflict([ours], [theirs]) + lines(record(f"p-{n + 5}")))
        assert counts(imported)[:2] == (1, 0)
        issue = find(tracker, "p-1")
        assert (issue.title, issue.notes, issue.labels) == (before.title, before.notes, ("mine",))
    assert before.title == "ours"
    put(tracker, conflict([ours], [{**theirs, "priority": 0}]))
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes, issue.labels) == (before.title, before.notes, ("mine",))
    assert counts(put(tracker, out(tracker)))[1] == 0
    assert issue.priority == (0 if known else 1)


def test_a_label_that_one_side_took_away_stays(tracker: Tracker) -> None:
    base = record("p-1", labels=["a", "b"])
    put(tracker, conflict([record("p-1", labels=["a"])], [record("p-1", "new", labels=["b"])], [base]))
    assert set(find(tracker, "p-1").labels) == {"a", "b"}


def test_an_issue_that_only_the_base_has_is_not_deleted(tracker: Tracker) -> None:
    imported = put(tracker, conflict([record("p-1")], [record("p-2")], [record("p-3")]))
    assert imported.issues == 3
    assert any("p-3" in reason for _, reason in imported.problems)
    assert set(exported(tracker)) == {"p-1", "p-2", "p-3"}


TOMB = record("p-1", "dead", status="tombstone", deleted_at=LATER, updated_at=LATER)


@pytest.mark.parametrize("order", [1, -1])
def test_a_living_side_beats_a_tombstone_and_both_lines_stay(tracker: Tracker, order: int) -> None:
    ours, theirs = [record("p-1", "live", labels=["a"]), TOMB][::order]
    data = conflict([ours], [theirs])
    imported = put(tracker, data)
    assert (imported.issues, imported.deleted) == (1, 0)
    assert_counted(imported, data)
    assert (find(tracker, "p-1").status, find(tracker, "p-1").labels) == ("open", ("a",))
    assert [(one["field"], one["kept"], one["lost"]) for one in imported.conflicts] == [
        ("status", "open", "tombstone")
    ]
    assert set(out(tracker).splitlines()) == {line(ours), line(theirs)}


def test_conflicts_within_conflicts(tracker: Tracker) -> None:
    inner = conflict([OURS], [THEIRS]).rstrip(b"\n")
    third = record("p-1", "third", labels=["c"], comments=[comment("p-1", 3, "three")])
    data = conflict([inner, record("p-3")], [third])
    imported = put(tracker, data)
    assert imported.issues == 2
    assert_counted(imported, data)
    issue = find(tracker, "p-1")
    assert set(issue.labels) == {"a", "b", "c", "x"}
    assert {one.text for one in issue.comments} == {"one", "two", "three"}
    assert len(out(tracker).splitlines()) == 2


def test_markers_of_a_merge_of_merges_are_longer(tracker: Tracker) -> None:
    inner = lines(b"<<<<<<<<< a", BEFORE, b"=========", record("p-1"), b">>>>>>>>> b").rstrip(b"\n")
    imported = put(tracker, conflict([OURS], [THEIRS], [inner]))
    assert (imported.issues, imported.kept_verbatim) == (1, 10)
    assert len(out(tracker).splitlines()) == 1


def test_what_both_came_from_goes_on_behind_a_conflict_within_it(tracker: Tracker) -> None:
    """As git leaves it in diff3 style where the merge bases had to be merged first."""
    inner = lines(b"<<<<<<<<< a", record("p-2"), b"=========", record("p-2"), b">>>>>>>>> b").rstrip(b"\n")
    ours, theirs = {**BEFORE, "title": "ours", "updated_at": LATER}, {**BEFORE, "notes": "theirs"}
    imported = put(tracker, conflict([ours], [theirs], [inner, BEFORE]))
    assert imported.conflicts == ()
    issue = find(tracker, "p-1")
    assert (issue.title, issue.notes) == ("ours", "theirs")


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("final", [True, False])
def test_endings_and_the_byte_order_mark_stay(
    tracker: Tracker, ending: bytes, bom: bytes, final: bool
) -> None:
    data = bom + (conflict([record("p-1")], [record("p-2")]) + lines(record("p-3"))).replace(b"\n", ending)
    data = data if final else data.removesuffix(ending)
    put(tracker, data)
    wanted = bom + lines(record("p-1"), record("p-2"), record("p-3")).replace(b"\n", ending)
    assert out(tracker) == (wanted if final else wanted.removesuffix(ending))


@pytest.mark.parametrize(
    "marks",
    [
        (HEAD, OURS, MIDDLE, THEIRS),
        (HEAD, OURS, THEIRS, END),
        (OURS, MIDDLE, THEIRS, END),
        (OURS, MIDDLE, THEIRS),
        (HEAD, OURS, THEIRS),
        (OURS, THEIRS, END),
        (HEAD, OURS, BASE, BEFORE, THEIRS),
        (BASE, OURS, MIDDLE, THEIRS),
    ],
)
def test_markers_without_their_counterparts_decide_nothing(tracker: Tracker, marks: tuple[Any, ...]) -> None:
    data = lines(record("p-0"), *marks)
    imported = put(tracker, data)
    assert_counted(imported, data)
    assert imported.issues == 2
    assert out(tracker) == data
    told = {number for number, _ in imported.problems}
    assert {n for n, one in enumerate(marks, 2) if isinstance(one, bytes)} <= told
    assert counts(put(tracker, data)) == (0, 0, 2, 0)


def test_an_unfinished_conflict_leaves_a_whole_one_alone(tracker: Tracker) -> None:
    data = lines(HEAD, record("p-2"), MIDDLE) + conflict([OURS], [THEIRS])
    imported = put(tracker, data)
    assert imported.issues == 2
    assert_counted(imported, data)
    assert out(tracker).splitlines()[:3] == [HEAD, line(record("p-2")), MIDDLE]
    assert len(out(tracker).splitlines()) == 4


def test_lines_that_are_no_issues_stand_there_once(tracker: Tracker) -> None:
    memory = {"_type": "memory", "key": "k", "value": "v"}
    other = {**memory, "value": "w"}
    data = conflict([memory, other, b'{"broken'], [memory, b'{"broken', record("p-1")])
    imported = put(tracker, data)
    assert_counted(imported, data)
    assert out(tracker) == lines(memory, other, b'{"broken', record("p-1"))


def test_a_partial_line_is_no_side(tracker: Tracker) -> None:
    partial = {"id": "p-1", "status": "closed", "updated_at": LATER}
    data = conflict([record("p-1")], [partial])
    imported = put(tracker, data)
    assert (find(tracker, "p-1").status, imported.issues) == ("open", 1)
    assert out(tracker) == lines(record("p-1"), partial)


def test_a_split_record_is_a_side_too(tracker: Tracker) -> None:
    split = line({**OURS, "notes": "one\ntwo"}).replace(b"\\n", b"\n")
    data = conflict([split], [THEIRS])
    imported = put(tracker, data)
    assert_counted(imported, data)
    issue = find(tracker, "p-1")
    assert (issue.notes, set(issue.labels)) == ("one\ntwo", {"a", "b", "x"})
    assert len(out(tracker).splitlines()) == 1


def test_an_edit_after_the_merge_leaves_the_other_lines(tracker: Tracker) -> None:
    put(tracker, lines(record("p-0")) + conflict([OURS], [THEIRS]))
    before = out(tracker)
    requests.Edit(find(tracker, "p-0").uid, {"title": "new"}).run(tracker)
    after = out(tracker)
    assert after.splitlines()[1:] == before.splitlines()[1:]
    assert exported(tracker)["p-0"]["title"] == "new"


def test_the_time_of_creation_that_one_side_lost_is_no_second_issue(tracker: Tracker) -> None:
    """Early versions of bd gave every imported issue a new time of creation."""
    imported = put(tracker, conflict([{**OURS, "created_at": LATER}], [{**THEIRS, "title": "ours"}]))
    assert imported.issues == 1
    assert find(tracker, "p-1").created_at == LATER
    assert ("created_at", LATER, EARLY) in [
        (one["field"], one["kept"], one["lost"]) for one in imported.conflicts
    ]


def test_without_a_tracker_the_lines_are_counted_the_same() -> None:
    data = conflict([OURS, record("p-3")], [THEIRS, record("p-3"), TOMB])
    found = read_lines(data)[1]
    assert sum(one.kind == "issue" for one in found) + kept_lines(found) == len(data.splitlines())


@pytest.mark.parametrize("known", [None, "first", "second"])
def test_two_issues_with_one_id_on_the_two_sides_stay_two(tracker: Tracker, known: str | None) -> None:
    first = record("p-1", "first", comments=[comment("p-1", 1, "one")], own=1)
    second = record("p-1", "second", created_at=LATER, comments=[comment("p-1", 1, "two")], own=2)
    if known is not None:
        put(tracker, first if known == "first" else second)
    child = record("p-5", "child", dependencies=[edge("p-5", "p-1")])
    sides = ([first], [second, child]) if known != "second" else ([second, child], [first])
    data = conflict(*sides)
    imported = put(tracker, data)
    assert_counted(imported, data)
    found = exported(tracker)
    name = next(id for id in found if id.startswith("p-1-"))
    assert {id: one["title"] for id, one in found.items()} == {"p-1": "first", name: "second", "p-5": "child"}
    assert [found[id]["own"] for id in ("p-1", name)] == [1, 2]
    assert [[one["text"] for one in found[id]["comments"]] for id in ("p-1", name)] == [["one"], ["two"]]
    assert found[name]["comments"][0]["issue_id"] == name
    assert found["p-5"]["dependencies"][0]["depends_on_id"] == name
    assert [(one.cause, one.kept, one.lost) for one in Conflicts().run(tracker)] == [("renamed", name, "p-1")]
    again = put(tracker, data + b"\n")
    assert (again.created, again.updated, again.conflicts) == (0, 0, ())


def test_a_further_line_of_the_id_counts_and_what_lost_between_the_sides_is_told_all_the_same(
    tracker: Tracker,
) -> None:
    newer = record("p-1", "newer", updated_at="2027-01-01T00:00:00Z")
    data = conflict([OURS], [THEIRS]) + lines(newer)
    imported = put(tracker, data)
    assert_counted(imported, data)
    assert find(tracker, "p-1").title == "newer"
    assert ("title", "theirs") in [(one["field"], one["lost"]) for one in imported.conflicts]
    assert counts(put(tracker, data + b"\n")) == (0, 0, 1, 0)


NEWER = record(
    "p-1", "newer", labels=["n"], comments=[comment("p-1", 3, "three")], iota=3,
    updated_at="2027-01-01T00:00:00Z",
)  # fmt: skip
DELETED = {**TOMB, "deleted_by": "ann", "updated_at": "2027-01-01T00:00:00Z"}


def assert_has_all(tracker: Tracker, *more: str) -> None:
    """What OURS and THEIRS added is in the issue, and in its line of the export."""
    issue = find(tracker, "p-1")
    assert set(issue.labels) == {"a", "b", "x", *more}
    assert {"one", "two"} <= {one.text for one in issue.comments}
    assert [one.target for one in issue.dependencies] == ["p-2"]
    found = max((one for one in map(json.loads, out(tracker).splitlines()) if one["id"] == "p-1"), key=len)
    assert set(found["labels"]) == set(issue.labels)
    assert [one["text"] for one in found["comments"]] == [one.text for one in issue.comments]
    assert (found["title"], found["zeta"], found["eta"]) == (issue.title, {"k": 1}, 2.5)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("base", [None, [BEFORE]])
@pytest.mark.parametrize(
    "data",
    ["outside", "before", "ours", "theirs", "both", "far"],
)
def test_what_all_lines_of_an_id_in_a_conflict_added_is_in_the_issue(
    tracker: Tracker, known: bool, base: list[Any] | None, data: str
) -> None:
    if known:
        put(tracker, lines(BEFORE))
    made = {
        "outside": conflict([OURS], [THEIRS], base) + lines(NEWER),
        "before": lines(NEWER) + conflict([OURS], [THEIRS], base),
        "ours": conflict([OURS, NEWER], [THEIRS], base),
        "theirs": conflict([OURS], [NEWER, THEIRS], base),
        "both": conflict([OURS, NEWER], [THEIRS, NEWER], base),
        "far": conflict([OURS, NEWER], [THEIRS], base) + conflict([], [NEWER]),
    }[data]
    imported = put(tracker, made)
    assert_counted(imported, made)
    assert_has_all(tracker, "n")
    found = exported(tracker)["p-1"]
    assert (found["title"], found["iota"], len(found["comments"])) == ("newer", 3, 3)
    assert {"ours", "theirs"} <= {one["lost"] for one in imported.conflicts if one["field"] == "title"}
    written, before = out(tracker), find(tracker, "p-1")
    again = put(tracker, made + b"\n")
    assert (counts(again), again.conflicts) == ((0, 0, 1, 0), ())
    assert (out(tracker).rstrip(b"\n"), find(tracker, "p-1")) == (written.rstrip(b"\n"), before)
    assert counts(put(tracker, written)) == (0, 0, 1, 0)


@pytest.mark.parametrize("place", ["outside", "side"])
def test_a_tombstone_that_counts_has_what_the_living_sides_added(tracker: Tracker, place: str) -> None:
    sides = ([OURS, DELETED], [THEIRS]) if place == "side" else ([OURS], [THEIRS])
    data = conflict(*sides) + (b"" if place == "side" else lines(DELETED))
    imported = put(tracker, data)
    assert_counted(imported, data)
    assert (find(tracker, "p-1").status, find(tracker, "p-1").deleted_by) == ("tombstone", "ann")
    assert_has_all(tracker)
    assert ("status", "tombstone", "open") in [
        (one["field"], one["kept"], one["lost"]) for one in imported.conflicts
    ]
    assert counts(put(tracker, data + b"\n")) == (0, 0, 1, 0)


def test_a_partial_line_does_not_take_the_place_of_what_the_sides_were_merged_into(tracker: Tracker) -> None:
    """Elsewhere it would: it lives, and the tombstone is nobody's."""
    partial = {"id": "p-1", "status": "open", "updated_at": "2027-01-01T00:00:00Z"}
    data = conflict([{**TOMB, "labels": ["a"]}], [{**TOMB, "labels": ["b"]}]) + lines(partial)
    imported = put(tracker, data)
    assert_counted(imported, data)
    assert (find(tracker, "p-1").title, set(find(tracker, "p-1").labels)) == ("dead", {"a", "b"})
    assert line(partial) in out(tracker).splitlines()


@pytest.mark.parametrize("base", [None, True])
@pytest.mark.parametrize("first", [True, False])
def test_a_further_line_that_is_another_issue_gets_an_id_of_its_own(
    tracker: Tracker, base: bool | None, first: bool
) -> None:
    times = (EARLY, "2026-01-02T00:00:00Z")[:: 1 if first else -1]
    ours, theirs = ({**one, "created_at": times[1]} for one in (OURS, THEIRS))
    other = {**NEWER, "created_at": times[0]}
    data = conflict([ours], [theirs], [{**BEFORE, "created_at": times[1]}] if base else None) + lines(other)
    imported = put(tracker, data)
    assert_counted(imported, data)
    found = exported(tracker)
    name = next(id for id in found if id.startswith("p-1-"))
    titles = {"p-1": "newer", name: "ours"} if first else {"p-1": "ours", name: "newer"}
    assert {id: one["title"] for id, one in found.items()} == titles
    by_title = {one["title"]: one for one in found.values()}
    assert set(by_title["ours"]["labels"]) == {"a", "b", "x"}
    assert (by_title["newer"]["labels"], by_title["newer"]["iota"]) == (["n"], 3)
    again = put(tracker, data + b"\n")
    assert (again.created, again.updated, again.conflicts) == (0, 0, ())


def test_two_issues_with_one_id_on_one_side_stay_two(tracker: Tracker) -> None:
    other = {**NEWER, "created_at": "2026-01-02T00:00:00Z"}
    put(tracker, conflict([OURS, other], [THEIRS]))
    assert_has_all(tracker)
    assert sorted(one["title"] for one in exported(tracker).values()) == ["newer", "ours"]
