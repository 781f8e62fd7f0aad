"""What another program dropped from the issue file without anybody's wish: found, kept, put back on demand.

bd's import takes only some fields of an issue that it knows; its next write gives the others their old
value, and drops keys and lines that it does not understand (beads 0.49.5). None of that is a change of the
user's: the tracker keeps its value, the export leaves the line as it is until somebody says *Put them
back*, so that the two programs do not write against each other for ever. Store's thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import conflicts, jsonl, mending
from store.base_lines import Lost
from store.beads_project import Kind, recognise
from store.content_hash import content_hash
from store.issue import TOMBSTONE, Dependency, Issue
from store.lines import Line
from store.merging import empty
from store.records import Content
from store.registers import CONFLICTS, CREATED, DEPENDENCY, EXTRA, LABEL, Value, edge_of
from store.steps import Step
from store.times import sort_key
from store.values import dumps, loads, loads_object

if TYPE_CHECKING:
    from store.tracker import Tracker

CAUSE = "erased"
FIELDS = ("due_at", "defer_until", "estimated_minutes", "owner", "spec_id", "created_by", "close_reason")
"""Fields that bd's import ignores for an issue that it knows; keys that we have no field for are others."""

_NOT_TAKEN = frozenset({*FIELDS, "is_template", "ephemeral", "original_type"})
"""Fields that are missing after bd's next write, whoever has set them, so that nobody took them away."""

_TIMES = frozenset({"due_at", "defer_until"})
Held = dict[int, dict[str, str]]
"""By issue, the registers that are not written for now, and the kept value as text."""

_WORD = re.compile(rb"""[^\s"',:;=\[\]{}()]+""")
_OF_BD: frozenset[Kind] = frozenset({"bd-database", "no-db"})


class Erasures:
    """Watches one import for values that were dropped. Lives inside its step."""

    def __init__(self, step: Step, source: Path) -> None:
        self._step = step
        self.source = source.name
        self._kind = _kind(source.parent)
        self.kept = _kept(self._kind)
        """Fields that nobody takes away by leaving their key out: see store.clearing."""

    def guard(
        self,
        issue: tuple[int, str],
        base: Mapping[str, Value] | None,
        ours: Mapping[str, Value],
        theirs: dict[str, Value],
    ) -> list[tuple[str, Value, Value]]:
        """Take from `theirs` what is no wish of anybody's, so that a merge keeps ours.

        issue: key and uid. Returns what was recorded: (register, kept, lost).
        """
        said: list[tuple[str, Value, Value]] = []
        if base is None or self._kind is None or not {"title", "created_at"} <= theirs.keys():
            return said
        key, uid = issue
        names = [name for name in base if name in FIELDS or name.startswith(EXTRA)]
        lost = {
            name: empty(name)
            for name in names
            if name not in theirs and base[name] != empty(name) and _counts(name, base, theirs)
        }
        if self._kind == "bd-database":
            lost.update(self._regressed(uid, base, ours, theirs))
        for name, value in lost.items():
            if value != empty(name):
                if base.get(name) is None:
                    del theirs[name]
                else:
                    theirs[name] = base[name]
            if _same(name, ours.get(name, empty(name)), base.get(name, empty(name))):
                self._record(key, name, ours.get(name, empty(name)), value)
                said.append((name, ours.get(name, empty(name)), value))
        return said

    def vanished(self, gone: Sequence[tuple[int, bytes]], lines: Iterable[Line]) -> None:
        """Record issues that left the file while another one with the same content is in it."""
        if not gone or self._kind not in _OF_BD:
            return
        there = {content_hash(line.record) for line in lines if line.kind == "issue"}
        for key, raw in gone:
            record = jsonl.read(mending.one_line(raw))
            if record.get("status") != TOMBSTONE and content_hash(record) in there:
                self._record(key, CREATED, True, None)

    def dropped(self, lost: Iterable[Lost], new: Sequence[Line]) -> list[Lost]:
        """Which lines that are no issues went without anybody's wish: no new issue is what they became."""
        if self._kind not in _OF_BD:
            return []
        ids = {line.id.encode() for line in new}
        # Most ids are one word of a line; looking for each of them in each line takes hours in large files.
        odd = [id for id in ids if not _WORD.fullmatch(id)]
        kept = [
            one
            for one in lost
            if ids.isdisjoint(_WORD.findall(one[0])) and not any(id in one[0] for id in odd)
        ]
        if kept:
            self._step.note(CONFLICTS)
        return kept

    def _regressed(
        self, uid: str, base: Mapping[str, Value], ours: Mapping[str, Value], theirs: Mapping[str, Value]
    ) -> dict[str, Value]:
        """Registers that are back to what they were before our own change, which the file had already."""
        suspects = {
            name: value
            for name, value in theirs.items()
            if (name in FIELDS or name.startswith((EXTRA, LABEL, DEPENDENCY)))
            and not _same(name, value, base.get(name, empty(name)))
            and not _same(name, value, ours.get(name, empty(name)))
        }
        found: dict[str, Value] = {}
        if not suspects:
            return found
        rows = self._step.tracker.all(
            """SELECT kind, before, after FROM change JOIN step USING(step)
               WHERE uid = ? ORDER BY seq DESC""",
            (uid,),
        )
        for kind, before, after in rows:
            changed, was = loads_object(after), loads_object(before)
            for name in [name for name in suspects if name in changed]:
                if kind == "import":
                    # Since then the value is theirs; whoever sets it to an older one means it.
                    del suspects[name]
                elif _same(name, was.get(name, empty(name)), suspects[name]):
                    found[name] = suspects.pop(name)
        return found

    def _record(self, key: int, register: str, kept: Value, lost: Value) -> None:
        """Keep it for review, anew each time: a value put back and dropped again is said again."""
        tracker = self._step.tracker
        tracker.run(
            """UPDATE conflict SET resolved = ?
               WHERE issue = ? AND register = ? AND cause = ? AND resolved IS NULL""",
            (self._step.number, key, register, CAUSE),
        )
        conflicts.record(self._step, key, register, CAUSE, kept, lost, self.source)


