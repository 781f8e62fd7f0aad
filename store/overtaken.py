"""Kept texts beside what stands in their fields now: put back, or overtaken by a change of somebody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.drafts import KeptText, drafts
from store.errors import NotFound
from store.issue import EDITABLE, FINISHED, TOMBSTONE
from store.keys import key_of
from store.past import past
from store.registers import comment_register, read
from store.requests import Request
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

_REASON = "close_reason"
_COMMENT = "comment:"

Standing = Literal["fits", "changed", "gone", "there"]


class Offer(NamedTuple):
    """A kept text, and what has become of its place.

    standing: "fits", it can be put back as it is; "changed", the field is not any more what the text
    began with; "gone", its issue is in the trash or its comment was deleted; "there", it is saved.
    now: what stands, as words. by, at: who changed it and when, "" where that is not known.
    """

    text: KeptText
    standing: Standing = "fits"
    now: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Offers(Request[tuple[Offer, ...]]):
    """The kept texts of the open tracker that are not in it; makes their file, so that it has its room."""

    def run(self, tracker: Tracker) -> tuple[Offer, ...]:
        """Forgets what is there already. Raises DiskFull, ReadOnly, Held."""
        with drafts() as store:
            found = [_offer(tracker, text) for text in store.list(str(tracker.path))]
            there = [one.text.key for one in found if one.standing == "there"]
            if there:
                # A kill came between saving the text and forgetting that it was kept.
                store.drop(there)
        return tuple(one for one in found if one.standing != "there")


def _offer(tracker: Tracker, text: KeptText) -> Offer:
    # A number behind the name only tells two texts of one field apart.
    field = text.field.partition(" ")[0]
    if field == "create":
        return Offer(text)
    try:
        key = key_of(tracker, text.uid)
    except NotFound:
        return Offer(text, "gone")
    now = read(tracker, key, ["status", "title"])
    status, text = now["status"], replace(text, title=str(now["title"]))
    if status == TOMBSTONE:
        return Offer(text, "gone")
    if field.startswith(_COMMENT):
        register = comment_register(field.removeprefix(_COMMENT))
        comment = read(tracker, key, [register])[register]
        return Offer(text, "gone") if comment is None else _compared(text, str(comment["text"]))
    if field not in EDITABLE or (field == _REASON and status not in FINISHED):
        # A new comment, labels, a reason for closing what is not closed: nothing of others is in the way.
        return Offer(text)
    value = read(tracker, key, [field])[field]
    offer = _compared(text, "" if value is None else str(value))
    if field == _REASON and offer.standing == "fits":
        # Closed meanwhile, without a reason: there is nothing to close any more.
        offer = offer._replace(standing="changed")
    if offer.standing != "changed":
        return offer
    last = past(tracker, text.uid, field, 0, 1).versions[0]
    return offer._replace(by=last.actor, at=last.at)


def _compared(text: KeptText, now: str) -> Offer:
    if now in (text.text, text.text.strip()):
        return Offer(text, "there", now)
    return Offer(text, "fits" if now == text.base else "changed", now)
