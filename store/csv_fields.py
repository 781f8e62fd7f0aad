"""Which field a column of a table means: the names that bd, Linear, Jira, GitHub and Todoist give theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from store.errors import Invalid

KEEP = "keep"
"""The column is no field here: what it holds is kept under its own name, and goes out again."""
SKIP = "skip"
"""The column is left out."""

FIELDS = (
    "id", "title", "description", "design", "acceptance_criteria", "notes", "status", "priority",
    "issue_type", "assignee", "owner", "labels", "parent", "dependencies", "due_at", "defer_until",
    "estimated_minutes", "created_at", "created_by", "updated_at", "closed_at", "close_reason",
    "external_ref", "spec_id", "pinned", "comments", "extra",
)  # fmt: skip
"""What a column can be, in the order of our own files."""
CHOICES = (*FIELDS, KEEP, SKIP)
TIMES = frozenset({"due_at", "defer_until", "created_at", "updated_at", "closed_at"})
MANY = frozenset({"labels", "dependencies"})
"""Fields that several columns may fill."""

_NAMES: Mapping[str, str] = {
    "id": "id|key|issue key|identifier|issue id|number|issue number|nr|#",
    "title": "title|summary|name|subject|content|issue|task|task name|issue title",
    "description": "description|body|details|text|issue description",
    "design": "design",
    "acceptance_criteria": "acceptance criteria|acceptance",
    "notes": "notes|note",
    "status": "status|state|issue status",
    "priority": "priority|prio|issue priority",
    "issue_type": "issue type|type|kind|tracker|work item type",
    "assignee": "assignee|assignees|assigned to|responsible",
    "owner": "owner",
    "labels": "labels|label|tags|tag",
    "parent": "parent|parent id|parent issue|parent key|parent link|epic|epic link",
    "dependencies": "dependencies|depends on|blocked by",
    "due_at": "due at|due|due date|duedate|deadline|date",
    "defer_until": "defer until|start date|scheduled",
    "estimated_minutes": "estimated minutes|estimate minutes",
    "created_at": "created at|created|created on|creation date|date created|createdat",
    "created_by": "created by|creator|reporter|author|opened by|user",
    "updated_at": "updated at|updated|updated on|modified|last modified|last updated|updatedat",
    "closed_at": "closed at|closed|closed on|completed at|completed|completed date|resolved|closedat",
    "close_reason": "close reason|resolution|state reason|statereason",
    "external_ref": "external ref|url|html url|link|permalink",
    "spec_id": "spec id",
    "pinned": "pinned",
    "comments": "comments",
    "extra": "extra",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_PREFERRED = {
    name: rank for names in _NAMES.values() for rank, name in enumerate(names.split("|"))
}  # Jira's "Issue key" is PROJ-7, its "Issue id" is 10007.
_WORDS = re.compile(r"[\s_\-.:/]+")
_COPY = re.compile(r" \(\d+\)$")


def guess(columns: Sequence[str]) -> dict[str, str]:
    """The field of each column, by its name; KEEP for what no field fits."""
    chosen: dict[str, str] = dict.fromkeys(columns, KEEP)
    best: dict[str, str] = {}
    for column in columns:
        name = _normal(column)
        field = _FIELD_OF.get(name)
        if field is None:
            continue
        if field in MANY:
            chosen[column] = field
        elif field not in best or _PREFERRED[name] < _PREFERRED[_normal(best[field])]:
            best[field] = column
    chosen.update((column, field) for field, column in best.items())
    return chosen


def chosen(columns: Sequence[str], wanted: Iterable[str]) -> dict[str, str]:
    """The guess, changed by "COLUMN=FIELD" texts. Raises Invalid for what is no column or no field."""
    fields = guess(columns)
    by_name = {name.casefold(): name for name in columns}
    for text in wanted:
        column, sign, field = text.rpartition("=")
        field = field.strip()
        named = by_name.get(column.strip().casefold())
        if not sign or named is None:
            raise Invalid(
                f"There is no column “{column.strip() or text}”. Columns: {', '.join(columns)}. Write it as "
                "--map COLUMN=FIELD."
            )
        if field not in CHOICES:
            raise Invalid(f"There is no field “{field}” for a column. Fields: {', '.join(CHOICES)}.")
        fields = assigned(fields, named, field)
    return fields


def assigned(fields: Mapping[str, str], column: str, field: str) -> dict[str, str]:
    """The same with another field for one column; a field has one column, apart from lists."""
    taken = field in FIELDS and field not in MANY
    changed = {one: KEEP if taken and was == field else was for one, was in fields.items()}
    changed[column] = field
    return changed


def _normal(name: str) -> str:
    return _WORDS.sub(" ", _COPY.sub("", name).casefold()).strip()
