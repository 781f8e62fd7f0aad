"""Files that are read whole: how large they may be; and when those that are written are told as written."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import files
from store.errors import KnownError
from store.importing import read_source
from store.private_files import write_private

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


# Making it last


def refusing(number: int, *, folders: bool = True) -> Callable[[int], None]:
    """A fsync that fails, of folders alone."""
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode) is folders:
            raise OSError(number, os.strerror(number))
        real(handle)

    return fsync


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("write", [files.write_whole, write_private])
def test_a_name_that_may_not_last_is_an_error(
    write: Callable[[Path, bytes], object], number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(number))
    with pytest.raises(files.Unsynced) as raised:
        write(tmp_path / "file", b"x")
    assert raised.value.told("file").startswith(
        f"file was written, but the disk failed to make that last ({os.strerror(number)})"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF])
def test_where_folders_cannot_be_synced_nothing_is_amiss(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(number))
    files.write_whole(tmp_path / "file", b"x")
    write_private(tmp_path / "other", b"x")


def test_nor_where_a_folder_cannot_even_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, and in a folder that may be written only."""
    real = os.open

    def refuse(path: Path, flags: int, *more: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    files.write_whole(tmp_path / "file", b"x")
    with pytest.raises(files.Unsynced):
        files.sync_folder(tmp_path / "none")


def test_a_file_that_is_not_synced_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refusing(errno.EINVAL, folders=False))
    for write in (files.write_whole, write_private):
        with pytest.raises(OSError, match="Invalid argument"):
            write(tmp_path / "file", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="fcntl is what POSIX has")
def test_on_macos_the_cache_of_the_drive_is_emptied_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its call is replaced here: nothing of this ran on macOS."""
    import fcntl

    asked: list[tuple[bool, int]] = []
    answers = iter([0, 0, errno.ENOTSUP, errno.EINVAL, errno.EIO])
    plain: list[int] = []

    def full(handle: int, command: int) -> int:
        asked.append((stat.S_ISDIR(os.fstat(handle).st_mode), command))
        if number := next(answers):
            raise OSError(number, os.strerror(number))
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full)
    monkeypatch.setattr(os, "fsync", plain.append)
    files.write_whole(tmp_path / "file", b"x")
    assert asked == [(False, 51), (True, 51)]
    assert plain == []
    # A volume that does not know it.
    files.write_whole(tmp_path / "file", b"y")
    assert len(plain) == 2
    with pytest.raises(OSError, match="Input/output error"):
        files.write_whole(tmp_path / "file", b"z")
    assert (tmp_path / "file").read_bytes() == b"y"
    assert len(plain) == 2


def test_nobody_syncs_past_it() -> None:
    """Else it would be in the drive's cache only on macOS."""
    found = [file.name for file in (ROOT / "store").glob("*.py") if "os.fsync(" in file.read_text("utf-8")]
    assert found == ["files.py"]
