"""Makes the pictures of README and guide: the real program on a virtual display, for `run.py pictures`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

import resources
from tests.helpers.other_process import OtherProcess
from tests.helpers.x11 import MISSING, ROOT, Program, display, rows, wait_until

FOLDER = ROOT / "docs" / "pictures"
NAME = "Tide tables"
_STEADY = 10
_EDGE = 32
_OUT_OF_SIGHT = ("1279", "799")


def steady_picture(program: Program) -> QImage:
    """A picture of the screen when nothing on it moves any more."""
    last: list[QImage] = []

    def same() -> bool:
        picture = program.screen.picture()
        if not last or picture != last[0]:
            last.clear()
        last.append(picture)
        return len(last) > _STEADY

    wait_until(same, "nothing on the screen moves")
    return last[-1]


def save(picture: QImage, name: str, folder: Path) -> None:
    """Write a picture, packed as small as PNG can."""
    path = folder / f"{name}.png"
    assert picture.save(str(path), quality=0), f"{path} could not be written"
    sys.stdout.write(f"{path} {path.stat().st_size // 1024} KB\n")


def cut_out(picture: QImage, program: Program, window: str) -> QImage:
    """The part of a picture with one window and a little around it."""
    said = program.screen.tool("getwindowgeometry", "--shell", window).splitlines()
    place = dict(line.split("=", 1) for line in said if "=" in line)
    rect = QRect(int(place["X"]), int(place["Y"]), int(place["WIDTH"]), int(place["HEIGHT"]))
    return picture.copy(rect.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE) & picture.rect())


@contextmanager
def running(theme: str) -> Iterator[Program]:
    """The program on the sample project."""
    with tempfile.TemporaryDirectory() as name:
        home, tracker = Path(name), Path(name) / f"{NAME}.strandline"
        source = home / "sample.jsonl"
        source.write_bytes(resources.sample_project())
        command = [sys.executable, "-m", "store", "--db", str(tracker), "--json", "import", str(source)]
        assert json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)["issues"]
        settings = home / "data" / "config" / "Strandline" / "Strandline.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[General]\ntheme={theme}\n[tips]\nshown=no\n", encoding="ascii")
        with display(home) as screen:
            program = Program(screen, tracker, home / "data")
            try:
                program.shown()
                screen.tool("mousemove", *_OUT_OF_SIGHT)
                steady_picture(program)
                program.screen.keys("g", "a")
                steady_picture(program)
                program.screen.keys("Home")
                steady_picture(program)
                yield program
            finally:
                program.end()


def change(program: Program, keys: list[str]) -> None:
    """Press keys that change something and wait until it is saved."""
    before = rows(program.tracker, "SELECT max(seq) FROM change")
    program.screen.keys(*keys)
    wait_until(lambda: rows(program.tracker, "SELECT max(seq) FROM change") != before, "the change is saved")


def picture_window(theme: str, name: str, folder: Path) -> None:
    """The main window after an edit."""
    with running(theme) as program:
        change(program, ["p", "1"])
        steady_picture(program)
        change(program, ["p", "0"])
        steady_picture(program)
        program.screen.keys("Down", "Up")
        save(steady_picture(program), name, folder)


def picture_sheet(theme: str, folder: Path) -> None:
    """The quit sheet while it waits, and when the user is asked."""
    with running(theme) as program, OtherProcess(program.tracker) as other:
        other.read()
        change(program, ["p", "1"])
        program.screen.keys("ctrl+q")
        sheet = program.sheet()
        seen: list[QImage] = []

        def ended() -> bool:
            seen.append(cut_out(program.screen.picture(), program, sheet))
            return bool(program.window_named("^Saved, but in two files"))

        wait_until(ended, "the ladder has ended")
        save(seen[len(seen) // 3], "quit-waiting", folder)
        save(cut_out(steady_picture(program), program, sheet), "quit-incomplete", folder)


def main(arguments: list[str]) -> int:
    """Make all pictures, in the folder that is named or in docs/pictures."""
    if MISSING:
        sys.stderr.write(f"Not installed: {', '.join(MISSING)}.\n")
        return 1
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    picture_window("light", "window", folder)
    picture_window("dark", "window-dark", folder)
    picture_sheet("light", folder)
    from tests.helpers.x11_guide import picture_guide  # it needs what is above

    picture_guide(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
