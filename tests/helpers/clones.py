"""Clones of one repository in real git, each with a tracker, a clock of its own, and tools beside it."""

from __future__ import annotations

import contextlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store import exporting, git_setup, importing, places, requests
from store.database import open_database
from store.details import issues
from store.errors import KnownError
from store.issue import Issue
from store.tracker import Tracker
from tests.helpers.git import Repository

SECOND = 1_000_000_000
DAY, HOUR = 86_400 * SECOND, 3600 * SECOND
FIELDS = ("title", "description", "notes", "assignee", "priority", "issue_type", "due_at", "spec_id")
CLEARABLE = ("description", "notes", "assignee", "due_at", "spec_id")
KEEPER = "p-0"
"""An issue that has each of CLEARABLE and keeps it, as in real files, where hardly a key stands in one line
only: in a file without a key nobody can tell a cleared value from a tool that does not know the key."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value that was set, or a clearing; heard: the numbers of what its author's clone had heard of."""

    number: int
    is_clearing: bool
    heard: frozenset[int]


@dataclass(slots=True)
class Added:
    """What was added anywhere and must be there at the end, as (id, text), and what was taken away.

    pushed: the numbers of what was said of fields in the state that the clones share.
    """

    comments: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    labels: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    keys: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    removed: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    pushed: set[int] = field(default_factory=set[int])
    values: dict[tuple[str, str], list[Said]] = field(default_factory=dict[tuple[str, str], "list[Said]"])
    """What was said of the fields that can be cleared, by issue and field."""
    count: int = 0

    def say(self, id: str, name: str, value: object, heard: set[int]) -> None:
        """Somebody who had heard of all this set or cleared a field."""
        self.count += 1
        self.values.setdefault((id, name), []).append(Said(self.count, not value, frozenset(heard)))
        heard.add(self.count)

    def cleared(self) -> Iterator[tuple[str, str]]:
        """Fields that were cleared by somebody who had heard of all that was ever set there."""
        for place, said in self.values.items():
            values = {one.number for one in said if not one.is_clearing}
            if any(one.is_clearing and values <= one.heard for one in said):
                yield place

    def name(self, kind: str) -> str:
        """A text that nobody else has written."""
        self.count += 1
        return f"{kind}{self.count}"


