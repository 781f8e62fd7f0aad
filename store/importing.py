"""Reads an issue file into the tracker: new issues in bulk, known ones three-way, nothing lost.

Rules: a line that is missing is never a deletion; a field that only one side changed is taken from that
side; where both did, the later updated_at wins, then the greater bytes; the other value is reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from store import ids, jsonl, registers
from store.answers import Changes, Imported
from store.errors import KnownError
from store.issue import STATUS_GROUP
from store.lines import Line, read_lines
from store.records import Content, content_of
from store.registers import COMMENT, DEPENDENCY, LABEL, Value
from store.steps import Step
from store.times import sort_key
from store.values import dumps, text_of

if TYPE_CHECKING:
    from store.tracker import Tracker

_COLUMNS = (
    "uid", "id", *registers.FIELDS, *registers.KEYED_TIMES.values(), "extra", "stamp", "seq",
)  # fmt: skip
_DEFAULTS = {
    "estimated_minutes": None,
    "closed_at": None,
    "due_at": None,
    "defer_until": None,
    "deleted_at": None,
}


@dataclass(slots=True)
class _Known:
    """An issue that the tracker has already."""

    key: int
    uid: str
    seq: int
    base: bytes | None = None


@dataclass(slots=True)
class _Result:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    conflicts: list[dict[str, object]] = field(default_factory=list[dict[str, object]])


def import_file(tracker: Tracker, path: Path, *, dry_run: bool = False) -> Imported:
    """Import a JSONL file in one transaction. Raises KnownError when it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(f"{path} cannot be read: {error.strerror}. Nothing was imported.") from error
    return import_bytes(tracker, data, path, dry_run=dry_run)


def import_bytes(tracker: Tracker, data: bytes, path: Path, *, dry_run: bool = False) -> Imported:
    """Import the content of a file; the path is the name under which its lines are kept."""
    bom, lines = read_lines(data)
    _refuse_foreign(path, lines)
    with tracker.writing():
        step = Step(tracker, "import", path.name, "import", None)
        result = _import_lines(step, path, data, bom, lines)
        step.finish_import()
        done = step.done()
        if dry_run:
            tracker.run("ROLLBACK")
            tracker.run("BEGIN")
    return Imported(
        issues=sum(line.kind == "issue" for line in lines),
        created=result.created,
        updated=result.updated,
        unchanged=result.unchanged,
        deleted=result.deleted,
        kept_verbatim=sum(line.kind == "verbatim" for line in lines),
        problems=tuple((line.number, line.reason) for line in lines if line.reason),
        conflicts=tuple(result.conflicts),
        changes=Changes() if dry_run else done.changes,
    )


def _refuse_foreign(path: Path, lines: list[Line]) -> None:
    if lines and all(line.kind != "issue" and line.reason for line in lines if line.kind != "blank"):
        first = next(line for line in lines if line.reason)
        raise KnownError(
            f"{path.name} has no issue that can be read (line {first.number}: {first.reason}). Nothing was imported. "
            "Choose a file with one JSON object on each line."
        )


def _import_lines(step: Step, path: Path, data: bytes, bom: bytes, lines: list[Line]) -> _Result:
    tracker = step.tracker
    file = _file(tracker, path, data, bom)
    known = _known(tracker, file)
    result = _Result()
    new: list[tuple[Line, Content]] = []
    for line in lines:
        if line.kind != "issue":
            continue
        before = known.get(line.id)
        if before is None:
            new.append((line, content_of(line.record, line.id)))
            result.created += 1
        elif before.base == line.raw:
            result.unchanged += 1
        elif _merge(step, before, line, result):
            result.updated += 1
        else:
            result.unchanged += 1
    _insert(step, new)
    _keep_base(tracker, file, lines)
    if new:
        _note_prefix(tracker)
    return result


def _file(tracker: Tracker, path: Path, data: bytes, bom: bytes) -> int:
    tracker.run(
        """INSERT INTO exchange_file(path, sha256, bom, imported_at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, bom = excluded.bom, imported_at = excluded.imported_at""",
        (str(path.resolve()), hashlib.sha256(data).hexdigest(), int(bool(bom)), tracker.clock.now()),
    )
    return int(tracker.one("SELECT file FROM exchange_file WHERE path = ?", (str(path.resolve()),)))


def _known(tracker: Tracker, file: int) -> dict[str, _Known]:
    known = {
        id: _Known(key, uid, seq)
        for key, uid, id, seq in tracker.connection.execute("SELECT key, uid, id, seq FROM issue")
    }
    bases = tracker.connection.execute(
        "SELECT id, raw FROM jsonl_base JOIN issue ON issue.key = jsonl_base.issue WHERE file = ? AND kind = 'issue'",
        (file,),
    )
    for id, raw in bases:
        known[id].base = raw
    return known


