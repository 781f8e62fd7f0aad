"""Which lines of a file are issues, which are kept, and what is said of them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from store.lines import read_lines
from tests.helpers.issue_files import LATER, lines, record

pieces = st.sampled_from(
    [
        b"{}", b'{"id":"a"}', b'{"id":"a","title":"t"}', b'{"id":"b","status":"tombstone"}', b'{"id":"b"}',
        b"x", b"", b" ", b"<<<<<<< HEAD", b"[]", b"null", b'{"_type":"memory"}',
        b'{"id":"a","_deleted":true}',
    ]
)  # fmt: skip


@given(st.lists(st.tuples(pieces, st.sampled_from([b"\n", b"\r\n"])), max_size=8), st.booleans())
def test_every_line_is_counted_once_and_no_byte_is_lost(given: list[tuple[bytes, bytes]], bom: bool) -> None:
    mark = b"\xef\xbb\xbf" if bom else b""
    data = mark + b"".join(body + ending for body, ending in given)
    found_bom, found = read_lines(data)
    assert found_bom + b"".join(one.raw + one.ending for one in found) == data
    kinds = [one.kind for one in found]
    assert kinds.count("blank") == sum(not body.strip() for body, _ in given)
    ids = [one.id for one in found if one.kind == "issue"]
    assert len(set(ids)) == len(ids)
    assert {one.id for one in found if one.id} == set(ids)
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_reasons_name_the_line_that_counts() -> None:
    newer = record("p-1", "newer", updated_at=LATER)
    _, found = read_lines(lines(record("p-1"), newer, record("p-1"), record("p-2")))
    assert [one.kind for one in found] == ["verbatim", "issue", "verbatim", "issue"]
    assert "line 2" in found[0].reason
    assert "line 2" in found[2].reason


def test_times_are_compared_as_moments() -> None:
    earlier = record("p-1", "earlier", updated_at="2026-01-01T12:00:00+05:00")
    later = record("p-1", "later", updated_at="2026-01-01T08:00:00Z")
    _, found = read_lines(lines(later, earlier))
    assert [one.record.get("title") for one in found if one.kind == "issue"] == ["later"]


def test_an_issue_is_not_read_twice() -> None:
    _, found = read_lines(lines(record("p-1", x={"a": [1.50]})))
    assert found[0].record == json.loads(lines(record("p-1", x={"a": [1.50]})))


def test_a_tombstone_that_names_who_deleted_the_issue_counts_when_it_is_newer() -> None:
    live = b'{"id":"a","title":"t","updated_at":"2026-01-01T00:00:00Z"}'
    wish = (
        b'{"id":"a","title":"t","status":"tombstone","updated_at":"2026-01-02T00:00:00Z","deleted_by":"ann"}'
    )
    nobody = b'{"id":"a","title":"[Deleted]","status":"tombstone","updated_at":"2026-01-02T00:00:00Z"}'
    older = wish.replace(b"2026-01-02", b"2025-12-31")
    for tombstone, counts in ((wish, 1), (nobody, 0), (older, 0)):
        _, lines = read_lines(live + b"\n" + tombstone + b"\n")
        assert [line.kind for line in lines].index("issue") == counts
