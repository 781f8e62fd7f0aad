"""Files that are read whole: how large they may be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store import files
from store.errors import KnownError
from store.importing import read_source

ROOT = Path(__file__).parents[2]

_READS = """
from pathlib import Path
from store import files
files.LARGEST = 1 << 20
files.read_whole(Path("/dev/stdin"))
"""


def test_a_file_without_bound_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "issues.jsonl"
    with path.open("wb") as file:
        # Takes no room on the disk.
        file.truncate(files.LARGEST + 1)
    with pytest.raises(KnownError, match=r"larger than 1024 MiB\. Nothing was imported\. Split it"):
        read_source(path)


def test_a_file_of_just_that_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert files.read_whole(path) == b"x" * 10


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe by its path is what POSIX has")
def test_a_pipe_without_end_is_refused() -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        done = subprocess.run(
            [sys.executable, "-c", _READS], cwd=ROOT, stdin=endless.stdout, stderr=subprocess.PIPE,
            check=False, timeout=30,
        )  # fmt: skip
        endless.kill()
    assert b"TooLarge" in done.stderr
