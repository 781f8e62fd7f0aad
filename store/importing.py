"""Reads an issue file into the tracker: new issues in bulk, known ones three-way, nothing lost.

A line that is missing is never a deletion: its issue stays, and so do the line's bytes, for the next
export. An empty file is a file without issues. How a known issue is merged: store.merging.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from store import (
    bulk,
    changed_lines,
    clearing,
    conflicts,
    git_losers,
    ids,
    import_reports,
    meta,
    newcomers,
    own_bytes,
)
from store.answers import Changes
from store.base_lines import BaseLines
from store.conflict_markers import MERGED
from store.erased import Erasures
from store.errors import KnownError
from store.exchange_answers import Imported, Problem
from store.files import TooLarge, file_name, read_whole
from store.issue import storable
from store.lines import Line, kept_lines, read_lines
from store.not_issues import refuse_foreign
from store.pace import UNWATCHED, Pace
from store.steps import Step
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Source:
    """An issue file that was read: its lines, and the name under which they are kept.

    marked: its content where git left a conflict in it, to be read again with the last seen lines as base.
    """

    path: Path
    sha256: str
    bom: bool
    lines: list[Line]
    marked: bytes = b""
    problems: tuple[tuple[int, str], ...] = ()
    """What was wrong before it became lines: a row of a table, or 0 for the whole, and the reason."""
    notes: tuple[str, ...] = ()
    """What somebody may want to know, though nothing is wrong."""
    prefix: str = ""
    """The prefix of ids that the file names, for a tracker that has no issues yet."""
    undated: bool = False
    """Lines without a time of creation are of now; the others of such a kind are as old as nobody knows."""

    @property
    def told(self) -> tuple[Problem, ...]:
        """All that is wrong with the file."""
        return import_reports.problems_of(self.problems, self.lines)


@dataclass(slots=True)
class Result:
    """What an import found while it ran."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    conflicts: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    deletes: list[int] = field(default_factory=list[int])
    renames: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    """Old id, new id, title."""
    missing: list[int] = field(default_factory=list[int])
    """Issues that the file had and has no longer; they stay."""


def read_source(path: Path, pace: Pace = UNWATCHED) -> Source:
    """Read a file without touching any tracker. Raises KnownError when it is no issue file."""
    try:
        data = read_whole(path)
    except TooLarge as error:
        raise KnownError(
            f"{path} cannot be read: {error.strerror}. Nothing was imported. Split it between two lines, and "
            "import the parts one after the other."
        ) from error
    except OSError as error:
        raise KnownError(
            f"{path} cannot be read: {error.strerror}. Nothing was imported; check its name and permissions."
        ) from error
    return parse_source(data, path, pace)


def parse_source(data: bytes, path: Path, pace: Pace = UNWATCHED) -> Source:
    """The same for content that was read already; path names it."""
    bom, lines = read_lines(data, pace=pace)
    refuse_foreign(path, lines)
    marked = data if any(line.kind == MERGED for line in lines) else b""
    return Source(path, hashlib.sha256(data).hexdigest(), bool(bom), lines, marked)


def import_file(tracker: Tracker, path: Path, *, dry_run: bool = False, pace: Pace = UNWATCHED) -> Imported:
    """Read a JSONL file and import it, on the store's thread. Raises KnownError when it cannot be read."""
    return import_source(tracker, read_source(path, pace), dry_run=dry_run, pace=pace)


def import_bytes(
    tracker: Tracker, data: bytes, path: Path, *, dry_run: bool = False, pace: Pace = UNWATCHED
) -> Imported:
    """Import the content of a file; the path is the name under which its lines are kept."""
    return import_source(tracker, parse_source(data, path, pace), dry_run=dry_run, pace=pace)


def import_source(
    tracker: Tracker,
    source: Source,
    *,
    dry_run: bool = False,
    deletions: bool = True,
    pace: Pace = UNWATCHED,
) -> Imported:
    """Import in one transaction, as one step that undo leaves alone. Store's thread.

    dry_run: the answer says what would happen, and everything is rolled back. deletions: False keeps what
    the file says was deleted, for review. A file with the very bytes that were imported last writes nothing.
    """
    return rehearse(tracker, source, dry_run=dry_run, deletions=deletions, pace=pace)[0]


def rehearse(
    tracker: Tracker,
    source: Source,
    *,
    dry_run: bool = True,
    deletions: bool = True,
    pace: Pace = UNWATCHED,
) -> tuple[Imported, Result]:
    """The same, with what a plan tells besides."""
    with tracker.reading():
        seen = tracker.one("SELECT sha256 FROM exchange_file WHERE path = ?", (file_name(source.path),))
        if source.marked and seen is not None:
            last_seen = BaseLines.last_seen(tracker, file_name(source.path))
            source = replace(source, lines=read_lines(source.marked, last_seen, pace)[1])
    lines = source.lines
    from_git = git_losers.Waiting() if dry_run else git_losers.waiting(source.path, tracker.path)
    if seen == source.sha256 and not from_git.losers:
        result, changes = Result(unchanged=sum(line.kind == "issue" for line in lines)), Changes()
    else:
        result, changes = _import(tracker, source, from_git, pace, dry_run=dry_run, deletions=deletions)
        git_losers.finish(from_git)
    imported = Imported(
        issues=sum(line.kind == "issue" for line in lines),
        created=result.created,
        updated=result.updated,
        unchanged=result.unchanged,
        deleted=result.deleted,
        kept_verbatim=kept_lines(lines),
        told=source.told,
        conflicts=tuple(result.conflicts),
        changes=changes,
        notes=source.notes,
        file=source.path.name,
    )
    return imported, result


