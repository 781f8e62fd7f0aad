"""What is answered about queries with a name."""

from __future__ import annotations

from store.query import Query
from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query with a name, and how it is shown. icon: a picture's name, "" for the usual one.

    columns: names of the list's columns such as "status,title"; shown: "list", or "board:" and one of
    boards.FIELDS; each "" where the view does not say.
    """

    uid: str
    name: str
    icon: str
    query: Query
    columns: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many issues a query lists. more: it was not counted beyond that."""

    count: int
    more: bool = False
