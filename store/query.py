"""The query language: words, `name:value`, `-name:value`, "exact words"; a Query is its text and an order."""

from __future__ import annotations

from dataclasses import dataclass

VIEWS = ("ready", "in_progress", "blocked", "deferred", "open", "closed", "trash")
"""Names that the sidebar shows in this order; each is also a query, such as is:ready."""

SORTS = ("hybrid", "priority", "oldest", "id", "title", "status", "issue_type", "assignee", "created", "updated", "due")
"""hybrid, priority and oldest are bd's policies for ready work; the others sort by that field."""


@dataclass(frozen=True, slots=True)
class Query:
    """A list. scope: the sidebar's choice as query text; text: what was typed; sort: one of SORTS."""

    scope: str = "is:open"
    text: str = ""
    sort: str = "priority"
    descending: bool = False
