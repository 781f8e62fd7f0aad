"""Two lines of one issue become one: the same from either side, and nothing that was added is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import ids
from store.issue import STATUS_GROUP
from store.line_merge import MergedLine, merge_lines
from store.records import content_of
from store.times import sort_key
from tests.helpers.issue_files import EARLY, LATER, comment, edge, line, record

Record = dict[str, Any]


def merged(base: Record | None, ours: Record, theirs: Record) -> Record:
    made = merge_lines(None if base is None else line(base), line(ours), line(theirs), "p-1")
    found: Record = json.loads(made.raw)
    return found


def settled(base: Record, ours: Record, theirs: Record) -> Record:
    """The result, which merging it with either side again does not change."""
    once = merge_lines(line(base), line(ours), line(theirs), "p-1").raw
    assert [merge_lines(line(base), once, line(side), "p-1").raw for side in (ours, theirs)] == [once, once]
    found: Record = json.loads(once)
    return found


def comments_of(found: Record) -> list[tuple[Any, str]]:
    return [(one["id"], one["text"]) for one in found.get("comments", [])]


odd: st.SearchStrategy[Any] = st.sampled_from([None, 7, ["x"], {"a": 1}, True])
texts = st.sampled_from(["", "a", "ä <b>"])
times = st.sampled_from([EARLY, "2026-01-01T01:00:00+01:00", LATER, "2026-02-01T00:00:00.000001Z", "soon"])
groups: st.SearchStrategy[Record] = st.sampled_from(
    [
        {"status": "open"},
        {"status": "closed", "closed_at": EARLY},
        {"status": "closed", "closed_at": LATER, "close_reason": "done"},
        {"status": "tombstone", "deleted_at": LATER, "deleted_by": "ann"},
    ]
)
spoken = st.lists(
    st.sampled_from(
        [
            comment("p-1", 1, "one"),
            comment("p-1", 1, "uno"),
            comment("p-1", 2, "two", created_at=LATER),
            comment("p-1", "0192-x", "two", created_at=LATER),
            comment("p-1", 3, "+1", mood=1),
            "said",
        ]
    ),
    max_size=3,
)
edges = st.lists(
    st.sampled_from(["p-2", edge("p-1", "p-2"), edge("p-1", "p-3"), edge("p-1", "p-3", "related", x=1), 5]),
    max_size=2,
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records of few values, so that sides often agree; keys may be missing, null or of a wrong type."""
    made: Record = {"id": "p-1", "created_at": EARLY, "updated_at": draw(times), **draw(groups)}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "title": texts,
        "notes": texts | odd,
        "design": odd,
        "priority": st.sampled_from([0, 2, "high", "odd"]),
        "foo": odd,
        "metadata": st.sampled_from([{"a": 1}, {"a": 2, "b": [1]}, 7]),
        "labels": st.lists(st.sampled_from(["x", "y", "z", 5]), max_size=3),
        "dependencies": edges,
        "comments": spoken,
        "estimated_minutes": st.sampled_from([0, 5, "5"]),
    }
    for name in draw(st.permutations(list(optional))):
        if draw(st.booleans()):
            made[name] = draw(optional[name])
    return made


def both(base: Record | None, one: bytes, other: bytes) -> MergedLine:
    return merge_lines(None if base is None else line(base), one, other, "p-1")


@settings(max_examples=60)
@given(base=st.none() | records(), one=records(), other=records())
def test_a_merge_has_the_same_bytes_from_either_side(base: Record | None, one: Record, other: Record) -> None:
    assert both(base, line(one), line(other)) == both(base, line(other), line(one))


@settings(max_examples=60)
@given(base=st.none() | records(), one=records(), other=records())
def test_merging_again_changes_no_byte(base: Record | None, one: Record, other: Record) -> None:
    once = both(base, line(one), line(other)).raw
    for side in (one, other):
        assert both(base, once, line(side)).raw == once
    assert both(None, once, once).raw == once


def said(found: Record) -> list[tuple[str, str, str]]:
    return list(content_of(found, "p-1").said())


@settings(max_examples=60)
@given(base=st.none() | records(), one=records(), other=records())
def test_what_was_added_is_there(base: Record | None, one: Record, other: Record) -> None:
    made = both(base, line(one), line(other))
    found = json.loads(made.raw)
    content = content_of(found, "p-1")
    lost = {register for register, _, _ in made.conflicts}
    for side in (one, other):
        given = content_of(side, "p-1")
        before = content_of(base or {"id": "p-1"}, "p-1")
        assert set(given.labels) - set(before.labels) <= set(content.labels)
        assert set(given.edges) - set(before.edges) <= set(content.edges)
        assert set(given.extra) <= set(content.extra)
        # A missing priority means 0, and the status with what belongs to it is one register.
        told = {name for name, value in side.items() if value not in ("", [])}
        assert told - {"priority", "labels", "dependencies", *STATUS_GROUP} <= set(found)
        if not any(register.startswith("comment") for register in lost):
            assert {text for _, _, text in given.said()} - {"one", "uno"} <= {
                text for _, _, text in content.said()
            }


