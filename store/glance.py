"""What a glance at one issue shows: its fields, the first lines of its description, what holds it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import details, mentions, ready
from store.days import present
from store.detail_answers import Peek
from store.keys import key_of

if TYPE_CHECKING:
    from store.tracker import Tracker

LINES = 10
CHARACTERS = 700
"""Of the description; a line that is begun is not cut before its last word."""
_NAMED = 3
"""Blockers that are named."""


def peek(tracker: Tracker, uid: str) -> Peek:
    """Read it in one transaction; raises NotFound."""
    with tracker.reading():
        key = key_of(tracker, uid)
        one = details.issue(tracker, key)
        held_up = [link for link in details.outgoing(tracker, key) if link.holds_up]
        overdue = tracker.one(
            f"SELECT {ready.OVERDUE} FROM issue AS i WHERE i.key = :key",
            {"key": key, **present(tracker.now_key())},
        )
    text = first_lines(one.description)
    return Peek(
        id=one.id,
        uid=uid,
        title=one.title,
        status=one.status,
        priority=one.priority,
        issue_type=one.issue_type,
        assignee=one.assignee,
        labels=one.labels,
        due_at=one.due_at,
        overdue=bool(overdue),
        deleted=one.deleted,
        text=text,
        formatted=mentions.formatted(tracker, (text,)).get(text) if text else None,
        more_text=len(text) < len(one.description.rstrip()),
        blockers=tuple(held_up[:_NAMED]),
        more_blockers=max(0, len(held_up) - _NAMED),
    )


def first_lines(text: str) -> str:
    """Return the beginning of a text: whole lines, as far as they are not too many nor too long."""
    kept = "\n".join(text[: CHARACTERS + 1].splitlines()[:LINES])
    if len(kept) > CHARACTERS:
        line, word = kept.rfind("\n"), kept.rfind(" ")
        kept = kept[: line if line > CHARACTERS // 2 else word if word > 0 else CHARACTERS]
    return kept.rstrip()
