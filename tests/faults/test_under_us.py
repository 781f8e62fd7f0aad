"""Somebody moves, replaces, cuts or deletes a tracker's files while it is open: never a silent loss.

Whatever is done, either everything that was answered is found at the tracker's path afterwards, or an error
in words or the grade of the close says that it may not be, and a complete copy has it all.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from store.checkpoint import Grade
from store.close_requests import CloseTracker, SaveCopy, Settle, Tidy
from store.errors import Damaged, KnownError, Moved
from store.requests import Create, Edit
from store.tracker import Tracker
from tests.helpers.other_process import OpenOtherProcess

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays in its place there")


class Scene:
    """An open tracker with three issues, and files that somebody has beside it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "Home.strandline"
        self.older = folder / "older.strandline"
        self.other = folder / "other.strandline"
        self.answered = list[str]()
        self.uid = ""
        Tracker.open(self.other, create=True, actor="bea").close()
        Tracker.open(self.path, create=True, actor="ann").close()
        # Before it is open: reading it by other means later would drop our locks.
        shutil.copy(self.path, self.older)
        self.tracker = Tracker.open(self.path, actor="ann")
        self.add("one", "two", "three")

    def add(self, *titles: str) -> None:
        """Each is answered, or none of the rest."""
        for title in titles:
            (self.uid,) = Create(title).run(self.tracker).uids
            self.answered.append(title)

    def beside(self, suffix: str) -> Path:
        return self.path.with_name(self.path.name + suffix)

    def close(self) -> Grade:
        settled = Settle(cancel=threading.Event(), wait=lambda _: False).run(self.tracker)
        return CloseTracker(settled).run(self.tracker).grade


def read(path: Path) -> list[str]:
    """What the next start shows there."""
    tracker = Tracker.open(path, actor="ann")
    try:
        return sorted(title for (title,) in tracker.all("SELECT title FROM issue"))
    finally:
        tracker.close()


def _unlink(scene: Scene) -> None:
    scene.path.unlink()


def _unlink_all(scene: Scene) -> None:
    for suffix in ("", "-wal", "-shm"):
        scene.beside(suffix).unlink()


def _rename(scene: Scene) -> None:
    scene.path.rename(scene.path.with_name("moved.strandline"))


def _replace(scene: Scene) -> None:
    scene.other.replace(scene.path)


def _restore_older(scene: Scene) -> None:
    scene.older.replace(scene.path)


def _rename_folder(scene: Scene) -> None:
    scene.path.parent.rename(scene.path.parent.with_name("renamed"))


MOVES: list[Callable[[Scene], None]] = [
    _unlink,
    _unlink_all,
    _rename,
    _replace,
    _restore_older,
    _rename_folder,
]


@pytest.mark.parametrize("move", MOVES)
def test_a_tracker_that_is_not_in_its_place_takes_no_change_and_gives_a_whole_copy(
    tmp_path: Path, move: Callable[[Scene], None]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    scene = Scene(folder)
    try:
        move(scene)
        with pytest.raises(Moved, match=r"moved, replaced or deleted.+save a complete copy"):
            scene.add("into a file that nobody finds again")
        copied = SaveCopy(tmp_path / "copy.strandline").run(scene.tracker)
        assert scene.close() is Grade.MOVED
        assert read(copied.path) == sorted(scene.answered)
    finally:
        scene.tracker.close()


def _cut_to_nothing(scene: Scene) -> None:
    os.truncate(scene.path, 0)


def _cut_in_half(scene: Scene) -> None:
    os.truncate(scene.path, scene.path.stat().st_size // 2 // 4096 * 4096)


@pytest.mark.parametrize("cut", [_cut_to_nothing, _cut_in_half])
def test_a_tracker_that_is_cut_short_takes_no_change(tmp_path: Path, cut: Callable[[Scene], None]) -> None:
    """What is in memory and in the second file would hide it until the next start."""
    scene = Scene(tmp_path)
    try:
        cut(scene)
        with pytest.raises(Damaged, match=r"was cut short by another program.+nothing more is written"):
            scene.add("into a file that is no tracker any more")
    finally:
        scene.tracker.close()


def test_a_tracker_that_another_program_made_smaller_goes_on(
    tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    scene = Scene(tmp_path)
    try:
        scene.add("x" * 500)
        Edit(scene.uid, {"description": "y" * 400_000}).run(scene.tracker)
        Edit(scene.uid, {"description": ""}).run(scene.tracker)
        Tidy().run(scene.tracker)
        scene.add("before")
        size = scene.path.stat().st_size
        other = other_process(scene.path)
        other.execute("VACUUM")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert scene.path.stat().st_size < size
        scene.add("after")
        assert scene.close() is Grade.CLEAN
    finally:
        scene.tracker.close()
    assert read(scene.path) == sorted(scene.answered)


WORKS_ON_A_CUT_INDEX = """
import os, sys
from pathlib import Path
from store.requests import Create
from store.tracker import Tracker
path = Path(sys.argv[1])
tracker = Tracker.open(path, actor="ann")
Create("answered").run(tracker)
print("answered", flush=True)
os.truncate(path.with_name(path.name + "-shm"), 0)
Create("under way").run(tracker)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how a process ends there is the system's matter")
def test_an_index_that_is_cut_to_nothing_kills_the_program_and_loses_nothing(tmp_path: Path) -> None:
    """Memory that a file no longer backs is a bus error; nothing can catch that."""
    path = tmp_path / "Home.strandline"
    Tracker.open(path, create=True, actor="ann").close()
    command = [sys.executable, "-c", WORKS_ON_A_CUT_INDEX, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGBUS, "answered\n")
    assert "answered" in read(path)


def _cut_second_file(scene: Scene) -> None:
    os.truncate(scene.beside("-wal"), 100)


def _unlink_second_file(scene: Scene) -> None:
    scene.beside("-wal").unlink()


def _unlink_index(scene: Scene) -> None:
    scene.beside("-shm").unlink()


DAMAGE: list[Callable[[Scene], None]] = [
    _cut_to_nothing, _cut_in_half, _cut_second_file, _unlink_second_file, _unlink_index
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_files_that_are_cut_or_deleted_are_whole_again_or_it_is_said(
    tmp_path: Path, damage: Callable[[Scene], None]
) -> None:
    scene = Scene(tmp_path)
    said = list[str]()
    try:
        damage(scene)
        try:
            scene.add("later")
        except KnownError as error:
            said.append(str(error))
        grade = scene.close()
    finally:
        scene.tracker.close()
    try:
        found = read(scene.path)
    except KnownError as error:
        said.append(str(error))
        found = []
    lost = sorted(set(scene.answered) - set(found))
    assert not lost or grade.at_risk or said, f"{lost} are gone, {grade}, and nobody said so"
    assert all(words.endswith(".") for words in said), said
