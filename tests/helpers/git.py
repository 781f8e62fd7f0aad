"""Real git in folders of a test, without the settings of whoever runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "ann",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ADVICE": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, *words: str) -> Repository:
        """A new repository; words: for git init."""
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder)
        made.good("init", "-q", "-b", "main", *words)
        return made

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """Run git here."""
        inherited = {name: one for name, one in os.environ.items() if not name.startswith("GIT_")}
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**inherited, **ENVIRONMENT},
            capture_output=True,
            check=False,
        )

    def good(self, *words: str) -> str:
        """Run git here, which must succeed; what it printed."""
        done = self.run(*words)
        assert done.returncode == 0, (words, done.stderr.decode(), done.stdout.decode())
        return done.stdout.decode().strip()

    def commit(self, message: str = "x") -> None:
        """Commit all that is there."""
        self.good("add", "-A")
        self.good("commit", "-q", "--allow-empty", "-m", message)
