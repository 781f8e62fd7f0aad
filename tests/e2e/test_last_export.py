"""The program is closed while others are at the project's issue file: real processes, a real full disk."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.helpers.issue_files import lines, record
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.small_disk import fill, small_disk
from tests.helpers.x11 import Program, titles, wait_until

NOT_UP_TO_DATE = "Saved, but issues.jsonl is not up to date"

HOLD = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(lock: Path) -> Iterator[int]:
    """Another process that has bd's lock; its pid."""
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other.pid


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "1m") as mount:
        yield mount


def project(folder: Path) -> Path:
    """A project with one issue, "First"; its issue file."""
    file = folder / "Harbour" / ".beads" / "issues.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(lines(record("p-1", "First")))
    return file


def rename(program: Program, tmp_path: Path) -> Path:
    """Give the issue another title with the keyboard and wait for its COMMIT; the project's tracker."""
    program.screen.keys("e")
    program.screen.type("Renamed")
    program.screen.keys("Return")
    (tracker,) = (tmp_path / "data" / "projects").glob("*/tracker.strandline")
    wait_until(lambda: titles(tracker) == ["Renamed"], "the title is saved")
    return tracker


def test_the_one_who_holds_the_file_is_named_and_try_again_writes_it(start: Start, tmp_path: Path) -> None:
    file = project(tmp_path)
    before = file.read_bytes()
    program = start(file.parents[1])
    with held(file.with_name(".jsonl.lock")) as pid:
        rename(program, tmp_path)
        program.screen.keys("ctrl+q")
        said = program.words_of(program.asked(NOT_UP_TO_DATE))
        assert said.startswith(
            "Your changes are saved in Strandline, but issues.jsonl could not be updated: "
        )
        assert f" ({pid}) is writing it." in said
        assert file.read_bytes() == before
        assert not program.ended
    program.screen.keys("alt+t")
    assert program.exit_code() == 0
    assert file.read_bytes() != before
    assert b'"title":"Renamed"' in file.read_bytes()


def test_quit_now_leaves_the_edit_to_the_next_start(start: Start, disk: Path, tmp_path: Path) -> None:
    file = project(disk)
    before = file.read_bytes()
    program = start(file.parents[1])
    fill(disk / "ballast")
    tracker = rename(program, tmp_path)
    program.screen.keys("ctrl+q")
    assert "could not be updated: the disk is full." in program.words_of(program.asked(NOT_UP_TO_DATE))
    program.screen.keys("alt+q")
    # All is in the tracker's one file: nothing is at risk.
    assert program.exit_code() == 0
    assert (titles(tracker), file.read_bytes()) == (["Renamed"], before)
    (disk / "ballast").unlink()
    again = start(file.parents[1])
    wait_until(lambda: b'"title":"Renamed"' in file.read_bytes(), "the next start has written the file")
    again.screen.keys("ctrl+q")
    assert again.exit_code() == 0


def test_what_another_program_writes_while_the_sheet_asks_is_taken_in_by_try_again(
    start: Start, tmp_path: Path, other_process: OpenOtherProcess
) -> None:
    file = project(tmp_path)
    program = start(file.parents[1])
    (tracker,) = (tmp_path / "data" / "projects").glob("*/tracker.strandline")
    other = other_process(tracker)
    other.read()
    rename(program, tmp_path)
    program.screen.keys("ctrl+q")
    program.asked()
    assert b'"title":"Renamed"' in file.read_bytes()
    # It knows nothing of our issue; a line that is missing deletes nothing.
    file.write_bytes(lines(record("p-2", "Theirs")))
    other.end()
    program.screen.keys("alt+t")
    assert program.exit_code() == 0
    assert titles(tracker) == ["Renamed", "Theirs"]
    assert [json.loads(line)["title"] for line in file.read_bytes().splitlines()] == ["Renamed", "Theirs"]
