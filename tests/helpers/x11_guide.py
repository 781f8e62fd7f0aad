"""Makes the guide's pictures in the way of the README's: real keys for the real program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.helpers.x11 import Program, wait_until
from tests.helpers.x11_pictures import running, save

_STEADY = 25
_TOP = QRect(0, 0, 1280, 420)
_MIDDLE = QRect(312, 72, 656, 258)
_DETAIL = QRect(880, 67, 392, 638)


def still(program: Program) -> QImage:
    """A picture of the screen when nothing on it moves but a text cursor: two pictures take turns."""
    seen: list[QImage] = []
    turns: list[QImage] = []

    def same() -> bool:
        picture = program.screen.picture()
        if picture not in turns:
            turns[:] = [*turns[-1:], picture]
            seen.clear()
        seen.append(picture)
        return len(seen) > _STEADY

    wait_until(same, "nothing but the text cursor moves")
    return seen[-1]


def do(program: Program, action: str) -> None:
    """Do something by its name, from the palette."""
    program.screen.keys("ctrl+k")
    still(program)
    program.screen.type(action)
    still(program)
    program.screen.keys("Return")
    still(program)


def grouped(program: Program) -> QImage:
    """Issues under their epics."""
    do(program, "Group under epics")
    program.screen.keys("Home", "j")
    return still(program)


def several(program: Program) -> QImage:
    """Three issues, and what they have in common."""
    program.screen.keys("Down", "Down", "shift+Down", "shift+Down")
    return still(program)


def palette(program: Program) -> QImage:
    """Actions and issues by a few of their letters."""
    program.screen.keys("ctrl+k")
    still(program)
    program.screen.type("find")
    return still(program).copy(_MIDDLE)


def query(program: Program) -> QImage:
    """Filters as chips, and what the last one may be."""
    program.screen.keys("slash")
    program.screen.type("(label:ui or label:data) priority:<=1")
    still(program)
    program.screen.type(" assignee:")
    return still(program).copy(_TOP)


def capture(program: Program) -> QImage:
    """One line for a new issue, and what was understood of it."""
    program.screen.keys("c")
    still(program)
    program.screen.type("Test the river harbours !1 #data @me due:fri type:task")
    return still(program).copy(_TOP)


def markdown(program: Program) -> QImage:
    """An issue with headings, numbers and bold words."""
    return still(program).copy(_DETAIL)


def date(program: Program) -> QImage:
    """The days that are offered, and one that is typed."""
    program.screen.keys("shift+d")
    still(program)
    program.screen.type("next fri")
    return still(program).copy(_DETAIL)


def board(program: Program) -> QImage:
    """The same issues in columns, which have the room of the issue beside them."""
    program.screen.keys("ctrl+i", "ctrl+2")
    still(program)
    do(program, "Board by status")
    return still(program)


PICTURES: dict[str, Callable[[Program], QImage]] = {
    "list": grouped, "several": several, "palette": palette, "query": query, "capture": capture,
    "markdown": markdown, "date": date, "board": board,
}  # fmt: skip


def picture_guide(folder: Path) -> None:
    """Make all of them, each with a program of its own, so that none has what another left behind."""
    for name, make in PICTURES.items():
        with running("light") as program:
            save(make(program), name, folder)
