"""Comments: add, edit, delete. A deleted one stays as a tombstone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import ids, requests
from store.answers import Done
from store.errors import Clash, Invalid, NotFound
from store.issue import storable
from store.keys import id_of, writable_key_of
from store.registers import Value, comment_register, read
from store.steps import step

if TYPE_CHECKING:
    from store.tracker import Tracker


def add(tracker: Tracker, request: requests.AddComment) -> Done:
    """Add a comment by the tracker's actor."""
    text = _checked(request.text)
    with step(tracker, "comment", detail=text[:80], initiator=request.initiator) as made:
        value: Value = {
            "author": tracker.actor,
            "text": text,
            "created_at": made.at,
            "number": None,
            "extra": {},
        }
        made.change(writable_key_of(tracker, request.uid), {comment_register(ids.new_uid()): value})
    return made.done()


def edit(tracker: Tracker, request: requests.EditComment) -> Done:
    """Change a comment's text."""
    text = _checked(request.text)
    with step(tracker, "edit_comment", detail=text[:80], initiator=request.initiator) as made:
        key = writable_key_of(tracker, request.uid)
        register, now = _present(tracker, key, request.comment)
        if request.seen and now["text"] not in (request.seen, text):
            raise Clash(id_of(tracker, key), {"comment": text}, {"comment": now["text"]})
        made.change(key, {register: {**now, "text": text}})
    return made.done()


def delete(tracker: Tracker, request: requests.DeleteComment) -> Done:
    """Take a comment away."""
    with step(tracker, "delete_comment", initiator=request.initiator) as made:
        key = writable_key_of(tracker, request.uid)
        register, _ = _present(tracker, key, request.comment)
        made.change(key, {register: None})
    return made.done()


def _present(tracker: Tracker, key: int, comment: str) -> tuple[str, Value]:
    register = comment_register(comment)
    now = read(tracker, key, [register])[register]
    if now is None:
        raise NotFound("The comment is no longer there.")
    return register, now


def _checked(text: str) -> str:
    stored = storable(text).strip()
    if not stored:
        raise Invalid("A comment needs a text.")
    return stored
