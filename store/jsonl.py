"""The issue file of bd and br, byte for byte: lines, records, and how a file spells them.

Bytes in, bytes out; no files, no rules about issues. Pure, any thread. Reading a line, writing one
and patching one have their own modules; everything public can be imported from here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.jsonl_encode import GO, ORDER, Style, encode, known_key, line
from store.jsonl_patch import ABSENT, members, patch
from store.jsonl_read import LINE_LIMIT, BadLine, Raw, is_marker, read

__all__ = [
    "ABSENT", "GO", "LINE_LIMIT", "ORDER", "BadLine", "Raw", "RawLine", "Style", "detect", "encode",
    "is_marker", "known_key", "line", "patch", "read", "split", "strip_bom",
]  # fmt: skip

BOM = b"\xef\xbb\xbf"
_SAMPLE = 64
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u00(?:3c|3e|26)")


class RawLine(NamedTuple):
    """A line as it stands in the file. ending: \\n, \\r\\n, or nothing at the end of the file."""

    number: int
    body: bytes
    ending: bytes


def strip_bom(data: bytes) -> tuple[bytes, bytes]:
    """The byte order mark, if any, and the rest."""
    return (BOM, data[len(BOM) :]) if data.startswith(BOM) else (b"", data)


def split(data: bytes) -> Iterator[RawLine]:
    """The lines of a file, numbered from 1; bodies and endings joined give the data back.

    Only \\n ends a line: U+2028, a form feed or a lone \\r are content.
    """
    start, number = 0, 1
    while start < len(data):
        end = data.find(b"\n", start)
        if end < 0:
            yield RawLine(number, data[start:], b"")
            return
        if end > start and data[end - 1] == 0x0D:
            yield RawLine(number, data[start : end - 1], b"\r\n")
        else:
            yield RawLine(number, data[start:end], b"\n")
        start, number = end + 1, number + 1


def detect(bodies: Iterable[bytes]) -> Style:
    """How the writer of these lines spells JSON; Go's way where nothing tells.

    HTML characters are decided by the majority of lines that hold one, separators by the first 64
    records: files that two tools wrote in turn are real.
    """
    raw = escaped = sampled = 0
    separators: Counter[tuple[bytes, bytes]] = Counter()
    for body in bodies:
        if not body.lstrip().startswith(b"{"):
            continue
        raw += b"<" in body or b">" in body or b"&" in body
        escaped += b"\\u00" in body and _ESCAPED.search(body) is not None
        if sampled < _SAMPLE:
            sampled += 1
            separators.update(_separators(body))
    style = Style(escape_html=raw <= escaped)
    if not separators:
        return style
    item, key = separators.most_common(1)[0][0]
    return Style(style.escape_html, item.decode(), key.decode())


def _separators(body: bytes) -> list[tuple[bytes, bytes]]:
    try:
        spans = members(body)
    except BadLine:
        return []
    if len(spans) < 2:
        return []
    first, second = spans[0], spans[1]
    return [(body[first.end : second.start], body[first.key_end : first.value])]