@settings(max_examples=60)
@given(base=st.none() | records(), one=records(), other=records())
def test_a_result_that_differs_from_the_newest_line_is_newer(
    base: Record | None, one: Record, other: Record
) -> None:
    raw = both(base, line(one), line(other)).raw
    after = sort_key(json.loads(raw)["updated_at"])
    latest = max(sort_key(one["updated_at"]), sort_key(other["updated_at"]))
    assert after >= latest
    if raw not in (line(one), line(other)) and latest:
        assert after > latest


def test_a_line_that_only_one_side_changed_comes_byte_for_byte() -> None:
    base = b'{ "id" : "p-1", "title":"a","updated_at":"2026-01-01T00:00:00Z","x":1.50 }'
    changed = base.replace(b'"a"', b'"b"').replace(b"01-01T", b"02-01T")
    assert merge_lines(base, base, changed, "p-1").raw == changed
    assert merge_lines(base, changed, base, "p-1").raw == changed


def test_each_side_changed_another_field() -> None:
    base = record("p-1", notes="n", z=1)
    found = merged(
        base,
        {**base, "title": "new", "updated_at": LATER},
        {**base, "notes": "other", "z": 2, "updated_at": "2026-01-15T00:00:00Z"},
    )
    assert found == {**base, "title": "new", "notes": "other", "z": 2, "updated_at": found["updated_at"]}
    assert sort_key(found["updated_at"]) > sort_key(LATER)


def test_the_newer_line_keeps_its_spelling_and_the_order_of_its_keys() -> None:
    newer = b'{"title": "a\\u0062", "id": "p-1", "updated_at": "2026-02-01T00:00:00Z", "x": 1.50}'
    older = line({"id": "p-1", "title": "old", "updated_at": EARLY, "labels": ["l"], "y": 2})
    raw = merge_lines(None, older, newer, "p-1").raw
    assert raw.startswith(b'{"title": "a\\u0062", "id": "p-1", "updated_at": "2026-02-01T00:00:00.000001Z"')
    assert b'"x": 1.50' in raw
    assert json.loads(raw)["y"] == 2
    assert json.loads(raw)["labels"] == ["l"]


def test_comments_without_a_base_are_united_by_what_they_say() -> None:
    ours = record("p-1", comments=[comment("p-1", 1, "one"), comment("p-1", 2, "two", created_at=LATER)])
    theirs = record("p-1", comments=[comment("p-1", "0192-x", "one"), comment("p-1", "0192-y", "new")])
    made = merge_lines(None, line(ours), line(theirs), "p-1")
    numbers = {text: number for number, text in comments_of(json.loads(made.raw))}
    assert list(numbers) == ["one", "new", "two"]
    assert numbers["new"] == "0192-y"
    assert numbers["two"] == 2
    assert made.conflicts == ()


def test_equal_comments_are_as_many_as_the_side_that_has_most() -> None:
    ours = record("p-1", comments=[comment("p-1", 1, "+1"), comment("p-1", 2, "+1")])
    theirs = record("p-1", comments=[comment("p-1", 1, "+1")])
    assert [text for _, text in comments_of(merged(None, ours, theirs))] == ["+1", "+1"]


def test_a_reworded_comment_is_no_second_one() -> None:
    base = record("p-1", comments=[comment("p-1", 7, "teh")])
    ours = {**base, "comments": [comment("p-1", 7, "the")], "updated_at": LATER}
    theirs = {**base, "comments": [comment("p-1", 7, "teh"), comment("p-1", 8, "new")]}
    assert comments_of(merged(base, ours, theirs)) == [(7, "the"), (8, "new")]


def test_a_loser_is_named_by_the_register_that_a_tracker_has() -> None:
    base = record("p-1", comments=[comment("p-1", 7, "teh")])
    ours = {**base, "comments": [comment("p-1", 7, "the")], "updated_at": LATER}
    theirs = {**base, "comments": [comment("p-1", 7, "then")]}
    ((register, kept, lost),) = merge_lines(line(base), line(ours), line(theirs), "p-1").conflicts
    uid = ids.derive_uid("p-1", EARLY)
    assert register == "comment\t" + ids.comment_uid(uid, "bob", EARLY, "teh", 0)
    assert (kept["text"], lost["text"]) == ("the", "then")


def test_equal_comments_that_a_side_numbered_anew_keep_their_order() -> None:
    base = record("p-1", comments=[comment("p-1", 2, "+1"), comment("p-1", 2, "+1")])
    ours = {**base, "title": "new", "comments": [comment("p-1", 2, "+1")], "updated_at": LATER}
    theirs = {**base, "comments": [comment("p-1", "0192-x", "+1")]}
    found = settled(base, ours, theirs)
    assert comments_of(found) == [("0192-x", "+1"), (2, "+1")]


