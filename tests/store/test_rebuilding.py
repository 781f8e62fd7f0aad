"""A damaged tracker is built anew from the issue file beside it, and the difference is told before."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store import backup_making, rebuilding
from store.errors import Cancelled, Held, KnownError, Outdated
from store.exit_codes import DONE, NOTHING, PROBLEMS
from store.export_file import export_to
from store.lookups import Check
from store.pace import Pace
from store.requests import AddComment, Close, Create, Edit, Label
from store.tracker import Tracker
from store.ways_out import ways_out
from tests.helpers.issue_files import find, put, record
from tests.helpers.terminal import Terminal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A tracker with a backup, an issue file beside it that was written a while ago, and changes since."""
    path = tmp_path / "Pumps.strandline"
    tracker = Tracker.open(path, create=True, actor="ann")
    put(tracker, *(record(f"p-{n}", f"Pump {n}", description="x" * 3000) for n in range(1, 9)))
    export_to(tracker, path.with_suffix(".jsonl"))
    backup_making.make(tracker, "asked")
    for request in (
        Edit(find(tracker, "p-1").uid, {"title": "Another pump"}),
        Label((find(tracker, "p-2").uid,), add=("wet",)),
        AddComment(find(tracker, "p-3").uid, "It leaks"),
        Close((find(tracker, "p-4").uid,)),
        Create("Only here"),
    ):
        request.run(tracker)
    tracker.close()
    return path


def damage(path: Path, *, all_of_it: bool = False) -> bytes:
    data = b"rubbish" * 4000 if all_of_it else b"\0" * 100 + path.read_bytes()[100:]
    path.write_bytes(data)
    return data


def test_what_differs_is_told_by_number_and_name_and_nothing_is_changed(path: Path) -> None:
    data, file = damage(path), path.with_suffix(".jsonl")
    assert rebuilding.issue_file_of(path) == file
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]) + b'{"id":"p-99","title":"From git"}\nno issue\n')
    before = file.read_bytes()
    found = rebuilding.contrast(path, file)
    assert (found.issues, found.problems, found.against) == (8, 1, "tracker")
    assert {title for _, title in found.away.first} == {"Pump 8", "Only here"}
    assert found.back.first == (("p-99", "From git"),)
    assert [id for id, _ in found.changed.first] == ["p-1", "p-2", "p-3", "p-4"]
    assert not found.same
    assert (path.read_bytes(), file.read_bytes()) == (data, before)


def test_without_changes_since_they_are_the_same(path: Path) -> None:
    tracker = Tracker.open(path, actor="ann")
    export_to(tracker, path.with_suffix(".jsonl"))
    tracker.close()
    damage(path)
    assert rebuilding.contrast(path, path.with_suffix(".jsonl")).same


def test_where_nothing_can_be_read_the_newest_backup_is_compared(path: Path) -> None:
    damage(path, all_of_it=True)
    found = rebuilding.contrast(path, path.with_suffix(".jsonl"))
    assert found.backup is not None
    assert (found.against, found.same, found.issues) == ("backup", True, 8)
    ways = ways_out(path)
    assert (ways.backup, ways.issue_file, ways.readable) == (found.backup, path.with_suffix(".jsonl"), False)


def test_it_is_built_anew_and_the_damaged_file_is_kept(path: Path) -> None:
    data, file = damage(path), path.with_suffix(".jsonl")
    before = file.read_bytes()
    done = rebuilding.rebuild(path, file)
    assert (done.issues, done.problems) == (8, 0)
    assert done.aside == path.with_name("Pumps (damaged).strandline")
    assert done.aside.read_bytes() == data
    assert file.read_bytes() == before
    tracker = Tracker.open(path, actor="ann")
    assert Check().run(tracker).ok
    assert find(tracker, "p-1").title == "Pump 1"
    # It knows the file, so that its next export patches it.
    Edit(find(tracker, "p-1").uid, {"title": "After"}).run(tracker)
    export_to(tracker, file)
    tracker.close()
    after = file.read_bytes()
    assert b'"After"' in after.splitlines()[0]
    assert after.splitlines()[1:] == before.splitlines()[1:]
    assert [one.name for one in path.parent.glob(".*")] == []


