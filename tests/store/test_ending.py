"""A terminal command is asked to end: it does so at once, in words, and leaves nothing half done."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from store import ending
from store.holders import find_holders
from store.requests import Create
from store.tracker import Tracker
from tests.helpers.other_process import OpenOtherProcess
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals to other processes there")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    tracker = Tracker.open(tmp_path / "Home.strandline", create=True)
    Create("First", {"description": "word " * 100_000}).run(tracker)
    tracker.close()
    return tmp_path / "Home.strandline"


def begin(path: Path, *words: str) -> "subprocess.Popen[bytes]":
    terminal = Terminal(path.parent, path)
    return subprocess.Popen(
        terminal.command(*words, json=False),
        env=terminal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_an_export_whose_reader_waits_is_ended(path: Path) -> None:
    child = begin(path, "export", "-")
    assert child.stdout is not None
    # More than a pipe holds is behind it.
    assert child.stdout.read(1) == b"{"
    child.send_signal(signal.SIGHUP)
    _, told = child.communicate(timeout=20)
    assert (child.returncode, told) == (129, b"Ended by SIGHUP. Nothing was changed.\n")
    assert [file.name for file in path.parent.glob("Home*")] == ["Home.strandline"]


def test_a_change_that_waits_for_another_program_is_ended(
    path: Path, other_process: OpenOtherProcess
) -> None:
    other = other_process(path)
    other.write()
    child = begin(path, "add", "Second")
    while child.pid not in {holder.pid for holder in find_holders(path)}:
        assert child.poll() is None
    child.send_signal(signal.SIGTERM)
    _, told = child.communicate(timeout=20)
    assert child.returncode == 143
    assert told.startswith(b"Ended by SIGTERM. Nothing was changed.\n")
    other.end()
    assert other.execute("SELECT title FROM issue") == [["First"]]


def _signalled(*_values: object) -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    return 1


def _work(connection: apsw.Connection, first: str) -> None:
    with ending.caught(), ending.heard_in(connection):
        connection.execute(first).fetchall()
        connection.execute(
            "WITH RECURSIVE n(x) AS (SELECT signalled() UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
        ).fetchall()


def test_a_long_statement_is_ended_and_what_was_saved_before_is_not_denied(tmp_path: Path) -> None:
    connection = apsw.Connection(str(tmp_path / "a.db"))
    connection.create_scalar_function("signalled", _signalled)
    before = signal.getsignal(signal.SIGTERM)
    for saved, first in ((False, "SELECT 1"), (True, "CREATE TABLE t(x)")):
        with pytest.raises(ending.Ended) as ended:
            _work(connection, first)
        assert (ended.value.code, ended.value.committed) == (143, saved)
        assert ("Nothing was changed" in str(ended.value)) is not saved
    assert signal.getsignal(signal.SIGTERM) is before
    connection.close()
