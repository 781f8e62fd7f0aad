"""The terminal commands in real processes, as scripts and agents run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.helpers import forked

CHECKOUT = Path(__file__).parents[2]

ENVIRONMENT = (
    "STRANDLINE_DB", "STRANDLINE_ACTOR", "BD_ACTOR", "PYTHONIOENCODING", "PYTHONUTF8",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def ids(self) -> list[str]:
        """The ids of the issues in the document, in its order."""
        return [one["id"] for one in self.json]


class Terminal:
    """Runs `python -m store`; each command is a process of its own, see forked."""

    def __init__(self, folder: Path, database: Path | None = None) -> None:
        self.folder = folder
        self.database = database
        self.environment = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
        self.environment.update(
            STRANDLINE_DATA=str(folder / "data"),
            PYTHONPATH=str(CHECKOUT),
            GIT_CONFIG_GLOBAL=os.devnull,
            GIT_CONFIG_NOSYSTEM="1",
            GIT_CEILING_DIRECTORIES=str(folder.parent),
        )

    def command(self, *words: object, json: bool = True) -> list[str]:
        """The words of a command line."""
        before = ["--json"] if json else []
        if self.database is not None:
            before += ["--db", str(self.database)]
        return [sys.executable, "-m", "store", *before, *map(str, words)]

    def run(
        self,
        *words: object,
        json: bool = True,
        input: bytes = b"",
        cwd: Path | None = None,
        **environment: str,
    ) -> Answer:
        """Run one command to its end. Never with a traceback, whatever it is given."""
        command, folder = self.command(*words, json=json), cwd or self.folder
        env = {**self.environment, **environment}
        # PYTHON… says how the interpreter starts.
        if forked.POSSIBLE and len(input) <= forked.MOST_INPUT and not any(map(_of_python, environment)):
            code, out, err = forked.forker().run(command[3:], folder, env, input)
        else:
            done = subprocess.run(command, cwd=folder, env=env, input=input, capture_output=True, check=False)
            code, out, err = done.returncode, done.stdout, done.stderr
        answer = Answer(code, out, err.decode())
        assert "Traceback" not in answer.err, answer.err
        return answer

    def good(self, *words: object, **options: Any) -> Answer:
        """The same, of a command that must succeed."""
        answer = self.run(*words, **options)
        assert answer.code == 0, answer.err
        return answer

    def refused(self, *words: object, **options: Any) -> str:
        """The one sentence or two with which a command is refused: exit 1, nothing on standard output."""
        answer = self.run(*words, **options)
        assert answer.code == 1, (answer.code, answer.err)
        assert answer.out == b""
        assert answer.err.count("\n") == 1
        return answer.err.strip()


def _of_python(name: str) -> bool:
    return name.startswith("PYTHON")