def test_where_a_number_is_on_two_comments_none_is_taken_for_the_other() -> None:
    base = record("p-1", comments=[comment("p-1", 1, "teh")])
    ours = {**base, "comments": [comment("p-1", 1, "the")], "updated_at": LATER}
    theirs = {**base, "comments": [comment("p-1", 1, "teh"), comment("p-1", 1, "teh")]}
    found = settled(base, ours, theirs)
    assert comments_of(found) == [(1, "the"), (1, "teh"), (1, "teh")]


def test_a_value_of_a_wrong_type_gives_way_to_a_cleared_text_and_is_named() -> None:
    base = record("p-1", notes="n", labels=["x"])
    ours = {**base, "notes": 5, "labels": "x", "updated_at": LATER}
    theirs = {**base, "notes": "", "labels": []}
    found = settled(base, ours, theirs)
    assert (found["notes"], found["labels"]) == ("", [])
    lost = merge_lines(line(base), line(ours), line(theirs), "p-1").conflicts
    assert sorted(lost) == [("extra\tlabels", [], "x"), ("extra\tnotes", "", 5)]


def test_a_list_of_a_wrong_type_takes_nothing_away() -> None:
    base = record("p-1", labels=["x"], dependencies=[edge("p-1", "p-2")], comments=[comment("p-1", 1, "one")])
    ours = {**base, "labels": 5, "dependencies": "p-2", "comments": {}, "updated_at": LATER}
    theirs = {**base, "title": "new", "labels": ["x", 7]}
    found = settled(base, ours, theirs)
    assert {name: found[name] for name in ("labels", "dependencies", "comments")} == {
        "labels": [7, "x"],
        "dependencies": base["dependencies"],
        "comments": base["comments"],
    }


def test_a_reason_that_one_side_emptied_does_not_come_back() -> None:
    closed = {"status": "closed", "closed_at": EARLY}
    base = record("p-1", **closed, close_reason="done")
    ours = record("p-1", "new", **closed, updated_at=LATER)
    found = settled(base, ours, record("p-1", **closed, close_reason=""))
    assert found["close_reason"] == ""


def test_of_an_edge_that_is_there_twice_the_last_counts() -> None:
    twice = ["p-2", edge("p-1", "p-2")]
    base = record("p-1", dependencies=[edge("p-1", "p-3")])
    ours = {**base, "dependencies": [*twice, edge("p-1", "p-3")], "updated_at": LATER}
    assert settled(base, ours, {**base, "dependencies": []})["dependencies"] == twice[1:]


def test_labels_and_edges_that_one_side_took_away_go() -> None:
    base = record("p-1", labels=["a", "b"], dependencies=[edge("p-1", "p-2")])
    ours = {**base, "labels": ["b", "c"], "updated_at": LATER}
    theirs = {**base, "title": "new", "dependencies": None}
    del theirs["dependencies"]
    found = merged(base, ours, theirs)
    assert found["labels"] == ["b", "c"]
    assert "dependencies" not in found
    raw = merge_lines(line(base), line(ours), line(theirs), "p-1", keys=(frozenset(), frozenset())).raw
    assert json.loads(raw)["dependencies"] == base["dependencies"]


def test_a_key_that_a_tool_forgot_comes_back() -> None:
    base = record("p-1", custom={"k": 1}, comments=[comment("p-1", 1, "one")])
    forgot = record("p-1", "new", updated_at=LATER)
    found = merged(base, base, forgot)
    assert (found["title"], found["custom"], comments_of(found)) == ("new", {"k": 1}, [(1, "one")])
    assert sort_key(found["updated_at"]) > sort_key(LATER)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (record("p-1", updated_at=LATER), record("p-1", x=None, foo="n"), "foo"),
        (record("p-1", updated_at=LATER), {**record("p-1"), "foo": None}, "foo"),
        (record("p-1", updated_at=LATER), {**record("p-1"), "notes": 5}, "notes"),
    ],
)
def test_what_no_register_holds_is_kept_too(one: Record, other: Record, kept: str) -> None:
    assert merged(None, one, other)[kept] == other[kept]


def test_a_value_of_a_wrong_type_that_cannot_stay_is_named() -> None:
    ours, theirs = record("p-1", notes="n", updated_at=LATER), record("p-1", notes=5)
    made = merge_lines(None, line(ours), line(theirs), "p-1")
    assert json.loads(made.raw)["notes"] == "n"
    assert made.conflicts == (("extra\tnotes", "n", 5),)


def test_a_deletion_stands_and_names_what_was_edited() -> None:
    base = record("p-1")
    gone = {**base, "status": "tombstone", "deleted_at": EARLY, "deleted_by": "ann"}
    made = merge_lines(line(base), line(gone), line({**base, "title": "new", "updated_at": LATER}), "p-1")
    assert json.loads(made.raw)["status"] == "tombstone"
    assert json.loads(made.raw)["title"] == "new"
    assert [register for register, _, _ in made.conflicts] == ["status"]
