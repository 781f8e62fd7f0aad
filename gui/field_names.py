"""The names of an issue's fields, as every part of the window says them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_FIELDS = {
    "title": QT_TRANSLATE_NOOP("detail", "Title"),
    "description": QT_TRANSLATE_NOOP("detail", "Description"),
    "design": QT_TRANSLATE_NOOP("detail", "Design"),
    "acceptance_criteria": QT_TRANSLATE_NOOP("detail", "Acceptance criteria"),
    "notes": QT_TRANSLATE_NOOP("detail", "Notes"),
    "status": QT_TRANSLATE_NOOP("detail", "Status"),
    "priority": QT_TRANSLATE_NOOP("detail", "Priority"),
    "issue_type": QT_TRANSLATE_NOOP("detail", "Type"),
    "assignee": QT_TRANSLATE_NOOP("detail", "Assignee"),
    "labels": QT_TRANSLATE_NOOP("detail", "Labels"),
    "defer_until": QT_TRANSLATE_NOOP("detail", "Defer until"),
    "due_at": QT_TRANSLATE_NOOP("detail", "Due"),
    "estimated_minutes": QT_TRANSLATE_NOOP("detail", "Estimate"),
    "external_ref": QT_TRANSLATE_NOOP("detail", "Reference"),
    "close_reason": QT_TRANSLATE_NOOP("detail", "Reason for closing"),
    "closed_at": QT_TRANSLATE_NOOP("detail", "Closed at"),
    "comment": QT_TRANSLATE_NOOP("detail", "Comment"),
    "attachments": QT_TRANSLATE_NOOP("detail", "Attachments"),
    "comments": QT_TRANSLATE_NOOP("detail", "Comments"),
    "dependencies": QT_TRANSLATE_NOOP("detail", "Links"),
    "owner": QT_TRANSLATE_NOOP("detail", "Owner"),
    "pinned": QT_TRANSLATE_NOOP("detail", "Pinned"),
    "templates": QT_TRANSLATE_NOOP("detail", "Templates"),
    "spec_id": QT_TRANSLATE_NOOP("detail", "Specification"),
}


def field_name(field: str) -> str:
    """Return a field's name; one that has no name of its own is shown as it is spelled."""
    start = field.split(":", 1)[0]
    return QCoreApplication.translate("detail", str(_FIELDS[start])) if start in _FIELDS else field
