"""Restoring: the difference first, the present kept, all or nothing, and never under another program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import backup_list, backup_restoring, meta, requests, volumes
from store.backup_difference import Some, difference
from store.backup_list import Backup, backups
from store.backup_making import make
from store.backup_restoring import restore
from store.errors import Cancelled, Damaged, Held, KnownError, NotOurs
from store.exchange_requests import Import, PlanImport
from store.lookups import FindIssue
from store.pace import Pace
from store.tracker import Tracker
from tests.helpers.backups import hollow
from tests.helpers.issue_files import LATER, dump, lines, put, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.terminal import CHECKOUT, Terminal

IDS = ["p-1", "p-2", "p-3"]


@pytest.fixture
def saved(tracker: Tracker) -> Backup:
    """A backup of three issues; one is changed since, one deleted, one made. The tracker is closed."""
    for id in IDS:
        requests.Create(f"title of {id}").run(tracker)
    tracker.run("UPDATE issue SET id = 'p-' || key")
    made = make(tracker, "timer")
    requests.Edit(FindIssue("p-1").run(tracker).uid, {"title": "changed"}).run(tracker)
    requests.Delete((FindIssue("p-2").run(tracker).uid,)).run(tracker)
    requests.Create("new").run(tracker)
    # In the trash by now: nobody would miss it.
    requests.Delete(requests.Create("new and deleted").run(tracker).uids).run(tracker)
    tracker.close()
    return made


def titles(path: Path) -> dict[str, str]:
    opened = Tracker.open(path, actor="ann")
    try:
        return dict(opened.all("SELECT id, title FROM issue WHERE gone = 0 AND status <> 'tombstone'"))
    finally:
        opened.close()


def test_what_it_would_change_is_told_by_number_and_name(path: Path, saved: Backup) -> None:
    present = dump(path)
    found = difference(path, saved.path)
    assert found.back == Some(1, (("p-2", "title of p-2"),))
    assert found.changed == Some(1, (("p-1", "changed"),))
    assert (found.away.count, found.away.first[0][1]) == (1, "new")
    assert not found.same
    assert difference(saved.path, saved.path).same
    assert dump(path) == present


def test_everything_comes_back_with_ids_and_history_and_the_present_is_kept(
    path: Path, saved: Backup
) -> None:
    present, past, file = dump(path), dump(saved.path), path.stat()
    done = restore(path, saved.path)
    assert dump(path) == past
    assert titles(path) == {id: f"title of {id}" for id in IDS}
    assert (done.issues, done.aside, done.findings) == (3, None, ())
    assert done.before is not None
    assert (done.before.verified, done.before.kind) == (True, "restore")
    assert dump(done.before.path) == present
    assert (path.stat().st_ino, path.stat().st_mode) == (file.st_ino, file.st_mode)
    assert not path.with_name(f"{path.name}-wal").exists()
    restore(path, done.before.path)
    assert dump(path) == present, "a restore can be taken back"


def test_undo_after_a_restore_is_that_of_the_backup(path: Path, saved: Backup) -> None:
    restore(path, saved.path)
    opened = Tracker.open(path, actor="ann")
    requests.Undo().run(opened)
    requests.Create("goes on").run(opened)
    opened.close()
    assert sorted(titles(path).values()) == ["goes on", "title of p-1", "title of p-2"]


def test_a_present_that_has_a_backup_already_gets_no_second_one(path: Path, saved: Backup) -> None:
    opened = Tracker.open(path, actor="ann")
    newest = make(opened, "timer")
    opened.close()
    assert restore(path, saved.path).before == newest
    assert len(backups(path)) == 2


@pytest.mark.parametrize("doing", ["reads", "is idle"])
def test_it_is_refused_while_another_program_has_the_tracker_open(
    path: Path, saved: Backup, other_process: OpenOtherProcess, doing: str
) -> None:
    present = dump(path)
    other = other_process(path)
    if doing == "reads":
        other.read()
    with pytest.raises(Held, match=rf"open in .+ \({other.pid}\). Close it there"):
        restore(path, saved.path)
    other.close()
    assert dump(path) == present
    assert len(backups(path)) == 1


def test_it_is_refused_while_this_program_has_the_tracker_open(path: Path, saved: Backup) -> None:
    opened = Tracker.open(path, actor="ann")
    with pytest.raises(Held, match="open in this program"):
        restore(path, saved.path)
    opened.close()


def test_a_program_that_opens_it_in_the_last_moment_is_noticed(
    path: Path, saved: Backup, other_process: OpenOtherProcess
) -> None:
    present = titles(path)

    def come(stage: str) -> None:
        if stage == "keeping":
            other_process(path).write()

    with pytest.raises(Held, match="Nothing was changed"):
        restore(path, saved.path, told=come)
    opened = Tracker.open(path, read_only=True, actor="ann")
    assert opened.one("SELECT count(*) FROM issue WHERE status <> 'tombstone'") == len(present)
    opened.close()


def _add(path: Path) -> None:
    opened = Tracker.open(path, actor="bob")
    requests.Create("acknowledged").run(opened)
    opened.close()


@pytest.mark.parametrize("network", [False, True])
def test_what_a_command_writes_in_the_last_moment_is_kept_too(
    path: Path, saved: Backup, monkeypatch: pytest.MonkeyPatch, network: bool
) -> None:
    monkeypatch.setattr(volumes, "network", lambda _path: network)
    stages: list[str] = []

    def come(stage: str) -> None:
        stages.append(stage)
        if stage == "replacing" and stages.count(stage) == 1:
            _add(path)

    done = restore(path, saved.path, told=come)
    assert done.before is not None
    assert "acknowledged" in titles(done.before.path).values()
    assert titles(path) == {id: f"title of {id}" for id in IDS}
    assert stages.count("replacing") == 2


def test_while_others_write_all_the_time_nothing_is_restored(path: Path, saved: Backup) -> None:
    def come(stage: str) -> None:
        if stage == "replacing":
            _add(path)

    with pytest.raises(Held, match=r"changed by another program all the time\. Nothing was restored"):
        restore(path, saved.path, told=come)
    assert list(titles(path).values()).count("acknowledged") == 3


def test_a_damaged_backup_is_refused(path: Path, saved: Backup) -> None:
    present = dump(path)
    with saved.path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 8)
    with pytest.raises(Damaged, match="damaged"):
        restore(path, saved.path)
    assert dump(path) == present


def test_a_tracker_that_is_gone_comes_back_and_a_foreign_second_file_is_not_read_into_it(
    path: Path, saved: Backup, open_tracker: object
) -> None:
    del open_tracker
    past = dump(saved.path)
    opened = Tracker.open(path, actor="ann")
    requests.Create("in the second file").run(opened)
    wal = path.with_name(f"{path.name}-wal")
    orphan = wal.read_bytes()
    opened.close()
    path.unlink()
    wal.write_bytes(orphan)
    done = restore(path, saved.path)
    assert dump(path) == past
    assert done.before is None
    assert done.aside is not None
    assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == orphan
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"\xff" * 4096, b""])
def test_a_file_that_cannot_be_read_is_set_aside_whole(path: Path, saved: Backup, damage: bytes) -> None:
    past = dump(saved.path)
    with path.open("r+b") as file:
        file.write(damage)
        if not damage:
            file.truncate()
    spoilt = path.read_bytes()
    done = restore(path, saved.path)
    assert dump(path) == past
    assert done.aside == path.with_name("Home (damaged).strandline")
    assert done.aside.read_bytes() == spoilt
    path.write_bytes(spoilt)
    assert restore(path, saved.path).aside == path.with_name("Home (damaged 2).strandline")


def test_damage_inside_of_a_tracker_that_still_opens_leaves_that_very_file(path: Path, saved: Backup) -> None:
    opened = Tracker.open(path, actor="ann")
    page = int(opened.one("SELECT rootpage FROM sqlite_schema WHERE name = 'issue'"))
    opened.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    spoilt = path.read_bytes()
    done = restore(path, saved.path)
    assert done.before is None
    assert done.aside is not None
    assert done.aside.read_bytes()[4096:] == spoilt[4096:]
    assert len(titles(path)) == 3


def test_a_tracker_with_faults_is_kept_as_that_very_file(path: Path, saved: Backup) -> None:
    opened = Tracker.open(path, actor="ann")
    opened.run("INSERT INTO blocked SELECT key FROM issue")
    opened.close()
    faulty = dump(path)
    done = restore(path, saved.path)
    assert done.before is None
    assert done.aside is not None
    assert dump(done.aside) == faulty
    assert len(titles(path)) == 3


def test_what_is_no_tracker_and_never_was_is_left_alone(path: Path, saved: Backup, tmp_path: Path) -> None:
    del path
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"Dear Bob, " * 100)
    with pytest.raises(NotOurs):
        restore(letter, saved.path)
    assert letter.read_bytes() == b"Dear Bob, " * 100
    with pytest.raises(KnownError, match="the tracker itself"):
        restore(saved.path, saved.path)


def test_the_backup_that_is_restored_is_not_thinned_out_meanwhile(path: Path, saved: Backup) -> None:
    for n in range(1, 8):
        hollow(path, datetime.now(UTC) - timedelta(seconds=n))
    later = saved.path.with_name(backup_list.name_at("2020-01-31T12:00:00.000001Z"))
    saved.path.rename(later)
    backup_list.note(Backup(later, "", "timer", 3, later.stat().st_size))
    hollow(path, datetime(2020, 1, 31, 13, tzinfo=UTC))
    restore(path, later)
    assert len(titles(path)) == 3


def test_a_restore_that_is_stopped_changes_nothing(
    path: Path, saved: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_restoring, "_PAGES", 1)
    present, cancel = dump(path), threading.Event()
    pace = Pace(cancel=cancel, stopped=backup_restoring.STOPPED)
    looks = iter(range(20))
    look = pace.look

    def watched() -> None:
        if next(looks, None) is None:
            cancel.set()
        look()

    monkeypatch.setattr(pace, "look", watched)
    with pytest.raises(Cancelled, match="The restore was stopped"):
        restore(path, saved.path, pace=pace)
    assert dump(path) == present


def test_a_restore_that_is_killed_in_the_middle_changes_nothing(path: Path, saved: Backup) -> None:
    present = dump(path)
    killed = f"""
