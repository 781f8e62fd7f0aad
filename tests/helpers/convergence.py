"""Three clones in real git with skewed clocks: random deeds, random syncs, and what must hold at the end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from tests.helpers.clones import CLEARABLE, DAY, HOUR, KEEPER, Added, Clone
from tests.helpers.git import ENVIRONMENT, Repository
from tests.helpers.issue_files import comment, edge, lines, record

ROUNDS, DEEDS = 8, 4
_SHOWN = ("title", "description", "notes", "status", "priority", "issue_type", "assignee", "due_at",
          "spec_id", "close_reason", "closed_at", "updated_at")  # fmt: skip


def run(seed: int, size: int, folder: Path) -> tuple[str, bool]:
    """That many histories; a line for people, and whether all converged with nothing lost."""
    faults: list[str] = []
    for n in range(seed, seed + size):
        faults += [f"seed {n}: {fault}" for fault in converge(n, folder / str(n))]
    said = "; ".join([f"{size} histories of three clones", f"{len(faults)} faults", *faults[:5]])
    return said, not faults


def converge(seed: int, folder: Path) -> list[str]:
    """One history; what went wrong."""
    dice, added = random.Random(seed), Added()
    folder.mkdir(exist_ok=True)
    with _settings(folder), _clones(folder, added) as clones:
        for _ in range(ROUNDS):
            clone = dice.choice(clones)
            for _ in range(dice.randrange(1, DEEDS + 1)):
                clone.act(dice)
            if dice.random() < 0.6:
                clone.sync()
        for _ in range(3):
            for clone in clones:
                clone.sync()
        faults = [*_differences(clones), *_losses(clones[0], added), *_unrest(clones)]
        return faults + [fault for clone in clones for fault in clone.faults]


@contextmanager
def _settings(folder: Path) -> Iterator[None]:
    with mock.patch.dict("os.environ", {**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(folder)}):
        yield


@contextmanager
def _clones(folder: Path, added: Added) -> Iterator[list[Clone]]:
    hub = _origin(folder)
    skews = (("ann", DAY), ("bob", -HOUR), ("cyd", 0))
    clones = [Clone(folder, hub, name, skew, added) for name, skew in skews]
    try:
        yield clones
    finally:
        for clone in clones:
            clone.tracker.close()


def _origin(folder: Path) -> Path:
    first = Repository.make(folder / "first")
    file = first.folder / ".beads" / "issues.jsonl"
    file.parent.mkdir()
    full = dict.fromkeys(CLEARABLE, "2027-01-01T00:00:00Z")
    file.write_bytes(
        lines(
            record(KEEPER, "keeper", **full),
            record("p-1", "one", **full, labels=["a"], comments=[comment("p-1", 1, "first")]),
            record("p-2", "two", **full, dependencies=[edge("p-2", "p-1")], custom={"k": 1}),
            record("p-3", "three", notes="n"),
        )
    )
    (first.folder / ".gitattributes").write_bytes(b"/.beads/issues.jsonl merge=strandline\n")
    first.commit()
    first.good("clone", "-q", "--bare", ".", str(folder / "origin"))
    return folder / "origin"


def _differences(clones: list[Clone]) -> Iterator[str]:
    files = [clone.file.read_bytes().splitlines() for clone in clones]
    if not files[0] == files[1] == files[2]:
        rows = [row for row in zip(*files, strict=False) if len(set(row)) > 1]
        yield f"the files of {[len(file) for file in files]} lines differ: {rows[:1]}"
    states = [_state(clone) for clone in clones]
    if not states[0] == states[1] == states[2]:
        ids = [id for id in states[0] if len({repr(state.get(id)) for state in states}) > 1]
        yield f"the trackers differ: {ids}"


def _state(clone: Clone) -> dict[str, Any]:
    """All registers, sets sorted: the order in which a clone heard of them is no content."""
    return {
        one.id: (
            *(getattr(one, name) for name in _SHOWN),
            sorted(one.labels),
            sorted((edge.target, edge.type) for edge in one.dependencies),
            sorted((said.author, said.created_at, said.text) for said in one.comments),
            sorted(one.extra.items(), key=repr),
        )
        for one in clone.issues()
    }


def _losses(clone: Clone, added: Added) -> Iterator[str]:
    known = {one.id: one for one in clone.issues()}
    there = {
        "comments": {(id, said.text) for id, one in known.items() for said in one.comments},
        "labels": {(id, name) for id, one in known.items() for name in one.labels},
        "keys": {(id, name) for id, one in known.items() for name in one.extra},
    }
    for kind, present in there.items():
        lost = getattr(added, kind) - added.removed - present
        if lost:
            yield f"lost {kind}: {sorted(lost)}"
    back = [place for place in added.cleared() if place[0] in known and getattr(known[place[0]], place[1])]
    if back:
        yield f"cleared, and back: {sorted(back)}"


def _unrest(clones: list[Clone]) -> Iterator[str]:
    """Another round writes nothing: no two clones outbid each other."""
    restless = [clone.file.parts[-3] for clone in clones if clone.sync()]
    if restless:
        yield f"no rest: {restless}"
