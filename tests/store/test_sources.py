"""What a file to import is read from: ordinary files and what a shell pipes, and nothing that never ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from store import sources
from store.errors import KnownError
from store.file_news import is_news
from store.tracker import Tracker
from tests.helpers.issue_files import lines, record
from tests.helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes of POSIX")


def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tracker: Tracker, tmp_path: Path) -> None:
    for name in ("issues.jsonl", "table.csv"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(
            KnownError, match=r"cannot be read: it is no ordinary file\. Nothing was imported"
        ):
            sources.read(tmp_path / name)
    assert is_news(tracker, tmp_path / "issues.jsonl")


def test_what_a_shell_pipes_is_imported(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.write(theirs, lines(record("p-1")))
    os.close(theirs)
    terminal = Terminal(tmp_path, tmp_path / "Home.strandline")
    try:
        command = terminal.command("import", f"/dev/fd/{ours}")
        done = subprocess.run(
            command, env=terminal.environment, pass_fds=[ours], check=True, capture_output=True
        )
    finally:
        os.close(ours)
    assert json.loads(done.stdout)["created"] == 1
