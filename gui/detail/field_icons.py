"""The picture of a short field's value."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from gui import icons
from gui.detail.look import themed_icon
from gui.theme import current

_ICONS = {
    "assignee": "user",
    "labels": "tag",
    "defer_until": "calendar-clock",
    "due_at": "calendar",
    "estimated_minutes": "clock",
    "external_ref": "external-link",
}


def field_icon(field: str, value: object, *, late: bool = False) -> QIcon | None:
    """Return the picture of a value, None where the field has none. late: a date that is past."""
    palette = current().palette
    if field == "status":
        return icons.status_icon(str(value), palette)
    if field == "priority" and isinstance(value, int):
        return icons.priority_icon(value, palette)
    if field == "issue_type":
        return icons.type_icon(str(value), palette)
    if late:
        return icons.icon("clock-alert", palette.danger_text)
    return themed_icon(_ICONS[field]) if field in _ICONS else None
