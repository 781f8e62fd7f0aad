"""An import in a real terminal: a line that says how far it is, and Ctrl+C that leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.issue_files import lines, record
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of POSIX")


@pytest.mark.parametrize(
    ("number", "words"), [(signal.SIGTERM, ["import"]), (signal.SIGINT, ["import", "--dry-run"])]
)
def test_ctrl_c_or_sigterm_stops_an_import_and_leaves_no_tracker(
    tmp_path: Path, number: signal.Signals, words: list[str]
) -> None:
    import pty

    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}", f"word{n} " * 20) for n in range(30_000))))
    terminal = Terminal(tmp_path, tmp_path / "new" / "Home.strandline")
    (tmp_path / "new").mkdir()
    ours, theirs = pty.openpty()
    try:
        child = subprocess.Popen(
            terminal.command(*words, file, json=False),
            cwd=tmp_path,
            env=terminal.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=theirs,
        )
        os.close(theirs)
        told = b""
        while b"of 30,000 lines" not in told:
            told += os.read(ours, 1000)
        child.send_signal(number)
        while b"\n" not in told:
            told += os.read(ours, 1000)
        out, _ = child.communicate(timeout=60)
    finally:
        os.close(ours)
    assert (child.returncode, out) == (1, b"")
    assert told.decode().rstrip().endswith("The import was stopped. Nothing was changed.")
    assert list((tmp_path / "new").iterdir()) == []


def test_ctrl_c_ends_the_wait_for_standard_input(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, tmp_path / "Home.strandline")
    child = subprocess.Popen(
        terminal.command("import", "-", json=False),
        env=terminal.environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stderr is not None
    # More than a pipe holds: when it is through, the command is reading.
    child.stdin.write(lines(record("p-1", "word " * 400_000)))
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    with contextlib.suppress(BrokenPipeError):
        # Should it have come in the moment before the next wait began.
        child.stdin.write(b" ")
        child.stdin.flush()
    told = child.stderr.read().decode()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()
    child.stderr.close()
    assert child.wait() == 1
    assert told == "The import was stopped. Nothing was changed.\n"
    assert not (tmp_path / "Home.strandline").exists()


def test_nothing_is_said_where_nobody_reads(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(lines(*(record(f"m-{n}") for n in range(3000))))
    answer = Terminal(tmp_path, tmp_path / "Home.strandline").run("import", file)
    assert (answer.code, answer.err) == (0, "")
