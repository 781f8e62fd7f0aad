"""Changes single values of an existing line and leaves every other byte of it alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple, cast

from store.jsonl_encode import GO, Style, encode, known_key, nested, rank
from store.jsonl_read import BRACKET, BadLine, parse, read
from store.structs import dataclass

_SPACE = re.compile(rb"[ \t\r\n]*+")
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^ \t\r\n,\]}]++")


class _Absent(Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""In changes for patch(): the key is to be removed."""


class Member(NamedTuple):
    """A `"key": value` of a line's outermost object: offsets of the key, its end, the value, its end."""

    key: str
    start: int
    key_end: int
    value: int
    end: int


@dataclass(slots=True)
class _Piece:
    lead: bytes
    key: str
    text: bytes
    member: Member | None = None


def members(body: bytes) -> list[Member]:
    """Where the outermost keys and values of a line lie; BadLine where it is no object.

    Values are skipped, not checked: what read() accepts is scanned right.
    """
    place = _expect(body, _blank(body, 0), b"{")
    found: list[Member] = []
    place = _blank(body, place)
    if body[place : place + 1] == b"}":
        return found
    while True:
        key = _TEXT.match(body, place)
        if key is None:
            raise BadLine(f"a name in quotes is missing at byte {place + 1}")
        value = _blank(body, _expect(body, _blank(body, key.end()), b":"))
        end = _skip(body, value)
        found.append(Member(str(parse(key[0])), place, key.end(), value, end))
        place = _blank(body, end)
        if body[place : place + 1] == b"}":
            return found
        place = _blank(body, _expect(body, place, b","))


def patch(body: bytes, changes: Mapping[str, object], style: Style = GO) -> bytes:
    """The line with these top-level keys changed (ABSENT: removed) and everything else byte for byte.

    Keys keep their place and spelling; bd's keys are found whatever their case, as Go finds them. Of
    a repeated key the last is changed, because it is the one that counts, and the others go. A value
    that is already there keeps its bytes. A new key goes behind its nearest predecessor in bd's
    order, else before its nearest successor, else (and when unknown) to the end. Elements of
    dependencies and comments that are not new keep the order of their keys. BadLine where read()
    would raise it.
    """
    if not changes:
        return body
    read(body)
    spans = members(body)
    pieces = _pieces(body, spans)
    new: dict[str, object] = {}
    for key, value in changes.items():
        places = [n for n, piece in enumerate(pieces) if known_key(piece.key) == known_key(key)]
        if value is ABSENT:
            _drop(pieces, places)
        elif not places:
            new[known_key(key)] = value
        else:
            last = pieces[places[-1]]
            last.text = _changed(body, last, value, style)
            _drop(pieces, places[:-1])
    for key in sorted(new, key=_place):
        text = encode(key, style) + style.key_separator.encode() + encode(nested(key, new[key]), style)
        pieces.insert(_insertion(pieces, key), _Piece(b"", key, text))
    start = spans[0].start if spans else body.index(b"{") + 1
    end = spans[-1].end if spans else start
    joined = b"".join(
        piece.text if n == 0 else (piece.lead or style.item_separator.encode()) + piece.text
        for n, piece in enumerate(pieces)
    )
    return body[:start] + joined + body[end:]


def _pieces(body: bytes, spans: list[Member]) -> list[_Piece]:
    pieces: list[_Piece] = []
    before = None
    for span in spans:
        lead = b"" if before is None else body[before.end : span.start]
        pieces.append(_Piece(lead, span.key, body[span.start : span.end], span))
        before = span
    return pieces


def _drop(pieces: list[_Piece], places: list[int]) -> None:
    for place in reversed(places):
        del pieces[place]


def _place(key: str) -> float:
    place = rank(key)
    return float("inf") if place is None else place


def _insertion(pieces: list[_Piece], key: str) -> int:
    wanted = rank(key)
    if wanted is None:
        return len(pieces)
    ranked = [(place, n) for n, piece in enumerate(pieces) if (place := rank(piece.key)) is not None]
    before = [entry for entry in ranked if entry[0] < wanted]
    after = [entry for entry in ranked if entry[0] > wanted]
    if before:
        return max(before)[1] + 1
    return min(after)[1] if after else len(pieces)


def _changed(body: bytes, piece: _Piece, value: object, style: Style) -> bytes:
    member = piece.member
    if member is None:
        return piece.text
    old = parse(body[member.value : member.end])
    if encode(old) == encode(value):
        return body[member.start : member.end]
    return body[member.start : member.value] + encode(_arranged(member.key, value, old), style)


def _arranged(key: str, value: object, old: object) -> object:
    """The new list, with the old spelling of those of its elements that were in the old one."""
    fresh = nested(known_key(key), value)
    if fresh is value or not isinstance(old, list):
        return fresh
    known = {_content(one): one for one in cast("list[object]", old)}
    given, made = cast("list[object]", value), cast("list[object]", fresh)
    return [known.get(_content(one), other) for one, other in zip(given, made, strict=True)]


def _content(value: object) -> bytes:
    """The same bytes for the same content, whatever the order of the outer keys."""
    if not isinstance(value, Mapping):
        return encode(value)
    record = cast("Mapping[str, object]", value)
    return encode({key: record[key] for key in sorted(record)})


def _blank(body: bytes, place: int) -> int:
    match = _SPACE.match(body, place)
    return place if match is None else match.end()


def _expect(body: bytes, place: int, char: bytes) -> int:
    if body[place : place + 1] != char:
        raise BadLine(f"“{char.decode()}” is missing at byte {place + 1}")
    return place + 1


def _skip(body: bytes, place: int) -> int:
    first = body[place : place + 1]
    if first in (b"{", b"["):
        depth = 0
        for token in BRACKET.finditer(body, place):
            char = body[token.start()]
            depth += (char in b"[{") - (char in b"]}")
            if depth == 0:
                return token.end()
        raise BadLine("a closing bracket is missing at the end")
    match = (_TEXT if first == b'"' else _SCALAR).match(body, place)
    if match is None:
        raise BadLine(f"a value is missing at byte {place + 1}")
    return match.end()
