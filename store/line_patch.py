"""Rewrites the line of an issue that changed: only the keys whose values differ from what the line says.

What is in the line and in no field of ours stays where it is: unknown keys, elements of a list that are
none, the order and spelling of everything that did not change. Pure, any thread.
"""

from __future__ import annotations

from typing import Any

from store import jsonl, mending
from store.issue import Comment, Issue
from store.merging import empty, same
from store.records import (
    comment_record,
    comment_value,
    content_of,
    edge_key,
    edge_record,
    edge_value,
    issue_id,
)
from store.registers import FIELDS
from store.values import as_list, as_record


def changed_line(raw: bytes, issue: Issue, style: jsonl.Style, *, text_numbers: bool) -> bytes:
    """The line as it has to be for this issue. text_numbers: new comments get a text as their id."""
    body = mending.one_line(raw)
    given = jsonl.read(body)
    was = content_of(given, issue.id)
    record = {jsonl.known_key(key): value for key, value in given.items() if value is not None}
    changes: dict[str, object] = {}
    for name in FIELDS:
        absent = empty(name)
        value = getattr(issue, name)
        if not same(name, value, was.fields.get(name, absent)):
            changes[name] = jsonl.ABSENT if value == absent and name != "priority" else value
    for name in (*was.extra, *issue.extra):
        if was.extra.get(name) != issue.extra.get(name):
            changes[name] = issue.extra.get(name, jsonl.ABSENT)
    if set(was.labels) != set(issue.labels):
        strange = [one for one in as_list(record.get("labels")) if not isinstance(one, str)]
        changes["labels"] = [*strange, *_labels(was.labels, issue.labels)] or jsonl.ABSENT
    _change_edges(record, was.edges, issue, changes)
    _change_comments(record, was.comments, issue, changes, text_numbers=text_numbers)
    if issue_id(given) != issue.id:
        _change_id(record, issue.id, changes)
    # A record that was mended when it was read keeps its bytes until something of it changes.
    return jsonl.patch(body, changes, style) if changes else raw


def _change_id(record: dict[str, object], id: str, changes: dict[str, object]) -> None:
    """An issue that got another id here, because its own was taken: its links and comments name it too."""
    changes["id"] = id
    for name in ("dependencies", "comments"):
        items = as_list(changes.get(name, record.get(name)))
        if items:
            changes[name] = [_owned(item, id) for item in items]


def _owned(item: object, id: str) -> object:
    given = as_record(item)
    return item if given is None or "issue_id" not in given else {**given, "issue_id": id}


def _labels(was: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    if list(was) == sorted(was, key=str.encode):
        return sorted(now, key=str.encode)
    return [*(name for name in was if name in now), *(name for name in now if name not in was)]


def _change_edges(
    record: dict[str, object], was: dict[tuple[str, str], Any], issue: Issue, changes: dict[str, object]
) -> None:
    now = {(edge.target, edge.type): edge for edge in issue.dependencies}
    if now.keys() == was.keys() and all(edge_value(edge) == was[key] for key, edge in now.items()):
        return
    given = as_list(record.get("dependencies"))
    # Of an edge that is there twice the last counts.
    last = {edge_key(item): n for n, item in enumerate(given)}
    kept: list[object] = []
    for n, item in enumerate(given):
        key = edge_key(item)
        if key is None or (key in now and last[key] == n):
            unchanged = key is None or edge_value(now[key]) == was.get(key)
            kept.append(item if unchanged or key is None else edge_record(issue.id, now[key]))
    kept.extend(edge_record(issue.id, edge) for key, edge in now.items() if key not in last)
    changes["dependencies"] = kept or jsonl.ABSENT


def _change_comments(
    record: dict[str, object], was: list[Any], issue: Issue, changes: dict[str, object], *, text_numbers: bool
) -> None:
    """The order of the file stays, so that clones which read comments in another order write the same."""
    given = as_list(record.get("comments"))
    items = [item for item in map(as_record, given) if item is not None]
    places = _matched(was, [comment_value(one) for one in issue.comments])
    result: list[object] = [item for item in given if as_record(item) is None]
    for value, item, place in zip(was, items, places, strict=True):
        if place is not None:
            comment = issue.comments[place]
            result.append(
                item
                if _is_told(comment, value)
                else comment_record(issue.id, comment, text_numbers=text_numbers)
            )
    new = sorted(set(range(len(issue.comments))).difference(places))
    if not new and all(
        place is not None and _is_told(issue.comments[place], value)
        for place, value in zip(places, was, strict=True)
    ):
        return
    result.extend(comment_record(issue.id, issue.comments[n], text_numbers=text_numbers) for n in new)
    changes["comments"] = result or jsonl.ABSENT


def _is_told(comment: Comment, value: Any) -> bool:
    """Whether a line says a comment as it is; one of ours has no number but the file's."""
    number = value["number"] if comment.number is None else comment.number
    return bool({**comment_value(comment), "number": number} == value)


def _matched(was: list[Any], now: list[Any]) -> list[int | None]:
    """For each comment of the line its place among those of the issue, None when it was taken away.

    Known by all that it says, then without its number (the file gave ours one), then by number and time:
    it was reworded.
    """
    found: list[int | None] = [None] * len(was)
    free = dict.fromkeys(range(len(now)))
    for key in (_whole, _said, _numbered):
        places: dict[object, list[int]] = {}
        for place in free:
            places.setdefault(key(now[place]), []).append(place)
        for n, value in enumerate(was):
            fitting = places.get(key(value)) if found[n] is None else None
            if fitting and key(value) is not None:
                place = fitting.pop(0)
                found[n] = place
                del free[place]
    return found


def _whole(value: Any) -> object:
    return value["number"], value["author"], value["created_at"], value["text"]


def _said(value: Any) -> object:
    return value["author"], value["created_at"], value["text"]


def _numbered(value: Any) -> object:
    return None if value["number"] is None else (value["number"], value["author"], value["created_at"])
