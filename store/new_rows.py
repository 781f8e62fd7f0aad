"""The rows of new issues, made from their records without an object for each: lists of tuples.

A record with usual values in every key goes through a few calls of C; any other one is read by store.records,
which says what each odd value means. Both give the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from store import ids, registers
from store.blocking import waits_for
from store.issue import PRIORITIES
from store.merging import empty
from store.records import COMPUTED, KNOWN, TEXT_KEYS, TIME_KEYS, Content, Record, content_of, lists_of
from store.search import Document, document
from store.times import sort_key
from store.values import dumps, text_of

COLUMNS = (
    "key", "uid", "id", *registers.FIELDS, *registers.KEYED_TIMES.values(), "extra", "stamp", "seq",
)  # fmt: skip

Row = tuple[Any, ...]

_FIELDS = tuple((name, empty(name)) for name in registers.FIELDS)
_DEFAULTS = {**dict(_FIELDS), "status": "open", "issue_type": "task", "priority": 0}
_LISTS = frozenset({"labels", "dependencies", "comments"})
_EXPECTED = (KNOWN | COMPUTED) - {"type"}
_TEXTS: tuple[str, ...] = TEXT_KEYS
_STR: set[type] = {str}
_STR_OR_NONE: set[type] = {str, type(None)}
_BOOL: set[type] = {bool}
_MINUTES = range(-(2**63), 2**63)

_Get = Callable[[Any], tuple[Any, ...]]
_fields_of: _Get = itemgetter(*registers.FIELDS)
_texts_of: _Get = itemgetter(*_TEXTS)
_times_of: _Get = itemgetter(*TIME_KEYS)
_flags_of: _Get = itemgetter(*registers.FLAGS)


def _places(*names: str) -> _Get:
    return itemgetter(*(registers.FIELDS.index(name) for name in names))


_keyed_of = _places(*registers.KEYED_TIMES)
_body_of = _places("description", "design", "acceptance_criteria", "notes", "close_reason")
_people_of = _places("assignee", "owner", "created_by", "external_ref", "spec_id")


class NewRows:
    """Rows of some new issues, for each table."""

    def __init__(self, stamp: str) -> None:
        self._stamp = stamp
        self.uids: list[str] = []
        self.issues: list[Row] = []
        self.labels: list[Row] = []
        self.edges: list[Row] = []
        self.comments: list[Row] = []
        self.documents: list[Document] = []

    def add(self, record: Record, id: str, key: int, seq: int) -> None:
        """Add the rows of one issue."""
        lists: Content | None = None
        usual = _usual(record)
        if usual is None:
            lists = content_of(record, id)
            fields: Row = tuple(lists.fields.get(name, default) for name, default in _FIELDS)
            extra = text_of(lists.extra)
        else:
            fields, extra = usual
            if not _LISTS.isdisjoint(record):
                lists = lists_of(record, id)
        created, updated, closed, due, defer = _keyed_of(fields)
        created_key = sort_key(created)
        uid = ids.uid_of(id, created_key)
        self.uids.append(uid)
        self.issues.append(
            (
                key,
                uid,
                id,
                *fields,
                created_key,
                created_key if updated == created else sort_key(updated),
                None if closed is None else sort_key(closed),
                None if due is None else sort_key(due),
                None if defer is None else sort_key(defer),
                extra,
                self._stamp,
                seq,
            )
        )
        body: list[str] = [text for text in _body_of(fields) if text]
        people: list[str] = [text for text in _people_of(fields) if text]
        if lists is not None:
            self._add_lists(key, uid, lists)
            body += [comment["text"] for comment in lists.comments]
            people += sorted(lists.labels)
        self.documents.append(document(key, id, fields[0], body, people))

    def _add_lists(self, key: int, uid: str, lists: Content) -> None:
        self.labels += [(key, name, n) for n, name in enumerate(lists.labels)]
        if lists.edges:
            self.edges += _edges(key, lists)
        if lists.comments:
            self.comments += _comments(key, uid, lists)


def _usual(record: Record) -> tuple[Row, str] | None:
    """The fields in their order and the other keys as text; None where a value is not what it should be."""
    if None in record.values():
        record = {name: value for name, value in record.items() if value is not None}
    extra = "{}"
    others = record.keys() - _EXPECTED
    if others:
        if any(name == "type" or name.lower() in KNOWN or name.lower() in COMPUTED for name in others):
            return None
        extra = dumps({name: value for name, value in record.items() if name in others})
    values = {**_DEFAULTS, **record}
    minutes = values["estimated_minutes"]
    if (
        set(map(type, _texts_of(values))) == _STR
        and _STR_OR_NONE.issuperset(map(type, _times_of(values)))
        and set(map(type, _flags_of(values))) == _BOOL
        and type(values["priority"]) is int
        and values["priority"] in PRIORITIES
        and (minutes is None or (type(minutes) is int and minutes in _MINUTES))
        and values["status"]
        and values["issue_type"]
    ):
        return _fields_of(values), extra
    return None


def _edges(key: int, content: Content) -> Iterator[Row]:
    for n, ((target, type_), edge) in enumerate(content.edges.items()):
        spawner, any_child = waits_for(target, edge["metadata"]) if type_ == "waits-for" else ("", 0)
        yield (
            key,
            target,
            type_,
            edge["created_at"],
            edge["created_by"],
            edge["metadata"],
            edge["thread_id"],
            text_of(edge["extra"]),
            spawner,
            any_child,
            n,
        )


def _comments(key: int, uid: str, content: Content) -> Iterator[Row]:
    names = ids.comment_uids(uid, content.said())
    for n, (name, comment) in enumerate(zip(names, content.comments, strict=True)):
        yield (
            name,
            key,
            dumps(comment["number"]),
            comment["author"],
            comment["text"],
            comment["created_at"],
            sort_key(comment["created_at"]),
            text_of(comment["extra"]),
            n,
        )