def _comment_uids(content: Content, uid: str) -> list[str]:
    return ids.comment_uids(uid, ((c["author"], c["created_at"], c["text"]) for c in content.comments))


def _insert(step: Step, new: list[tuple[Line, Content]]) -> None:
    tracker = step.tracker
    first_key = int(tracker.one("SELECT coalesce(max(key), 0) + 1 FROM issue"))
    first_seq = step.log_created_in_bulk(_uid(content) for _, content in new)
    statement = (
        f"INSERT INTO issue(key, {', '.join(_COLUMNS)}) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
    )
    tracker.run_many(
        statement,
        ((first_key + n, *_row(content, step.stamp, first_seq + n)) for n, (_, content) in enumerate(new)),
    )
    for n, (line, content) in enumerate(new):
        line.key = first_key + n
        if content.labels or content.edges or content.comments:
            elements = content.registers(_comment_uids(content, _uid(content)))
            registers.write(
                tracker,
                line.key,
                {k: v for k, v in elements.items() if k.startswith((LABEL, DEPENDENCY, COMMENT))},
            )
        line.seq = first_seq + n


def _uid(content: Content) -> str:
    return ids.derive_uid(content.id, str(content.fields.get("created_at", "")))


def _row(content: Content, stamp: str, seq: int) -> tuple[object, ...]:
    fields = content.fields
    times = (fields.get(name) for name in registers.KEYED_TIMES)
    return (
        _uid(content),
        content.id,
        *(
            fields.get(name, _DEFAULTS.get(name, False if name in registers.FLAGS else ""))
            for name in registers.FIELDS
        ),
        *(
            sort_key(text) if text is not None else (None if name in _DEFAULTS else "")
            for name, text in zip(registers.KEYED_TIMES, times, strict=True)
        ),
        text_of(content.extra),
        stamp,
        seq,
    )


def _merge(step: Step, before: _Known, line: Line, result: _Result) -> bool:
    """Three-way, register by register; returns whether the issue was changed."""
    line.key, line.seq = before.key, before.seq
    content = content_of(line.record, line.id)
    theirs = content.registers(_comment_uids(content, before.uid))
    base = _base_registers(before, line.id)
    names = [
        name
        for name in theirs.keys() | base.keys()
        if name != "updated_at" and theirs.get(name) != base.get(name)
    ]
    now = registers.read(step.tracker, before.key, [*names, "updated_at"])
    file_time, our_time = str(theirs.get("updated_at", "")), str(now.pop("updated_at"))
    file_is_later = sort_key(file_time) > sort_key(our_time)
    take: dict[str, Value] = {}
    for name in names:
        if name not in theirs and not _absence_counts(name, base):
            continue
        wanted, present = theirs.get(name, _EMPTY.get(name)), now[name]
        if wanted == present:
            continue
        if name in base and present == base.get(name):
            take[name] = wanted
            continue
        same_time = sort_key(file_time) == sort_key(our_time)
        wins = file_is_later or (same_time and dumps(wanted) > dumps(present))
        if wins:
            take[name] = wanted
        kept, lost = (wanted, present) if wins else (present, wanted)
        result.conflicts.append({"id": line.id, "field": name, "kept": kept, "lost": lost})
    if take:
        if file_is_later:
            take["updated_at"] = file_time
        step.change(before.key, take)
        line.seq = step.seq if set(take) >= set(names) else line.seq
    return bool(take)


_EMPTY: dict[str, Value] = {"close_reason": "", "deleted_by": "", "delete_reason": ""}


def _absence_counts(name: str, base: Mapping[str, Value]) -> bool:
    """A key that is absent is no removal, as older tools drop keys; but a status group goes as a whole."""
    return name in base and (name in STATUS_GROUP or name.startswith((LABEL, DEPENDENCY)))


def _base_registers(before: _Known, id: str) -> dict[str, Value]:
    if before.base is None:
        return {}
    content = content_of(jsonl.read(before.base), id)
    return content.registers(_comment_uids(content, before.uid))


def _keep_base(tracker: Tracker, file: int, lines: Iterable[Line]) -> None:
    tracker.run("DELETE FROM jsonl_base WHERE file = ?", (file,))
    tracker.run_many(
        "INSERT INTO jsonl_base(file, line, kind, issue, raw, ending, reason, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (file, n, line.kind, line.key, line.raw, line.ending, line.reason, line.seq)
            for n, line in enumerate(lines, 1)
        ),
    )


def _note_prefix(tracker: Tracker) -> None:
    """New issues get the prefix that most of the file's have."""
    prefix = ids.commonest_prefix(id for (id,) in tracker.connection.execute("SELECT id FROM issue"))
    if prefix:
        tracker.run(
            "INSERT INTO meta(name, value) VALUES ('prefix', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (prefix,),
        )
