"""A plan says what an import would do, changes nothing, and asks only where something could be regretted."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store import requests
from store.answers import Changes
from store.errors import KnownError, Outdated
from store.exchange_answers import Plan
from store.exchange_requests import Import, PlanImport
from store.lookups import Conflicts
from store.tracker import Tracker
from tests.helpers import mutations
from tests.helpers.issue_files import FUTURE, LATER, counts, dump, find, lines, put, record

GONE: dict[str, Any] = {"status": "tombstone", "deleted_at": LATER, "updated_at": FUTURE}


def planned(tracker: Tracker, *parts: Any, name: str = "issues.jsonl") -> Plan:
    file = tracker.path.parent / name
    file.write_bytes(lines(*parts))
    return PlanImport(file).run(tracker)


def test_a_plan_changes_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1", "was"), record("p-2", "was"))
    requests.Edit(find(tracker, "p-1").uid, {"title": "mine"}).run(tracker)
    before = dump(tracker.path)
    plan = planned(tracker, record("p-1", "theirs", updated_at=FUTURE), record("p-2", **GONE), record("p-3"))
    assert counts(plan.imported) == (1, 1, 0, 1)
    assert [one["field"] for one in plan.imported.conflicts] == ["title"]
    assert dump(tracker.path) == before
    assert Conflicts().run(tracker) == ()


def test_a_first_import_asks_nothing(tracker: Tracker) -> None:
    plan = planned(tracker, *(record(f"p-{n}") for n in range(60)), record("p-x", **GONE))
    assert (plan.asks, plan.changes) == (False, 61)


def test_a_few_changes_are_not_asked_for_and_many_are(tracker: Tracker) -> None:
    put(tracker, *(record(f"p-{n}") for n in range(51)))
    assert not planned(tracker, *(record(f"p-{n}", "new", updated_at=LATER) for n in range(50))).asks
    plan = planned(tracker, *(record(f"p-{n}", "new", updated_at=LATER) for n in range(51)))
    assert (plan.asks, plan.changes) == (True, 51)


def test_what_the_file_deletes_is_named(tracker: Tracker) -> None:
    put(tracker, record("p-1", "First"), record("p-2"))
    plan = planned(tracker, record("p-1", "First", **GONE), record("p-2"))
    assert plan.asks
    assert [(one.id, one.title) for one in plan.deletes] == [("p-1", "First")]


def test_what_would_get_another_id_is_named(tracker: Tracker) -> None:
    put(tracker, record("p-1", "ours"))
    plan = planned(tracker, record("p-1", "theirs", created_at=LATER), name="other.jsonl")
    assert plan.asks
    assert [(one.old, one.title) for one in plan.renames] == [("p-1", "theirs")]


def test_what_is_no_longer_in_the_file_is_told_once_and_stays(tracker: Tracker) -> None:
    put(tracker, record("p-1"), record("p-2", "Second"))
    plan = planned(tracker, record("p-1"))
    assert ([one.id for one in plan.missing], plan.asks) == (["p-2"], False)
    assert counts(put(tracker, record("p-1"))) == (0, 0, 1, 0)
    assert find(tracker, "p-2").status == "open"
    assert planned(tracker, record("p-1", "x", updated_at=LATER)).missing == ()


def test_markers_of_git_are_asked_for(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    one, other = record("p-1", "a", updated_at=LATER), record("p-1", "b", updated_at=LATER)
    plan = planned(tracker, b"<<<<<<< HEAD", one, b"=======", other, b">>>>>>> theirs")
    assert (plan.asks, plan.markers) == (True, 3)


def test_a_file_that_cannot_be_read_is_said(tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        PlanImport(tmp_path / "none.jsonl").run(tracker)


def test_the_same_bytes_again_are_nothing_to_look_at(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    assert planned(tracker, record("p-1")).same
    plan = planned(tracker, record("p-1"), record("p-2"))
    assert not plan.same
    assert Import(plan.path, sha256=plan.sha256).run(tracker).created == 1


def test_what_was_planned_is_what_is_imported(tracker: Tracker) -> None:
    plan = planned(tracker, record("p-1"))
    plan.path.write_bytes(lines(record("p-1"), record("p-2")))
    with pytest.raises(Outdated):
        Import(plan.path, sha256=plan.sha256).run(tracker)
    assert tracker.one("SELECT count(*) FROM issue") == 0


def test_without_deletions_all_stays_and_is_asked_once(tracker: Tracker) -> None:
    put(tracker, record("p-1", "First"), record("p-2"))
    gone = (record("p-1", "First", notes="new", **GONE), record("p-2"))
    file = tracker.path.parent / "issues.jsonl"
    assert planned(tracker, *gone).asks
    assert counts(Import(file, deletions=False).run(tracker))[3] == 0
    issue = find(tracker, "p-1")
    assert (issue.status, issue.notes) == ("open", "new")
    (found,) = Conflicts().run(tracker)
    assert (found.id, found.field, found.cause) == ("p-1", "status", "deletion")
    assert not planned(tracker, *gone).asks
    plan = planned(tracker, *gone, record("p-3"))
    assert (plan.asks, plan.imported.created) == (False, 1)
    Import(file, deletions=False).run(tracker)
    assert len(Conflicts().run(tracker)) == 1
    requests.Resolve(found.key, "other").run(tracker)
    assert find(tracker, "p-1").status == "tombstone"


@pytest.mark.parametrize("shared", [False, True])
def test_an_import_does_what_its_plan_said(tracker: Tracker, tmp_path: Path, shared: bool) -> None:
    beads = tmp_path / ".beads"
    beads.mkdir()
    if shared:
        (beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
    file = beads / "issues.jsonl"
    told = 0
    for seed in range(60):
        random = Random(seed)
        file.write_bytes(mutations.mutated_file(random))
        before = dump(tracker.path) if seed % 10 == 0 else None
        with contextlib.suppress(KnownError):
            plan = PlanImport(file).run(tracker)
            assert before in (None, dump(tracker.path))
            imported = Import(file, sha256=plan.sha256).run(tracker)
            assert replace(imported, changes=Changes()) == plan.imported, seed
            told += len(imported.conflicts)
        for (uid,) in tracker.all("SELECT uid FROM issue WHERE NOT gone AND status = 'open' LIMIT 2"):
            requests.SetFields((uid,), {"title": f"mine {seed}", "notes": random.choice("ab")}).run(tracker)
    assert told > 20


def test_a_plan_writes_no_issue_to_take_it_back(tracker: Tracker) -> None:
    many = 400
    put(tracker, *(record(f"p-{n}", f"word{n}") for n in range(many)))
    before = tracker.connection.total_changes()
    plan = planned(
        tracker,
        *(record(f"p-{n}", f"other{n}", updated_at=LATER) for n in range(many)),
        *(record(f"n-{n}") for n in range(many)),
    )
    assert (plan.imported.updated, plan.imported.created) == (many, many)
    assert tracker.connection.total_changes() - before < 20
