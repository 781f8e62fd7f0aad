"""Lists by words: the same issues in the same order, whichever way they are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import lists, narrowing, search
from store.conditions import Bindings, compile_terms
from store.query import Query, parse
from store.requests import Create, Edit
from store.tracker import Tracker
from tests.helpers.made_issues import open_at, open_sample

QUERIES = [
    Query(scope, text, sort, group=group)
    for scope in ("", "is:open", "is:ready", "is:trash", "label:ui")
    for text in ("p", "alpha", '"closed child" c', "a -alpha", "a +++", "is:closed a", "is:trash a", "zzz")
    for sort, group in (("natural", ""), ("title", "status"), ("updated", "label"))
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker that the tests only read."""
    found = open_sample(tmp_path_factory.mktemp("sample") / "a.strandline")
    yield found
    found.close()


def plainly(tracker: Tracker, query: Query) -> set[int]:
    bindings = Bindings(tracker.now_key(), tracker.actor)
    where = compile_terms((*parse(query.scope), *parse(query.text)), bindings)
    return {key for (key,) in tracker.all(f"SELECT key FROM issue AS i WHERE {where}", bindings.values)}


def test_many_matches_give_the_same_list_as_few(sample: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [lists.keys(sample, query, 5) for query in QUERIES]
    for module in (search, narrowing):
        monkeypatch.setattr(module, "FEW", 0)
    found = 0
    for query, one in zip(QUERIES, few, strict=True):
        many = lists.keys(sample, query, 5)
        assert (many.keys, many.groups, many.rows) == (one.keys, one.groups, one.rows), query
        assert set(many.keys) == plainly(sample, query), query
        assert [row.key for row in many.rows] == list(many.keys[:5])
        if not one.uncounted:
            assert lists.elsewhere(sample, query) == (one.elsewhere, one.elsewhere_finished), query
        found += len(many.keys)
    assert found > 100


def test_a_list_that_was_read_before_is_never_an_old_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change is in the next list: one's own, another process's, and what time does."""
    for module in (search, narrowing):
        monkeypatch.setattr(module, "FEW", 0)
    writer = open_at(path)
    reader = Tracker.open(path, read_only=True, actor="ann")
    ready = Query("is:ready", "alpha")
    uids = Create("alpha one").run(writer).uids
    for tracker in (writer, reader):
        assert len(lists.keys(tracker, ready).keys) == 1
    Create("alpha two").run(writer)
    for tracker in (writer, reader):
        assert len(lists.keys(tracker, ready).keys) == 2
        lists.keys(tracker, ready).keys.pop()
        assert len(lists.keys(tracker, ready).keys) == 2
    Edit(uids[0], {"defer_until": "2100-01-01T12:00:00Z"}, {}).run(writer)
    assert len(lists.keys(reader, ready).keys) == 1
    for now, ready_then in (("11:59:59", 1), ("12:00:00", 2)):
        monkeypatch.setattr(reader, "now_key", f"2100-01-01T{now}.000000000".strip)
        assert len(lists.keys(reader, ready).keys) == ready_then
    reader.close()
    writer.close()


@pytest.mark.parametrize("scope", ["is:ready", "is:blocked", "is:closed", "label:ui", "type:task", ""])
def test_few_matches_are_looked_up_and_no_list_is_walked_over(sample: Tracker, scope: str) -> None:
    bindings = Bindings(sample.now_key(), sample.actor)
    found = narrowing.source(sample, (*parse(scope), *parse("alpha")), bindings)
    plan = sample.all(
        f"EXPLAIN QUERY PLAN SELECT i.key FROM {found.table} WHERE {found.where}", bindings.values
    )
    assert "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)" in [step for *_, step in plan]


def test_many_matches_are_counted_later_and_few_at_once(
    sample: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query("is:ready", "alpha")
    assert not lists.keys(sample, query).uncounted
    monkeypatch.setattr(search, "FEW", 0)
    assert lists.keys(sample, query).uncounted
    # Nothing to show: what is elsewhere is all that can be said.
    none = lists.keys(sample, Query("is:overdue priority:0", "alpha"))
    assert (len(none.keys), none.uncounted) == (0, False)
    assert none.elsewhere > 0
