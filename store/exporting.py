"""Writes the tracker as an issue file: untouched lines byte for byte, changed ones key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from store import details, erased, jsonl, mending
from store.answers import Exported
from store.base_lines import ABSENT, DROPPED, ORIGIN
from store.conflict_markers import MERGED
from store.issue import Issue
from store.line_patch import changed_line
from store.records import content_of, record_of
from store.registers import CREATED
from store.values import as_list, as_record

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class _Dialect:
    style: jsonl.Style
    ending: bytes
    text_numbers: bool
    is_sorted: bool


def export(tracker: Tracker, file: int | None = None) -> tuple[bytes, Exported]:
    """The whole tracker as the bytes of a file, in one read transaction.

    file: the exchange file whose lines and order are kept; the one imported first by default. Issues
    that are in no file go to their sorted place, or last where the file is not sorted.
    """
    with tracker.reading():
        if file is None:
            file = tracker.one("SELECT min(file) FROM exchange_file")
        bom, parts = _parts(tracker, file)
    data = bom + b"".join(parts)
    lines = sum(map(_count, parts))
    return data, Exported(lines, len(data), hashlib.sha256(data).hexdigest())


def _count(part: bytes) -> int:
    """Lines that are not blank; a record that was mended has several."""
    if part.find(b"\n") < len(part) - 1:
        return sum(1 for line in part.split(b"\n") if line.strip())
    return 1 if part.strip() else 0


def _parts(tracker: Tracker, file: int | None) -> tuple[bytes, list[bytes]]:
    base = tracker.all(
        """SELECT kind, b.issue, id, raw, ending, coalesce(issue.seq > b.seq, 0)
           FROM jsonl_base AS b LEFT JOIN issue ON issue.key = b.issue
           WHERE file = ? AND kind NOT IN (?, ?, ?, ?) ORDER BY line""",
        (file, ABSENT, DROPPED, MERGED, ORIGIN),
    )
    dialect = _dialect(base)
    changed = tuple(dict.fromkeys(key for _, key, _, _, _, moved in base if moved))
    now = {issue.key: issue for issue in details.issues(tracker, changed)}
    held = erased.held(tracker)
    new = _new_lines(tracker, file, dialect, held)
    parts: list[bytes] = []
    pending = next(new, None)
    for kind, key, id, raw, ending, moved in base:
        if kind == "issue" and dialect.is_sorted:
            while pending is not None and pending[0] < id.encode():
                parts.append(pending[1] + dialect.ending)
                pending = next(new, None)
        body = _changed(raw, now[key], dialect, held) if moved and key in now else raw
        if parts and not parts[-1].endswith(b"\n"):
            # A line that was put back behind one without an ending.
            parts[-1] += dialect.ending
        parts.append(body + ending)
    if pending is not None and parts and not parts[-1].endswith(b"\n"):
        parts[-1] += dialect.ending
    while pending is not None:
        parts.append(pending[1] + dialect.ending)
        pending = next(new, None)
    bom = jsonl.BOM if tracker.one("SELECT bom FROM exchange_file WHERE file = ?", (file,)) else b""
    return bom, parts


def _new_lines(
    tracker: Tracker, file: int | None, dialect: _Dialect, held: erased.Held
) -> Iterator[tuple[bytes, bytes]]:
    """Issues without a line in this file, by id; one that had a line, here or elsewhere, keeps its bytes.

    One that another program dropped comes back when somebody has said so.
    """
    rows = tracker.all(
        """SELECT key, (SELECT raw FROM jsonl_base AS b WHERE b.issue = issue.key
             ORDER BY file IS NOT ?1, file LIMIT 1)
           FROM issue WHERE NOT gone AND NOT ephemeral AND NOT EXISTS(
             SELECT 1 FROM jsonl_base AS b WHERE b.issue = issue.key AND file IS ?1 AND kind <> ?2)
           ORDER BY CAST(id AS BLOB)""",
        (file, ABSENT),
    )
    written = {key: raw for key, raw in rows if raw is not None}
    keys = tuple(key for key, _ in rows if CREATED not in held.get(key, {}))
    for issue in details.issues(tracker, keys):
        raw = written.get(issue.key)
        if raw is not None:
            yield issue.id.encode(), _changed(raw, issue, dialect, {})
        else:
            record = record_of(issue, text_numbers=dialect.text_numbers)
            yield issue.id.encode(), jsonl.line(record, dialect.style)


def _dialect(base: list[tuple[Any, ...]]) -> _Dialect:
    # A record that lies over several lines says nothing about how one line is spelled.
    bodies = [raw for kind, _, _, raw, _, _ in base if kind == "issue" and b"\n" not in raw]
    ids = [id.encode() for kind, _, id, *_ in base if kind == "issue"]
    endings = [ending for *_, ending, _ in base if ending]
    return _Dialect(
        jsonl.detect(bodies),
        endings[0] if endings else b"\n",
        has_text_numbers(bodies),
        all(one < next_one for one, next_one in pairwise(ids)),
    )


def has_text_numbers(bodies: list[bytes]) -> bool:
    """bd 1.x and br write text for the ids of comments; where no comment tells, the key _type does."""
    for body in bodies:
        if b'"comments"' in body:
            first = as_record(next(iter(as_list(jsonl.read(mending.one_line(body)).get("comments"))), None))
            if first is not None:
                return isinstance(first.get("id"), str)
    return bool(bodies) and b'"_type"' in bodies[0][:40]


def _changed(raw: bytes, issue: Issue, dialect: _Dialect, held: erased.Held) -> bytes:
    if issue.key in held:
        was = content_of(jsonl.read(mending.one_line(raw)), issue.id)
        issue = erased.as_the_line_says(issue, was, held[issue.key])
    return changed_line(raw, issue, dialect.style, text_numbers=dialect.text_numbers)