import os, signal
from pathlib import Path
from store import backup_restoring
from store.pace import Pace
class Deadly(Pace):
    looks = 0
    def look(self):
        Deadly.looks += stage == "replacing"
        if Deadly.looks == 20:
            os.kill(os.getpid(), signal.SIGKILL)
stage = ""
def told(at):
    global stage
    stage = at
backup_restoring._PAGES = 1
backup_restoring.restore(Path({str(path)!r}), Path({str(saved.path)!r}), pace=Deadly(), told=told)
"""
    done = subprocess.run([sys.executable, "-c", killed], cwd=CHECKOUT, check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL
    assert dump(path) == present
    restore(path, saved.path)
    assert dump(path) == dump(saved.path)


def test_the_issue_file_does_not_undo_a_restore_unasked(tracker: Tracker, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "issues.jsonl"
    put(tracker, record("p-1", "early"))
    made = make(tracker, "timer")
    put(tracker, record("p-1", "late", updated_at=LATER))
    tracker.close()
    assert restore(path, made.path).exchanged
    opened = Tracker.open(path, actor="ann")
    try:
        plan = PlanImport(file).run(opened)
        assert plan.asks
        assert plan.changes == 1
        assert FindIssue("p-1").run(opened).title == "early"
        Import(file).run(opened)
        assert meta.get(opened, meta.RESTORED) is None
        file.write_bytes(lines(record("p-1", "later", updated_at="2026-02-02T00:00:00Z")))
        assert not PlanImport(file).run(opened).asks
    finally:
        opened.close()


@pytest.mark.parametrize("gone", [False, True])
def test_nor_does_it_where_the_restore_was_cut_off_once_the_backup_was_there(
    tracker: Tracker, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    put(tracker, record("p-1", "early"))
    made = make(tracker, "timer")
    put(tracker, record("p-1", "late", updated_at=LATER))
    tracker.close()
    if gone:
        path.unlink()
    monkeypatch.setattr(backup_restoring, "_finish", _cut_off)
    with pytest.raises(KeyboardInterrupt):
        restore(path, made.path)
    opened = Tracker.open(path, actor="ann")
    assert FindIssue("p-1").run(opened).title == "early"
    assert PlanImport(tmp_path / "issues.jsonl").run(opened).asks
    opened.close()


def _cut_off(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_the_terminal_backs_up_lists_and_restores(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    terminal = Terminal(folder)
    add = ("--db", "H.strandline", "add")
    assert terminal.refused("backup", "H.strandline").startswith("There is no tracker")
    (one,) = terminal.good(*add, "One").ids
    made = terminal.good("backup", "H.strandline").json
    assert (made["issues"], made["verified"], made["kind"]) == (1, True, "asked")
    terminal.good(*add, "Two")
    assert terminal.good("backups", "H.strandline").json == [made]
    dry = terminal.good("restore", "H.strandline", "latest", "--dry-run").json
    assert dry == {"backup": made["path"], "back": 0, "away": 1, "changed": 0}
    assert len(terminal.good("--db", "H.strandline", "list").ids) == 2
    words = terminal.good("restore", "H.strandline", made["name"], json=False).out.decode()
    assert "1 issues taken away, because the backup does not have them:\n" in words
    assert "H.strandline is as it was at " in words
    assert terminal.good("--db", "H.strandline", "list").ids == [one]
    assert [each["kind"] for each in terminal.good("--db", "H.strandline", "backups").json] == [
        "restore", "asked",
    ]  # fmt: skip
    assert "There is no backup 1999 of H.strandline" in terminal.refused("restore", "H.strandline", "1999")
    assert "2 backups begin with 2" in terminal.refused("restore", "H.strandline", "2")
    assert {one.name for one in folder.iterdir()} == {"H.strandline", "data"}
