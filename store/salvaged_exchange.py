"""What a damaged tracker knows of its issue files, brought into the one made of it. Any thread.

A line counts as seen only where its issue is there: of any other the next import would believe that somebody
took away here what is lost.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import apsw

from store import jsonl, mending
from store.foreign_copy import FAULTS
from store.records import content_of
from store.registers import EXTRA, Value
from store.tracker import Tracker
from store.values import as_record

TABLES = ("exchange_file", "jsonl_base")


_LINE = "key, file, line, kind, raw, ending, reason"
_LINE_RAW = 4


def of_lines(source: apsw.Connection, keys: Collection[int]) -> dict[int, dict[str, Value]]:
    """By issue: the fields that its line had when it was last read or written, from what can be read."""
    newest: dict[int, tuple[int, bytes]] = {}
    try:
        for key, seq, raw in source.execute(
            "SELECT issue, seq, raw FROM jsonl_base NOT INDEXED WHERE issue IS NOT NULL ORDER BY key"
        ):
            if key in keys and (key not in newest or seq >= newest[key][0]):
                newest[key] = int(seq), bytes(raw)
    except (*FAULTS, TypeError, ValueError):
        pass
    return {key: _fields(raw) for key, (_, raw) in newest.items()}


def _fields(raw: bytes) -> dict[str, Value]:
    try:
        content = content_of(jsonl.read(mending.one_line(raw)), "")
    except ValueError:
        return {}
    return content.fields | {f"{EXTRA}{name}": value for name, value in content.extra.items()}


def _id(raw: bytes) -> str:
    """ "" where the line does not say it."""
    try:
        record = as_record(jsonl.read(mending.one_line(raw)))
    except ValueError:
        record = None
    return str(record["id"]) if record is not None and "id" in record else ""


def copy(
    source: apsw.Connection, new: Tracker, partial: Collection[int], *, parts_lost: bool
) -> tuple[str, ...]:
    """Bring it over; answers with the ids of issues in a file of which the tracker has nothing any more.

    partial: issues that are not as they were. parts_lost: labels, links or comments of any issue may be
    missing, so that no line of an issue counts as seen. Raises what reading a damaged file does, and nothing
    was brought then.
    """
    there = {key for (key,) in new.all("SELECT key FROM issue")}
    lacking: dict[int, str] = {}
    with new.connection:
        for row in source.execute("SELECT * FROM exchange_file"):
            _write(new, "exchange_file", row)
        for *values, key, seq in source.execute(f"SELECT {_LINE}, issue, seq FROM jsonl_base"):
            if key is not None and key not in there:
                lacking[int(str(key))] = _id(bytes(values[_LINE_RAW]))
            elif key is None or not parts_lost:
                # With 0 an export compares the issue with its line.
                _write(new, f"jsonl_base({_LINE}, issue, seq)", (*values, key, 0 if key in partial else seq))
        if partial or parts_lost or lacking:
            with new.translated():
                # A file with the very bytes that were seen last is not read.
                new.run("UPDATE exchange_file SET sha256 = ''")
    return tuple(lacking.values())


def _write(new: Tracker, table: str, row: tuple[Any, ...]) -> None:
    """What the new file's disk says is no fault of the damaged one."""
    with new.translated():
        new.run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
