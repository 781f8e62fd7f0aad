"""Full-text search: what is indexed for each issue, and how typed words become an FTS5 expression."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

import apsw

from store.issue import storable

if TYPE_CHECKING:
    from store.tracker import Tracker

_DOCUMENTS = """
    INSERT INTO search(rowid, id, title, body, people)
    SELECT i.key, i.id, i.title,
        concat_ws(char(10), i.description, i.design, i.acceptance_criteria, i.notes, i.close_reason,
            (SELECT group_concat(c.text, char(10)) FROM comment AS c
             WHERE c.issue = i.key AND c.removed = 0)),
        concat_ws(char(10), i.assignee, i.owner, i.created_by, i.external_ref, i.spec_id,
            (SELECT group_concat(l.name, char(10)) FROM label AS l WHERE l.issue = i.key AND l.removed = 0))
    FROM issue AS i WHERE i.gone = 0{0} ORDER BY i.key"""
# In another order FTS5 writes out what it has in memory before each issue: 26 s instead of 5 s for 100,000.
_ALL_DOCUMENTS = _DOCUMENTS.format("")
_SOME_DOCUMENTS = _DOCUMENTS.format(" AND i.key IN (SELECT value FROM json_each(?))")

_MEMORY = "INSERT INTO search(search, rank) VALUES ('hashsize', ?)"
Document = tuple[int, str, str, str, str]
_ADD = "INSERT INTO search(rowid, id, title, body, people) VALUES (?, ?, ?, ?, ?)"
_USUAL_MEMORY, _BULK_MEMORY = 2**20, 2**24
"""Bytes that FTS5 collects before it writes a part of the index."""

FEW = 2000
"""Matches that are looked up one by one; for more, the index of lists is walked over instead."""

_TOKENIZER = ("unicode61", ["remove_diacritics", "2"])  # as in the table's definition, store/schema.py


def index(tracker: Tracker, keys: Iterable[int]) -> None:
    """Bring the index up to date for these issues, inside the caller's transaction; gone ones leave it."""
    wanted = json.dumps(list(keys))
    tracker.run("DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))", (wanted,))
    tracker.run(_SOME_DOCUMENTS, (wanted,))


def index_all(tracker: Tracker) -> None:
    """Build the whole index anew, inside the caller's transaction, as after an import of everything."""
    tracker.run("INSERT INTO search(search) VALUES ('delete-all')")
    tracker.run(_ALL_DOCUMENTS)


def document(key: int, id: str, title: str, body: Iterable[str], people: Iterable[str]) -> Document:
    """What is indexed for one issue: the same as index() reads from the tables."""
    return key, id, title, "\n".join(body), "\n".join(people)


def add(tracker: Tracker, documents: Sequence[Document]) -> None:
    """Index new issues, by ascending key, inside the caller's transaction."""
    tracker.run_many(_ADD, documents)


@contextmanager
def in_bulk(tracker: Tracker, *, many: bool) -> Generator[None]:
    """Collect more in memory where many issues come at once; a rollback takes that back too."""
    if not many:
        yield
        return
    tracker.run(_MEMORY, (_BULK_MEMORY,))
    yield
    tracker.run(_MEMORY, (_USUAL_MEMORY,))


def matches(tracker: Tracker, expression: str) -> list[int]:
    """The keys of all that match an expression; as one text, which costs half of what rows do."""
    found = tracker.one("SELECT json_group_array(rowid) FROM search WHERE search MATCH ?", (expression,))
    return list(json.loads(found))


def few(tracker: Tracker, expression: str) -> list[int] | None:
    """The same where there are at most FEW; None where there are more, which is known without reading all."""
    found = [
        key
        for (key,) in tracker.all(
            "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (expression, FEW + 1)
        )
    ]
    return found if len(found) <= FEW else None


def match_expression(words: Iterable[str], phrases: Iterable[str] = ()) -> str:
    """An FTS5 expression for all of these: each word may go on (a prefix), each phrase is exact.

    Everything typed is quoted, so no text is ever a syntax error. Texts without any letter or digit
    are left out, because FTS5 takes an empty phrase inside AND for true; see searchable(). "" when
    nothing is left, which must not be passed to MATCH.
    """
    typed = [_quoted(word) + " *" for word in dict.fromkeys(words) if searchable(word)]
    exact = [_quoted(phrase) for phrase in dict.fromkeys(phrases) if searchable(phrase)]
    return " AND ".join(typed + exact)


@lru_cache(maxsize=1024)
def searchable(text: str) -> bool:
    """Whether the tokenizer of the index finds any word in the text.

    Only the tokenizer itself knows: its idea of a letter is that of Unicode 6.1, not Python's.
    """
    # A connection of its own for each call: 30 µs, and nothing is shared between threads.
    tokenize = apsw.Connection(":memory:").fts5_tokenizer(*_TOKENIZER)
    return bool(tokenize(_clean(text).encode(), apsw.FTS5_TOKENIZE_QUERY, None))


def verify(tracker: Tracker) -> list[str]:
    """Faults of the index, in words for people; empty when it is sound. Writes nothing."""
    findings = [
        f"The search index is damaged: {line}."
        for (line,) in tracker.all("PRAGMA integrity_check('search')")
        if line != "ok"
    ]
    return findings or complete(tracker)


def complete(tracker: Tracker) -> list[str]:
    """The same, but for its pages, which a check of the whole file has looked at."""
    findings: list[str] = []
    missing = tracker.one(
        "SELECT count(*) FROM issue WHERE gone = 0 AND key NOT IN (SELECT rowid FROM search)"
    )
    stale = tracker.one(
        "SELECT count(*) FROM search WHERE rowid NOT IN (SELECT key FROM issue WHERE gone = 0)"
    )
    if missing:
        findings.append(f"{missing} issues are missing from the search index.")
    if stale:
        findings.append(f"{stale} entries of the search index have no issue.")
    return findings


def _quoted(text: str) -> str:
    return '"' + _clean(text).replace('"', '""') + '"'


def _clean(text: str) -> str:
    # FTS5 reads an expression only up to its first NUL.
    return storable(text).replace("\0", " ")
