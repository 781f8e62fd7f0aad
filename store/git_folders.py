"""Asks git about a folder: its repository, its settings, and where git keeps its own files. Any thread."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from store.errors import KnownError
from store.private_files import read_text

_TIMEOUT = 30
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
"""Set while git runs a hook: they would name another repository than the folder's."""


class NoGit(KnownError):
    """There is no git here, or no repository."""


def ask(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, for that folder's repository. Raises NoGit when git cannot be run."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    environment.update(LC_ALL="C", GIT_OPTIONAL_LOCKS="0")
    return _run(["git", "-C", str(folder), *words], environment)


def answer(folder: Path, *words: str) -> str:
    """What git prints, without the last line's end; "" when it fails or has nothing to say."""
    done = ask(folder, *words)
    return os.fsdecode(done.stdout).rstrip("\r\n") if done.returncode == 0 else ""


def own_folder() -> Path | None:
    """The git directory of the repository for which git has started this process."""
    try:
        done = _run(["git", "rev-parse", "--absolute-git-dir"], dict(os.environ))
    except NoGit:
        return None
    text = os.fsdecode(done.stdout).rstrip("\r\n")
    return Path(text) if done.returncode == 0 and text else None


def folder_of(path: Path) -> tuple[Path, str] | None:
    """The git directory of the checkout in which a file lies, and its name there; without running git."""
    real = Path(os.path.realpath(path))
    for folder in real.parents:
        git = folder / ".git"
        name = real.relative_to(folder).as_posix()
        if git.is_dir():
            return git, name
        named = read_text(git) if git.is_file() else None
        if named is not None and named.startswith("gitdir:"):
            return Path(os.path.realpath(folder / named.removeprefix("gitdir:").strip())), name
    return None


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # git, with words of ours and a path
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except FileNotFoundError:
        raise NoGit("git was not found. Install it, or merge without it.") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise NoGit(f"git could not be run: {error}.") from error
