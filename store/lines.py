"""The lines of an issue file: which are issues, which are kept as they are, and which of two counts."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from store import conflict_markers, conflict_sides, duplicates, jsonl, mending
from store.conflict_sides import Decision, LastSeen
from store.pace import UNWATCHED, Pace
from store.records import issue_id
from store.structs import dataclass

_CHUNK = 1000
_HELD = 24 * 10**6
"""Bytes of lines whose records are held; the records take three times as much."""


@dataclass(slots=True)
class Line:
    """One line. kind: issue, verbatim, merged or blank; reason: what is wrong with it, in plain words, or "".

    A record that lies over several lines is one Line: raw has them all, parts says how many are not blank.
    mended: how many lines of the file are read as this one record, where that took some mending.
    decided: values of the other sides of a conflict, which this issue does not have; origin: the last seen
    line that they were merged with, empty where that was none, None outside of a conflict.
    held: the record, if it is in memory: where it is not what raw says, such as one whose links were renamed,
    and in files that are not large. Any other one is read when it is asked for.
    """

    number: int
    raw: bytes
    ending: bytes
    kind: str
    id: str = ""
    held: Mapping[str, object] | None = None
    reason: str = ""
    key: int | None = None
    seq: int = 0
    parts: int = 1
    mended: int = 0
    decided: tuple[Decision, ...] = ()
    origin: bytes | None = None

    @property
    def record(self) -> Mapping[str, object]:
        """What the line says, when it is an issue."""
        if self.held is not None:
            return self.held
        if self.kind != "issue":
            return {}
        try:
            return jsonl.read(self.raw)
        except jsonl.BadLine:
            return jsonl.read(mending.one_line(self.raw))

    @record.setter
    def record(self, record: Mapping[str, object]) -> None:
        self.held = record


def _never_seen(_: str) -> None:
    """No tracker is at hand."""


def read_lines(
    data: bytes, last_seen: LastSeen = _never_seen, pace: Pace = UNWATCHED
) -> tuple[bytes, list[Line]]:
    """Read a whole file; return its byte-order mark, if any, and all of its lines.

    last_seen: where git left a conflict without its base, what both sides are taken to come from.
    Raises Cancelled when somebody stops it.
    """
    bom, body = jsonl.strip_bom(data)
    lines = _lines(body, pace)
    if any(line.reason for line in lines):
        marked = conflict_markers.find(lines)
        lines = _mend(lines, marked.stops)
        conflict_sides.fold(lines, marked, last_seen)
    duplicates.settle(lines)
    return bom, lines


def _lines(body: bytes, pace: Pace) -> list[Line]:
    pace.begin(body.count(b"\n") + (not body.endswith(b"\n") and body != b""))
    lines: list[Line] = []
    held = 0
    for raw in jsonl.split(body):
        line = _line(raw)
        lines.append(line)
        held += len(line.raw)
        if held > _HELD:
            line.held = None
        if raw.number % _CHUNK == 0:
            pace.read(_CHUNK)
    return lines


def kept_lines(lines: Sequence[Line]) -> int:
    """How many lines that are not blank are there besides one for each issue."""
    return sum(line.parts - (line.kind == "issue") for line in lines if line.kind != "blank")


def _mend(lines: list[Line], stops: Container[int]) -> list[Line]:
    """Read records that hold raw control characters, among them line ends, as they were meant."""
    whole: list[Line] = []
    extents = mending.Extents(lines, stops)
    n = 0
    while n < len(lines):
        line, count = lines[n], 1
        if line.reason and not line.id and line.raw.lstrip().startswith(b"{"):
            count = extents.at(n)
            found = _mended(lines[n : n + count])
            if found is None:
                count = 1
            else:
                line = found
        whole.append(line)
        n += count
    return whole


def _mended(parts: Sequence[Line]) -> Line | None:
    raw = mending.join(parts)
    record = mending.mended(raw)
    id = None if record is None else issue_id(record)
    if record is None or id is None or record.get("_deleted") is True:
        return None
    first, last = parts[0], parts[-1]
    reason = (
        f"the record of {id} goes on to line {last.number}; it was mended from {len(parts)} lines, and they "
        "stay as they are until it is changed"
        if len(parts) > 1
        else f"a text of {id} holds a raw control character; it is read as it was meant, and the line stays "
        "as it is until it is changed"
    )
    count = sum(part.kind != "blank" for part in parts)
    return Line(first.number, raw, last.ending, "issue", id, record, reason, parts=count, mended=len(parts))


def _line(raw: jsonl.RawLine) -> Line:
    line = Line(raw.number, raw.body, raw.ending, "verbatim")
    if not raw.body.strip():
        line.kind = "blank"
        return line
    if raw.body[0] != 0x7B and jsonl.is_marker(raw.body):
        line.reason = "a conflict marker of git"
        return line
    try:
        record = jsonl.read(raw.body)
    except jsonl.BadLine as error:
        line.reason = error.reason
        return line
    id = issue_id(record)
    if id is None:
        if record.get("_type", "issue") == "issue":
            line.reason = "it has no id"
        return line
    if record.get("_deleted") is True:
        line.reason = f"it says that {id} was deleted; a missing issue is never a deletion here"
        return line
    line.kind, line.id, line.held = "issue", id, record
    return line
