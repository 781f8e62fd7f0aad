"""Tells a file of something else, which is refused, from a damaged issue file, which is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import KnownError
from store.jsonl_read import BadLine, parse
from store.records import issue_id
from store.values import as_record

if TYPE_CHECKING:
    from store.lines import Line

_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
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
    """Whether it is text in UTF-8, or text in which some bytes are none."""
    if b"\0" in line.raw:
        return False
    try:
        line.raw.decode()
    except UnicodeDecodeError:
        return _NO_TEXT.search(line.raw) is None
    return True


def _is_json(line: Line) -> bool:
    """Whether it is JSON and says nothing of an issue, not even that one was deleted."""
    try:
        value = parse(line.raw)
    except BadLine:
        return False
    record = as_record(value) or {}
    return record.get("_deleted") is not True or issue_id(record) is None
