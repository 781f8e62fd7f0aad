"""Backups: whole, private, proved before they count; old ones go only when newer ones are proved."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import backup_list, backup_making, places, requests
from store.backup_list import Backup, backups
from store.backup_making import is_due, make, mark, thin
from store.backup_requests import BackUpIfDue
from store.errors import Cancelled, Damaged, DiskFull, KnownError
from store.exchange_requests import Import
from store.files import beside
from store.lookups import FindIssue
from store.pace import Pace
from store.tracker import Tracker
from tests.helpers.backups import hollow, wind
from tests.helpers.issue_files import FUTURE, dump, lines, put, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.small_disk import fill, small_disk


@pytest.fixture
def filled(tracker: Tracker) -> Tracker:
    put(tracker, record("p-1", "first", labels=["a"]), record("p-2", "second"))
    requests.Delete((FindIssue("p-2").run(tracker).uid,)).run(tracker)
    return tracker


def names(tracker: Path) -> set[str]:
    folder = backup_list.folder_of(tracker)
    return {one.name for one in folder.iterdir()} - {"tracker.json"} if folder.exists() else set()


def test_a_backup_is_the_tracker_whole_apart_from_it_and_for_its_owner_only(filled: Tracker) -> None:
    hands = wind(filled)
    made = make(filled, "timer")
    assert backups(filled.path) == (made,)
    assert (made.verified, made.why_not, made.issues, made.kind) == (True, "", 1, "timer")
    assert abs(made.time - hands.now) < timedelta(seconds=1)
    assert made.bytes == made.path.stat().st_size
    assert 0 < made.took < 60
    assert dump(made.path) == dump(filled.path)
    folder = made.path.parent
    assert folder.is_relative_to(places.data_dir() / "backups")
    assert folder.name.startswith("Home-")
    assert {one.stat().st_mode & 0o777 for one in folder.iterdir()} == {0o600}
    assert {one.stat().st_mode & 0o777 for one in (folder, folder.parent)} == {0o700}


def test_it_is_made_beside_a_reader_and_a_writer_by_a_thread_that_only_reads(
    filled: Tracker, other_process: OpenOtherProcess
) -> None:
    reader, writer = other_process(filled.path), other_process(filled.path)
    reader.read()
    requests.Create("only in the second file").run(filled)
    writer.write()
    made: list[Backup] = []

    def work() -> None:
        own = Tracker.open(filled.path, read_only=True, actor="backup")
        made.append(make(own, "timer"))
        own.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert (made[0].verified, made[0].issues) == (True, 2)


def test_edits_go_on_while_it_is_made(filled: Tracker) -> None:
    def edit(stage: str) -> None:
        Tracker.open(filled.path, actor="bob").close()
        if stage == "checking":
            other = Tracker.open(filled.path, actor="bob")
            requests.Create("meanwhile").run(other)
            other.close()

    made = make(filled, "timer", told=edit)
    assert (made.verified, made.issues) == (True, 1)


def test_making_one_lets_go_of_those_that_the_rule_does_not_keep(filled: Tracker) -> None:
    hands = wind(filled)
    for n in range(1, 9):
        hollow(filled.path, hands.now - timedelta(minutes=n))
    half_made = beside(filled.path)
    half_made.write_bytes(b"by a program that was killed")
    os.utime(half_made, (0, 0))
    made = make(filled, "timer")
    assert made in backups(filled.path)
    assert len(backups(filled.path)) < 9
    assert not half_made.exists()


def test_a_change_of_any_kind_is_noticed_and_no_change_is_not(filled: Tracker) -> None:
    uid = FindIssue("p-1").run(filled).uid
    seen = [mark(filled)]
    assert mark(filled) == seen[0]
    for change in (
        requests.Edit(uid, {"notes": "n"}),
        requests.AddComment(uid, "c"),
        requests.Undo(),
    ):
        change.run(filled)
        seen.append(mark(filled))
    put(filled, record("p-1", "first", labels=["a"]), record("p-2", "second"), b"", name="issues.jsonl")
    seen.append(mark(filled))
    assert len(set(seen)) == len(seen)


def test_one_is_due_half_an_hour_after_the_last_verified_one(filled: Tracker) -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert is_due((), now)
    hollow(filled.path, now)
    hollow(filled.path, now + timedelta(minutes=20), why_not="It has faults.")
    found = backups(filled.path)
    assert not is_due(found, now + timedelta(minutes=29))
    assert is_due(found, now + timedelta(minutes=30))
    assert is_due(found, now - timedelta(days=1)), "a clock that was set back must not end all backups"


def test_the_first_issue_brings_the_first_one_and_a_close_after_five_minutes_another(
    tracker: Tracker,
) -> None:
    hands = wind(tracker)
    assert BackUpIfDue().run(tracker).made is None, "a tracker without an issue has nothing to lose"
    requests.Create("one").run(tracker)
    assert BackUpIfDue().run(tracker).made is not None
    requests.Create("two").run(tracker)
    hands.move(minutes=4)
    assert BackUpIfDue("close", quick=True).run(tracker).made is None
    hands.move(minutes=1, seconds=1)
    assert BackUpIfDue().run(tracker).made is None
    made = BackUpIfDue("close", quick=True).run(tracker).made
    assert made is not None
    assert made.issues == 2


def test_what_has_faults_is_kept_and_says_which(filled: Tracker) -> None:
    filled.run("INSERT INTO blocked SELECT key FROM issue WHERE id = 'p-1'")
    made = make(filled, "timer")
    assert not made.verified
    assert made.why_not == "The blocked set is wrong for 1 issues."
    assert backups(filled.path) == (made,)
    assert backup_list.newest_verified(backups(filled.path)) is None


def test_a_damaged_tracker_makes_no_backup_and_costs_none(filled: Tracker) -> None:
    before = make(filled, "timer")
    requests.Create("more").run(filled)
    filled.run("PRAGMA wal_checkpoint(TRUNCATE)")
    page = int(filled.one("SELECT rootpage FROM sqlite_schema WHERE name = 'issue'"))
    filled.close()
    with filled.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    broken = Tracker.open(filled.path, read_only=True, actor="backup")
    with pytest.raises(Damaged, match="damaged"):
        make(broken, "timer")
    broken.close()
    assert backups(filled.path) == (before,)
    assert names(filled.path) == {before.path.name, f"{before.path.name}.json"}


def test_a_full_disk_is_told_and_nothing_older_goes(
    filled: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        monkeypatch.setenv("STRANDLINE_DATA", str(disk))
        before = [make(filled, "timer") for _ in range(2)]
        fill(disk / "ballast")
        with monkeypatch.context() as patch:
            patch.setattr(backup_making, "save_copy", _never)
            with pytest.raises(DiskFull, match=r"too full for a backup of Home.strandline.+were kept"):
                make(filled, "timer")
        monkeypatch.setattr(backup_making, "_refuse_full", lambda *_: None)
        with pytest.raises(DiskFull, match=r"too full for a backup of Home.strandline.+were kept"):
            make(filled, "timer")
        assert backups(filled.path) == tuple(reversed(before))
        assert len(names(filled.path)) == 4


def _never(*_: object, **__: object) -> None:
    raise AssertionError("what is left of the disk belongs to edits")


@pytest.mark.parametrize("stage", ["copying", "checking"])
def test_one_that_is_stopped_leaves_nothing(filled: Tracker, stage: str) -> None:
    cancel = threading.Event()
    pace = Pace(cancel=cancel, stopped=backup_making.STOPPED)
    put(filled, *(record(f"m-{n}", "word " * 20) for n in range(400)), name="many.jsonl")
    with pytest.raises(Cancelled, match="The backup was stopped"):
        make(filled, "asked", pace=pace, told=lambda at: cancel.set() if at == stage else None)
    assert names(filled.path) == set()
    assert make(filled, "asked").verified, "the connection is as it was"


def test_one_that_was_not_finished_or_was_changed_is_not_trusted(filled: Tracker) -> None:
    first, second = make(filled, "timer"), make(filled, "timer")
    first.path.with_name(f"{first.path.name}.json").unlink()
    with second.path.open("ab") as file:
        file.write(b"\0" * 4096)
    told = [one.why_not for one in backups(filled.path)]
    assert told == ["It was changed after it was checked.", "It was not checked to the end."]
    assert not any(one.verified for one in backups(filled.path))


def test_old_ones_go_by_the_rule_and_those_before_something_dangerous_stay_longer(tracker: Tracker) -> None:
    path, noon = tracker.path, datetime(2026, 3, 2, 12, tzinfo=UTC)
    asked = hollow(path, noon + timedelta(minutes=1), "asked")
    failed = [hollow(path, noon + timedelta(minutes=2 + n), why_not="x") for n in range(5)]
    timed = [hollow(path, noon + timedelta(minutes=30 * n)) for n in range(1, 12)]
    thin(path, UTC)
    left = {one.path for one in backups(path)}
    assert left == {asked.path, *(one.path for one in (*failed[2:], *timed[5:]))}
    assert len(names(path)) == 2 * len(left), "what lies beside one goes with it"


def test_one_that_is_open_or_about_to_be_used_stays(filled: Tracker) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    shown = make(filled, "timer")
    opened = Tracker.open(shown.path, read_only=True, actor="ann")
    spared = hollow(filled.path, noon)
    for n in range(1, 10):
        hollow(filled.path, datetime.now(UTC) + timedelta(minutes=n))
    thin(filled.path, UTC, spare=spared.path)
    left = {one.path for one in backups(filled.path)}
    opened.close()
    assert {shown.path, spared.path} <= left
    thin(filled.path, UTC)
    assert shown.path not in {one.path for one in backups(filled.path)}


def test_an_import_that_deletes_is_preceded_by_a_backup(filled: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "issues.jsonl"
    deleted = record("p-1", "first", status="tombstone", deleted_at=FUTURE, updated_at=FUTURE)
    file.write_bytes(lines(record("p-1", "renamed", updated_at=FUTURE)))
    Import(file).run(filled)
    assert backups(filled.path) == ()
    file.write_bytes(lines(deleted))
    assert Import(file).run(filled).deleted == 1
    (made,) = backups(filled.path)
    assert (made.kind, made.verified, made.issues) == ("import", True, 1)
    opened = Tracker.open(made.path, read_only=True, actor="ann")
    assert FindIssue("p-1").run(opened).title == "renamed"
    opened.close()


def test_an_import_goes_on_without_a_backup_and_says_so(filled: Tracker, tmp_path: Path) -> None:
    (places.data_dir()).mkdir(exist_ok=True)
    (places.data_dir() / "backups").write_bytes(b"no folder")
    file = tmp_path / "issues.jsonl"
    file.write_bytes(lines(record("p-1", "first", status="tombstone", deleted_at=FUTURE, updated_at=FUTURE)))
    imported = Import(file).run(filled)
    assert imported.deleted == 1
    assert "there is no backup from before" in imported.notes[-1]
    with pytest.raises(KnownError, match=r"No backup was made: .+ cannot be written"):
        make(filled, "asked")


def test_each_tracker_has_its_own_and_a_link_to_it_has_the_same(filled: Tracker, tmp_path: Path) -> None:
    made = make(filled, "timer")
    link = tmp_path / "other" / "Link.strandline"
    link.parent.mkdir()
    link.symlink_to(filled.path)
    assert backups(link) == (made,)
    assert backups(tmp_path / "other" / "Home.strandline") == ()
