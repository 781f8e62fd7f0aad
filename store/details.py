"""One issue, whole: its record, both sides of its dependencies, what holds it up, what happened to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store import attachment_rows, ids, meta, ready
from store.activity import activity
from store.blocking import HOLDS, OVER_WORDS, TARGET
from store.days import present
from store.detail_answers import Detail, Link
from store.errors import NotFound
from store.issue import FINISHED, TOMBSTONE, Comment, Dependency, Issue
from store.keys import key_of
from store.times import sort_key
from store.values import loads, loads_object

if TYPE_CHECKING:
    from store.tracker import Tracker

_PAGE = 500
_PARENT = "parent-child"

_COLUMNS = (
    "key", "uid", "id", "title", "created_at", "updated_at", "description", "design", "acceptance_criteria",
    "notes", "status", "priority", "issue_type", "assignee", "owner", "created_by", "estimated_minutes",
    "closed_at", "close_reason", "due_at", "defer_until", "external_ref", "spec_id", "pinned", "is_template",
    "ephemeral", "deleted_at", "deleted_by", "delete_reason", "original_type",
)  # fmt: skip
_FLAGS = ("pinned", "is_template", "ephemeral")

_ISSUES = f"""
    SELECT {", ".join(f"i.{name}" for name in _COLUMNS)}, i.extra
    FROM json_each(:keys) AS f CROSS JOIN issue AS i ON i.key = f.value WHERE i.gone = 0 ORDER BY f.key"""
_LABELS = """
    SELECT l.issue, l.name FROM json_each(:keys) AS f CROSS JOIN label AS l ON l.issue = f.value
    WHERE l.removed = 0 ORDER BY l.issue, l.ordinal"""
_EDGES = """
    SELECT d.issue, d.target, d.type, d.created_at, d.created_by, d.metadata, d.thread_id, d.extra
    FROM json_each(:keys) AS f CROSS JOIN dependency AS d ON d.issue = f.value
    WHERE d.removed = 0 ORDER BY d.issue, d.ordinal"""
_COMMENTS = """
    SELECT c.issue, c.uid, c.author, c.text, c.created_at, c.number, c.extra
    FROM json_each(:keys) AS f CROSS JOIN comment AS c ON c.issue = f.value
    WHERE c.removed = 0 ORDER BY c.issue, c.ordinal"""

LINK = "{0}.uid, {0}.title, {0}.status, {0}.priority, {0}.issue_type"

_OUTGOING = f"""
    SELECT d.target, d.type, {LINK.format("t")}, {HOLDS} AND own.status NOT IN ({OVER_WORDS})
    FROM issue AS own CROSS JOIN dependency AS d ON d.issue = own.key {TARGET}
    WHERE own.key = ? AND d.removed = 0 ORDER BY d.ordinal"""

_INCOMING = f"""
    SELECT n.id, d.type, {LINK.format("n")}, {HOLDS} AND n.status NOT IN ({OVER_WORDS})
    FROM issue AS own CROSS JOIN dependency AS d ON d.target = own.id
    CROSS JOIN issue AS n ON n.key = d.issue AND n.gone = 0 AND n.status <> '{TOMBSTONE}' {TARGET}
    WHERE own.key = ? AND d.removed = 0 ORDER BY n.created_key, n.id"""


def issues(tracker: Tracker, keys: Iterable[int]) -> Iterator[Issue]:
    """The issues in the keys' order, those that are gone left out; reads some hundreds at a time.

    Labels, dependencies and comments come in the order of the file. Hold a transaction where all of
    them must be of one moment.
    """
    wanted = tuple(keys)
    for start in range(0, len(wanted), _PAGE):
        yield from _read(tracker, wanted[start : start + _PAGE])


def issue(tracker: Tracker, key: int) -> Issue:
    """One issue; raises NotFound."""
    for found in _read(tracker, (key,)):
        return found
    raise NotFound("The issue is no longer in this tracker.")


def find(tracker: Tracker, partial: str) -> Issue:
    """The issue with that id, be it in the trash, or the only one outside it that a part of an id fits.

    Raises NotFound, or Ambiguous with the candidates.
    """
    with tracker.reading():
        key = tracker.one("SELECT key FROM issue WHERE id = ? AND gone = 0", (partial.strip(),))
        if key is None:
            known = tracker.all("SELECT id FROM issue WHERE gone = 0 AND status <> ?", (TOMBSTONE,))
            prefix = meta.get(tracker, meta.PREFIX) or ""
            meant = ids.resolve(partial, (one for (one,) in known), prefix)
            key = tracker.one("SELECT key FROM issue WHERE id = ?", (meant,))
        return issue(tracker, key)


def detail(tracker: Tracker, uid: str) -> Detail:
    """All that is shown of one issue; raises NotFound. One read transaction."""
    with tracker.reading():
        key = key_of(tracker, uid)
        found = issue(tracker, key)
        out = outgoing(tracker, key)
        incoming = [as_link(row) for row in tracker.all(_INCOMING, (key,))]
        held_up, overdue = tracker.all(
            f"SELECT {ready.HELD_UP}, {ready.OVERDUE} FROM issue AS i WHERE i.key = :key",
            {"key": key, **present(tracker.now_key())},
        )[0]
        return Detail(
            issue=replace(found, comments=tuple(sorted(found.comments, key=_moment))),
            depends_on=tuple(link for link in out if link.waits),
            needed_by=tuple(link for link in incoming if link.waits),
            parents=tuple(link for link in out if link.type == _PARENT),
            children=tuple(link for link in incoming if link.type == _PARENT),
            related=tuple(link for link in out if not link.waits and link.type != _PARENT),
            related_by=tuple(link for link in incoming if not link.waits and link.type != _PARENT),
            blocked=bool(held_up),
            overdue=bool(overdue),
            chain=_chain(tracker, key) if held_up else (),
            activity=activity(tracker, uid),
            seq=int(tracker.one("SELECT coalesce(max(seq), 0) FROM change")),
            conflicts=int(
                tracker.one("SELECT count(*) FROM conflict WHERE issue = ? AND resolved IS NULL", (key,))
            ),
            attachments=attachment_rows.of(tracker, key),
        )


def outgoing(tracker: Tracker, key: int) -> list[Link]:
    """The issue's own edges, in its order."""
    return [as_link(row) for row in tracker.all(_OUTGOING, (key,))]


