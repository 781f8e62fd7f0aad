"""Installs the merge driver in one repository, and takes it out again; only ever on somebody's wish.

Two things are needed: the program's command in `.git/config`, which no clone inherits, and a line in
`.gitattributes`, which is shared by a commit. Nothing is committed here.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path
from subprocess import CompletedProcess

from store import git_folders
from store.errors import Invalid, KnownError
from store.exchange_answers import GitMerge
from store.files import Unsynced, write_whole
from store.git_folders import NoGit
from store.structs import dataclass

DRIVER = "strandline"
_NAME = "Strandline merges issues line by line"
_KEYS = (f"merge.{DRIVER}.name", f"merge.{DRIVER}.driver")
_NOBODY = ("unspecified", "")
_SPECIAL = re.compile(r'[*?\[\]\\"]')


@dataclass(frozen=True, slots=True)
class _Place:
    """top: the folder of the checkout; file: the issue file, relative to it."""

    top: Path
    file: str

    @property
    def attributes(self) -> Path:
        return self.top / ".gitattributes"

    @property
    def line(self) -> bytes:
        """The pattern is anchored; what has a meaning in one is escaped, and blanks need quotes."""
        pattern = "/" + re.sub(r"[*?\[\]\\]", lambda match: "\\" + match[0], self.file)
        if _SPECIAL.search(pattern) or any(char.isspace() for char in pattern):
            pattern = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return os.fsencode(f"{pattern} merge={DRIVER}")


def state(issue_file: Path) -> GitMerge:
    """Whether git merges this issue file with Strandline; nothing is changed."""
    try:
        place = _place(issue_file)
    except NoGit as error:
        return GitMerge("none", reason=str(error))
    chosen = _chosen(place)
    known = git_folders.answer(place.top, "config", "--get", _KEYS[1])
    if chosen == DRIVER:
        found = "on" if known == program() else "half"
    else:
        found = "off" if chosen in _NOBODY else "other"
    return GitMerge(
        found,
        place.top,
        place.file,
        place.attributes,
        os.fsdecode(place.line),
        _config(place),
        program(),
        known if chosen == DRIVER else chosen,
    )


def install(issue_file: Path, *, replace: bool = False) -> GitMerge:
    """Make git merge this file with Strandline. Raises KnownError; Invalid where another driver is set."""
    place = _place(issue_file)
    chosen = _chosen(place)
    if chosen not in (*_NOBODY, DRIVER) and not replace:
        raise Invalid(
            f"git merges {place.file} with “{chosen}” here. Nothing was changed. "
            "Add --replace to let Strandline merge it."
        )
    before = _read(place)
    if chosen != DRIVER:
        _write(place, _with_line(before, place.line))
        now = _chosen(place)
        if now != DRIVER:
            _restore(place, before)
            raise Invalid(
                f"Another file of git's attributes, nearer to {place.file}, sets merge={now}. "
                "Nothing was changed. Remove that line first."
            )
    try:
        for key, value in zip(_KEYS, (_NAME, program()), strict=True):
            _set(place, key, value)
    except KnownError:
        _restore(place, before)
        raise
    return state(issue_file)


def remove(issue_file: Path) -> GitMerge:
    """Undo what install() did; what anybody else wrote stays."""
    place = _place(issue_file)
    before = _read(place)
    if before is not None:
        after = _without_line(before, place.line)
        if after != before:
            _restore(place, after or None)
    if f"merge={DRIVER}".encode() not in (_read(place) or b""):
        for key in _KEYS:
            if git_folders.ask(place.top, "config", "--local", "--get", key).returncode == 0:
                _checked(git_folders.ask(place.top, "config", "--local", "--unset-all", key))
    return state(issue_file)


def program() -> str:
    """The command of this program for git, which runs it by a shell in the checkout's top folder."""
    script = Path(sys.executable).with_name("strandline.exe" if os.name == "nt" else "strandline")
    if getattr(sys, "frozen", False):
        words = _quoted(sys.executable)
    elif script.is_file():
        words = _quoted(str(script))
    else:
        # -P: a folder called store in somebody's repository must not be run instead.
        root = str(Path(__file__).resolve().parents[1])
        words = f"PYTHONPATH={_quoted(root)} {_quoted(sys.executable)} -P -m store"
    return f"{words} merge %O %A %B --path %P"


def _quoted(path: str) -> str:
    return shlex.quote(path).replace("%", "%%")


def _place(issue_file: Path) -> _Place:
    real = Path(os.path.realpath(issue_file))
    if not real.parent.is_dir():
        raise NoGit(f"{real.parent} is not there.")
    top = git_folders.answer(real.parent, "rev-parse", "--show-toplevel")
    if not top:
        why = os.fsdecode(git_folders.ask(real.parent, "rev-parse", "--show-toplevel").stderr)
        if "dubious ownership" in why:
            raise NoGit(
                f"git refuses {real.parent}, because the repository belongs to another user. "
                "Run git status there; it says what to do."
            )
        raise NoGit(f"{real.parent} is in no checkout of git, so there is nothing to merge.")
    folder = Path(os.path.realpath(top))
    if not real.is_relative_to(folder):
        raise NoGit(f"{real} is not in the checkout {folder}.")
    file = real.relative_to(folder).as_posix()
    if git_folders.ask(folder, "check-ignore", "-q", "--", file).returncode == 0:
        raise NoGit(f"git ignores {file}, so it never merges it.")
    return _Place(folder, file)


def _chosen(place: _Place) -> str:
    """The driver that git takes for the file: unspecified, set, unset, or a name."""
    found = git_folders.answer(place.top, "check-attr", "-z", "merge", "--", place.file).split("\0")
    return found[2] if len(found) > 2 else ""


def _config(place: _Place) -> Path:
    named = git_folders.answer(place.top, "rev-parse", "--git-common-dir")
    return Path(os.path.realpath(place.top / named)) / "config"


def _set(place: _Place, key: str, value: str) -> None:
    if git_folders.answer(place.top, "config", "--local", "--get", key) != value:
        _checked(git_folders.ask(place.top, "config", "--local", "--replace-all", key, value))


def _checked(done: CompletedProcess[bytes]) -> None:
    if done.returncode != 0:
        why = os.fsdecode(done.stderr).strip().removeprefix("error: ")
        raise KnownError(f"git's settings could not be changed: {why}. Nothing was changed.")


def _read(place: _Place) -> bytes | None:
    try:
        return place.attributes.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KnownError(
            f"{place.attributes} cannot be read: {error.strerror}. Nothing was changed."
        ) from error


def _write(place: _Place, data: bytes) -> None:
    try:
        write_whole(place.attributes, data)
    except Unsynced as error:
        raise KnownError(error.told(str(place.attributes))) from error
    except OSError as error:
        raise KnownError(
            f"{place.attributes} could not be written: {error.strerror}. Nothing was changed."
        ) from error


def _restore(place: _Place, data: bytes | None) -> None:
    if data is not None:
        _write(place, data)
    elif place.attributes.exists():
        place.attributes.unlink()


def _with_line(data: bytes | None, line: bytes) -> bytes:
    """The line is last, because the last one counts; a file without a final line end stays without one."""
    if not data:
        return line + b"\n"
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    return data + line + ending if data.endswith(b"\n") else data + ending + line


def _without_line(data: bytes, line: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    kept = [one for one in lines if one.strip() != line]
    if len(kept) < len(lines) and kept and not data.endswith(b"\n"):
        kept[-1] = kept[-1].rstrip(b"\r\n")
    return b"".join(kept)
