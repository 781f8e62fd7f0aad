"""Many issues once, from file to file and through every list: right answers all the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from store import exporting, importing, lists, requests
from store.check import check
from store.lookups import GetRows, GetStats, ListKeys
from store.query import Query
from store.tracker import Tracker
from tests.helpers.issue_files import comment, edge, find, lines, record
from tests.helpers.made_issues import listed, open_at, settle


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


def file_to_file(count: int, folder: Path) -> None:
    """Import, ask, edit, export, undo, import again; count is a multiple of 2000."""
    tracker = Tracker.open(folder / "Big.strandline", create=True, actor="ann")
    try:
        _file_to_file(tracker, count, folder)
    finally:
        tracker.close()


def _file_to_file(tracker: Tracker, count: int, folder: Path) -> None:
    file = folder / "big.jsonl"
    middle, later = f"big-{count // 2:06d}", count * 7 // 10
    data = lines(*map(made, range(count)))
    file.write_bytes(data)

    imported = importing.import_file(tracker, file)
    assert (imported.issues, imported.created, imported.problems) == (count, count, ())
    again = importing.import_file(tracker, file)
    assert (again.unchanged, again.updated) == (count, 0)

    closed = len(range(0, count, 3))
    waiting = [n for n in range(4, count, 4) if n % 3 and (n - 1) % 3]
    stats = GetStats().run(tracker)
    assert (stats.total, stats.by_status["closed"], stats.blocked) == (count, closed, len(waiting))
    assert stats.ready == count - closed - len(waiting)

    keys = ListKeys(Query("is:open", "", "id")).run(tracker).keys
    assert len(keys) == count - closed
    page = GetRows(tuple(keys[count // 2 : count // 2 + 100])).run(tracker)
    open_ids = [f"big-{n:06d}" for n in range(count) if n % 3]
    assert [row.id for row in page] == open_ids[count // 2 : count // 2 + 100]

    uid = find(tracker, middle).uid
    requests.SetFields((uid,), {"title": "needle in a haystack"}, ("sharp",)).run(tracker)
    found = ListKeys(Query("", "needle", "id")).run(tracker).keys
    assert [row.id for row in GetRows(tuple(found)).run(tracker)] == [middle]
    rare = ListKeys(Query("", "rare", "id")).run(tracker)
    # The one that was renamed is gone from the answer; finished ones are counted apart.
    assert len(rare.keys) + rare.elsewhere == count // 1000 - 1

    before, after = data.splitlines(), exporting.export(tracker)[0].splitlines()
    differing = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert differing == [count // 2]
    assert json.loads(after[count // 2])["labels"] == ["sharp"]

    requests.Undo().run(tracker)
    undone = json.loads(exporting.export(tracker)[0].splitlines()[count // 2])
    assert {**undone, "updated_at": ""} == {**json.loads(before[count // 2]), "updated_at": ""}
    requests.Redo().run(tracker)

    other = lines(*(made(n) if n != later else {**made(n), "notes": "new"} for n in range(count)))
    file.write_bytes(other)
    changed = importing.import_file(tracker, file)
    assert (changed.created, changed.updated, changed.unchanged) == (0, 1, count - 1)
    assert find(tracker, f"big-{later:06d}").notes == "new"
    assert find(tracker, middle).title == "needle in a haystack"
    assert check(tracker).findings == ()


MANY_ISSUES = """
    INSERT INTO issue(uid, id, title, description, status, priority, issue_type, created_key, updated_key)
    SELECT 'u' || n, 'big-' || n, 'issue ' || n || iif(n % 1000 = 0, ' rare', ''), 'text of issue ' || n,
        CASE n % 10 WHEN 0 THEN 'closed' WHEN 1 THEN 'tombstone' ELSE 'open' END, n * 7 % 5,
        iif(n % 5000 = 2, 'epic', 'task'), printf('2026-01-%02dT%05d', n % 28 + 1, n % 997), printf('%06d', n)
    FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?) SELECT n FROM c)"""
"""Takes how many, and makes that many issues at once."""


def make_large(path: Path, count: int) -> Path:
    """Make a tracker of that many issues, a third of them with a label, and close it."""
    tracker = open_at(path)
    tracker.run(MANY_ISSUES, (count,))
    tracker.run("INSERT INTO label(issue, name, ordinal) SELECT key, 'ui', 0 FROM issue WHERE key % 3 = 0")
    settle(tracker)
    tracker.close()
    return path


def listing(count: int, folder: Path) -> None:
    """Lists, sorts, searches, counts and pages; count is a multiple of 10,000."""
    tracker = open_at(folder / "Lists.strandline")
    try:
        _listing(tracker, count)
    finally:
        tracker.close()


def _listing(tracker: Tracker, count: int) -> None:
    tracker.run(MANY_ISSUES, (count,))
    tracker.run(
        "INSERT INTO label(issue, name, ordinal) SELECT key, 'l' || key % 50, 0 FROM issue WHERE key % 3 = 0"
    )
    tracker.run(
        """INSERT INTO dependency(issue, target, type, ordinal)
           SELECT key, 'big-' || (key - key % 5000 + 2), 'parent-child', 0 FROM issue WHERE key % 5000 > 2"""
    )
    settle(tracker)
    numbers = range(1, count + 1)
    is_open = [n for n in numbers if n % 10 > 1]
    created = {n: f"2026-01-{n % 28 + 1:02}T{n % 997:05}" for n in numbers}
    in_order = sorted(is_open, key=lambda n: (n * 7 % 5, created[n], f"big-{n}"))
    assert list(lists.keys(tracker, Query()).keys) == in_order
    assert list(lists.keys(tracker, Query(sort="id")).keys) == is_open
    assert list(lists.keys(tracker, Query(sort="updated", descending=True)).keys) == is_open[::-1]

    found = lists.keys(tracker, Query("is:open", "rare issue"))
    assert (len(found.keys), found.elsewhere) == (0, count // 1000)
    assert len(lists.keys(tracker, Query("", "issue -rare")).keys) == count * 9 // 10 - count // 1000
    assert listed(tracker, str(count - 1), "is:open") == [f"big-{count - 1}"]
    assert listed(tracker, "epic:big-5002", "is:open") == [f"big-{n}" for n in is_open if 5002 < n < 10_000]

    counts = lists.counts(tracker)
    tenth = count // 10
    assert [counts.views[view] for view in ("open", "closed", "trash")] == [8 * tenth, tenth, tenth]
    assert sum(tally.count for tally in counts.labels) == sum(n % 3 == 0 for n in is_open)
    below = [n for n in range(3, 5000) if n % 10 != 1]
    done = sum(n % 10 == 0 for n in below)
    assert [(epic.children, epic.finished) for epic in counts.epics] == [(len(below), done)] * (count // 5000)

    some = in_order[count * 7 // 10 :][:500]
    assert [row.key for row in lists.rows(tracker, some)] == some
    pages: list[int] = []
    page = lists.page(tracker, Query(), None, count // 11)
    while page.after is not None:
        pages += page.keys
        page = lists.page(tracker, Query(), page.after, count // 11)
    assert [*pages, *page.keys] == in_order
