"""One line of an issue file: bytes to a record, strictly, with a reason in plain words when it fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json.decoder import JSONDecodeError
from typing import NoReturn, cast

LINE_LIMIT = 64 * 1024 * 1024
"""Bytes; the longest line seen in real files has 84,035."""
DEEPEST = 128
"""Levels of nesting; real lines have 4. Bounded so that neither reading nor writing can overflow."""

# Seven; git writes more in what conflicts of an earlier merge came from.
_MARKER = re.compile(rb"(?:<{7,}|\|{7,}|={7,}|>{7,})(?: |\r?$)")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A text without an end is one token too: without its `?` each later quote would be tried up to the end.
BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
"""Brackets of JSON, and its texts, in which brackets count for nothing."""
_REASONS = {
    "Unterminated string starting at": "the text that begins {at} has no end",
    "Expecting value": "a value is missing {at}",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing {at}",
    "Expecting ':' delimiter": "a colon is missing {at}",
    "Expecting property name enclosed in double quotes": "a name in quotes is missing {at}",
    "Illegal trailing comma before end of object": "a name in quotes is missing {at}",
    "Illegal trailing comma before end of array": "a value is missing {at}",
    "Invalid control character at": "a text holds a raw control character {at}",
    "Invalid \\escape": "a text holds an unknown \\ sequence {at}",
    "Invalid \\uXXXX escape": "a text holds a broken \\u sequence {at}",
    "Extra data": "something follows the end of the record {at}",
}


class BadLine(ValueError):
    """A line that is no record. reason: a clause in plain words, without the line's number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Raw(float):
    """A number with the digits it was written with (`2.50`, `1e400`, `-0`), so that it is written so again.

    Two of them are equal when their digits are; against other numbers their value counts.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Raw:
        """text: a JSON number."""
        made = super().__new__(cls, float(text))
        made.text = text
        return made

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Raw):
            return self.text == other.text
        return float(self) == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(float(self))

    def __repr__(self) -> str:
        return f"Raw({self.text!r})"

    def __reduce__(self) -> tuple[type[Raw], tuple[str]]:
        return Raw, (self.text,)


def read(body: bytes) -> dict[str, object]:
    """The record of a line, keys in their order and spelling; of a repeated key the last value wins.

    body: without the line ending, UTF-8, one JSON object. Integers stay int, other numbers become
    Raw. Half a surrogate pair becomes U+FFFD, as Go reads it; SQLite could not store it. Anything
    else is a BadLine.
    """
    if len(body) > LINE_LIMIT:
        raise BadLine(f"it is longer than {LINE_LIMIT // 1024 // 1024} MiB")
    if body[:1] != b"{" and is_marker(body):
        raise BadLine("it is a conflict marker left by git")
    value = parse(body)
    if not isinstance(value, dict):
        raise BadLine("it is no record: {…} is expected")
    return cast("dict[str, object]", value)


def is_marker(body: bytes) -> bool:
    """Whether the line is one of git's `<<<<<<<`, `|||||||`, `=======`, `>>>>>>>`."""
    return _MARKER.match(body) is not None


def parse(data: bytes) -> object:
    """Any JSON value by the rules of read()."""
    if data.count(b"[") + data.count(b"{") > DEEPEST and _depth(data) > DEEPEST:
        raise BadLine(f"it is nested deeper than {DEEPEST} levels")
    try:
        text = data.decode("utf-8")
        value: object = _decoded(text)
    except UnicodeDecodeError as error:
        raise BadLine(f"byte {error.start + 1} is not valid UTF-8") from None
    except JSONDecodeError as error:
        raise BadLine(_reason(error)) from None
    except RecursionError:
        raise BadLine("it is nested too deeply") from None
    return _whole(value) if "\\u" in text and _HALF.search(text) else value


def _decoded(text: str) -> object:
    # JSONDecoder.decode() looks for blanks around the value with two calls of a pattern.
    try:
        value, end = _scan(text, 0)
    except StopIteration:
        return _decoder.decode(text)
    return value if end == len(text) else _decoder.decode(text)


def _integer(token: str) -> int | Raw:
    # int("-0") would lose the sign, and Python refuses to convert more than 4300 digits.
    return int(token) if token != "-0" and len(token) < 4000 else Raw(token)  # noqa: S105 (no password)


def _refuse(token: str) -> NoReturn:
    raise BadLine(f"{token} is no number that JSON knows")


_decoder = json.JSONDecoder(parse_float=Raw, parse_int=_integer, parse_constant=_refuse)
_scan: Callable[[str, int], tuple[object, int]] = vars(_decoder)["scan_once"]


def _whole(value: object) -> object:
    """The value with U+FFFD for each half of a surrogate pair, in keys too."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        record = cast("dict[str, object]", value)
        return {_SURROGATE.sub("\ufffd", key): _whole(one) for key, one in record.items()}
    if isinstance(value, list):
        return [_whole(one) for one in cast("list[object]", value)]
    return value


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for token in BRACKET.finditer(data):
        first = data[token.start()]
        if first in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in b"]}":
            depth -= 1
    return deepest


def _reason(error: JSONDecodeError) -> str:
    if not error.doc.strip():
        return "it is blank"
    at = f"at character {error.pos + 1}"
    known = _REASONS.get(error.msg.partition(": ")[0])
    return known.format(at=at) if known else f"it is not valid JSON {at}"