def held(tracker: Tracker) -> Held:
    """By issue, the registers that wait for a decision, with the value that was dropped as text."""
    found: dict[int, dict[str, str]] = {}
    rows = tracker.all(
        "SELECT issue, register, kept FROM conflict WHERE cause = ? AND resolved IS NULL", (CAUSE,)
    )
    for key, register, kept in rows:
        found.setdefault(key, {})[register] = kept
    return found


def as_the_line_says(issue: Issue, was: Content, registers: Mapping[str, str]) -> Issue:
    """The issue with the line's word for values that were dropped and are not changed since."""
    changes: dict[str, Any] = {}
    extra, labels = dict(issue.extra), list(issue.labels)
    edges = {(edge.target, edge.type): edge for edge in issue.dependencies}
    for register, kept in registers.items():
        if register in FIELDS:
            if dumps(getattr(issue, register)) == kept:
                changes[register] = was.fields.get(register, empty(register))
        elif register.startswith(EXTRA):
            name = register.removeprefix(EXTRA)
            if dumps(extra.get(name)) == kept:
                extra.pop(name, None)
                extra.update({name: was.extra[name]} if name in was.extra else {})
        elif register.startswith(LABEL):
            name = register.removeprefix(LABEL)
            if loads(kept) is None and name in was.labels and name not in labels:
                labels.append(name)
        elif register.startswith(DEPENDENCY):
            key = edge_of(register)
            if loads(kept) is None and key in was.edges and key not in edges:
                edges[key] = Dependency(*key, **was.edges[key])
    return replace(
        issue,
        extra=extra,
        labels=tuple(labels),
        dependencies=tuple(edges.values()),
        **changes,
    )


def kept_in(folder: Path) -> frozenset[str]:
    """Fields that a line of that folder's issue file does not take away by not having their key."""
    return _kept(_kind(folder))


def _kept(kind: Kind | None) -> frozenset[str]:
    return _NOT_TAKEN if kind == "bd-database" else frozenset()


def _kind(folder: Path) -> Kind | None:
    """How the project of an issue file keeps its issues; None for a file that is in no project."""
    if folder.name != ".beads" and not any(
        (folder / name).exists() for name in ("metadata.json", "redirect")
    ):
        return None
    return recognise(folder).kind


def _counts(name: str, base: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """The reason of a close goes with the close."""
    return name != "close_reason" or theirs.get("status") == base.get("status")


def _same(name: str, one: Value, other: Value) -> bool:
    if name in _TIMES and isinstance(one, str) and isinstance(other, str):
        return one == other or sort_key(one) == sort_key(other) != ""
    return bool(one == other)
