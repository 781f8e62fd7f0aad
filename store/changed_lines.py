"""Lines that differ from the last seen version, merged into the issues that they tell of. Store's thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from store import clearing, conflicts, details, ids, jsonl, mending
from store.erased import Erasures
from store.issue import TOMBSTONE
from store.lines import Line
from store.merging import UPDATED, empty, merge
from store.pace import Pace
from store.records import Content, content_of, registers_of
from store.registers import COMMENT, CREATED, Value
from store.steps import Step
from store.structs import dataclass

if TYPE_CHECKING:
    from store.importing import Result


@dataclass(frozen=True, slots=True)
class Pair:
    """A line that differs from the last seen version, and the issue that it tells of.

    base: that version; the line itself where an export of ours wrote it and could not note it.
    """

    line: Line
    key: int
    uid: str
    base: bytes | None


@dataclass(frozen=True, slots=True)
class Rules:
    """keys: which keys the file's writer knows; source: its name; deletions: whether they count.

    rehearsal: what is found out is all that is wanted, so that no issue is written.
    """

    keys: clearing.Written
    source: str
    deletions: bool
    erasures: Erasures
    rehearsal: bool


def merge_all(step: Step, pairs: Iterable[Pair], rules: Rules, result: Result, pace: Pace) -> None:
    """Merge these lines, inside the import's step, and note in its result what came of them."""
    by_key = {pair.key: pair for pair in pairs}
    # Unlike a list, this reads some hundreds at a time; what it has read is not changed below.
    for issue in details.issues(step.tracker, tuple(by_key)):
        pair = by_key.pop(issue.key)
        _merge(step, pair, registers_of(issue), rules, result)
        pace.stored(1)
    for pair in by_key.values():
        if pair.base == pair.line.raw:
            # Its creation was undone after we had written it.
            result.unchanged += 1
            continue
        if not rules.rehearsal:
            _bring_back(step, pair)
        result.created += 1
        pace.stored(1)


def _merge(step: Step, pair: Pair, ours: dict[str, Value], rules: Rules, result: Result) -> None:
    """Merge one line; its seq stays 0, so that an export compares line and issue value by value."""
    theirs = _registers(content_of(pair.line.record, pair.line.id), pair.uid, ours)
    base = None
    if pair.base is not None:
        base = _registers(content_of(jsonl.read(mending.one_line(pair.base)), pair.line.id), pair.uid, ours)
    gone = clearing.cleared(pair.line.record, theirs, base, rules.keys)
    theirs |= {name: value for name, value in gone.items() if name not in rules.erasures.kept}
    dropped = rules.erasures.guard((pair.key, pair.uid), base, ours, theirs)
    result.conflicts.extend(
        {"id": pair.line.id, "field": name.replace("\t", " "), "kept": kept, "lost": lost}
        for name, kept, lost in dropped
    )
    if not dropped:
        _doubt(step, pair, (base, ours, theirs), rules, result)
    lists = clearing.lists(pair.line.record, clearing.counting(theirs, rules.keys))
    merged = merge(base, ours, theirs, lists, deletions=rules.deletions)
    for register, kept, lost in merged.conflicts:
        result.conflicts.extend(
            {"id": pair.line.id, "field": name, "kept": here, "lost": there}
            for name, here, there in conflicts.shown(register, kept, lost)
        )
        cause = conflicts.cause_of(register, kept, lost)
        conflicts.record(step, pair.key, register, cause, kept, lost, rules.source)
    if not merged.take:
        result.unchanged += 1
        return
    if not rules.rehearsal:
        # As with every edit, updated_at is no entry of its own in the log; here the merge decides it.
        fields = {name: value for name, value in merged.take.items() if name != UPDATED} or merged.take
        before = {name: ours.get(name) for name in fields}
        step.record(pair.key, before, fields, merged.take.get(UPDATED, ours[UPDATED]))
    if merged.take.get("status") == TOMBSTONE:
        result.deleted += 1
        result.deletes.append(pair.key)
    else:
        result.updated += 1


def _doubt(
    step: Step,
    pair: Pair,
    sides: tuple[Mapping[str, Value] | None, Mapping[str, Value], Mapping[str, Value]],
    rules: Rules,
    result: Result,
) -> None:
    """Let somebody decide on what may have been taken away. sides: base, ours, theirs."""
    base, ours, theirs = sides
    for register in clearing.doubtful(pair.line.record, theirs, base, rules.keys):
        kept, lost = ours.get(register, empty(register)), empty(register)
        if base is None or kept != base[register] or register in rules.erasures.kept:
            continue
        if conflicts.record(step, pair.key, register, "left_out", kept, lost, rules.source):
            result.conflicts.extend(
                {"id": pair.line.id, "field": name, "kept": here, "lost": there}
                for name, here, there in conflicts.shown(register, kept, lost)
            )


def _bring_back(step: Step, pair: Pair) -> None:
    """An issue whose creation was undone is in the file, so it is wanted: all is as the line says."""
    step.change(pair.key, {CREATED: True})
    ours = registers_of(details.issue(step.tracker, pair.key))
    theirs = _registers(content_of(pair.line.record, pair.line.id), pair.uid, ours)
    step.change(pair.key, {**{name: empty(name) for name in ours}, **theirs})


def _registers(content: Content, uid: str, ours: dict[str, Value]) -> dict[str, Value]:
    """The content's registers; a comment of ours that went out with a file is known again by what it says."""
    if not content.comments:
        return content.registers(())
    mine = {name: value for name, value in ours.items() if name.startswith(COMMENT)}
    said = ((value["author"], value["created_at"], value["text"]) for value in mine.values())
    names = dict(zip(ids.comment_uids(uid, said), mine, strict=True))
    found = [names.get(name, COMMENT + name) for name in ids.comment_uids(uid, content.said())]
    values = content.registers(name.removeprefix(COMMENT) for name in found)
    for name in found:
        if name in mine and mine[name]["number"] is None:
            # Ours got its number from the file: no change, or two clones would outbid each other for ever.
            values[name] = {**values[name], "number": None}
    return values