def _import(
    tracker: Tracker,
    source: Source,
    from_git: git_losers.Waiting,
    pace: Pace,
    *,
    dry_run: bool,
    deletions: bool,
) -> tuple[Result, Changes]:
    with tracker.writing():
        with pace.watching(tracker.connection):
            step = Step(tracker, "import", storable(source.path.name), "import", None)
            result = _import_lines(step, source, pace, deletions=deletions, rehearsal=dry_run)
            result.conflicts.extend(git_losers.record(step, from_git))
            if not dry_run:
                meta.drop(tracker, meta.RESTORED)
                import_reports.keep(tracker, source.path, source.told)
                step.finish_import()
        done = step.done()
        if dry_run:
            tracker.run("ROLLBACK")
            tracker.run("BEGIN")
    return result, Changes() if dry_run else done.changes


def _import_lines(step: Step, source: Source, pace: Pace, *, deletions: bool, rehearsal: bool) -> Result:
    """rehearsal: only what the result depends on is written: no issue, no last seen version."""
    tracker, lines = step.tracker, source.lines
    file = _file(tracker, source)
    own = own_bytes.settle(tracker, source.path, source.sha256)
    known: dict[str, newcomers.Known] = {
        id: (key, uid, at) for id, key, uid, at in tracker.all("SELECT id, key, uid, created_at FROM issue")
    }
    newcomers.follow(step, lines, known)
    base = BaseLines.load(tracker, file, lines)
    arriving = newcomers.Newcomers(known, base, lines)
    result = Result()
    new: list[Line] = []
    changed: list[changed_lines.Pair] = []
    for line in lines:
        if line.kind != "issue":
            continue
        if line.key is not None:
            result.unchanged += 1
            continue
        arriving.name(line)
        if line.id in known:
            key, uid, _ = known[line.id]
            line.key = key
            changed.append(changed_lines.Pair(line, key, uid, line.raw if own else base.raw.get(key)))
        else:
            new.append(line)
    arriving.relink((*new, *(pair.line for pair in changed)))
    result.missing = [key for key in base.absent if key not in base.absent_before]
    result.created = len(new)
    dated = _date(new, tracker.clock.now()) if source.undated else ()
    pace.stored(result.unchanged)
    inserted = _decided(new, lines) if rehearsal else new
    bulk.insert(step, inserted, pace)
    pace.stored(len(new) - len(inserted))
    for line in dated:
        # An export compares it with its issue, and writes the time.
        line.seq = 0
    for line, old, title in arriving.told(new):
        result.renames.append((old, line.id, title))
        result.conflicts.append({"id": line.id, "field": conflicts.RENAMED, "kept": line.id, "lost": old})
        if line.key is not None:
            conflicts.record(step, line.key, conflicts.RENAMED, "renamed", line.id, old, source.path.name)
    erasures = Erasures(step, source.path)
    rules = changed_lines.Rules(clearing.Written(lines), source.path.name, deletions, erasures, rehearsal)
    changed_lines.merge_all(step, changed, rules, result, pace)
    if not rehearsal:
        erasures.vanished([(key, base.absent[key][0]) for key in result.missing], lines)
    _report_decided(step, lines, source.path.name, result)
    if rehearsal:
        return result
    base.keep(tracker, lines, erasures.dropped(base.lost, new))
    if source.prefix and not known:
        meta.put(tracker, meta.PREFIX, source.prefix)
    elif new:
        _note_prefix(tracker)
    return result


def _decided(new: list[Line], lines: list[Line]) -> list[Line]:
    """The new issues of conflicts: whether what lost there is news is asked of the tables."""
    ids = {line.id for line in lines if line.decided}
    return [line for line in new if line.id in ids] if ids else []


def _date(lines: Iterable[Line], now: str) -> list[Line]:
    """Let what has no time begin now; the lines' bytes stay, so that reading them again changes nothing."""
    dated = [line for line in lines if "created_at" not in line.record]
    for line in dated:
        line.record = {**line.record, "created_at": now, "updated_at": now}
    return dated


def _report_decided(step: Step, lines: list[Line], source: str, result: Result) -> None:
    """What the other sides of conflicts had said in lines that are one now, as far as it is news."""
    decided = [line for line in lines if line.decided]
    if not decided:
        return
    counting = {line.id: line.key for line in lines if line.key is not None}
    for line in decided:
        for register, kept, lost in line.decided:
            renamed = register == conflicts.RENAMED
            cause = "renamed" if renamed else "markers"
            # A line that was decided on may itself be merged into another one of that id, which counts.
            key = counting.get(line.id)
            if key is not None and conflicts.record(step, key, register, cause, kept, lost, source):
                if renamed:
                    result.renames.append((lost, line.id, str(line.record.get("title", ""))))
                result.conflicts.extend(
                    {"id": line.id, "field": name, "kept": here, "lost": there, "cause": cause}
                    for name, here, there in conflicts.shown(register, kept, lost)
                )


def _file(tracker: Tracker, source: Source) -> int:
    tracker.run(
        """INSERT INTO exchange_file(path, sha256, bom, imported_at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE
               SET sha256 = excluded.sha256, bom = excluded.bom, imported_at = excluded.imported_at""",
        (file_name(source.path), source.sha256, int(source.bom), tracker.clock.now()),
    )
    return int(tracker.one("SELECT file FROM exchange_file WHERE path = ?", (file_name(source.path),)))


def _note_prefix(tracker: Tracker) -> None:
    """New issues get the prefix that most of the file's have."""
    prefix = ids.commonest_prefix(id for (id,) in tracker.connection.execute("SELECT id FROM issue"))
    if prefix:
        meta.put(tracker, meta.PREFIX, prefix)
