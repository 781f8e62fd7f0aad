"""The same change of many issues, told by their keys, and what is asked before about so many."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.answers import Done
from store.pace import Progress
from store.requests import Close, Delete, Depend, Label, Reopen, Request, Restore, SetFields
from store.structs import dataclass

if TYPE_CHECKING:
    from store.tracker import Tracker

Template = SetFields | Label | Close | Reopen | Delete | Restore | Depend
"""What is done to each issue; the uids in it do not count."""


@dataclass(frozen=True, slots=True)
class ChangeMany(Request[Done]):
    """Do the same to all of these issues, as one step.

    An issue that cannot take the change stays as it is and is named in the answer: whoever closes 300
    issues, one of which somebody has moved to the trash, wants 299 of them closed, and one Undo for those.
    """

    keys: Sequence[int]
    what: Template
    since: int = -1
    """The last change that the asker saw: a field that somebody else has changed later is left alone."""
    initiator: str = ""
    progress: Progress | None = None
    """Called on the store's thread, at most 20 times a second."""
    cancel: threading.Event | None = None
    """Once it is set, the work stops with Cancelled, and the tracker is as it was."""

    def run(self, tracker: Tracker) -> Done:
        """Raises Invalid for a value that no issue can take, NothingTaken when each issue refused it."""
        from store import many

        return many.change(tracker, self)
