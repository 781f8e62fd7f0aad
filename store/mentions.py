"""Texts as they are shown: formatted, the ids of issues in them linked, and what a link's card says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from store import details, markdown
from store.detail_answers import Card, Formatted
from store.issue import Issue
from store.keys import key_of
from store.markdown import Name

if TYPE_CHECKING:
    from store.attachment import Attachment
    from store.tracker import Tracker

BUDGET = 3000
"""Costs of one issue's texts that are formatted unasked, its newest comments first."""


def texts_of(issue: Issue) -> tuple[str, ...]:
    """The texts of an issue that are shown formatted; what is long or costly is left out."""
    fields = (issue.description, issue.design, issue.acceptance_criteria, issue.notes)
    wanted: list[str] = []
    left = BUDGET
    for text in (*fields, *(comment.text for comment in reversed(issue.comments))):
        costs = markdown.costs(text)
        if text and costs <= min(left, markdown.UNASKED):
            left -= costs
            wanted.append(text)
    return tuple(wanted)


def formatted(
    tracker: Tracker, texts: Iterable[str], files: Iterable[Attachment] = ()
) -> dict[str, Formatted]:
    """Each text with its HTML; those over markdown.ASKED are left out. files: those of the texts' issue."""
    named = {one.name: one for one in files}
    # Read before the transaction begins: a long one keeps the second file from being emptied.
    parsed = {text: markdown.parse(text) for text in texts if markdown.costs(text) <= markdown.ASKED}
    names = {str(piece) for one in parsed.values() for piece in one.pieces if isinstance(piece, Name)}
    uids = dict(
        tracker.all(
            """SELECT i.id, i.uid FROM json_each(?) AS f CROSS JOIN issue AS i ON i.id = f.value
               WHERE i.gone = 0""",
            (json.dumps(sorted(names)),),
        )
        if names
        else ()
    )
    return {
        text: Formatted(markdown.joined(one, uids.get, named.get), one.boxes, frozenset(uids.values()))
        for text, one in parsed.items()
    }


def card(tracker: Tracker, uid: str) -> Card:
    """What is said of an issue beside a link to it; raises NotFound."""
    with tracker.reading():
        key = key_of(tracker, uid)
        one = details.issue(tracker, key)
        waits = sum(link.holds_up for link in details.outgoing(tracker, key))
    return Card(one.id, uid, one.title, one.status, one.priority, one.assignee, waits, one.finished)
