"""The program is used: real keys, a terminal beside it, and an end without a warning."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.helpers.x11 import ROOT, rows, titles, wait_until


def terminal(tracker: Path, *arguments: str) -> object:
    """Run a terminal command on the tracker and return its JSON."""
    command = [sys.executable, "-m", "store", "--db", str(tracker), "--json", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, env={**os.environ, "LANG": "C.UTF-8"}
    )
    return json.loads(done.stdout)


def test_what_was_saved_survives_kill_9(start: Start, home: Path) -> None:
    program = start()
    program.screen.keys("e")
    program.screen.type("Renamed")
    program.screen.keys("Return")
    wait_until(lambda: titles(home) == ["Renamed"], "the title is saved")
    program.signal(signal.SIGKILL)
    assert program.exit_code() == -signal.SIGKILL
    assert terminal(home, "check") == {"ok": True, "findings": []}
    again = start()
    assert again.copied_titles().endswith(" Renamed")


def test_window_and_terminal_work_on_one_tracker(start: Start, home: Path) -> None:
    program = start()
    terminal(home, "add", "From the terminal")
    wait_until(lambda: "From the terminal" in program.copied_titles(), "the window shows the new issue")
    (issue,) = [one for one in terminal(home, "list") if one["title"] == "First"]  # type: ignore[attr-defined]
    terminal(home, "set", issue["id"], "title=Changed there")
    wait_until(lambda: "Changed there" in program.copied_titles(), "the window shows the change")
    program.screen.keys("Home", "e")
    program.screen.type("Changed here")
    program.screen.keys("Return")
    wait_until(lambda: "Changed here" in titles(home), "the window's change is saved")
    assert "Changed here" in {one["title"] for one in terminal(home, "list")}  # type: ignore[attr-defined]


@pytest.mark.parametrize("letters", ["cqxdelpsyjk", "Delete?gtr/bma"])
def test_no_letter_acts_while_one_types(start: Start, home: Path, letters: str) -> None:
    program = start()
    before = rows(home, "SELECT * FROM change"), rows(home, "SELECT * FROM issue")
    program.screen.keys("ctrl+f")
    program.screen.type(letters)
    program.screen.keys("ctrl+a", "ctrl+c")
    wait_until(lambda: program.screen.clipboard() == letters, "all letters are in the search box")
    assert (rows(home, "SELECT * FROM change"), rows(home, "SELECT * FROM issue")) == before
    program.screen.keys("Escape", "Escape")
    assert program.copied_titles().endswith(" First")
    program.screen.keys("ctrl+q")
    assert program.exit_code() == 0
