"""An issue made after the model of another one. On the store's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import details, edits, requests
from store.answers import Done
from store.detail_answers import Link
from store.issue import EDITABLE, FINISHED, TOMBSTONE
from store.keys import key_of, refuse_deleted

if TYPE_CHECKING:
    from store.tracker import Tracker

_ITS_OWN = frozenset({"title", "status", "close_reason", "external_ref"})
"""What is not copied as it is: only one issue can have an external reference."""
_PARENT = "parent-child"


def duplicate(tracker: Tracker, request: requests.Duplicate) -> Done:
    """Make the copy in one step; one of a finished issue is open again."""
    key = key_of(tracker, request.uid)
    refuse_deleted(tracker, key)
    shown = details.detail(tracker, request.uid)
    model = shown.issue
    fields = {name: getattr(model, name) for name in EDITABLE if name not in _ITS_OWN}
    fields["status"] = "open" if model.status in FINISHED else model.status
    parents = tuple((_PARENT, link.id) for link in shown.parents if _is_there(link))
    return edits.create(
        tracker,
        requests.Create(model.title, fields, model.labels, depends_on=parents, initiator=request.initiator),
    )


def _is_there(parent: Link) -> bool:
    return bool(parent.uid) and parent.status != TOMBSTONE
