"""Actions that are choices of one thing: groups, orders, saved views by number, languages."""

from __future__ import annotations

from gui.action_spec import Needs, Spec
from gui.i18n import QT_TRANSLATE_NOOP


def _choices(group: str, within: str, texts: dict[str, str], needs: Needs) -> tuple[Spec, ...]:
    """Actions of one group in one submenu, by the last part of their ids."""
    return tuple(
        Spec(f"{group}.{name}", "view", text, needs=needs, group=group, within=within)
        for name, text in texts.items()
    )


GROUPS = _choices(
    "group",
    "list.group",
    {
        "none": QT_TRANSLATE_NOOP("Actions", "Do not group"),
        "status": QT_TRANSLATE_NOOP("Actions", "Group by status"),
        "priority": QT_TRANSLATE_NOOP("Actions", "Group by priority"),
        "type": QT_TRANSLATE_NOOP("Actions", "Group by type"),
        "assignee": QT_TRANSLATE_NOOP("Actions", "Group by assignee"),
        "label": QT_TRANSLATE_NOOP("Actions", "Group by first label"),
        "epic": QT_TRANSLATE_NOOP("Actions", "Group under epics"),
        "due": QT_TRANSLATE_NOOP("Actions", "Group by due date"),
        "day": QT_TRANSLATE_NOOP("Actions", "Group by days to come"),
    },
    Needs.TRACKER | Needs.LIST,
)
SORTS = _choices(
    "sort",
    "list.sort",
    {
        "natural": QT_TRANSLATE_NOOP("Actions", "Sort as usual"),
        "priority": QT_TRANSLATE_NOOP("Actions", "Sort by priority"),
        "status": QT_TRANSLATE_NOOP("Actions", "Sort by status"),
        "title": QT_TRANSLATE_NOOP("Actions", "Sort by title"),
        "issue_type": QT_TRANSLATE_NOOP("Actions", "Sort by type"),
        "assignee": QT_TRANSLATE_NOOP("Actions", "Sort by assignee"),
        "labels": QT_TRANSLATE_NOOP("Actions", "Sort by first label"),
        "due": QT_TRANSLATE_NOOP("Actions", "Sort by due date"),
        "defer": QT_TRANSLATE_NOOP("Actions", "Sort by deferral"),
        "estimate": QT_TRANSLATE_NOOP("Actions", "Sort by estimate"),
        "created": QT_TRANSLATE_NOOP("Actions", "Sort by creation"),
        "updated": QT_TRANSLATE_NOOP("Actions", "Sort by last change"),
        "id": QT_TRANSLATE_NOOP("Actions", "Sort by id"),
        "blockers": QT_TRANSLATE_NOOP("Actions", "Sort by number of blockers"),
        "comments": QT_TRANSLATE_NOOP("Actions", "Sort by number of comments"),
    },
    Needs.TRACKER,
)

# Called by the views' own names, where there are so many; see gui.view_keys.
SAVED = tuple(
    Spec(f"saved.{n}", "go", text, letters=(f"G, {n}",), needs=Needs.TRACKER, within="views.go")
    for n, text in enumerate(
        (
            QT_TRANSLATE_NOOP("Actions", "First saved view"),
            QT_TRANSLATE_NOOP("Actions", "Second saved view"),
            QT_TRANSLATE_NOOP("Actions", "Third saved view"),
            QT_TRANSLATE_NOOP("Actions", "Fourth saved view"),
            QT_TRANSLATE_NOOP("Actions", "Fifth saved view"),
            QT_TRANSLATE_NOOP("Actions", "Sixth saved view"),
            QT_TRANSLATE_NOOP("Actions", "Seventh saved view"),
            QT_TRANSLATE_NOOP("Actions", "Eighth saved view"),
            QT_TRANSLATE_NOOP("Actions", "Ninth saved view"),
        ),
        1,
    )
)

# A language is called by its own name, whatever the window speaks.
LANGUAGES = tuple(
    Spec(f"language.{code}", "view", text, group="language", within="view.language")
    for code, text in (
        ("system", QT_TRANSLATE_NOOP("Actions", "Language of the system")),
        ("en", "English"),
        ("de", "Deutsch"),
    )
)
