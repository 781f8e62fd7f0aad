"""Issues by what somebody types to name one: an id, part of an id, or words. Answers while one types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store.conditions import IS_FINISHED, Bindings, escaped
from store.detail_answers import Link
from store.details import LINK, as_link
from store.issue import TOMBSTONE
from store.search import match_expression, searchable

if TYPE_CHECKING:
    from store.tracker import Tracker

_ENOUGH = 500
"""How many of those that fit in one way are looked at, the newest ones: ordering all of 100,000 takes 1 s."""

_THERE = f"i.gone = 0 AND i.status <> '{TOMBSTONE}'"
_NEWEST = f"SELECT i.key FROM issue AS i WHERE {_THERE} ORDER BY i.updated_key DESC LIMIT {_ENOUGH}"
# The index of the ids has all that this needs. The shorter an id, the more of it was typed.
_BY_ID = f"""SELECT key FROM issue WHERE id LIKE '%' || :part || '%' ESCAPE '\\'
    ORDER BY length(id) LIMIT {_ENOUGH}"""
_BY_WORDS = f"""SELECT i.key FROM search AS s CROSS JOIN issue AS i ON i.key = s.rowid
    WHERE search MATCH :words AND {_THERE} ORDER BY s.rowid DESC LIMIT {_ENOUGH}"""

_BY_SIGNS = f"SELECT i.key FROM issue AS i WHERE instr(i.title, :signs) AND {_THERE} LIMIT {_ENOUGH}"


def links(tracker: Tracker, text: str, uid: str, limit: int) -> tuple[Link, ...]:
    """Issues that somebody could mean, the likeliest first; that one and those in the trash are left out.

    The exact id, the start of an id, the exact title, the start of a title, all words in the title, then
    what has the text elsewhere; of each, open ones and the newest first. Without a text, those that were
    changed last.
    """
    typed = text.strip()
    with tracker.reading():
        bindings = Bindings(tracker.now_key(), tracker.actor)
        bindings.values["keys"] = json.dumps(_candidates(tracker, typed, limit))
        where = f"i.key IN (SELECT value FROM json_each(:keys)) AND {_THERE} AND i.uid <> {bindings.add(uid)}"
        for word in typed.split():
            if not searchable(word):
                value = bindings.add(word)
                where += f" AND (instr(i.title, {value}) > 0 OR instr(i.id, {value}) > 0)"
        rows = tracker.all(
            f"""SELECT i.id, '', {LINK.format("i")}, 0 FROM issue AS i WHERE {where}
                ORDER BY {_rank(typed, bindings)}, {IS_FINISHED}, i.updated_key DESC, i.id
                LIMIT {bindings.add(limit)}""",
            bindings.values,
        )
    return tuple(as_link(row) for row in rows)


def _candidates(tracker: Tracker, typed: str, limit: int) -> list[int]:
    """Keys of what could be meant, from the likeliest kinds of fit on, until there are enough."""
    if not typed:
        return [key for (key,) in tracker.all(_NEWEST)]
    found = dict.fromkeys(key for (key,) in tracker.all(_BY_ID, {"part": escaped(typed)}))
    words = match_expression(typed.split())
    if not words:
        # Signs alone are in no index.
        found.update((key, None) for (key,) in tracker.all(_BY_SIGNS, {"signs": typed.split()[0]}))
        return list(found)
    start = match_expression([typed])
    # One more than wanted: the issue that is left out may be among them.
    for expression in (f"title : ^ {start}", f"title : ({words})", words):
        hits = [key for (key,) in tracker.all(_BY_WORDS, {"words": expression})]
        found.update(dict.fromkeys(hits))
        if len(hits) > limit:
            break
    return list(found)


def _rank(typed: str, bindings: Bindings) -> str:
    """SQL for how well an issue fits."""
    if not typed:
        return "NULL"
    exact, part = bindings.add(typed), bindings.add(escaped(typed))

    def like(column: str, text: str, before: str = "", after: str = "") -> str:
        return f"i.{column} LIKE '{before}' || {text} || '{after}' ESCAPE '\\'"

    # What stands before the last hyphen all ids share: its letters alone would put every id first.
    starts = f"{like('id', part, '%-', '%')} AND NOT {like('id', part, '%-', '%-%')}"
    if "-" in typed:
        starts = like("id", part, after="%")
    words = [like("title", bindings.add(escaped(word)), "%", "%") for word in typed.split()]
    return f"""CASE WHEN i.id = {exact} COLLATE NOCASE OR {like("id", part, "%-")} THEN 0
        WHEN {starts} THEN 1 WHEN i.title = {exact} COLLATE NOCASE THEN 2
        WHEN {like("title", part, after="%")} THEN 3 WHEN {" AND ".join(words)} THEN 4 ELSE 5 END"""
