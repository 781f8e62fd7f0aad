"""A sound file takes a damaged tracker's place, and the damaged one stays beside it, whatever is killed when.

What is there gets its second name before it loses its first. SQLite would read any -wal or -journal into the
file that comes beside it, and damage that: those have lost their first name for good when it comes.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from store import check, checkpoint, last_check, leftover
from store.alone import refuse_open
from store.errors import Damaged, DiskFull, Held, KnownError
from store.files import Unsynced, beside, copy_whole, publish, sync_folder
from store.tracker import Tracker

T = TypeVar("T")

_PARTS = ("", "-wal", "-journal")


def make_anew(path: Path, fill: Callable[[Path], T]) -> tuple[T, Path | None]:
    """Let a sound tracker be made beside the one at a path, and put it in its place; that may be empty.

    Answers what `fill` did, and what the file that was there is called now. Raises what `fill` does, Held,
    also where another program has changed it since `fill` began to read; all is as it was then.
    """
    refuse_open(path)
    before = _state(path)
    staged = beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _said_of(staged, path):
            made = fill(staged)
            _prove(staged)
        refuse_open(path)
        last_check.forget(path)
        if _state(path) != before:
            # What is only in there would be missed by nobody.
            raise _changed(path)
        aside = take_place(staged, path)
    except OSError as error:
        raise KnownError(f"{path.name} could not be put in place: {error.strerror}.") from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                staged.with_name(staged.name + suffix).unlink()
    return made, aside


def _state(path: Path) -> list[tuple[int, ...] | None]:
    """What differs after anybody has written to the tracker."""
    found: list[tuple[int, ...] | None] = []
    for part in _PARTS:
        try:
            one = _with(path, part).stat()
        except OSError:
            found.append(None)
        else:
            found.append((one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns))
    return found


def _changed(path: Path) -> Held:
    return Held(f"{path.name} was changed by another program meanwhile, so nothing was replaced. Try again.")


def settle(made: Tracker) -> None:
    """Bring all of a new tracker into its file, and close it. Raises KnownError where that fails."""
    closed = made.finish(checkpoint.settle_once(made.connection, find_holders=tuple))
    if closed.grade.at_risk or not closed.closed:
        raise KnownError(f"The disk failed while {made.path.name} was written. Check the disk.")


def _prove(staged: Path) -> None:
    """Whether what was made is whole, and all in the one file that is to get the name."""
    if leftover.size(staged):
        raise KnownError(f"{staged.name} has changes in its second file only.")
    made = Tracker.open(staged, actor="check")
    try:
        found = check.made(made)
    finally:
        made.close()
    if found:
        raise Damaged(f"What was made did not pass its check: {found[0]} Nothing was changed.")


@contextlib.contextmanager
def _said_of(staged: Path, path: Path) -> Generator[None]:
    """Nobody knows the new file's name: what goes wrong with it is told of the one that was to come."""
    try:
        yield
    except DiskFull as error:
        raise DiskFull(str(error).replace(staged.name, path.name)) from error
    except KnownError as error:
        if staged.name not in str(error):
            raise
        raise KnownError(
            f"The new file for {path.name} could not be written whole. Nothing was changed. Check the disk, "
            "and try again."
        ) from error


def take_place(staged: Path, path: Path) -> Path | None:
    """Give a finished file the tracker's name; answer how what was there is called now, if anything was.

    Raises OSError, and Held where another program came or made a new file meanwhile; all is as it was then.
    Raises KnownError where it took place, and may not last.
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
    try:
        sync_folder(path.parent)
    except Unsynced as error:
        before = f" What was there before is {aside.name}." if aside is not None else ""
        raise KnownError(f"{error.told(path.name)}{before}") from error
    return aside


def _name(staged: Path, path: Path, *, over: bool) -> None:
    if any(_with(path, part).exists() for part in _PARTS[1:]):
        # Somebody came: it belongs to the file that is there, and would be read into the new one.
        raise _changed(path)
    if over:
        staged.replace(path)
    elif not publish(staged, path):
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
        copy_whole(path, other)


def _put_back(path: Path, aside: Path, there: list[str]) -> None:
    """As it was; where that cannot be, all parts keep their second names, so that they stay together."""
    try:
        for part in there:
            if not _with(path, part).exists():
                _name_also(_with(aside, part), _with(path, part))
    except OSError:
        return
    for part in there:
        with contextlib.suppress(OSError):
            _with(aside, part).unlink(missing_ok=True)


def _with(path: Path, part: str) -> Path:
    return path.with_name(path.name + part)