def _read(tracker: Tracker, keys: tuple[int, ...]) -> list[Issue]:
    bindings = {"keys": json.dumps(keys)}
    labels: dict[int, list[str]] = {}
    edges: dict[int, list[Dependency]] = {}
    comments: dict[int, list[Comment]] = {}
    with tracker.reading():
        rows = tracker.all(_ISSUES, bindings)
        for key, name in tracker.all(_LABELS, bindings):
            labels.setdefault(key, []).append(name)
        for key, target, type_, at, by, metadata, thread, extra in tracker.all(_EDGES, bindings):
            edge = Dependency(target, type_, at, by, metadata, thread, loads_object(extra))
            edges.setdefault(key, []).append(edge)
        for key, uid, author, text, at, number, extra in tracker.all(_COMMENTS, bindings):
            comment = Comment(uid, author, text, at, loads(number), loads_object(extra))
            comments.setdefault(key, []).append(comment)
    found: list[Issue] = []
    for *values, extra in rows:
        fields: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
        fields.update((name, bool(fields[name])) for name in _FLAGS)
        key = fields["key"]
        found.append(
            Issue(
                **fields,
                labels=tuple(labels.get(key, ())),
                dependencies=tuple(edges.get(key, ())),
                comments=tuple(comments.get(key, ())),
                extra=loads_object(extra),
            )
        )
    return found


def as_link(row: tuple[Any, ...]) -> Link:
    """The other end of an edge: its target and type, the columns of LINK, and whether it holds up."""
    target, type_, uid, title, status, priority, issue_type, holds_up = row
    if uid is None:
        return Link(target, "", type_, holds_up=bool(holds_up))
    finished = status in FINISHED or status == TOMBSTONE
    return Link(target, uid, type_, title, status, priority, issue_type, finished, bool(holds_up))


def _chain(tracker: Tracker, key: int) -> tuple[Link, ...]:
    links: list[Link] = []
    for target, type_ in ready.chain(tracker, key):
        rows = tracker.all(
            f"SELECT i.id, ?, {LINK.format('i')}, 1 FROM issue AS i WHERE i.id = ? AND i.gone = 0",
            (type_, target),
        )
        links.append(as_link(rows[0]) if rows else Link(target, "", type_, holds_up=True))
    return tuple(links)


def _moment(comment: Comment) -> str:
    return sort_key(comment.created_at)
