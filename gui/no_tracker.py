"""Stands in for a tracker while none is open: lists are empty, and changes are refused in plain words."""

from __future__ import annotations

from array import array
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from store.answers import Changes, Counts, Listing, UndoState, Words
from store.errors import NoTracker
from store.issue import DEPENDENCY_TYPES, STATUSES, TYPES
from store.lookups import (
    AskUndo,
    ChangesSince,
    Count,
    DataVersion,
    FindLinks,
    GetRows,
    ListKeys,
    ListWords,
    StillThere,
)
from store.query import VIEWS
from store.requests import Request

R = TypeVar("R")

_EMPTY: dict[type[Request[Any]], object] = {
    ListKeys: Listing(array("q")),
    GetRows: (),
    FindLinks: (),
    Count: Counts(dict.fromkeys(VIEWS, 0)),
    ListWords: Words(STATUSES, TYPES, (), (), DEPENDENCY_TYPES),
    AskUndo: UndoState(),
    ChangesSince: Changes(),
    DataVersion: 0,
    StillThere: True,
}


class NoTrackerOpen:
    """Answers at once, on any thread."""

    def submit(self, request: Request[R]) -> Future[R]:
        """Answer as an empty tracker would; a change is refused with NoTracker."""
        future: Future[Any] = Future()
        if type(request) in _EMPTY:
            future.set_result(_EMPTY[type(request)])
        else:
            future.set_exception(NoTracker(no_tracker_words()))
        return future


def no_tracker_words() -> str:
    """Say that no tracker is open, and what to do."""
    return QCoreApplication.translate("Opening", "No tracker is open. Open one, or make a new one.")
