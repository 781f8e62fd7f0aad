"""Each oddity of real issue files, made up: read as it is meant, written back as it was, edit or not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from store import requests
from store.issue import Issue
from store.lookups import FindIssue, ListKeys
from store.query import Query
from store.tracker import Tracker
from tests.helpers.issue_files import EARLY, comment, counts, edge, line, lines, out, put, record

Meant = Callable[[Issue], object]


def raw(text: str) -> bytes:
    return text.encode()


ODDITIES: dict[str, tuple[Any, Meant, object]] = {
    "missing priority": (record("p-1", priority=None), lambda i: i.priority, 0),
    "priority in words": (record("p-1", priority="high"), lambda i: i.priority, 1),
    "priority as text": (record("p-1", priority="3"), lambda i: i.priority, 3),
    "unknown status": (record("p-1", status="staged_ready"), lambda i: i.status, "staged_ready"),
    "unknown type": (record("p-1", issue_type="merge-request"), lambda i: i.issue_type, "merge-request"),
    "no type": (record("p-1", issue_type=None), lambda i: i.issue_type, "task"),
    "type under another key": (record("p-1", issue_type=None, type="bug"), lambda i: i.issue_type, "bug"),
    "nanoseconds and an offset": (
        record("p-1", created_at="2026-01-01T10:00:00.123456789+11:00"),
        lambda i: i.created_at,
        "2026-01-01T10:00:00.123456789+11:00",
    ),
    "time without a zone": (
        record("p-1", created_at="2026-01-01 10:00:00"), lambda i: i.created_at, "2026-01-01 10:00:00",
    ),
    "Go's time for none": (
        record("p-1", closed_at="0001-01-01T00:00:00Z"), lambda i: i.closed_at, "0001-01-01T00:00:00Z",
    ),
    "no time that can be read": (record("p-1", created_at="soon"), lambda i: i.created_at, "soon"),
    "closed without a time": (record("p-1", status="closed"), lambda i: i.closed_at, None),
    "closing time of an open one": (record("p-1", closed_at=EARLY), lambda i: i.closed_at, EARLY),
    "closed before it was made": (
        record("p-1", status="closed", closed_at="2025-12-31T00:00:00Z"),
        lambda i: i.closed_at,
        "2025-12-31T00:00:00Z",
    ),
    "dependency as bare text": (
        record("p-1", dependencies=["p-2", "external:x:y"]),
        lambda i: [(one.target, one.type) for one in i.dependencies],
        [("p-2", "blocks"), ("external:x:y", "blocks")],
    ),
    "dangling target": (
        record("p-1", dependencies=[edge("p-1", "gone-9")]), lambda i: i.dependencies[0].target, "gone-9",
    ),
    "several parents": (
        record("p-1", dependencies=[edge("p-1", f"p-{n}", "parent-child") for n in (2, 3)]),
        lambda i: [one.target for one in i.dependencies],
        ["p-2", "p-3"],
    ),
    "several edges of one pair": (
        record("p-1", dependencies=[edge("p-1", "p-2"), edge("p-1", "p-2", "parent-child")]),
        lambda i: [one.type for one in i.dependencies],
        ["blocks", "parent-child"],
    ),
    "unknown type of edge": (
        record("p-1", dependencies=[edge("p-1", "p-2", "parent_child")]),
        lambda i: i.dependencies[0].type,
        "parent_child",
    ),
    "an edge to itself": (
        record("p-1", dependencies=[edge("p-1", "p-1")]), lambda i: i.dependencies[0].target, "p-1",
    ),
    "metadata of an edge as an object": (
        record("p-1", dependencies=[edge("p-1", "p-2", metadata={"a": 1})]),
        lambda i: i.dependencies[0].target,
        "p-2",
    ),
    "number of a comment as text": (
        record("p-1", comments=[comment("p-1", "c-eztn", "said", edited_at=EARLY)]),
        lambda i: i.comments[0].number,
        "c-eztn",
    ),
    "labels empty, padded, with commas": (
        record("p-1", labels=["", "  urgent  ", "a,b c"]), lambda i: i.labels, ("", "  urgent  ", "a,b c"),
    ),
    "flags as numbers": (
        record("p-1", pinned=1, ephemeral=0), lambda i: (i.pinned, i.ephemeral), (True, False),
    ),
    "null": (
        record("p-1") | {"assignee": None, "closed_at": None},
        lambda i: (i.assignee, i.closed_at),
        ("", None),
    ),
    "an array for a text": (record("p-1", notes=[]), lambda i: i.notes, ""),
    "unknown keys, an object among them": (
        record("p-1", closure_evidence={"a": [1, {"b": None}]}, schema_version=1),
        lambda i: i.extra["schema_version"],
        1,
    ),
    "a key twice": (
        raw('{"id":"p-1","title":"one","title":"two","created_at":""}'), lambda i: i.title, "two",
    ),
    "escaped pair of surrogates": (raw('{"id":"p-1","title":"\\ud83d\\udd34"}'), lambda i: i.title, "🔴"),
    "half of a pair": (raw('{"id":"p-1","title":"a\\ud83d"}'), lambda i: i.title, "a\ufffd"),
    "NUL": (raw('{"id":"p-1","title":"a\\u0000b"}'), lambda i: i.title, "a\0b"),
    "Go's HTML escapes": (raw('{"id":"p-1","title":"\\u003cb\\u003e \\u0026"}'), lambda i: i.title, "<b> &"),
    "control characters": (
        raw('{"id":"p-1","title":"\\u001b[1m\\b\\t\\n"}'), lambda i: i.title, "\x1b[1m\b\t\n",
    ),
    "line separators": (
        raw('{"id":"p-1","title":"a\u2028b\u2029c\x85d\\f"}'), lambda i: i.title, "a\u2028b\u2029c\x85d\x0c",
    ),
    "a line of 100 KB": (record("p-1", description="long " * 20_000), lambda i: len(i.description), 100_000),
}  # fmt: skip
"""Name: the line, how it is asked what is meant, and the answer."""


@pytest.mark.parametrize("name", ODDITIES)
def test_an_oddity_is_read_as_it_is_meant_and_written_as_it_was(tracker: Tracker, name: str) -> None:
    given, ask, meant = ODDITIES[name]
    odd = line(given)
    data = odd + b"\n" + lines(record("p-7"), record("p-8"))
    imported = put(tracker, data)
    assert (imported.issues, imported.created, imported.kept_verbatim, imported.problems) == (3, 3, 0, ())
    issue = FindIssue("p-1").run(tracker)
    assert ask(issue) == meant
    assert out(tracker) == data
    assert counts(put(tracker, data + b"\n")) == (0, 0, 3, 0)
    requests.Label((FindIssue("p-7").run(tracker).uid,), ("mine",)).run(tracker)
    assert out(tracker).startswith(odd + b"\n")
    requests.Label((issue.uid,), ("mine",)).run(tracker)
    was, now = json.loads(odd), json.loads(out(tracker).splitlines()[0])
    untouched = was.keys() - {"labels", "updated_at"}
    assert {key: now[key] for key in untouched} == {key: was[key] for key in untouched}
    assert set(now["labels"]) == {*was.get("labels", []), "mine"}


@pytest.mark.parametrize(
    ("reason", "odd"),
    [
        ("cut off", b'{"id":"p-1","title":"cut o'),
        ("a tail", b'7:00","closed_at":"2026-01-01T00:00:00Z"}'),
        ("a value is missing", b'{"id":"p-1","priority":,"title":""}'),
        ("invalid UTF-8", b'{"id":"p-1","title":"\xff\xc3"}'),
        ("UTF-8 of a surrogate", b'{"id":"p-1","title":"\xed\xa0\x80"}'),
        ("too deep", b'{"id":"p-1","x":' + b"[" * 500 + b"]" * 500 + b"}"),
        ("far too deep", b'{"id":"p-1","x":' + b"[" * 200_000),
        ("no number", b'{"id":"p-1","x":NaN}'),
        ("two records", b'{"id":"p-1"}{"id":"p-2"}'),
        ("a mark in the middle", b'\xef\xbb\xbf{"id":"p-1"}'),
        ("NUL bytes", bytes(64)),
        ("an id that is no text", b'{"id":5,"title":"t"}'),
        ("no id", b'{"title":"t"}'),
        ("prose", b"This is not JSON."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_stays(
    tracker: Tracker, reason: str, odd: bytes
) -> None:
    data = lines(record("p-7")) + odd + b"\n" + lines(record("p-8"))
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim) == (2, 1)
    assert [number for number, _ in imported.problems] == [2]
    assert out(tracker) == data
    requests.Edit(FindIssue("p-8").run(tracker).uid, {"title": "new"}).run(tracker)
    assert out(tracker).startswith(lines(record("p-7")) + odd + b"\n")


def test_what_stands_behind_a_nul_is_found_shown_and_exported(tracker: Tracker) -> None:
    odd = record(
        "p-1", "be\0fore zebra", notes="x\0y quokka", labels=["l\0abel wombat"], assignee="an\0n",
        comments=[comment("p-1", 1, "said\0 numbat")], status="o\0dd",
    )  # fmt: skip
    data = lines(odd)
    put(tracker, data)
    issue = FindIssue("p-1").run(tracker)
    for word in ("zebra", "quokka", "wombat", "numbat"):
        found = ListKeys(Query(text=word)).run(tracker)
        assert list(found.keys) == [issue.key], word
    assert (issue.title, issue.notes, issue.status) == (odd["title"], odd["notes"], odd["status"])
    assert out(tracker) == data
    requests.Edit(issue.uid, {"notes": "y\0z"}).run(tracker)
    now = json.loads(out(tracker))
    assert (now["title"], now["notes"], now["comments"]) == (odd["title"], "y\0z", odd["comments"])
    assert (now["labels"], now["assignee"], now["status"]) == (odd["labels"], "an\0n", "o\0dd")
