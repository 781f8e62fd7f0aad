"""Between a line's object and the tracker's values, in both directions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.issue import Comment, Dependency, Issue
from store.jsonl import Raw
from store.records import comment_record, content_of, edge_record, issue_id, record_of, registers_of

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(Raw("1.50")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = (
    "id", "title", "status", "priority", "issue_type", "type", "labels", "dependencies", "comments",
    "created_at", "closed_at", "pinned", "estimated_minutes", "Title", "LABELS", "foo",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), json_values))
def test_no_record_is_too_strange_to_read(record: dict[str, Any]) -> None:
    content = content_of(record, "p-1")
    assert content.fields["priority"] in range(5)
    assert content.fields["status"]
    assert content.fields["issue_type"]
    uids = [f"u{n}" for n in range(len(content.comments))]
    assert len(content.registers(uids)) >= len(content.fields)


@pytest.mark.parametrize(
    ("record", "id"),
    [
        ({"id": "p-1"}, "p-1"),
        ({"id": "p-1", "_type": "issue"}, "p-1"),
        ({"id": "p-1", "_type": "memory"}, None),
        ({"id": ""}, None),
        ({"id": 5}, None),
        ({}, None),
    ],
)
def test_an_issue_has_an_id_and_no_other_type(record: dict[str, Any], id: str | None) -> None:
    assert issue_id(record) == id


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({}, "status", "open"),
        ({"status": ""}, "status", "open"),
        ({"status": "hooked"}, "status", "hooked"),
        ({}, "issue_type", "task"),
        ({"type": "bug"}, "issue_type", "bug"),
        ({"type": "bug", "issue_type": "epic"}, "issue_type", "epic"),
        ({"pinned": 1}, "pinned", True),
        ({"pinned": 0}, "pinned", False),
        ({"estimated_minutes": -5}, "estimated_minutes", -5),
        ({"Priority": "low"}, "priority", 3),
        ({"priority": None}, "priority", 0),
    ],
)
def test_missing_and_odd_values_mean_what_bd_means(record: dict[str, Any], field: str, value: Any) -> None:
    found = content_of(record, "p-1").fields[field]
    assert found == value
    assert type(found) is type(value)


def test_computed_and_null_keys_are_not_copied() -> None:
    content = content_of({"content_hash": "x", "comment_count": 3, "foo": None, "Bar": 1}, "p-1")
    assert content.extra == {"Bar": 1}


def test_edges_have_a_type_and_keep_what_is_unknown() -> None:
    content = content_of(
        {"dependencies": ["a", {"depends_on_id": "b"}, {"depends_on_id": "b", "type": "related", "x": [1]}]},
        "p-1",
    )
    assert list(content.edges) == [("a", "blocks"), ("b", "blocks"), ("b", "related")]
    assert content.edges["b", "related"]["extra"] == {"x": [1]}


ISSUE = Issue(
    key=1, uid="u", id="p-1", title="T", created_at="c", updated_at="u", status="closed", priority=0,
    closed_at="x", labels=("b", "a"), pinned=True, external_ref="gh-1",
    dependencies=(Dependency("p-2", "blocks", "c", "ann", extra={"x": 1}),),
    comments=(
        Comment("0192f0c1-0000-7000-8000-00000000002a", "bob", "hi", "c"), Comment("v", "bob", "yo", "c", 7),
    ),
    extra={"foo": [1]},
)  # fmt: skip


def test_reading_a_record_of_an_issue_gives_the_issue_back() -> None:
    record = record_of(ISSUE)
    content = content_of(record, "p-1")
    mine = registers_of(ISSUE)
    theirs = content.registers([one.uid for one in ISSUE.comments])
    assert theirs.keys() <= mine.keys()
    for name, value in theirs.items():
        if name != f"comment\t{ISSUE.comments[0].uid}":
            assert mine[name] == value
    assert record["labels"] == ["a", "b"]


def test_a_comment_without_a_number_gets_one_of_its_own() -> None:
    mine, theirs = ISSUE.comments
    assert comment_record("p-1", mine, text_numbers=True)["id"] == mine.uid
    number = comment_record("p-1", mine, text_numbers=False)["id"]
    assert isinstance(number, int)
    assert 0 < number < 2**53
    assert comment_record("p-1", theirs, text_numbers=True)["id"] == 7


def test_an_edge_leaves_out_what_is_empty() -> None:
    assert edge_record("p-1", Dependency("p-2", "blocks", "c")) == {
        "issue_id": "p-1",
        "depends_on_id": "p-2",
        "type": "blocks",
        "created_at": "c",
    }
    assert edge_record("p-1", ISSUE.dependencies[0])["x"] == 1
