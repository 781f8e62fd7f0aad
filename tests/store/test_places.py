"""Where things live, which tracker a command means, and the files that several processes share."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from store import places
from store.errors import NoTracker
from store.places import (
    Place,
    Project,
    choose,
    data_dir,
    default_tracker,
    drafts_file,
    find_beads,
    jsonl_of,
    mirrors,
    place_of,
    project_tracker,
    read_project,
    remember_project,
    replica_id,
)
from store.private_files import private_folder, write_private
from store.recent import add_recent, forget_recent, recent, recent_file

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


def project(root: Path, *files: str) -> Path:
    beads = root / ".beads"
    beads.mkdir(parents=True)
    for name in files or ("issues.jsonl",):
        (beads / name).write_text("{}\n")
    return beads


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_data_directory_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_dir() == tmp_path / "data"
    assert default_tracker() == tmp_path / "data" / "Home.strandline"
    assert drafts_file().parent == tmp_path / "data"
    monkeypatch.delenv("STRANDLINE_DATA")
    assert data_dir().name == "strandline"
    assert data_dir().is_absolute()


@links
def test_a_project_has_one_tracker_whatever_path_leads_there(tmp_path: Path) -> None:
    beads = project(tmp_path / "repo")
    name = hashlib.sha256(os.fsencode(os.path.realpath(beads))).hexdigest()[:16]
    assert project_tracker(beads) == data_dir() / "projects" / name / "tracker.strandline"
    (tmp_path / "link").symlink_to(tmp_path / "repo")
    assert project_tracker(tmp_path / "link" / ".beads") == project_tracker(beads)
    assert project_tracker(tmp_path / "repo" / ".." / "repo" / ".beads") == project_tracker(beads)


def test_looking_creates_nothing(tmp_path: Path) -> None:
    beads = project(tmp_path / "repo")
    choose(None, None, tmp_path)
    choose(None, tmp_path / "repo", tmp_path)
    project_tracker(beads)
    assert recent() == []
    assert not data_dir().exists()


def test_a_project_is_remembered_beside_its_tracker(tmp_path: Path) -> None:
    beads = project(tmp_path / "repo")
    tracker = project_tracker(beads)
    assert read_project(tracker) is None
    remember_project(tracker, beads, beads / "issues.jsonl", ["a-1", "ä-2"])
    assert read_project(tracker) == Project(beads, beads / "issues.jsonl", ("a-1", "ä-2"))
    assert place_of(tracker) == Place(tracker, beads, beads / "issues.jsonl")
    assert sorted(path.name for path in tracker.parent.iterdir()) == ["project.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"beads":1,"jsonl":"x"}', '{"beads":"x"}', "[" * 99_999])
def test_a_damaged_project_file_is_no_project(text: str) -> None:
    tracker = data_dir() / "projects" / "x" / "tracker.strandline"
    write_private(tracker.parent / "project.json", text.encode())
    assert read_project(tracker) is None
    assert place_of(tracker) == Place(tracker)


@posix
def test_only_the_owner_can_look_in(tmp_path: Path) -> None:
    os.umask(os.umask(0o022))
    beads = project(tmp_path / "repo")
    tracker = project_tracker(beads)
    remember_project(tracker, beads, beads / "issues.jsonl")
    replica_id()
    add_recent(Place(tracker))
    assert [mode(folder) for folder in (data_dir(), tracker.parent.parent, tracker.parent)] == [0o700] * 3
    files = [tracker.parent / "project.json", data_dir() / "replica", recent_file()]
    assert [mode(file) for file in files] == [0o600] * 3


@posix
def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    private_folder(tmp_path / "open" / "a" / "b")
    assert mode(tmp_path / "open") == 0o755
    assert mode(tmp_path / "open" / "a") == mode(tmp_path / "open" / "a" / "b") == 0o700


# Projects


def test_the_nearest_project_above_is_found(tmp_path: Path) -> None:
    outer, inner = project(tmp_path), project(tmp_path / "a" / "b", "config.yaml")
    deep = tmp_path / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    assert find_beads(deep) == inner
    assert find_beads(inner) == inner
    assert find_beads(tmp_path / "a") == outer


@pytest.mark.parametrize(
    "names", [["registry.json"], ["beads.db.backup.db"], ["vc.db"], ["issues.jsonl.tmp"]]
)
def test_a_beads_folder_without_a_project_in_it_is_passed_over(tmp_path: Path, names: list[str]) -> None:
    outer = project(tmp_path)
    project(tmp_path / "home", *names)
    assert find_beads(tmp_path / "home") == outer


@pytest.mark.parametrize("name", ["metadata.json", "config.yaml", "beads.db", "other.jsonl"])
def test_any_file_of_a_project_makes_one(tmp_path: Path, name: str) -> None:
    beads = project(tmp_path / "repo", name)
    assert find_beads(tmp_path / "repo") == beads


def test_a_redirect_is_followed_from_the_root_of_the_project_and_once(tmp_path: Path) -> None:
    shared, third = project(tmp_path / "shared"), project(tmp_path / "third")
    beads = project(tmp_path / "work" / "tree", "redirect")
    (beads / "redirect").write_text("# where the issues are\n\n  ../../shared/.beads  \n../../third/.beads\n")
    assert find_beads(tmp_path / "work" / "tree") == shared
    (beads / "redirect").write_text(f"{third}\n")
    assert find_beads(tmp_path / "work" / "tree") == third
    (third / "redirect").write_text(str(shared))
    assert find_beads(tmp_path / "work" / "tree") == third


@pytest.mark.parametrize("text", ["", "# nothing\n", "../gone/.beads", "\0", "\xff"])
def test_a_redirect_to_nowhere_stays_here(tmp_path: Path, text: str) -> None:
    beads = project(tmp_path / "repo")
    (beads / "redirect").write_text(text, encoding="latin-1")
    assert find_beads(tmp_path / "repo") == beads


@pytest.mark.parametrize(
    ("files", "metadata", "expected"),
    [
        (["issues.jsonl", "beads.jsonl"], None, "issues.jsonl"),
        (["beads.jsonl"], None, "beads.jsonl"),
        ([], None, "issues.jsonl"),
        (["own.jsonl", "issues.jsonl"], {"jsonl_export": "own.jsonl"}, "own.jsonl"),
        (["issues.jsonl"], {"jsonl_export": "own.jsonl"}, "issues.jsonl"),
        ([], {"jsonl_export": "own.jsonl"}, "own.jsonl"),
        (["issues.jsonl"], {"jsonl_export": 7}, "issues.jsonl"),
        (["issues.jsonl"], {"jsonl_export": ""}, "issues.jsonl"),
        (["issues.jsonl"], ["no object"], "issues.jsonl"),
    ],
)
def test_the_issue_file_is_the_one_that_bd_uses(
    tmp_path: Path, files: list[str], metadata: object, expected: str
) -> None:
    beads = project(tmp_path, "config.yaml", *files)
    if metadata is not None:
        (beads / "metadata.json").write_text(json.dumps(metadata))
    assert jsonl_of(beads) == beads / expected


@pytest.mark.parametrize("name", ["../evil.jsonl", "a/b.jsonl", "..", "a\\b.jsonl", "C:x.jsonl", "x\0"])
def test_a_name_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    beads = project(tmp_path, "config.yaml")
    (tmp_path / "evil.jsonl").write_text("")
    (beads / "metadata.json").write_text(json.dumps({"jsonl_export": name}))
    assert jsonl_of(beads) == beads / "issues.jsonl"


# Which tracker is meant


def test_the_tracker_is_chosen_in_the_agreed_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, other = project(tmp_path / "here"), project(tmp_path / "other", "beads.jsonl")
    cwd = tmp_path / "here" / "src"
    cwd.mkdir()
    (tmp_path / "empty").mkdir()
    assert choose(None, None, tmp_path / "empty") == Place(default_tracker())
    assert choose(None, None, cwd) == Place(project_tracker(here), here, here / "issues.jsonl")
    monkeypatch.setenv("STRANDLINE_DB", "mine.strandline")
    assert choose(None, None, cwd) == Place(cwd / "mine.strandline")
    expected = Place(project_tracker(other), other, other / "beads.jsonl")
    assert choose(None, Path("../../other"), cwd) == expected
    assert choose(None, other, cwd) == expected
    assert choose(Path("../x.strandline"), other, cwd) == Place(tmp_path / "here" / "x.strandline")
    monkeypatch.setenv("STRANDLINE_DB", "")
    assert choose(None, None, cwd).beads == here


def test_a_projects_tracker_named_by_its_file_still_knows_its_project(tmp_path: Path) -> None:
    beads = project(tmp_path / "repo")
    tracker = project_tracker(beads)
    remember_project(tracker, beads, beads / "issues.jsonl")
    assert choose(tracker, None, tmp_path) == choose(None, tmp_path / "repo", tmp_path)


def test_a_named_project_may_be_empty_but_must_be_there(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "new" / ".beads").mkdir(parents=True)
    (tmp_path / "plain").mkdir()
    assert choose(None, tmp_path / "new", tmp_path).beads == tmp_path / "new" / ".beads"
    with pytest.raises(NoTracker, match=r"plain has no \.beads folder"):
        choose(None, tmp_path / "plain", tmp_path)


def test_a_named_project_follows_its_redirect(tmp_path: Path) -> None:
    shared, beads = project(tmp_path / "shared"), project(tmp_path / "tree", "redirect")
    (beads / "redirect").write_text("../shared/.beads")
    assert choose(None, tmp_path / "tree", tmp_path).beads == shared


# The replica


def test_the_replica_keeps_its_name() -> None:
    name = replica_id()
    assert re.fullmatch("[0-9a-f]{8}", name)
    assert replica_id() == name
    assert [path.name for path in data_dir().iterdir()] == ["replica"]


@pytest.mark.parametrize("text", ["", "short", "GHIJKLMN", "0123456789"])
def test_a_damaged_replica_file_is_replaced(text: str) -> None:
    write_private(data_dir() / "replica", text.encode())
    name = replica_id()
    assert re.fullmatch("[0-9a-f]{8}", name)
    assert replica_id() == name


def test_processes_that_start_together_agree_on_the_name() -> None:
    root = Path(places.__file__).parents[1]
    code = (
        "import sys; from store import places, private_files as files;"
        "place = files.publish;"
        # Each holds its finished file until told, so that all of them have seen that there was none.
        "files.publish = lambda *a, **k: (print('made', flush=True), input(), place(*a, **k))[2];"
        "print(places.replica_id())"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "made\n"
    names = {process.communicate("go\n")[0].strip() for process in started}
    assert names == {replica_id()}


def test_the_first_of_two_names_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    assert write_private(path, b"first", replace=False)
    assert not write_private(path, b"second", replace=False)
    assert path.read_bytes() == b"first"
    assert write_private(path, b"third")
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]
    assert path.read_bytes() == b"third"


def test_without_links_the_first_name_stays_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert write_private(tmp_path / "kept", b"first", replace=False)
    assert not write_private(tmp_path / "kept", b"second", replace=False)
    assert (tmp_path / "kept").read_bytes() == b"first"


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "kept"
    write_private(path, b"first")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_private(path, b"second")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"first"]


# Opened lately


def test_the_list_is_newest_first_and_shows_what_is_missing(tmp_path: Path) -> None:
    beads = project(tmp_path / "repo")
    there, mirrored, gone = (tmp_path / name for name in ("a.strandline", "b.strandline", "c.strandline"))
    for path in (there, mirrored):
        path.touch()
    for place in (Place(there), Place(gone), Place(mirrored, beads), Place(there)):
        add_recent(place)
    assert [(entry.tracker, entry.missing) for entry in recent()] == [
        (there, False), (mirrored, False), (gone, True),
    ]  # fmt: skip
    (beads / "issues.jsonl").unlink()
    beads.rmdir()
    found = {entry.tracker: entry for entry in recent()}
    assert (found[mirrored].folder_missing, found[mirrored].tracker_missing) == (True, False)
    forget_recent(gone)
    assert [entry.tracker for entry in recent()] == [there, mirrored]


def test_the_list_keeps_the_latest_twenty(tmp_path: Path) -> None:
    for n in range(25):
        add_recent(Place(tmp_path / f"{n}.strandline"))
    assert [entry.tracker.stem for entry in recent()] == [str(n) for n in range(24, 4, -1)]


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "[1]", '[{"beads":"x"}]', '[{"tracker":"x","beads":1}]', "\xff"]
)
def test_a_damaged_list_is_empty_and_kept_aside(tmp_path: Path, text: str) -> None:
    data = text.encode("latin-1")
    write_private(recent_file(), data)
    assert recent() == []
    assert [path.read_bytes() for path in data_dir().iterdir()] == [data]
    assert not recent_file().exists()
    add_recent(Place(tmp_path / "a.strandline"))
    assert len(recent()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.strandline")
    odd.touch()
    add_recent(Place(odd, tmp_path))
    assert [(entry.tracker, entry.missing) for entry in recent()] == [(odd, False)]


def test_a_project_has_one_tracker_of_its_own(tmp_path: Path) -> None:
    beads = tmp_path / "repo" / ".beads"
    beads.mkdir(parents=True)
    (beads / "issues.jsonl").touch()
    (beads / "old.jsonl").touch()
    own = project_tracker(beads)
    (tmp_path / "link").symlink_to(tmp_path / "repo")
    assert mirrors(own, beads / "issues.jsonl")
    assert mirrors(own, tmp_path / "link" / ".beads" / "issues.jsonl")
    assert not mirrors(own, beads / "old.jsonl")
    for name in ("Home.strandline", "tracker.strandline"):
        assert not mirrors(tmp_path / name, beads / "issues.jsonl")
    # The same tracker in another data directory still mirrors the project.
    kept = tmp_path / "kept" / "tracker.strandline"
    kept.parent.mkdir()
    remember_project(kept, beads, beads / "issues.jsonl")
    assert mirrors(kept, beads / "issues.jsonl")
    assert not mirrors(kept, beads / "old.jsonl")
