"""The actions as rows of a list: what each is called now, its menu, its keys, and why it is not possible."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.action_spec import MENUS, Spec
from gui.actions import Actions, plain, shown_key
from gui.palette_rows import Entry, Kind, reason

_ICONS = {
    "issue": "file-text", "go": "arrow-right", "edit": "pencil", "view": "eye", "file": "database",
    "help": "circle-question-mark",
}  # fmt: skip
"""By menu, for actions without one of their own; what is done most comes first, the tracker's file last."""
_ORDER = list(_ICONS)
_APART = "views.go"
"""Saved views have rows of their own."""


def action_entries(registry: Actions) -> list[Entry]:
    """Return all actions as they stand now. Window's thread."""
    specs = (spec for spec in registry.specs if _APART not in (spec.id, spec.within))
    return [_entry(registry, spec) for spec in sorted(specs, key=_place)]


def _entry(registry: Actions, spec: Spec) -> Entry:
    action, tr = registry[spec.id], QCoreApplication.translate
    checked = action.isCheckable() and action.isChecked()
    return Entry(
        Kind.ACTION,
        spec.id,
        registry.words(spec.id),
        plain(tr("Actions", MENUS[spec.menu])),
        tuple(shown_key(key) for key in registry.keys(spec.id)),
        icon="check" if checked else spec.icon or _ICONS[spec.menu],
        reason=reason(registry.missing(spec.id)),
        also=tr("Actions", spec.also) if spec.also else "",
    )


def _place(spec: Spec) -> int:
    return _ORDER.index(spec.menu)
