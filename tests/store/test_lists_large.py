from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import lists
from store.query import Query
from store.tracker import Tracker
from tests.helpers.made_issues import listed, open_at, settle


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline")
    yield found
    found.close()


_LARGE = """
    INSERT INTO issue(uid, id, title, description, status, priority, issue_type, created_key, updated_key)
    SELECT 'u' || n, 'big-' || n, 'issue ' || n || iif(n % 1000 = 0, ' rare', ''), 'text of issue ' || n,
        CASE n % 10 WHEN 0 THEN 'closed' WHEN 1 THEN 'tombstone' ELSE 'open' END, n * 7 % 5,
        iif(n % 5000 = 2, 'epic', 'task'), printf('2026-01-%02dT%05d', n % 28 + 1, n % 997), printf('%06d', n)
    FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000) SELECT n FROM c)"""


@pytest.mark.large
def test_a_hundred_thousand_issues_are_listed_sorted_searched_and_paged(tracker: Tracker) -> None:
    tracker.run(_LARGE)
    tracker.run(
        "INSERT INTO label(issue, name, ordinal) SELECT key, 'l' || key % 50, 0 FROM issue WHERE key % 3 = 0"
    )
    tracker.run(
        """INSERT INTO dependency(issue, target, type, ordinal)
           SELECT key, 'big-' || (key - key % 5000 + 2), 'parent-child', 0 FROM issue WHERE key % 5000 > 2"""
    )
    settle(tracker)
    numbers = range(1, 100_001)
    is_open = [n for n in numbers if n % 10 > 1]
    created = {n: f"2026-01-{n % 28 + 1:02}T{n % 997:05}" for n in numbers}
    in_order = sorted(is_open, key=lambda n: (n * 7 % 5, created[n], f"big-{n}"))
    assert list(lists.keys(tracker, Query()).keys) == in_order
    assert list(lists.keys(tracker, Query(sort="id")).keys) == is_open
    assert list(lists.keys(tracker, Query(sort="updated", descending=True)).keys) == is_open[::-1]

    found = lists.keys(tracker, Query("is:open", "rare issue"))
    assert (len(found.keys), found.elsewhere) == (0, 100)
    assert len(lists.keys(tracker, Query("", "issue -rare")).keys) == 90_000 - 100
    assert listed(tracker, "99999", "is:open") == ["big-99999"]
    assert listed(tracker, "epic:big-5002", "is:open") == [f"big-{n}" for n in is_open if 5002 < n < 10_000]

    counts = lists.counts(tracker)
    assert [counts.views[view] for view in ("open", "closed", "trash")] == [80_000, 10_000, 10_000]
    assert sum(tally.count for tally in counts.labels) == sum(n % 3 == 0 for n in is_open)
    below = [n for n in range(3, 5000) if n % 10 != 1]
    done = sum(n % 10 == 0 for n in below)
    assert [(epic.children, epic.finished) for epic in counts.epics] == [(len(below), done)] * 20

    some = in_order[70_000:70_500]
    assert [row.key for row in lists.rows(tracker, some)] == some
    pages: list[int] = []
    page = lists.page(tracker, Query(), None, 9_000)
    while page.after is not None:
        pages += page.keys
        page = lists.page(tracker, Query(), page.after, 9_000)
    assert [*pages, *page.keys] == in_order