class Clone:
    """One checkout, its tracker, and what somebody does there."""

    def __init__(self, folder: Path, origin: Path, name: str, skew: int, added: Added) -> None:
        Repository(folder).good("clone", "-q", str(origin), name)
        self.git = Repository(folder / name)
        self.git.good("config", "user.name", name)
        self.file = self.git.folder / ".beads" / "issues.jsonl"
        git_setup.install(self.file)
        self.added = added
        self.faults: list[str] = []
        self.heard: set[int] = set()
        path = places.project_tracker(self.file.parent)
        path.parent.mkdir(parents=True)
        connection = open_database(path, create=True, read_only=False)
        self.tracker = Tracker(connection, path, actor=name, physical=lambda: time.time_ns() + skew)
        importing.import_file(self.tracker, self.file)

    def flush(self) -> None:
        """What changed outside comes in, what changed here goes out."""
        importing.import_file(self.tracker, self.file)
        data, _ = exporting.export(self.tracker)
        if data != self.file.read_bytes():
            self.file.write_bytes(data)
            importing.import_file(self.tracker, self.file)

    def sync(self) -> bool:
        """Commit, merge and push; whether the file is another one then."""
        before = self.file.read_bytes()
        while True:
            self.flush()
            self.git.commit()
            ours = self.file.read_bytes()
            self.git.good("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
            self.heard |= self.added.pushed
            self._look(ours)
            self.flush()
            self.git.commit()
            if self.git.run("push", "-q", "origin", "HEAD:main").returncode == 0:
                self.added.pushed |= self.heard
                return self.file.read_bytes() != before

    def _look(self, ours: bytes) -> None:
        """What git merged has the comments and keys of both sides, before any tracker could mend it."""
        theirs = self.git.run("show", "FETCH_HEAD:.beads/issues.jsonl").stdout
        missing = (_said(ours) | _said(theirs)) - _said(self.file.read_bytes())
        if missing - self.added.removed:
            self.faults.append(f"git's merge lost {sorted(missing)}")

    def issues(self) -> list[Issue]:
        """All of the tracker's, in the order of their ids."""
        keys = self.tracker.all("SELECT key FROM issue WHERE NOT gone ORDER BY id")
        return list(issues(self.tracker, tuple(key for (key,) in keys)))

    def act(self, dice: random.Random) -> None:
        """One random deed; nothing where it is refused."""
        with contextlib.suppress(KnownError):
            self._act(dice)

    def _act(self, dice: random.Random) -> None:
        known = self.issues()
        alive = [one for one in known if not one.deleted and one.id != KEEPER]
        deed = dice.choice(
            ("field", "field", "clear", "clear", "comment", "comment", "label", "unlabel", "unsay", "close",
             "reopen", "delete", "restore", "depend", "undepend", "create", "foreign", "foreign")
        )  # fmt: skip
        if deed == "create" or not alive:
            self._create(dice, alive)
        elif deed == "restore":
            dead = [one for one in known if one.deleted]
            if dead:
                requests.Restore((dice.choice(dead).uid,)).run(self.tracker)
        elif deed == "foreign":
            self._foreign(dice)
        else:
            getattr(self, f"_{deed}")(dice.choice(alive), dice)

    def _create(self, dice: random.Random, alive: list[Issue]) -> None:
        links = tuple(("blocks", dice.choice(alive).id) for _ in range(bool(alive)))
        requests.Create(self.added.name("issue "), {"priority": 1}, depends_on=links).run(self.tracker)

    def _field(self, one: Issue, dice: random.Random) -> None:
        name = dice.choice(FIELDS)
        value: Any = self.added.name(name)
        if name == "priority":
            value = dice.randrange(5)
        elif name == "issue_type":
            value = dice.choice(("bug", "task", "epic"))
        elif name == "due_at":
            value = f"2027-01-{dice.randrange(10, 29)}T00:00:00Z"
        requests.Edit(one.uid, {name: value}).run(self.tracker)
        if name in CLEARABLE:
            self.added.say(one.id, name, value, self.heard)

    def _clear(self, one: Issue, dice: random.Random) -> None:
        full = [name for name in CLEARABLE if getattr(one, name)]
        if full:
            name = dice.choice(full)
            requests.Edit(one.uid, {name: None if name == "due_at" else ""}).run(self.tracker)
            self.added.say(one.id, name, "", self.heard)

    def _comment(self, one: Issue, _dice: random.Random) -> None:
        text = self.added.name("said ")
        self.added.comments.add((one.id, text))
        requests.AddComment(one.uid, text).run(self.tracker)

    def _unsay(self, one: Issue, dice: random.Random) -> None:
        if one.comments:
            said = dice.choice(one.comments)
            self.added.removed.add((one.id, said.text))
            requests.DeleteComment(one.uid, said.uid).run(self.tracker)

    def _label(self, one: Issue, _dice: random.Random) -> None:
        name = self.added.name("l")
        self.added.labels.add((one.id, name))
        requests.Label((one.uid,), (name,)).run(self.tracker)

    def _unlabel(self, one: Issue, dice: random.Random) -> None:
        if one.labels:
            name = dice.choice(one.labels)
            self.added.removed.add((one.id, name))
            requests.Label((one.uid,), (), (name,)).run(self.tracker)

    def _close(self, one: Issue, _dice: random.Random) -> None:
        if not one.finished:
            requests.Close((one.uid,), self.added.name("done ")).run(self.tracker)

    def _reopen(self, one: Issue, _dice: random.Random) -> None:
        if one.finished:
            requests.Reopen((one.uid,)).run(self.tracker)

    def _delete(self, one: Issue, _dice: random.Random) -> None:
        requests.Delete((one.uid,)).run(self.tracker)

    def _depend(self, one: Issue, dice: random.Random) -> None:
        other = dice.choice(self.issues())
        if other.id != one.id and not other.deleted:
            requests.Depend(one.uid, other.id, "related").run(self.tracker)

    def _undepend(self, one: Issue, dice: random.Random) -> None:
        if one.dependencies:
            edge = dice.choice(one.dependencies)
            requests.Undepend(one.uid, edge.target, edge.type).run(self.tracker)

    def _foreign(self, dice: random.Random) -> None:
        """A tool that knows the file only: a key of its own, a comment or a label, or a key less."""
        self.flush()
        lines = self.file.read_bytes().splitlines(keepends=True)
        n = dice.randrange(len(lines))
        record = json.loads(lines[n])
        name = self.added.name("x")
        kind = dice.choice(("key", "comment", "label", "nested", "clear"))
        if kind == "comment":
            said = {"id": self.added.count, "issue_id": record["id"], "author": "tool", "text": name}
            record.setdefault("comments", []).append({**said, "created_at": self.tracker.clock.now()})
            self.added.comments.add((record["id"], name))
        elif kind == "label":
            record.setdefault("labels", []).append(name)
            self.added.labels.add((record["id"], name))
        elif kind == "clear":
            for key in [key for key in CLEARABLE if record.get(key) and record["id"] != KEEPER]:
                del record[key]
                self.added.say(record["id"], key, "", self.heard)
        else:
            record[name] = {"a": [1, None, "<x>"]} if kind == "nested" else name
            self.added.keys.add((record["id"], name))
        if dice.random() < 0.7:
            record["updated_at"] = self.tracker.clock.now()
        lines[n] = json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
        self.file.write_bytes(b"".join(lines))
        importing.import_file(self.tracker, self.file)


def _said(data: bytes) -> set[tuple[str, str]]:
    """The comments and the keys of each issue of a file."""
    found: set[tuple[str, str]] = set()
    for line in data.splitlines():
        record = json.loads(line)
        found.update((record["id"], said["text"]) for said in record.get("comments", ()))
        found.update((record["id"], key) for key in record if key.startswith("x"))
    return found
