"""A sound file takes a damaged tracker's place, and the damaged one stays beside it, whatever is killed when.

What is there gets its second name before it loses its first. SQLite would read any -wal or -journal into the
file that comes beside it, and damage that: those have lost their first name for good when it comes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from store import new_file
from store.errors import Held
from store.files import sync_folder

_PARTS = ("", "-wal", "-journal")


def take_place(staged: Path, path: Path) -> Path | None:
    """Give a finished file the tracker's name; answer how what was there is called now, if anything was.

    Raises OSError, and Held where another program made a new file meanwhile; all is as it was then.
    """
    there = [part for part in _PARTS if _with(path, part).exists()]
    aside = _free_name(path) if there else None
    try:
        if aside is not None:
            for part in there:
                _name_also(_with(path, part), _with(aside, part))
            sync_folder(path.parent)
            for part in (*there[1 if "" in there else 0 :], "-shm"):
                _with(path, part).unlink(missing_ok=True)
            sync_folder(path.parent)
        _name(staged, path, over="" in there)
    except BaseException:
        if aside is not None:
            _put_back(path, aside, there)
        raise
    sync_folder(path.parent)
    return aside


def _name(staged: Path, path: Path, *, over: bool) -> None:
    if over:
        staged.replace(path)
    elif not new_file.publish(staged, path):
        raise Held(f"{path.name} was made anew by another program meanwhile. Try again.")


def _free_name(path: Path) -> Path:
    n = 1
    while True:
        aside = path.with_name(f"{path.stem} (damaged{'' if n == 1 else f' {n}'}){path.suffix}")
        if not any(_with(aside, part).exists() for part in _PARTS):
            return aside
        n += 1


def _name_also(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except FileNotFoundError:
        raise
    except OSError:
        # A file system without hard links, such as exFAT.
        shutil.copyfile(path, other)
        with other.open("r+b") as file:
            os.fsync(file.fileno())


def _put_back(path: Path, aside: Path, there: list[str]) -> None:
    """As far as it can be: what has no first name any more keeps its second."""
    for part in reversed(there):
        first, second = _with(path, part), _with(aside, part)
        with contextlib.suppress(OSError):
            if first.exists():
                second.unlink(missing_ok=True)
            else:
                second.replace(first)


def _with(path: Path, part: str) -> Path:
    return path.with_name(path.name + part)
