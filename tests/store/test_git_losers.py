"""What lost in a merge by git waits for the project's own tracker, and reaches its review once."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from store import git_losers, importing, places
from store.git_merge import Loser, merge_files
from store.lookups import Conflicts
from store.tracker import Tracker
from tests.helpers.git import Repository, needs_git
from tests.helpers.issue_files import FUTURE, LATER, comment, lines, record

NEWEST = "2026-03-01T00:00:00Z"
SOURCE = ".beads/issues.jsonl"
LOSERS = (
    Loser("p-1", "title", "t", "other"),
    Loser("p-1", "label\tx", None, True),
    Loser("p-7", "title", 1, 2),
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.make(tmp_path / "work")


@pytest.fixture
def git(repository: Repository) -> Path:
    return repository.folder / ".git"


@pytest.fixture
def file(repository: Repository) -> Path:
    """A project's issue file with one issue."""
    path = repository.folder / SOURCE
    path.parent.mkdir()
    path.write_bytes(lines(record("p-1")))
    return path


@pytest.fixture
def path(file: Path) -> Path:
    """The project's own tracker."""
    return places.project_tracker(file.parent)


def losers_of(git: Path) -> list[dict[str, Any]]:
    file = git / "strandline/losers.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def waiting(tracker: Tracker) -> list[tuple[str, object, object, str, str]]:
    return [(one.register, one.kept, one.lost, one.cause, one.source) for one in Conflicts().run(tracker)]


@needs_git
def test_the_next_import_keeps_what_lost_and_reads_it_once(git: Path, file: Path, tracker: Tracker) -> None:
    importing.import_file(tracker, file)
    git_losers.append(git, LOSERS, LATER, SOURCE)
    # A dry run reads nothing.
    assert importing.import_file(tracker, file, dry_run=True).conflicts == ()
    result = importing.import_file(tracker, file)
    assert [(one["field"], one["lost"]) for one in result.conflicts] == [
        ("title", "other"),
        ("label x", True),
    ]
    kept = waiting(tracker)
    assert sorted(kept) == [
        ("label\tx", None, True, "git", SOURCE), ("title", "t", "other", "git", SOURCE),
    ]  # fmt: skip
    assert importing.import_file(tracker, file).conflicts == ()
    # The merge is done again, or a crash came before the file was marked: nothing is kept twice.
    git_losers.append(git, LOSERS, NEWEST, SOURCE)
    assert importing.import_file(tracker, file).conflicts == ()
    assert waiting(tracker) == kept
    read = [one.read_text() for one in (git / "strandline").glob("*.read")]
    assert sum(text.count("\n") for text in read) == 2 * len(LOSERS)


@needs_git
def test_another_tracker_that_imports_the_same_file_takes_nothing(
    git: Path, file: Path, tracker: Tracker, tmp_path: Path
) -> None:
    git_losers.append(git, LOSERS, LATER, SOURCE)
    for name in ("Home.strandline", "tracker.strandline"):
        other = Tracker.open(tmp_path / name, create=True, actor="bob")
        try:
            assert importing.import_file(other, file).conflicts == ()
        finally:
            other.close()
        assert len(losers_of(git)) == len(LOSERS)
    assert len(importing.import_file(tracker, file).conflicts) == 2
    assert losers_of(git) == []


@needs_git
def test_a_reader_that_died_is_followed_up(git: Path, file: Path, path: Path, tracker: Tracker) -> None:
    git_losers.append(git, LOSERS[:1], LATER, SOURCE)
    assert len(git_losers.waiting(file, path).losers) == 1
    git_losers.append(git, LOSERS[1:], LATER, SOURCE)
    assert len(importing.import_file(tracker, file).conflicts) == 2


@needs_git
def test_what_another_project_of_the_repository_waits_for_stays(
    git: Path, file: Path, tracker: Tracker
) -> None:
    git_losers.append(git, LOSERS[:1], LATER, SOURCE)
    git_losers.append(git, LOSERS[:1], LATER, f"part/{SOURCE}")
    assert len(importing.import_file(tracker, file).conflicts) == 1
    assert [loser["source"] for loser in losers_of(git)] == [f"part/{SOURCE}"]


@needs_git
def test_a_value_that_stands_after_all_has_not_lost(git: Path, file: Path, tracker: Tracker) -> None:
    file.write_bytes(lines(record("p-1", "other")))
    git_losers.append(git, LOSERS[:1], LATER, SOURCE)
    assert importing.import_file(tracker, file).conflicts == ()


@needs_git
def test_a_reworded_comment_that_lost_is_kept(git: Path, file: Path, tracker: Tracker) -> None:
    base = record("p-1", comments=[comment("p-1", 7, "teh")])
    file.write_bytes(lines(base))
    importing.import_file(tracker, file)
    ours = lines({**base, "comments": [comment("p-1", 7, "the")], "updated_at": FUTURE})
    made = merge_files(lines(base), ours, lines({**base, "comments": [comment("p-1", 7, "then")]}))
    git_losers.append(git, made.losers, LATER, SOURCE)
    file.write_bytes(made.data)
    importing.import_file(tracker, file)
    texts = [(one.cause, one.lost) for one in Conflicts().run(tracker) if one.field == "comments"]
    assert [(cause, lost["text"]) for cause, lost in texts if isinstance(lost, dict)] == [("git", "then")]


@needs_git
def test_a_writer_whose_file_was_taken_writes_again(
    git: Path, file: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[git_losers.Waiting] = []
    sync = os.fsync

    def fsync(handle: int) -> None:
        sync(handle)
        if not taken:
            taken.append(git_losers.waiting(file, path))

    monkeypatch.setattr(os, "fsync", fsync)
    git_losers.append(git, LOSERS, LATER, SOURCE)
    assert len(losers_of(git)) == len(LOSERS)
