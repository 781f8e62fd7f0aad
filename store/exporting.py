"""Writes the tracker as an issue file: untouched lines byte for byte, changed ones key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from store import details, erased, jsonl, mending
from store.base_lines import ABSENT, DROPPED, ORIGIN
from store.conflict_markers import MERGED
from store.exchange_answers import Exported
from store.issue import TOMBSTONE, Issue
from store.line_patch import changed_line
from store.records import content_of, record_of
from store.registers import CREATED
from store.structs import dataclass
from store.values import as_list, as_record

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class _Dialect:
    style: jsonl.Style
    ending: bytes
    text_numbers: bool
    is_sorted: bool


_PLAIN = _Dialect(jsonl.GO, b"\n", text_numbers=False, is_sorted=False)
_WITHOUT_LINE = """FROM issue WHERE NOT gone AND NOT ephemeral AND NOT EXISTS(
    SELECT 1 FROM jsonl_base AS b WHERE b.issue = issue.key AND file IS ?1 AND kind <> ?2)"""


@dataclass(slots=True)
class Part:
    """One line of a file that is to be written; a record that was mended has several.

    row: its row of jsonl_base, or None for a new one; was: its bytes there. seq: the last change it includes;
    now: the last change of its issue, from which something may be held back.
    """

    body: bytes
    ending: bytes
    kind: str
    id: str
    key: int | None
    seq: int
    row: int | None = None
    was: bytes = b""
    was_ending: bytes = b""
    was_seq: int = 0
    reason: str = ""
    now: int = 0

    @property
    def data(self) -> bytes:
        """Its bytes in the file."""
        return self.body + self.ending


@dataclass(slots=True)
class Rendering:
    """A file that is to be written. seq: the last change that it includes."""

    bom: bytes
    parts: list[Part]
    seq: int

    def data(self) -> bytes:
        """The whole file."""
        return self.bom + b"".join([part.data for part in self.parts])

    def report(self, data: bytes) -> Exported:
        """What is said about data()."""
        lines = sum(_count(part.data) for part in self.parts)
        return Exported(lines, len(data), hashlib.sha256(data).hexdigest())


def export(tracker: Tracker, file: int | None = None) -> tuple[bytes, Exported]:
    """The whole tracker as the bytes of a file, in one read transaction.

    file: the exchange file whose lines and order are kept; the one imported first by default. Issues
    that are in no file go to their sorted place, or last where the file is not sorted.
    """
    with tracker.reading():
        if file is None:
            file = tracker.one("SELECT min(file) FROM exchange_file")
        rendering = render(tracker, file)
    data = rendering.data()
    return data, rendering.report(data)


def _count(part: bytes) -> int:
    """Lines that are not blank; a record that was mended has several."""
    if part.find(b"\n") < len(part) - 1:
        return sum(1 for line in part.split(b"\n") if line.strip())
    return 1 if part.strip() else 0


def render(tracker: Tracker, file: int | None) -> Rendering:
    """The lines of a file as they are now; None is a file that nothing was read from. Hold a transaction."""
    base = tracker.all(
        """SELECT b.key, kind, b.issue, id, raw, ending, reason, b.seq, coalesce(issue.seq, 0)
           FROM jsonl_base AS b LEFT JOIN issue ON issue.key = b.issue
           WHERE file = ? AND kind NOT IN (?, ?, ?, ?) ORDER BY line""",
        (file, ABSENT, DROPPED, MERGED, ORIGIN),
    )
    known = [
        Part(raw, ending, kind, id or "", key, max(seq, now), row, raw, ending, seq, reason, now)
        for row, kind, key, id, raw, ending, reason, seq, now in base
    ]
    dialect = _dialect(known)
    changed = tuple(dict.fromkeys(part.key for part in known if part.key and part.seq > part.was_seq))
    issues = {issue.key: issue for issue in details.issues(tracker, changed)}
    gone = _gone(tracker, [key for key in changed if key not in issues])
    held = erased.held(tracker)
    new = _new_lines(tracker, file, dialect, held)
    parts: list[Part] = []
    pending = next(new, None)
    for part in known:
        if part.kind == "issue" and dialect.is_sorted:
            while pending is not None and pending.id.encode() < part.id.encode():
                _add(parts, pending, dialect)
                pending = next(new, None)
        if part.key in issues and part.seq > part.was_seq:
            part.body = _changed(part.was, issues[part.key], dialect, held)
        elif part.key in gone:
            part.body = _buried(part.was, *gone[part.key], dialect)
        if part.key in held:
            # It is compared again by value each time, so that what waits is written once it may.
            part.seq = part.was_seq
        _add(parts, part, dialect)
    while pending is not None:
        _add(parts, pending, dialect)
        pending = next(new, None)
    bom = jsonl.BOM if tracker.one("SELECT bom FROM exchange_file WHERE file = ?", (file,)) else b""
    return Rendering(bom, parts, int(tracker.one("SELECT coalesce(max(seq), 0) FROM change")))


def _gone(tracker: Tracker, keys: list[int]) -> dict[int, tuple[str, str]]:
    """When and by whom the creation of each issue was undone."""
    rows = (
        tracker.all(
            "SELECT key, at, actor FROM issue JOIN change USING (uid, seq) WHERE key = ? AND gone", (key,)
        )
        for key in keys
    )
    return {key: (at, actor) for found in rows for key, at, actor in found}


def _buried(raw: bytes, at: str, actor: str, dialect: _Dialect) -> bytes:
    """The line of an issue whose creation was undone after it was written: others have to learn of it."""
    body = mending.one_line(raw)
    content = content_of(jsonl.read(body), "")
    if content.fields["status"] == TOMBSTONE:
        return raw
    changes = {"status": TOMBSTONE, "updated_at": at, "deleted_at": at, "deleted_by": actor}
    return jsonl.patch(body, {**changes, "original_type": content.fields["issue_type"]}, dialect.style)


def _add(parts: list[Part], part: Part, dialect: _Dialect) -> None:
    """A line behind the last one, which may have had no ending so far."""
    if parts and not parts[-1].data.endswith(b"\n"):
        parts[-1].ending = dialect.ending
    parts.append(part)


def pending(tracker: Tracker, file: int | None) -> int:
    """How many issues differ from their lines in that file, or have none. Hold a transaction."""
    moved: dict[int, bytes] = dict(
        tracker.all(
            """SELECT b.issue, raw FROM jsonl_base AS b JOIN issue ON issue.key = b.issue
               WHERE file = ? AND kind = 'issue' AND issue.seq > b.seq""",
            (file,),
        )
    )
    held = erased.held(tracker)
    differ = sum(
        _changed(moved[issue.key], issue, _PLAIN, held) != moved[issue.key]
        for issue in details.issues(tracker, tuple(moved))
    )
    without = tracker.all(f"SELECT key {_WITHOUT_LINE}", (file, ABSENT))
    return differ + sum(CREATED not in held.get(key, {}) for (key,) in without)


def _new_lines(tracker: Tracker, file: int | None, dialect: _Dialect, held: erased.Held) -> Iterator[Part]:
    """Issues without a line in this file, by id; one that had a line, here or elsewhere, keeps its bytes.

    One that another program dropped comes back when somebody has said so.
    """
    rows = tracker.all(
        f"""SELECT key, (SELECT raw FROM jsonl_base AS b WHERE b.issue = issue.key
              ORDER BY file IS NOT ?1, file LIMIT 1), seq
            {_WITHOUT_LINE} ORDER BY CAST(id AS BLOB)""",
        (file, ABSENT),
    )
    written = {key: (raw, seq) for key, raw, seq in rows if CREATED not in held.get(key, {})}
    for issue in details.issues(tracker, tuple(written)):
        raw, seq = written[issue.key]
        if raw is not None:
            body = _changed(raw, issue, dialect, {})
        else:
            body = jsonl.line(record_of(issue, text_numbers=dialect.text_numbers), dialect.style)
        yield Part(body, dialect.ending, "issue", issue.id, issue.key, seq)


def _dialect(parts: list[Part]) -> _Dialect:
    # A record that lies over several lines says nothing about how one line is spelled.
    bodies = [part.was for part in parts if part.kind == "issue" and b"\n" not in part.was]
    ids = [part.id.encode() for part in parts if part.kind == "issue"]
    endings = [part.ending for part in parts if part.ending]
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
    line = changed_line(raw, issue, dialect.style, text_numbers=dialect.text_numbers)
    return raw if line == mending.one_line(raw) else line
