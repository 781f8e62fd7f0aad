"""Stands in for a tracker while none is open: there is no list, and changes are refused in plain words."""

from __future__ import annotations

from concurrent.futures import Future
from functools import cache
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from store.answers import Changes, Counts, UndoState, Words
from store.errors import NoTracker
from store.issue import DEPENDENCY_TYPES, STATUSES, TYPES
from store.lookups import (
    AskUndo,
    ChangesSince,
    Count,
    DataVersion,
    FindLinks,
    GetRows,
    ListWords,
    StillThere,
)
from store.query import VIEWS
from store.requests import Request
from store.view_lookups import ListViews

R = TypeVar("R")


@cache
def _empty() -> dict[type[Request[Any]], object]:
    return {
        GetRows: (),
        FindLinks: (),
        Count: Counts(dict.fromkeys(VIEWS, 0)),
        ListWords: Words(STATUSES, TYPES, (), (), DEPENDENCY_TYPES),
        AskUndo: UndoState(),
        ListViews: (),
        ChangesSince: Changes(),
        DataVersion: 0,
        StillThere: True,
    }


class NoTrackerOpen:
    """Answers at once, on any thread."""

    def submit(self, request: Request[R]) -> Future[R]:
        """Answer as an empty tracker would; a change is refused with NoTracker.

        So is the list: one that is merely empty would offer to make the first issue.
        """
        future: Future[Any] = Future()
        if type(request) in _empty():
            future.set_result(_empty()[type(request)])
        else:
            future.set_exception(NoTracker(no_tracker_words()))
        return future


def no_tracker_words() -> str:
    """Say that no tracker is open, and what to do."""
    return QCoreApplication.translate("Opening", "No tracker is open. Open one, or make a new one.")