def test_it_is_refused_while_the_tracker_is_open_for_an_empty_file_and_when_stopped(path: Path) -> None:
    file, other = path.with_suffix(".jsonl"), path.with_name("none.jsonl")
    other.write_bytes(b"\n")
    tracker = Tracker.open(path)
    with pytest.raises(Held, match="is open in this program"):
        rebuilding.rebuild(path, file)
    tracker.close()
    data, cancel = damage(path), threading.Event()
    with pytest.raises(KnownError, match=r"has no issues.*Nothing was changed"):
        rebuilding.rebuild(path, other)
    cancel.set()
    for work in (rebuilding.contrast, rebuilding.rebuild):
        with pytest.raises(Cancelled):
            work(path, file, Pace(cancel=cancel))
    assert path.read_bytes() == data
    assert {one.name for one in path.parent.iterdir()} >= {path.name, file.name, other.name}
    assert not list(path.parent.glob("*damaged*"))


def test_the_terminal_says_what_differs_and_builds_it(path: Path) -> None:
    data = damage(path)
    terminal = Terminal(path.parent, path)
    answer = terminal.run("rebuild", "--dry-run", json=False)
    out = answer.out.decode()
    assert "1 issues only in the tracker, not in the file:" in out
    assert "4 issues in both, and not the same:" in out
    assert answer.code == DONE
    assert path.read_bytes() == data
    path.with_suffix(".jsonl").write_bytes(path.with_suffix(".jsonl").read_bytes() + b"no issue\n")
    built = terminal.run("rebuild", json=False)
    assert f"{path} has 8 issues of Pumps.jsonl, checked" in built.out.decode()
    assert "1 issues only in Pumps (damaged).strandline, not in the file:" in built.out.decode()
    assert built.code == PROBLEMS
    path.with_suffix(".jsonl").unlink()
    assert "Name one with --from" in terminal.run("rebuild", json=False).err


def test_what_is_written_meanwhile_is_not_put_aside_unsaid(path: Path) -> None:
    def come(_done: int, _all: int) -> None:
        if not came:
            came.append(path)
            tracker = Tracker.open(path, actor="bob")
            Create("acknowledged").run(tracker)
            tracker.close()

    came: list[Path] = []
    with pytest.raises(Held, match="nothing was replaced"):
        rebuilding.rebuild(path, path.with_suffix(".jsonl"), Pace(come))
    tracker = Tracker.open(path, actor="ann")
    assert tracker.one("SELECT count(*) FROM issue WHERE title = 'acknowledged'") == 1
    tracker.close()


def test_a_sound_tracker_is_left_alone_by_the_terminal_unless_it_is_forced(path: Path) -> None:
    data, terminal = path.read_bytes(), Terminal(path.parent, path)
    assert terminal.run("rebuild", "--dry-run", json=False).code == DONE
    refused = terminal.run("rebuild", json=False)
    assert refused.code == NOTHING
    assert "Pumps.strandline is sound. Nothing was changed" in refused.err
    assert path.read_bytes() == data
    assert not list(path.parent.glob("*damaged*"))
    forced = terminal.run("rebuild", "--force", json=False)
    assert forced.code == PROBLEMS, "an issue is only in the tracker that was there"
    aside = path.with_name("Pumps (damaged).strandline")
    assert f"What was there before, with its history, is {aside}" in forced.out.decode()
    assert aside.read_bytes() == data
    tracker = Tracker.open(path, actor="ann")
    export_to(tracker, path.with_suffix(".jsonl"))
    tracker.close()
    assert terminal.run("rebuild", "--force", json=False).code == DONE


@pytest.mark.parametrize("all_of_it", [False, True])
def test_another_file_than_was_shown_is_not_taken(path: Path, all_of_it: bool) -> None:
    data, file = damage(path, all_of_it=all_of_it), path.with_suffix(".jsonl")
    found = rebuilding.contrast(path, file)
    before = file.read_bytes()
    file.write_bytes(before + b'{"id":"p-99","title":"From git"}\n')
    with pytest.raises(Outdated, match=r"Pumps\.jsonl was changed meanwhile\. Nothing was changed"):
        rebuilding.rebuild(path, file, expect=found.sha256)
    assert path.read_bytes() == data
    file.write_bytes(before)
    assert rebuilding.rebuild(path, file, expect=found.sha256).issues == 8
