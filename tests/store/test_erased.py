"""What bd drops without anybody's wish is found, kept, said, and put back only when somebody says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store import exporting, importing
from store.errors import NothingToDo
from store.exchange_answers import Imported
from store.exchange_requests import ExportProject
from store.lookups import Conflicts
from store.putting_back import AskErased, PutBack
from store.requests import Edit, Label, Undepend, Undo
from store.tracker import Tracker
from tests.helpers.bd_ways import BdDatabase
from tests.helpers.issue_files import FUTURE, LATER, edge, find, line, lines, record

DUE, OTHER_DUE = "2026-12-24T00:00:00Z", "2027-01-31T00:00:00Z"


class Shared:
    """A project in bd's database mode, with a tracker beside it."""

    def __init__(self, tracker: Tracker, root: Path, config: str = "") -> None:
        self.tracker = tracker
        self.beads = root / "project" / ".beads"
        self.beads.mkdir(parents=True)
        (self.beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
        (self.beads / "config.yaml").write_text(config)
        self.file = self.beads / "issues.jsonl"
        self.bd = BdDatabase()

    def bd_writes(self, *parts: Any) -> Imported:
        """bd's file as it is now, or as `parts` say, comes in."""
        data = lines(*parts) if parts else self.bd.written()
        if parts:
            self.bd.issues = {one["id"]: one for one in map(json.loads, data.splitlines())}
        return self.take(data)

    def take(self, data: bytes) -> Imported:
        self.file.write_bytes(data)
        return importing.import_file(self.tracker, self.file)

    def export(self) -> bytes:
        """Our export; bd imports it at once."""
        data = exporting.export(self.tracker)[0]
        self.take(data)
        self.bd.read(data)
        return data

    def erased(self) -> dict[str, tuple[Any, Any]]:
        found = AskErased().run(self.tracker).values
        return {f"{one.id} {one.register}".replace("\t", " "): (one.kept, one.lost) for one in found}

    def edit(self, id: str, **values: object) -> None:
        Edit(find(self.tracker, id).uid, values).run(self.tracker)


@pytest.fixture
def shared(tracker: Tracker, tmp_path: Path) -> Shared:
    return Shared(tracker, tmp_path)


def test_values_that_bd_sets_back_stay_here_and_are_said_once(shared: Shared) -> None:
    shared.bd_writes(record("a-1", "Fix login", due_at=DUE, estimated_minutes=30, owner="old"))
    shared.edit("a-1", due_at=OTHER_DUE, estimated_minutes=60, owner="ann", title="Fix the login")
    shared.export()
    told = shared.bd_writes()
    assert {one["field"] for one in told.conflicts} == {"due_at", "estimated_minutes", "owner"}
    issue = find(shared.tracker, "a-1")
    assert (issue.due_at, issue.estimated_minutes, issue.owner) == (OTHER_DUE, 60, "ann")
    assert issue.title == "Fix the login"
    assert shared.erased() == {
        "a-1 due_at": (OTHER_DUE, DUE),
        "a-1 estimated_minutes": (60, 30),
        "a-1 owner": ("ann", "old"),
    }


def test_values_that_bd_leaves_out_stay_here(shared: Shared) -> None:
    shared.bd_writes(record("a-1"))
    shared.edit("a-1", due_at=DUE, spec_id="s-7", defer_until=LATER)
    shared.export()
    shared.bd_writes()
    issue = find(shared.tracker, "a-1")
    assert (issue.due_at, issue.spec_id, issue.defer_until) == (DUE, "s-7", LATER)
    assert shared.erased() == {
        "a-1 due_at": (DUE, None),
        "a-1 spec_id": ("s-7", ""),
        "a-1 defer_until": (LATER, None),
    }
    assert {one.cause for one in Conflicts().run(shared.tracker)} == {"erased"}


def test_the_reason_of_a_close_stays_while_the_issue_is_closed(shared: Shared) -> None:
    shared.bd_writes(record("a-1"))
    shared.edit("a-1", status="closed", close_reason="Done well")
    shared.export()
    shared.bd_writes()
    issue = find(shared.tracker, "a-1")
    assert (issue.status, issue.close_reason) == ("closed", "Done well")
    assert shared.erased() == {"a-1 close_reason": ("Done well", "")}
    # Reopened by bd: the reason goes with the close, and nobody dropped anything more.
    PutBack().run(shared.tracker)
    shared.export()
    reopened = {**shared.bd.issues["a-1"], "status": "open", "updated_at": "2199-01-01T00:00:00Z"}
    shared.bd_writes({name: value for name, value in reopened.items() if name != "closed_at"})
    assert find(shared.tracker, "a-1").close_reason == ""
    assert shared.erased() == {}


def test_the_export_does_not_write_against_bd_until_somebody_says_so(shared: Shared) -> None:
    shared.bd_writes(record("a-1", due_at=DUE), record("a-2", repo="x"))
    shared.edit("a-1", due_at=OTHER_DUE)
    shared.export()
    shared.bd_writes()
    # However often: the file stays as bd wrote it, byte for byte.
    assert shared.export() == shared.bd.written()
    assert shared.export() == shared.bd.written()
    PutBack().run(shared.tracker)
    assert shared.erased() == {}
    back = [json.loads(one) for one in shared.export().splitlines()]
    assert (back[0]["due_at"], back[1]["repo"]) == (OTHER_DUE, "x")
    # bd drops it again: it is said again, and not fought about.
    shared.bd_writes()
    assert shared.erased()["a-1 due_at"] == (OTHER_DUE, DUE)
    assert shared.export() == shared.bd.written()
    assert find(shared.tracker, "a-1").due_at == OTHER_DUE


def test_the_guarded_export_leaves_bds_lines_alone_until_somebody_says_so(shared: Shared) -> None:
    shared.bd_writes(record("a-1", due_at=DUE), record("a-2", "two", repo="x"))
    shared.edit("a-1", due_at=OTHER_DUE)
    export = ExportProject(shared.file)
    assert export.run(shared.tracker).written
    shared.bd.read(shared.file.read_bytes())
    shared.bd_writes()
    assert not export.run(shared.tracker).written
    assert shared.file.read_bytes() == shared.bd.written()
    PutBack().run(shared.tracker)
    assert export.run(shared.tracker).written
    back = [json.loads(one) for one in shared.file.read_bytes().splitlines()]
    assert (back[0]["due_at"], back[1]["repo"]) == (OTHER_DUE, "x")
    assert not export.run(shared.tracker).written


def test_an_edit_after_it_is_written_as_any_other(shared: Shared) -> None:
    shared.bd_writes(record("a-1", due_at=DUE))
    shared.edit("a-1", due_at=OTHER_DUE)
    shared.export()
    shared.bd_writes()
    shared.edit("a-1", due_at=LATER, notes="n")
    assert json.loads(shared.export())["due_at"] == LATER
    shared.bd_writes()
    assert shared.erased() == {"a-1 due_at": (LATER, DUE)}
    assert shared.export() == shared.bd.written()


def test_the_guarded_export_writes_an_edit_of_an_issue_of_which_something_waits(shared: Shared) -> None:
    shared.bd_writes(record("a-1", repo="x"))
    shared.bd_writes(record("a-1"))
    shared.edit("a-1", notes="n")
    export = ExportProject(shared.file)
    assert export.run(shared.tracker).written
    assert json.loads(shared.file.read_bytes()).get("repo") is None
    shared.edit("a-1", notes="")
    assert export.run(shared.tracker).written
    assert "notes" not in json.loads(shared.file.read_bytes())
    PutBack().run(shared.tracker)
    assert export.run(shared.tracker).written
    assert json.loads(shared.file.read_bytes())["repo"] == "x"


def test_undoing_the_putting_back_lets_it_wait_again(shared: Shared) -> None:
    shared.bd_writes(record("a-1"))
    shared.edit("a-1", due_at=DUE)
    shared.export()
    shared.bd_writes()
    PutBack().run(shared.tracker)
    Undo().run(shared.tracker)
    assert shared.erased() == {"a-1 due_at": (DUE, None)}
    assert b"due_at" not in shared.export()


def test_labels_and_edges_taken_away_here_do_not_come_back_with_bds_next_write(shared: Shared) -> None:
    shared.bd_writes(record("a-1", labels=["ui"], dependencies=[edge("a-1", "a-2")]), record("a-2", "other"))
    uid = find(shared.tracker, "a-1").uid
    Label((uid,), remove=("ui",)).run(shared.tracker)
    Undepend(uid, "a-2").run(shared.tracker)
    written = json.loads(shared.export().splitlines()[0])
    assert not written.get("labels")
    assert not written.get("dependencies")
    shared.bd_writes()
    issue = find(shared.tracker, "a-1")
    assert (issue.labels, issue.dependencies) == ((), ())
    assert set(shared.erased()) == {"a-1 label ui", "a-1 dependency a-2 blocks"}
    assert shared.export() == shared.bd.written()


def test_a_wish_of_bds_user_is_taken(shared: Shared) -> None:
    shared.bd_writes(record("a-1", due_at=DUE, owner="old"))
    shared.bd_writes(record("a-1", due_at=OTHER_DUE, owner="old", updated_at=LATER))
    # Back to the older one, but nobody changed it here in between.
    shared.bd_writes(record("a-1", due_at=DUE, owner="old", updated_at="2026-03-01T00:00:00Z"))
    assert find(shared.tracker, "a-1").due_at == DUE
    # Another value than the one before our change is bd's user's own.
    shared.edit("a-1", owner="ann")
    shared.export()
    shared.bd.issues["a-1"].update(owner="bob", updated_at="2199-01-01T00:00:00Z")
    shared.bd_writes()
    assert find(shared.tracker, "a-1").owner == "bob"
    assert shared.erased() == {}


def test_no_db_sets_nothing_back_so_an_older_value_is_a_wish(tracker: Tracker, tmp_path: Path) -> None:
    shared = Shared(tracker, tmp_path, "no-db: true\n")
    shared.bd_writes(record("a-1", due_at=DUE, repo="x"))
    shared.edit("a-1", due_at=OTHER_DUE)
    data = shared.export()
    written = json.loads(data)
    shared.take(line({**written, "due_at": DUE, "updated_at": FUTURE}) + b"\n")
    assert find(tracker, "a-1").due_at == DUE
    assert shared.erased() == {}
    # Unknown keys are lost there too.
    shared.take(line({key: one for key, one in written.items() if key != "repo"}) + b"\n")
    assert shared.erased() == {"a-1 extra repo": ("x", None)}


def test_one_of_two_issues_with_equal_content_that_bd_drops_stays_here(shared: Shared) -> None:
    shared.bd_writes(record("a-1", "TODO fix"))
    twin = record("a-2", "TODO fix", description="")
    shared.take(shared.file.read_bytes() + line(twin) + b"\n")
    shared.bd.read(shared.file.read_bytes())
    assert set(shared.bd.issues) == {"a-1"}
    shared.bd_writes()
    assert find(shared.tracker, "a-2").title == "TODO fix"
    assert shared.erased() == {"a-2 created": (True, None)}
    assert shared.export() == shared.bd.written()
    PutBack().run(shared.tracker)
    assert [json.loads(one)["id"] for one in shared.export().splitlines()] == ["a-1", "a-2"]


def test_an_issue_that_is_merely_missing_comes_back_by_itself(shared: Shared) -> None:
    shared.bd_writes(record("a-1", "one"), record("a-2", "two"))
    shared.bd_writes(record("a-1", "one"))
    assert shared.erased() == {}
    assert b'"a-2"' in shared.export()


def test_a_damaged_line_that_bd_drops_is_kept_and_put_back(shared: Shared) -> None:
    broken = b'{"id":"a-9","title":"half of'
    shared.take(lines(record("a-1")) + broken + b"\n")
    shared.bd.read(shared.file.read_bytes())
    shared.bd_writes()
    assert AskErased().run(shared.tracker).lines == 1
    # It survives further imports, and still waits.
    shared.bd_writes(record("a-1", "changed", updated_at=LATER))
    assert AskErased().run(shared.tracker).lines == 1
    assert broken not in shared.export()
    # No issue changed, so undo has nothing to take back.
    assert PutBack().run(shared.tracker).step == 0
    assert shared.export().endswith(broken + b"\n")
    assert not AskErased().run(shared.tracker)


@pytest.mark.parametrize("id", ["a-9", "a:9 or so"])
def test_a_damaged_line_that_somebody_mended_is_not_missed(shared: Shared, id: str) -> None:
    shared.take(lines(record("a-1")) + b'{"id":"%s","title":"half of\n' % id.encode())
    shared.take(lines(record("a-1"), record(id, "half of it")))
    assert not AskErased().run(shared.tracker)


def test_a_damaged_line_is_missed_also_where_its_id_goes_on_from_a_new_ones(shared: Shared) -> None:
    shared.take(lines(record("a-1")) + b'{"id":"a-91","title":"half of\n')
    shared.take(lines(record("a-1"), record("a-9", "another")))
    assert AskErased().run(shared.tracker).lines == 1


def test_nothing_waits_where_nothing_was_dropped(shared: Shared) -> None:
    shared.bd_writes(record("a-1", due_at=DUE))
    with pytest.raises(NothingToDo):
        PutBack().run(shared.tracker)


def test_a_file_outside_of_a_project_is_watched_by_nobody(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "issues.jsonl"
    file.write_bytes(lines(record("a-1", due_at=DUE)))
    importing.import_file(tracker, file)
    file.write_bytes(lines(record("a-1", "new", updated_at=LATER)))
    importing.import_file(tracker, file)
    assert [one.cause for one in Conflicts().run(tracker)] == ["left_out"]
    assert not AskErased().run(tracker)
