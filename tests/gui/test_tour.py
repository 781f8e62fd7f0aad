"""The guided tour as `run.py` plays it: no display, a picture of each step, nothing left behind."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parent.parent.parent
NAMES = ("open", "search", "edit", "undo", "create", "waiting", "not-in-one-file", "details")


def play(temporary: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    temporary.mkdir(exist_ok=True)
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(temporary), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "gui", "--tour", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=200, check=False
    )


def test_the_tour_tells_each_step_shows_it_and_leaves_only_its_pictures(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    done = play(temporary)
    assert (done.returncode, done.stderr) == (0, "")
    first, *steps = done.stdout.splitlines()
    (folder,) = temporary.iterdir()
    assert str(folder) in first
    expected = [f"{number}-{name}.png" for number, name in enumerate(NAMES, 1)]
    assert sorted(path.name for path in folder.iterdir()) == expected
    assert [line.split()[-1] for line in steps[:-1]] == expected
    pictures = [QImage(str(folder / name)) for name in expected]
    assert {(picture.width(), picture.height()) for picture in pictures} == {(1280, 800)}
    assert len({bytes(picture.bits()) for picture in pictures}) == len(pictures)
    assert "After 5 tries" in steps[6]
    assert "everything in one file" in steps[-1]
    assert not Path(os.environ["STRANDLINE_DATA"]).exists()


def a_file(path: Path) -> None:
    path.write_bytes(b"")


def a_folder_in_the_way(path: Path) -> None:
    (path / "1-open.png").mkdir(parents=True)


@pytest.mark.parametrize("make", [a_file, a_folder_in_the_way])
def test_a_tour_that_cannot_write_its_pictures_says_so_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    folder = tmp_path / "pictures"
    make(folder)
    done = play(tmp_path / "temporary", str(folder))
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("The tour did not reach its end: ")
    assert str(folder) in line
    assert list((tmp_path / "temporary").iterdir()) == []
