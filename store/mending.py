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
"""Lines of one record; real ones had 8."""
FREE = 1 << 20
"""Bytes below first lines that are looked through in any file, besides twice its size.

Records that do end cost its size once. Bounded so that a file of half lines costs no quadratic time.
"""

# `?` as in jsonl_read.BRACKET.
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|\r?\n', re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x1f]")
_BROKEN_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*\\[\x00-\x1f]")
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[\[\]{}]', re.DOTALL)
_REST = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
"""Of a text that began on a line above, what is left up to its end."""
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


class Extents:
    """Tells where the records of a file end that go on below their first lines.

    stops: numbers of lines that are never part of a record, such as conflict markers.
    """

    def __init__(self, lines: Sequence[Physical], stops: Container[int] = ()) -> None:
        self._lines = lines
        self._stops = stops
        self._spare = FREE + 2 * sum(len(line.raw) for line in lines)

    def at(self, start: int) -> int:
        """How many lines from that one on belong together: more than 1 where the end lies further below.

        A line that begins a record of its own ends the search: the record above was cut off.
        """
        depth, inside = 0, False
        for count, line in enumerate(self._lines[start : start + MOST_LINES], 1):
            if count > 1:
                self._spare -= len(line.raw)
                if self._spare < 0 or line.number in self._stops or _begins(line.raw):
                    return 1
            depth, inside, ended = _scan(line.raw, depth, inside=inside)
            if ended:
                return count
        return 1


def join(lines: Sequence[Physical]) -> bytes:
    """These lines with the endings between them, without the last one's."""
    return b"".join(line.raw + line.ending for line in lines[:-1]) + lines[-1].raw


def _begins(raw: bytes) -> bool:
    # A line of a text has its quotes escaped, and what is written for people is indented.
    return raw.startswith(b'{"') or (b'"id"' in raw and raw.lstrip().startswith(b"{"))


def _scan(raw: bytes, depth: int, *, inside: bool) -> tuple[int, bool, bool]:
    """Brackets that are open after a line, whether a text is, and whether the record ended in it."""
    start = 0
    if inside:
        rest = _REST.match(raw)
        if rest is None:
            return depth, True, False
        start = rest.end()
    inside = False
    for token in _TOKEN.finditer(raw, start):
        first = raw[token.start()]
        if first == 0x22:
            inside = not token[1]
        elif first in b"[{":
            depth += 1
        else:
            depth -= 1
            if depth <= 0:
                return depth, False, True
    return depth, inside, False


def _escaped(match: re.Match[bytes]) -> bytes:
    text = match[0]
    return _CONTROL.sub(_escape, text) if text.startswith(b'"') else b" "


def _escape(match: re.Match[bytes]) -> bytes:
    code = match[0][0]
    return _SHORT.get(code) or b"\\u%04x" % code
