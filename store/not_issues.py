"""Tells a file of something else, which is refused, from a damaged issue file, which is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import KnownError
from store.jsonl_read import BadLine, parse

if TYPE_CHECKING:
    from store.lines import Line

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def refuse_foreign(path: Path, lines: Sequence[Line]) -> None:
    """Raise KnownError where not one line can be read and nothing says that issues were meant.

    A .jsonl file of text with lines that are no JSON is a damaged issue file: its lines are kept and listed.
    """
    content = [line for line in lines if line.kind != "blank"]
    if not content or any(line.kind == "issue" or not line.reason for line in content):
        return
    first = content[0]
    if _is_wide(first.raw):
        raise KnownError(
            f"{path.name} has no issue that can be read: it is written in UTF-16. Nothing was imported. "
            "Save it as UTF-8 and import it again."
        )
    if path.suffix.lower() == ".jsonl" and all(map(_is_text, content)) and not all(map(_is_json, content)):
        return
    raise KnownError(
        f"{path.name} has no issue that can be read (line {first.number}: {first.reason}). "
        "Nothing was imported. Choose a file with one JSON object on each line."
    )


def _is_wide(raw: bytes) -> bool:
    """UTF-16 with its mark, or without: every other byte of JSON in ASCII is then a NUL."""
    return raw.startswith(_WIDE) or raw[1:16:2].count(0) > 4 or raw[:16:2].count(0) > 4


def _is_text(line: Line) -> bool:
    try:
        line.raw.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in line.raw


def _is_json(line: Line) -> bool:
    try:
        parse(line.raw)
    except BadLine:
        return False
    return True
