"""New issues in bulk: quick rows say what careful ones say, and the search index what index_all makes."""

from __future__ import annotations

from typing import Any

import pytest

from store import new_rows, search
from store.records import content_of
from store.tracker import Tracker
from tests.helpers.issue_files import LATER, comment, edge, put, record

RECORDS: list[dict[str, Any]] = [
    record("p-1"),
    record("p-1", notes="n", closed_at=LATER, due_at="", pinned=True, estimated_minutes=5),
    record("p-1", labels=["b", "a"], dependencies=[edge("p-1", "p-2")], comments=[comment("p-1", 1, "c")]),
    {**record("p-1"), "assignee": None, "closed_at": None, "labels": None, "x": None},
    {**record("p-1"), "x_future": {"deep": [1]}, "Zeta": 1, "content_hash": "h", "comment_count": 3},
    {"id": "p-1"},
    {**record("p-1"), "Title": "Other", "LABELS": ["x"]},
    {**record("p-1"), "type": "bug", "issue_type": ""},
    {**record("p-1"), "Type": "bug", "Content_Hash": "h"},
    {**record("p-1"), "priority": "high"},
    {**record("p-1"), "priority": True},
    {**record("p-1"), "priority": 9},
    {**record("p-1"), "title": 5, "closed_at": 7},
    {**record("p-1"), "pinned": 1, "ephemeral": "yes"},
    {**record("p-1"), "estimated_minutes": 2**63},
    {**record("p-1"), "estimated_minutes": True},
    {**record("p-1"), "status": "", "labels": "a,b"},
]


@pytest.mark.parametrize("given", RECORDS)
def test_quick_rows_are_those_of_the_careful_way(
    given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = new_rows.NewRows("s")
    quick.add(given, "p-1", 7, 9)
    monkeypatch.setattr(new_rows, "_usual", lambda _record: None)
    careful = new_rows.NewRows("s")
    careful.add(given, "p-1", 7, 9)
    for name in ("uids", "issues", "labels", "edges", "comments", "documents"):
        assert getattr(quick, name) == getattr(careful, name)
    assert quick.issues[0][3] == content_of(given, "p-1").fields.get("title", "")


def test_the_index_of_an_import_is_the_one_that_is_made_from_the_tables(tracker: Tracker) -> None:
    put(tracker, *({**one, "id": f"p-{n}"} for n, one in enumerate(RECORDS)))
    tracker.run("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'instance')")
    found = tracker.all("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4")
    assert ("later", 1, "title", 0) not in found
    assert len({doc for _, doc, _, _ in found}) == len(RECORDS)
    with tracker.writing():
        search.index_all(tracker)
    assert tracker.all("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4") == found
