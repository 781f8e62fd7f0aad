"""A hundred thousand issues once, from file to file: right answers all the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store import exporting, importing, requests
from store.check import check
from store.lookups import GetRows, GetStats, ListKeys
from store.query import Query
from store.tracker import Tracker
from tests.helpers.issue_files import comment, edge, find, lines, record

COUNT = 100_000


def made(n: int) -> dict[str, Any]:
    """Issue n: every third one is closed; every fourth waits for the one before it."""
    id = f"big-{n:06d}"
    closed = n % 3 == 0
    return record(
        id,
        f"issue {n}{' rare' if n % 1000 == 0 else ''}",
        description=f"what to do about {n} " * 5,
        status="closed" if closed else "open",
        closed_at="2026-01-02T00:00:00Z" if closed else None,
        priority=n % 5,
        labels=["ui", f"team-{n % 7}"] if n % 2 else None,
        dependencies=[edge(id, f"big-{n - 1:06d}")] if n % 4 == 0 and n else None,
        comments=[comment(id, n, "seen")] if n % 10 == 0 else None,
    )


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = Tracker.open(tmp_path / "Big.strandline", create=True, actor="ann")
    yield found
    found.close()


@pytest.mark.large
@pytest.mark.timeout(600)
def test_a_hundred_thousand_issues_from_file_to_file(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    data = lines(*map(made, range(COUNT)))
    file.write_bytes(data)

    imported = importing.import_file(tracker, file)
    assert (imported.issues, imported.created, imported.problems) == (COUNT, COUNT, ())
    again = importing.import_file(tracker, file)
    assert (again.unchanged, again.updated) == (COUNT, 0)

    closed = len(range(0, COUNT, 3))
    waiting = [n for n in range(4, COUNT, 4) if n % 3 and (n - 1) % 3]
    stats = GetStats().run(tracker)
    assert (stats.total, stats.by_status["closed"], stats.blocked) == (COUNT, closed, len(waiting))
    assert stats.ready == COUNT - closed - len(waiting)

    keys = ListKeys(Query("is:open", "", "id")).run(tracker).keys
    assert len(keys) == COUNT - closed
    page = GetRows(tuple(keys[50_000:50_100])).run(tracker)
    open_ids = [f"big-{n:06d}" for n in range(COUNT) if n % 3]
    assert [row.id for row in page] == open_ids[50_000:50_100]

    uid = find(tracker, "big-050000").uid
    requests.SetFields((uid,), {"title": "needle in a haystack"}, ("sharp",)).run(tracker)
    found = ListKeys(Query("", "needle", "id")).run(tracker).keys
    assert [row.id for row in GetRows(tuple(found)).run(tracker)] == ["big-050000"]
    rare = ListKeys(Query("", "rare", "id")).run(tracker)
    # The one that was renamed is gone from the answer; finished ones are counted apart.
    assert len(rare.keys) + rare.elsewhere == COUNT // 1000 - 1

    before, after = data.splitlines(), exporting.export(tracker)[0].splitlines()
    differing = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert differing == [50_000]
    assert json.loads(after[50_000])["labels"] == ["sharp"]

    requests.Undo().run(tracker)
    undone = json.loads(exporting.export(tracker)[0].splitlines()[50_000])
    assert {**undone, "updated_at": ""} == {**json.loads(before[50_000]), "updated_at": ""}
    requests.Redo().run(tracker)

    other = lines(*(made(n) if n != 70_000 else {**made(n), "notes": "new"} for n in range(COUNT)))
    file.write_bytes(other)
    changed = importing.import_file(tracker, file)
    assert (changed.created, changed.updated, changed.unchanged) == (0, 1, COUNT - 1)
    assert find(tracker, "big-070000").notes == "new"
    assert find(tracker, "big-050000").title == "needle in a haystack"
    assert check(tracker).findings == ()
