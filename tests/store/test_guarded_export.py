"""The project's own issue file: written whole, by guards, and never over what somebody else wrote."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store import exporting, importing, requests
from store.errors import FileChanged, NotExported
from store.exchange_lock import NAME
from store.exchange_requests import ExportProject
from store.guarded_export import export_project
from store.lookups import ExchangeState, FileNews
from store.tracker import Tracker
from tests.helpers.issue_files import FUTURE, LATER, comment, find, line, lines, record
from tests.helpers.small_disk import fill, read_only, small_disk
from tests.store.conftest import OpenTracker

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def beads(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / ".beads"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def file(beads: Path) -> Path:
    return beads / "issues.jsonl"


def _opened(tracker: Tracker, file: Path, *parts: Any) -> None:
    file.write_bytes(lines(*parts))
    importing.import_file(tracker, file)


def _edit(tracker: Tracker, id: str, **values: Any) -> None:
    requests.Edit(find(tracker, id).uid, values).run(tracker)


def _titles(file: Path) -> dict[str, str]:
    return {one["id"]: one["title"] for one in map(json.loads, file.read_bytes().splitlines())}


def _others(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.iterdir() if one.name not in (file.name, NAME))


def test_an_edit_reaches_the_file_and_every_other_byte_stays(tracker: Tracker, file: Path) -> None:
    other = b'{"id":"p-0", "title" : "as it was","priority":2,"own":[1.50]}'
    _opened(tracker, file, other, record("p-1", own={"x": 1}), b"no record", record("p-2"))
    _edit(tracker, "p-1", title="new")
    assert ExchangeState(file).run(tracker).pending == 1
    report = ExportProject(file).run(tracker)
    written = file.read_bytes()
    assert (report.written, report.sha256) == (True, hashlib.sha256(written).hexdigest())
    first, second, third, fourth = written.splitlines()
    assert (first, third, fourth) == (other, b"no record", line(record("p-2")))
    assert json.loads(second)["own"] == {"x": 1}
    assert json.loads(second)["title"] == "new"
    state = ExchangeState(file).run(tracker)
    assert (state.pending, state.sha256) == (0, report.sha256)
    assert state.written_at
    assert not _others(file)


def test_what_was_written_is_the_version_that_was_seen(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"), record("p-3"))
    requests.Create("between").run(tracker)
    _edit(tracker, "p-3", title="new")
    ExportProject(file).run(tracker)
    imported = importing.import_file(tracker, file)
    assert (imported.created, imported.updated, imported.unchanged) == (0, 0, 3)
    for n in range(3):
        _edit(tracker, "p-3", title=f"again {n}")
        requests.Create(f"more {n}").run(tracker)
        ExportProject(file).run(tracker)
    assert file.read_bytes() == exporting.export(tracker)[0]
    # A whole import of the same content finds that all is known.
    tracker.run("UPDATE exchange_file SET sha256 = ''")
    again = importing.import_file(tracker, file)
    assert (again.created, again.updated, again.unchanged, again.conflicts) == (0, 0, 6, ())


def test_nothing_to_write_leaves_the_file_alone(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"))
    before = file.stat()
    _edit(tracker, "p-1", title="new")
    requests.Undo().run(tracker)
    report = ExportProject(file).run(tracker)
    assert report.written
    before = file.stat()
    assert not ExportProject(file).run(tracker).written
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_change_by_another_program_has_to_be_imported_first(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"), record("p-2"))
    _edit(tracker, "p-1", title="ours")
    theirs = lines(record("p-1"), record("p-2", "theirs", updated_at=LATER))
    file.write_bytes(theirs)
    with pytest.raises(FileChanged, match="imported first"):
        ExportProject(file).run(tracker)
    assert file.read_bytes() == theirs
    importing.import_file(tracker, file)
    ExportProject(file).run(tracker)
    assert _titles(file) == {"p-1": "ours", "p-2": "theirs"}


@pytest.mark.parametrize("there", [b"", b"\n", lines(record("p-2"))])
def test_a_file_that_lost_lines_gets_them_back(tracker: Tracker, file: Path, there: bytes) -> None:
    _opened(tracker, file, record("p-1", own=1), record("p-2"))
    file.write_bytes(there)
    with pytest.raises(FileChanged):
        ExportProject(file).run(tracker)
    importing.import_file(tracker, file)
    ExportProject(file).run(tracker)
    assert sorted(file.read_bytes().split()) == sorted(lines(record("p-1", own=1), record("p-2")).split())
    assert ExchangeState(file).run(tracker).pending == 0


def test_a_file_that_is_missing_is_written(tracker: Tracker, file: Path) -> None:
    requests.Create("first").run(tracker)
    assert ExchangeState(file).run(tracker).pending == 1
    ExportProject(file).run(tracker)
    assert list(_titles(file).values()) == ["first"]
    requests.Create("second").run(tracker)
    file.unlink()
    ExportProject(file).run(tracker)
    assert sorted(_titles(file).values()) == ["first", "second"]


def test_a_file_that_was_never_imported_is_not_written_over(tracker: Tracker, file: Path) -> None:
    requests.Create("ours").run(tracker)
    file.write_bytes(lines(record("p-1")))
    with pytest.raises(FileChanged):
        ExportProject(file).run(tracker)
    assert _titles(file) == {"p-1": "t"}


def test_nothing_is_made_for_a_tracker_without_issues(tracker: Tracker, file: Path) -> None:
    assert not ExportProject(file).run(tracker).written
    assert not file.exists()


def test_an_edit_while_the_file_is_written_is_not_forgotten(
    open_tracker: OpenTracker, tracker: Tracker, file: Path
) -> None:
    _opened(tracker, file, record("p-1"), record("p-2"))
    _edit(tracker, "p-1", title="first")
    exporter = open_tracker()

    def edit(step: str) -> None:
        if step == "renamed":
            _edit(tracker, "p-1", title="second")
            _edit(tracker, "p-2", title="other")
            requests.Create("new").run(tracker)

    export_project(exporter, file, at=edit)
    assert _titles(file) == {"p-1": "first", "p-2": "t"}
    assert ExchangeState(file).run(tracker).pending == 3
    export_project(exporter, file)
    assert _titles(file) | {"p-1": "second", "p-2": "other"} == _titles(file)
    assert len(_titles(file)) == 3


def test_our_own_file_is_no_news_while_it_is_not_noted(
    open_tracker: OpenTracker, tracker: Tracker, file: Path
) -> None:
    _opened(tracker, file, record("p-1"))
    _edit(tracker, "p-1", title="ours")
    exporter = open_tracker()
    news: list[bool] = []
    export_project(exporter, file, at=lambda _step: news.append(FileNews(file).run(tracker)))
    assert not any(news)
    assert not FileNews(file).run(tracker)
    file.write_bytes(lines(record("p-9")))
    assert FileNews(file).run(tracker)


def test_an_import_while_the_file_is_written_wins(
    open_tracker: OpenTracker, tracker: Tracker, file: Path
) -> None:
    """Noted over it, the next import would take the other program's change back."""
    _opened(tracker, file, record("p-1"), record("p-2"))
    _edit(tracker, "p-1", title="ours")
    exporter = open_tracker()

    def write(step: str) -> None:
        if step == "renamed":
            file.write_bytes(lines(record("p-1"), record("p-2", "theirs", updated_at=FUTURE)))
            importing.import_file(tracker, file)

    with pytest.raises(FileChanged):
        export_project(exporter, file, at=write)
    export_project(exporter, file)
    assert _titles(file) == {"p-1": "ours", "p-2": "theirs"}


