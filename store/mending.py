"""Records that a tool wrote with raw control characters: one over several lines is one record again.

The bytes stay as they are while the issue is untouched; a later edit writes the record as one good line.
Pure, any thread.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Protocol

from store.jsonl_read import BadLine, read

MOST_LINES = 256
"""Lines of one record; real ones had 8. Bounded so that a file of half lines costs no quadratic time."""

# `?` as in jsonl_read.BRACKET.
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|\r?\n', re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x1f]")
_BROKEN_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*\\[\x00-\x1f]")
_TOKEN = re.compile(rb'\\.|["\[\]{}]', re.DOTALL)
_SHORT = {0x08: b"\\b", 0x09: b"\\t", 0x0A: b"\\n", 0x0C: b"\\f", 0x0D: b"\\r"}


class Physical(Protocol):
    """A line as it stands in the file."""

    number: int
    raw: bytes
    ending: bytes


def one_line(body: bytes) -> bytes:
    """The same record as one line that every tool can read; a good line is returned as it is."""
    return _TEXT.sub(_escaped, body) if _CONTROL.search(body) else body


def mended(body: bytes) -> dict[str, object] | None:
    """The record of a body with raw control characters in its texts; None where that is not all it lacks."""
    if not _CONTROL.search(body) or _BROKEN_ESCAPE.search(body):
        return None
    try:
        return read(one_line(body))
    except BadLine:
        return None


def extent(lines: Sequence[Physical], start: int, stops: Container[int] = ()) -> int:
    """How many lines from that one on belong together: more than 1 where a record's end lies further below.

    stops: numbers of lines that are never part of a record, such as conflict markers. A line that begins a
    record of its own ends the search: the record above was cut off.
    """
    depth, inside = 0, False
    for count, line in enumerate(lines[start : start + MOST_LINES], 1):
        if count > 1 and (line.number in stops or _begins(line.raw)):
            return 1
        depth, inside, ended = _scan(line.raw, depth, inside=inside)
        if ended:
            return count
    return 1


def join(lines: Sequence[Physical]) -> bytes:
    """These lines with the endings between them, without the last one's."""
    return b"".join(line.raw + line.ending for line in lines[:-1]) + lines[-1].raw


def _begins(raw: bytes) -> bool:
    return b'"id"' in raw and raw.lstrip().startswith(b"{")


def _scan(raw: bytes, depth: int, *, inside: bool) -> tuple[int, bool, bool]:
    """Brackets that are open after a line, whether a text is, and whether the record ended in it."""
    for token in _TOKEN.finditer(raw):
        first = raw[token.start()]
        if first == 0x22:
            inside = not inside
        elif not inside and first in b"[{":
            depth += 1
        elif not inside and first in b"]}":
            depth -= 1
            if depth <= 0:
                return depth, inside, True
    return depth, inside, False


def _escaped(match: re.Match[bytes]) -> bytes:
    text = match[0]
    return _CONTROL.sub(_escape, text) if text.startswith(b'"') else b" "


def _escape(match: re.Match[bytes]) -> bytes:
    code = match[0][0]
    return _SHORT.get(code) or b"\\u%04x" % code
