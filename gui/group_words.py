"""The words for groups of a list: their titles, and what a screen reader says of one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui import wording
from gui.detail.words import type_name
from gui.i18n import QT_TRANSLATE_NOOP, number, plural
from store.answers import Group

_NOTHING = {
    "assignee": QT_TRANSLATE_NOOP("Groups", "Nobody"),
    "label": QT_TRANSLATE_NOOP("Groups", "No label"),
    "type": QT_TRANSLATE_NOOP("Groups", "No type"),
    "epic": QT_TRANSLATE_NOOP("Groups", "No epic"),
    "due": QT_TRANSLATE_NOOP("Groups", "No due date"),
}
_DUE = {
    "overdue": QT_TRANSLATE_NOOP("Groups", "Overdue"),
    "today": QT_TRANSLATE_NOOP("Groups", "Today"),
    "week": QT_TRANSLATE_NOOP("Groups", "The next 7 days"),
    "later": QT_TRANSLATE_NOOP("Groups", "Later"),
    "past": QT_TRANSLATE_NOOP("Groups", "Finished, was due before today"),
}


def group_title(by: str, group: Group) -> str:
    """Return the title of a group; by: one of query.GROUPS. An epic's is its own."""
    if group.key:
        return group.title or group.id
    if not group.value:
        return QCoreApplication.translate("Groups", _NOTHING.get(by, ""))
    if by == "status":
        return wording.status_name(group.value)
    if by == "priority":
        return wording.priority_name(int(group.value))
    if by == "due":
        return QCoreApplication.translate("Groups", _DUE[group.value])
    return type_name(group.value) if by == "type" else group.value


def group_words(group: Group, folded: bool) -> str:
    """Return what a screen reader says of a group after its title."""
    tr = QCoreApplication.translate
    parts = [plural(tr("Groups", "%n issue(s)", "", group.count), group.count)]
    if group.children:
        done = tr("Groups", "{finished} of {children} children finished")
        parts.append(done.format(finished=number(group.finished), children=number(group.children)))
    parts.append(tr("Groups", "folded") if folded else tr("Groups", "unfolded"))
    return ", ".join(parts)
