"""The real bd and br, where they are installed: on PATH, or where .ci/run puts them in this checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store import beads_config
from store.bd_program import BdProgram, updates
from store.places import Place, place_of_beads
from store.putting_back import ErasedValue

ROOT = Path(__file__).resolve().parents[2]
MODES = ("bd-database", "bd-no-db", "br")
SECONDS = 60


def installed(mode: str) -> Path | None:
    """The program of that mode, or None."""
    name = mode.partition("-")[0]
    here = ROOT / ".peers" / "bin" / name
    found = str(here) if here.is_file() else shutil.which(name)
    return None if found is None else Path(found)


@dataclass
class Peer:
    """One program at work in one project. Each call is a process of its own, without a daemon."""

    program: Path
    mode: str
    folder: Path

    @classmethod
    def start(cls, mode: str, folder: Path) -> Peer:
        """Make a project, as a person would on its command line."""
        program = installed(mode)
        assert program is not None
        folder.mkdir(parents=True)
        peer = cls(program, mode, folder)
        for command in (
            ["init", "-q"],
            ["config", "user.name", "Dev One"],
            ["config", "user.email", "dev@x"],
        ):
            subprocess.run(["git", *command], cwd=folder, check=True, env=peer.env, capture_output=True)
        peer.run("init", "--prefix", "acme")
        if mode == "bd-no-db":
            # By our own hand, as *Let bd use the file* does.
            beads_config.switch_to_no_db(peer.beads)
        return peer

    @property
    def env(self) -> dict[str, str]:
        """A home of its own: no settings of the person who runs the tests."""
        home = self.folder.parent / "home"
        home.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        return {**kept, "HOME": str(home), "BEADS_NO_DAEMON": "1", "NO_COLOR": "1", "LANG": "C.UTF-8"}

    @property
    def beads(self) -> Path:
        return self.folder / ".beads"

    @property
    def place(self) -> Place:
        return place_of_beads(self.beads)

    @property
    def file(self) -> Path:
        jsonl = self.place.jsonl
        assert jsonl is not None
        return jsonl

    def run(self, *arguments: str) -> str:
        """One command; what it prints. Fails with its words."""
        done = subprocess.run(
            [str(self.program), *arguments],
            cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{self.mode} {arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def ask(self, *arguments: str) -> Any:
        """One command that answers in JSON."""
        return json.loads(self.run(*arguments, "--json"))

    # What a person does

    def create(self, title: str, *options: str) -> str:
        """A new issue; its id."""
        made = self.ask("create", title, *options)
        return str(made[0]["id"] if isinstance(made, list) else made["id"])

    def comment(self, id: str, text: str) -> None:
        self.run("comments", "add", id, text)

    def flush(self) -> None:
        """Have everything in the file; only bd's comments wait there for its next write."""
        if self.mode != "bd-no-db":
            self.run("sync", "--flush-only")

    def take(self) -> None:
        """Read the file anew, where the program does not do so by itself."""
        if self.mode != "bd-no-db":
            self.run("sync", "--import-only")

    # What it has

    def show(self, id: str) -> dict[str, Any]:
        found = self.ask("show", id)
        return dict(found[0] if isinstance(found, list) else found)

    def ready(self) -> set[str]:
        return _ids(self.ask("ready", "--limit", "1000"))

    def blocked(self) -> set[str]:
        return _ids(self.ask("blocked"))

    def lines(self) -> dict[str, bytes]:
        """The file's lines by id."""
        found = [line for line in self.file.read_bytes().splitlines() if line.strip()]
        return {json.loads(line)["id"]: line for line in found}

    def put_back(self, values: tuple[ErasedValue, ...]) -> None:
        """Give it what its import ignores, with the commands that the window gives."""
        for command in updates(values):
            ran = BdProgram(self.program, self.beads).run(command)
            assert ran.ok, ran.words


def _ids(found: Any) -> set[str]:
    if isinstance(found, dict):
        found = next(value for value in found.values() if isinstance(value, list))
    return {str(one["id"]) for one in found or ()}
