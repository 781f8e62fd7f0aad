"""A day's work without a mouse: real keys on a virtual display, over a restart, and what is stored then."""

from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.test_working import terminal
from tests.helpers.x11 import Program, rows, titles, wait_until

ISSUES = "SELECT count(*) FROM issue WHERE gone = 0"
BLOCKS = "SELECT count(*) FROM dependency WHERE type = 'blocks' AND removed = 0"
PARTS = "SELECT count(*) FROM dependency WHERE type = 'parent-child' AND removed = 0"
STARTED = "SELECT count(*) FROM issue WHERE status = 'in_progress'"
URGENT = "SELECT count(*) FROM issue WHERE priority = 0 AND gone = 0"


def until(home: Path, sql: str, value: int, what: str) -> None:
    wait_until(lambda: rows(home, sql) == [(value,)], what)


def listed(program: Program, count: int) -> None:
    """Wait until the view that has the keyboard shows so many issues, and go to its first one."""
    wait_until(lambda: len(program.copied_titles().splitlines()) == count, f"{count} issues are shown")
    program.screen.keys("Home")


def undo(program: Program, home: Path, sql: str, value: int, what: str) -> None:
    program.screen.keys("ctrl+z")
    until(home, sql, value, what)


def test_a_day_by_keyboard_alone(start: Start, home: Path) -> None:
    program = start()
    screen = program.screen
    screen.keys("c")
    screen.type("Second !3 #ui")
    screen.keys("Return")
    screen.type("Third")
    screen.keys("Return")
    wait_until(lambda: titles(home) == ["First", "Second", "Third"], "two issues are made")
    screen.keys("Escape", "g", "a")
    listed(program, 3)

    # Nothing is waited for between these keys: they reach the picker, and its answer, by themselves.
    screen.keys("b")
    screen.type("Third")
    screen.keys("Return")
    until(home, BLOCKS, 1, "an issue waits for another")
    screen.keys("Home", "ctrl+shift+n")
    screen.type("Part of it")
    screen.keys("Return")
    until(home, PARTS, 1, "an issue is part of another")
    screen.keys("Escape", "ctrl+2")
    listed(program, 4)
    screen.keys("ctrl+shift+Right")
    until(home, STARTED, 1, "a card is in the next column")
    screen.keys("ctrl+1")
    listed(program, 4)
    screen.keys("ctrl+a", "p", "0")
    until(home, URGENT, 4, "four issues are urgent")
    undo(program, home, URGENT, 0, "all four are as before, in one step")
    screen.keys("ctrl+q")
    assert program.exit_code() == 0

    again = start()
    undo(again, home, STARTED, 0, "what was done before the restart is undone")
    undo(again, home, ISSUES, 3, "the sub-issue before it is gone")
    undo(again, home, BLOCKS, 0, "nothing waits any more")
    undo(again, home, ISSUES, 2, "the second new issue is gone")
    undo(again, home, ISSUES, 1, "and the first one")
    again.screen.keys("ctrl+shift+z")
    until(home, ISSUES, 2, "it is back")
    again.screen.keys("ctrl+q")
    assert again.exit_code() == 0
    assert not home.with_name(f"{home.name}-wal").exists()
    assert terminal(home, "check") == {"ok": True, "findings": []}
