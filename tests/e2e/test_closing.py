"""The program is closed while another program reads: real processes, real keys, real signals."""

import re
import shutil
import signal
from pathlib import Path

import apsw

from tests.e2e.conftest import Start
from tests.helpers.other_process import OpenOtherProcess, OtherProcess
from tests.helpers.x11 import Program, titles, wait_until
from tests.helpers.x11_close import click_cross


def create(program: Program, title: str) -> None:
    """Make an issue with the keyboard and wait until another program can read it."""
    program.screen.keys("c")
    program.screen.type(title)
    program.screen.keys("Return")
    wait_until(lambda: title in titles(program.tracker), f"{title} is saved")
    program.screen.keys("Escape")


def read_old_state(program: Program, other_process: OpenOtherProcess) -> OtherProcess:
    """Let another program read, and change something afterwards."""
    other = other_process(program.tracker)
    other.read()
    create(program, "Second")
    return other


def copied_details(program: Program) -> str:
    """Open the sheet's details with the keyboard and copy them."""
    sheet = program.sheet()
    folded = program.screen.size_of(sheet)
    program.screen.keys("alt+e")
    wait_until(lambda: program.screen.size_of(sheet) != folded, "the details are shown")
    program.screen.keys("Tab", "space")
    wait_until(lambda: "grade" in program.screen.clipboard(), "the details are on the clipboard")
    return program.screen.clipboard()


def wal(tracker: Path) -> Path:
    return tracker.with_name(f"{tracker.name}-wal")


def wal_size(tracker: Path) -> int:
    return wal(tracker).stat().st_size if wal(tracker).exists() else 0


def titles_of_the_lone_file(tracker: Path, folder: Path) -> list[object]:
    """What is in the tracker's file when it is taken away without the others."""
    folder.mkdir()
    copy = Path(shutil.copy(tracker, folder))
    connection = apsw.Connection(str(copy))
    assert connection.pragma("integrity_check") == "ok"
    connection.close()
    return titles(copy)


def test_sigterm_sheet_dont_quit_edit_quit_try_again(
    start: Start, home: Path, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    program = start()
    screen = program.screen
    screen.keys("e")
    screen.type("Renamed")
    screen.keys("Return")
    wait_until(lambda: titles(home) == ["Renamed"], "the title is saved")
    other = read_old_state(program, other_process)

    program.signal(signal.SIGTERM)
    assert program.title(program.sheet()) == "Closing Home — Strandline"
    # Modal: the window behind takes no keys, even if it is given the keyboard.
    program.focus(program.window)
    screen.keys("c")
    screen.type("too late")
    screen.keys("Return", "ctrl+z", "Delete")

    assert program.title(program.asked()) == "Saved, but in two files — Strandline"
    details = copied_details(program)
    tries = re.findall(r"^(\d) +(\w+) +(\w+)", details, re.MULTILINE)
    assert tries == [("0", "PASSIVE", "ok"), *((str(n), "TRUNCATE", "busy") for n in range(1, 6))]
    waits = [int(wait) for wait in re.findall(r"(\d+) ms$", details, re.MULTILINE)]
    assert len(waits) == 4
    assert all(
        0.8 * plan <= wait <= 1.2 * plan for wait, plan in zip(waits, (100, 200, 400, 800), strict=True)
    )
    assert "grade   INCOMPLETE" in details
    assert f"pid {other.pid} " in details
    assert titles(home) == ["Renamed", "Second"]

    screen.keys("Escape")
    wait_until(lambda: not program.window_named("^Saved, but"), "the sheet is gone")
    program.focus(program.window)
    create(program, "Third")

    screen.keys("ctrl+q")
    program.asked()
    other.end()
    screen.keys("Return")
    assert program.exit_code() == 0
    assert wal_size(home) == 0
    assert titles_of_the_lone_file(home, tmp_path / "elsewhere") == ["Renamed", "Second", "Third"]


def test_quit_now_answers_4_and_the_next_start_has_everything(
    start: Start, home: Path, other_process: OpenOtherProcess
) -> None:
    program = start()
    other = read_old_state(program, other_process)
    program.screen.keys("ctrl+q")
    program.asked()
    program.screen.keys("alt+q")
    assert program.exit_code() == 4
    assert wal_size(home) > 0
    other.close()
    again = start()
    assert "Second" in again.copied_titles()
    again.screen.keys("ctrl+q")
    assert again.exit_code() == 0
    assert wal_size(home) == 0


def test_every_way_to_quit_takes_the_same_path(start: Start, other_process: OpenOtherProcess) -> None:
    program = start()
    other = read_old_state(program, other_process)
    ways = {
        "SIGINT": lambda: program.signal(signal.SIGINT),
        "SIGHUP": lambda: program.signal(signal.SIGHUP),
        "cross": lambda: click_cross(program.screen.name, program.window),
        "menu": lambda: program.screen.keys("alt+f", "Up", "Return"),
    }
    for name, quit_by in ways.items():
        program.focus(program.window)
        quit_by()
        program.sheet(f"{name}: the quit sheet is shown")
        program.screen.keys("Escape")
        wait_until(lambda: not program.window_named("^(Closing|Saved)"), f"{name}: the sheet is gone")
        assert not program.ended
    other.end()
    program.focus(program.window)
    click_cross(program.screen.name, program.window)
    assert program.exit_code() == 0


def test_a_second_sigterm_asks_nobody(start: Start, home: Path, other_process: OpenOtherProcess) -> None:
    program = start()
    other = read_old_state(program, other_process)
    program.signal(signal.SIGTERM)
    program.asked()
    program.signal(signal.SIGTERM)
    assert program.exit_code() == 4
    other.close()
    assert titles(home) == ["First", "Second"]


def test_without_another_program_it_just_closes(start: Start, home: Path, tmp_path: Path) -> None:
    program = start()
    create(program, "Second")
    program.signal(signal.SIGTERM)
    assert program.exit_code() == 0
    assert wal_size(home) == 0
    assert titles_of_the_lone_file(home, tmp_path / "elsewhere") == ["First", "Second"]


def test_a_title_that_was_being_typed_is_saved_by_the_close(start: Start, home: Path) -> None:
    program = start()
    program.screen.keys("e")
    program.screen.type("Renamed at the last moment")
    program.screen.keys("ctrl+q")
    assert program.exit_code() == 0
    assert titles(home) == ["Renamed at the last moment"]