def test_a_program_that_writes_before_the_rename_is_not_written_over(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"))
    _edit(tracker, "p-1", title="ours")
    theirs = lines(record("p-1"), record("p-9"))

    def write(step: str) -> None:
        if step == "written":
            file.write_bytes(theirs)

    with pytest.raises(FileChanged):
        export_project(tracker, file, at=write)
    assert file.read_bytes() == theirs
    assert not _others(file)


STEPS = ("locked", "computed", "begun", "written", "renamed", "reread", "noted")

_KILLED = """
import os, signal, sys
from pathlib import Path
from store.guarded_export import export_project
from store.tracker import Tracker
def at(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
export_project(Tracker.open(Path(sys.argv[1]), actor="ann"), Path(sys.argv[2]), at=at)
"""


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_a_whole_file_and_the_next_export_right(
    tracker: Tracker, path: Path, file: Path, step: str
) -> None:
    said = record("p-2", own=1, comments=[comment("p-2", 7, "said")])
    _opened(tracker, file, record("p-1"), said, b"no record")
    old = file.read_bytes()
    _edit(tracker, "p-1", title="new")
    requests.AddComment(find(tracker, "p-2").uid, "and more").run(tracker)
    requests.Create("made here").run(tracker)
    new = exporting.export(tracker)[0]
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", _KILLED, path, file, step], cwd=root, check=False)
    assert done.returncode == -9
    written = STEPS.index(step) >= STEPS.index("renamed")
    assert file.read_bytes() == (new if written else old)
    if step in ("renamed", "reread"):
        with pytest.raises(FileChanged):
            ExportProject(file).run(tracker)
    imported = importing.import_file(tracker, file)
    assert (imported.created, imported.conflicts) == (0, ())
    _edit(tracker, "p-1", title="after")
    ExportProject(file).run(tracker)
    assert file.read_bytes() == exporting.export(tracker)[0]
    assert b'"title":"after"' in file.read_bytes()
    assert file.read_bytes().count(b"and more") == 1
    assert ExchangeState(file).run(tracker).pending == 0
    assert not _others(file)


class _Killed(BaseException):
    """Nothing catches it, as with a kill."""


@pytest.mark.parametrize("step", STEPS[:-1])
def test_after_a_kill_the_next_edits_do_not_clash_with_what_we_wrote_ourselves(
    tracker: Tracker, file: Path, step: str
) -> None:
    _opened(tracker, file, record("p-1", labels=["a"]), record("p-2"))
    _edit(tracker, "p-1", title="first", notes="n")
    requests.Create("unwanted").run(tracker)

    def kill(now: str) -> None:
        if now == step:
            raise _Killed

    with pytest.raises(_Killed):
        export_project(tracker, file, at=kill)
    requests.Undo().run(tracker)
    _edit(tracker, "p-1", title="second", notes="")
    _edit(tracker, "p-2", title="new")
    imported = importing.import_file(tracker, file)
    assert (imported.created, imported.updated, imported.conflicts) == (0, 0, ())
    assert (find(tracker, "p-1").title, find(tracker, "p-1").notes) == ("second", "")
    ExportProject(file).run(tracker)
    written = map(json.loads, file.read_bytes().splitlines())
    assert {one["title"] for one in written if one["status"] == "open"} == {"second", "new"}
    # The note is of that one export: what another program writes is merged as ever.
    file.write_bytes(lines(record("p-1", "theirs", labels=["a"], updated_at=FUTURE), record("p-2", "new")))
    _edit(tracker, "p-1", title="third")
    assert [one["lost"] for one in importing.import_file(tracker, file).conflicts] == ["third"]


def test_the_mode_and_a_link_stay(tracker: Tracker, file: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.jsonl"
    _opened(tracker, real, record("p-1"))
    real.chmod(0o640)
    file.symlink_to(real)
    _edit(tracker, "p-1", title="new")
    ExportProject(file).run(tracker)
    assert file.is_symlink()
    assert _titles(real) == {"p-1": "new"}
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_line_ending_and_a_mark_of_the_file_stay(tracker: Tracker, file: Path) -> None:
    # The new issue sorts behind both, whatever its id: the line without an ending gets one.
    file.write_bytes(b"\xef\xbb\xbf" + line(record("p-0")) + b"\r\n" + line(record("p-00")))
    importing.import_file(tracker, file)
    requests.Create("new").run(tracker)
    _edit(tracker, "p-0", title="other")
    ExportProject(file).run(tracker)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf{")
    assert data.count(b"\r\n") == 3 == data.count(b"\n")
    assert ExportProject(file).run(tracker).written is False


def test_bds_lock_is_waited_for_and_its_holder_named(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"))
    _edit(tracker, "p-1", title="new")
    hold = (
        "import fcntl, sys; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX); "
        "print(1, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", hold, file.parent / NAME], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        other.stdout.readline()
        with pytest.raises(NotExported, match="being written by") as caught:
            export_project(tracker, file, patience=0.0)
        assert caught.value.why == "held"
        if sys.platform == "linux":
            assert str(other.pid) in caught.value.detail
        assert _titles(file) == {"p-1": "t"}
    finally:
        other.stdin.close()
        other.wait()
        other.stdout.close()
    ExportProject(file).run(tracker)
    assert _titles(file) == {"p-1": "new"}


@pytest.mark.parametrize("what", ["file", "folder"])
def test_the_lock_is_that_of_the_name_by_which_others_know_the_file(
    tracker: Tracker, file: Path, tmp_path: Path, what: str
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "issues.jsonl").write_bytes(lines(record("p-1")))
    if what == "file":
        file.symlink_to(real / "issues.jsonl")
    else:
        file.parent.rmdir()
        file.parent.symlink_to(real)
    importing.import_file(tracker, file)
    _edit(tracker, "p-1", title="new")
    with (file.parent / NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NotExported) as caught:
            export_project(tracker, file, patience=0)
        assert caught.value.why == "held"
    export_project(tracker, file)
    assert _titles(file) == {"p-1": "new"}


def test_what_is_no_ordinary_file_is_named_and_waited_for_by_nobody(tracker: Tracker, file: Path) -> None:
    requests.Create("mine").run(tracker)
    lock = file.parent / NAME
    lock.mkdir()
    with pytest.raises(
        NotExported, match=r"\.jsonl\.lock beside it is a folder.*take it away\. Your changes"
    ):
        export_project(tracker, file)
    lock.rmdir()
    lock.symlink_to("elsewhere")
    with pytest.raises(NotExported, match=r"\.jsonl\.lock beside it is a link.*take it away\. Your changes"):
        export_project(tracker, file)
    lock.unlink()
    os.mkfifo(file)
    with pytest.raises(NotExported, match=r"issues\.jsonl could not be updated: it is no ordinary file\."):
        export_project(tracker, file)
    assert file.is_fifo()


def test_the_lock_is_held_until_all_is_noted(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"))
    _edit(tracker, "p-1", title="new")
    held: list[str] = []

    def look(step: str) -> None:
        with (file.parent / NAME).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.append(step)

    export_project(tracker, file, at=look)
    assert tuple(held) == STEPS


def test_a_file_outside_of_beads_gets_no_lock_file(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "plain" / "issues.jsonl"
    file.parent.mkdir()
    _opened(tracker, file, record("p-1"))
    _edit(tracker, "p-1", title="new")
    ExportProject(file).run(tracker)
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_wait_for_the_lock_can_be_ended(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"))
    with (file.parent / NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        tracker.stop_waiting.set()
        with pytest.raises(NotExported) as caught:
            export_project(tracker, file, patience=3600)
    assert caught.value.why == "held"


def test_a_folder_that_is_gone(tracker: Tracker, tmp_path: Path) -> None:
    requests.Create("x").run(tracker)
    with pytest.raises(NotExported, match="its folder is not there"):
        ExportProject(tmp_path / "none" / "issues.jsonl").run(tracker)


def test_a_path_that_is_a_folder(tracker: Tracker, file: Path) -> None:
    requests.Create("x").run(tracker)
    file.mkdir()
    with pytest.raises(NotExported, match="Is a directory"):
        ExportProject(file).run(tracker)


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_no_permission(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"))
    _edit(tracker, "p-1", title="new")
    file.chmod(0o444)
    with pytest.raises(NotExported, match="no permission"):
        ExportProject(file).run(tracker)
    assert _titles(file) == {"p-1": "t"}


def test_a_disk_that_nobody_may_write_to(tracker: Tracker, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        file = disk / ".beads" / "issues.jsonl"
        file.parent.mkdir()
        (file.parent / NAME).touch()
        _opened(tracker, file, record("p-1"))
        _edit(tracker, "p-1", title="new")
        read_only(disk)
        with pytest.raises(NotExported, match="no permission") as caught:
            ExportProject(file).run(tracker)
        assert caught.value.why == "permission"
        assert _titles(file) == {"p-1": "t"}
        assert ExchangeState(file).run(tracker).pending == 1


def test_a_full_disk_leaves_the_file_as_it_was(tracker: Tracker, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        file = disk / ".beads" / "issues.jsonl"
        file.parent.mkdir()
        _opened(tracker, file, record("p-1", "x" * 400_000))
        _edit(tracker, "p-1", title="new")
        (file.parent / NAME).touch()
        fill(disk / "ballast")
        with pytest.raises(NotExported, match="the disk is full"):
            ExportProject(file).run(tracker)
        assert _titles(file) == {"p-1": "x" * 400_000}
        assert not _others(file)
        (disk / "ballast").unlink()
        ExportProject(file).run(tracker)
        assert _titles(file) == {"p-1": "new"}


# The guard against faults of our own


def _faulty(monkeypatch: pytest.MonkeyPatch, fault: Any) -> None:
    real = exporting.render

    def render(tracker: Tracker, file: int | None) -> exporting.Rendering:
        made = real(tracker, file)
        fault(made)
        return made

    monkeypatch.setattr("store.guarded_export.render", render)


def _without(key: str) -> Any:
    def fault(made: exporting.Rendering) -> None:
        record = {name: value for name, value in json.loads(made.parts[1].body).items() if name != key}
        made.parts[1].body = line(record)

    return fault


def _with(key: str, value: object) -> Any:
    def fault(made: exporting.Rendering) -> None:
        made.parts[1].body = line(json.loads(made.parts[1].body) | {key: value})

    return fault


def _cut(made: exporting.Rendering) -> None:
    made.parts[0].body = b""


def _half(made: exporting.Rendering) -> None:
    made.parts[1].body = made.parts[1].body[:50]


def _dropped(made: exporting.Rendering) -> None:
    del made.parts[2]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (_cut, r"line 1 \(p-1\) would lose what it says"),
        (_half, r"line 2 \(p-2\) would lose all of it"),
        (_without("own"), r"line 2 \(p-2\) would lose “own”"),
        (_without("comments"), r"line 2 \(p-2\) would lose “comments”"),
        (_without("description"), r"line 2 \(p-2\) would lose “description”"),
        (_with("own", 2), r"line 2 \(p-2\) would lose “own”"),
        (_with("labels", ["a"]), r"line 2 \(p-2\) would lose “labels”"),
        (_dropped, "line 3 would be missing"),
    ],
)
def test_an_export_that_would_lose_something_is_refused(
    tracker: Tracker, file: Path, monkeypatch: pytest.MonkeyPatch, fault: Any, said: str
) -> None:
    said_so = [comment("p-2", 1, "said")]
    whole = record("p-2", description="text", labels=["a", "b"], own=1, comments=said_so)
    _opened(tracker, file, record("p-1"), whole, b"no record")
    before = file.read_bytes()
    _edit(tracker, "p-2", title="new")
    _faulty(monkeypatch, fault)
    with pytest.raises(NotExported, match=said):
        ExportProject(file).run(tracker)
    assert file.read_bytes() == before


def test_what_a_user_takes_away_may_go(tracker: Tracker, file: Path) -> None:
    _opened(
        tracker,
        file,
        record("p-1", description="d", labels=["a", "b"], comments=[comment("p-1", 1, "x")], due_at=LATER),
    )
    issue = find(tracker, "p-1")
    requests.Edit(issue.uid, {"description": "", "due_at": None}).run(tracker)
    requests.Label((issue.uid,), remove=("a", "b")).run(tracker)
    requests.DeleteComment(issue.uid, issue.comments[0].uid).run(tracker)
    ExportProject(file).run(tracker)
    left = json.loads(file.read_bytes())
    assert not left.keys() & {"description", "labels", "comments", "due_at"}


def test_a_value_that_lost_a_merge_may_go(tracker: Tracker, file: Path, tmp_path: Path) -> None:
    """It is kept for review; the newer side had no notes."""
    other = tmp_path / "other.jsonl"
    _opened(tracker, other, record("p-1", updated_at=LATER))
    _opened(tracker, file, record("p-1", notes="older"))
    ExportProject(file).run(tracker)
    assert ExchangeState(file).run(tracker).pending == 0


def test_closing_and_opening_again_goes_through(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1", status="closed", closed_at=LATER, close_reason="done"))
    requests.Reopen((find(tracker, "p-1").uid,)).run(tracker)
    ExportProject(file).run(tracker)
    assert "closed_at" not in json.loads(file.read_bytes())


def test_a_memory_that_does_not_fit_the_file_is_made_anew(tracker: Tracker, file: Path) -> None:
    _opened(tracker, file, record("p-1"), record("p-2"))
    tracker.run("DELETE FROM jsonl_base WHERE line = 2")
    _edit(tracker, "p-1", title="new")
    with pytest.raises(FileChanged):
        ExportProject(file).run(tracker)
    importing.import_file(tracker, file)
    ExportProject(file).run(tracker)
    assert _titles(file) == {"p-1": "new", "p-2": "t"}


def test_a_conflict_of_git_is_resolved_in_the_file_with_all_that_both_sides_say(
    tracker: Tracker, file: Path
) -> None:
    _opened(tracker, file, record("p-1", labels=["x"]), record("p-2"))
    ours = record("p-1", "ours", labels=["o", "x"], updated_at=LATER, own=1)
    theirs = record(
        "p-1", labels=["t", "x"], comments=[comment("p-1", 1, "said")], updated_at=FUTURE, other=2
    )
    file.write_bytes(lines(b"<<<<<<< HEAD", ours, b"=======", theirs, b">>>>>>> branch", record("p-2")))
    importing.import_file(tracker, file)
    assert ExportProject(file).run(tracker).written
    first, second = map(json.loads, file.read_bytes().splitlines())
    assert (first["title"], first["labels"], first["own"], first["other"]) == ("ours", ["o", "t", "x"], 1, 2)
    assert [one["text"] for one in first["comments"]] == ["said"]
    assert second == record("p-2")
    assert not ExportProject(file).run(tracker).written
    assert importing.import_file(tracker, file).unchanged == 2


def test_an_issue_that_lives_on_here_is_written_over_its_tombstone(tracker: Tracker, file: Path) -> None:
    """Closed here, deleted there a little before: the deletion is kept for review, and goes from the file."""
    _opened(tracker, file, record("p-1"))
    requests.Close((find(tracker, "p-1").uid,)).run(tracker)
    gone = {"status": "tombstone", "deleted_at": LATER, "deleted_by": "bob", "delete_reason": "twice"}
    file.write_bytes(lines(record("p-1", updated_at=LATER, **gone)))
    assert importing.import_file(tracker, file).conflicts[0]["field"] == "status"
    ExportProject(file).run(tracker)
    written = json.loads(file.read_bytes())
    assert (written["status"], "deleted_at" in written) == ("closed", False)


def test_an_issue_whose_creation_is_undone_after_it_was_written_is_deleted_in_the_file(
    tracker: Tracker, file: Path
) -> None:
    # No id that is made sorts before this one.
    _opened(tracker, file, record("p-0"))
    requests.Create("a mistake").run(tracker)
    ExportProject(file).run(tracker)
    requests.Undo().run(tracker)
    ExportProject(file).run(tracker)
    first, second = map(json.loads, file.read_bytes().splitlines())
    assert first == record("p-0")
    assert (second["title"], second["status"], second["original_type"]) == ("a mistake", "tombstone", "task")
    assert second["updated_at"] > second["created_at"]
    assert not ExportProject(file).run(tracker).written
    assert importing.import_file(tracker, file).unchanged == 2
    requests.Redo().run(tracker)
    ExportProject(file).run(tracker)
    again = json.loads(file.read_bytes().splitlines()[1])
    assert (again["status"], again.keys() & {"deleted_at", "original_type"}) == ("open", set())
