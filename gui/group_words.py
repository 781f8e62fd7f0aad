"""The words for groups of a list: their titles, and what a screen reader says of one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

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
    "day": QT_TRANSLATE_NOOP("Groups", "No day to come"),
}
_BY = {
    "status": QT_TRANSLATE_NOOP("Groups", "Status"),
    "priority": QT_TRANSLATE_NOOP("Groups", "Priority"),
    "type": QT_TRANSLATE_NOOP("Groups", "Type"),
    "assignee": QT_TRANSLATE_NOOP("Groups", "Assignee"),
    "label": QT_TRANSLATE_NOOP("Groups", "Label"),
    "epic": QT_TRANSLATE_NOOP("Groups", "Epics"),
    "due": QT_TRANSLATE_NOOP("Groups", "Due date"),
    "day": QT_TRANSLATE_NOOP("Groups", "Days"),
}
_DUE = {
    "overdue": QT_TRANSLATE_NOOP("Groups", "Overdue"),
    "today": QT_TRANSLATE_NOOP("Groups", "Today"),
    "week": QT_TRANSLATE_NOOP("Groups", "The next 7 days"),
    "later": QT_TRANSLATE_NOOP("Groups", "Later"),
    "past": QT_TRANSLATE_NOOP("Groups", "Finished, was due before today"),
    "tomorrow": QT_TRANSLATE_NOOP("Groups", "Tomorrow"),
    "next_week": QT_TRANSLATE_NOOP("Groups", "Next week"),
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
    if by in ("due", "day"):
        known = _DUE.get(group.value)
        return QCoreApplication.translate("Groups", known) if known else _day(group.value)
    return type_name(group.value) if by == "type" else group.value


def short_group(by: str) -> str:
    """Return by what a list is grouped in one word, "" for nothing."""
    return QCoreApplication.translate("Groups", _BY[by]) if by in _BY else ""


def _day(value: str) -> str:
    """Return a day of this week, or a month."""
    locale, tr = QLocale(), QCoreApplication.translate
    if len(value) > len("2027-01"):
        return locale.toString(QDate.fromString(value, Qt.DateFormat.ISODate), tr("Groups", "dddd d MMM"))
    return locale.toString(QDate.fromString(f"{value}-01", Qt.DateFormat.ISODate), "MMMM yyyy")


def group_words(group: Group, folded: bool) -> str:
    """Return what a screen reader says of a group after its title."""
    tr = QCoreApplication.translate
    parts = [plural(tr("Groups", "%n issue(s)", "", group.count), group.count)]
    if group.children:
        done = tr("Groups", "{finished} of {children} children finished")
        parts.append(done.format(finished=number(group.finished), children=number(group.children)))
    parts.append(tr("Groups", "folded") if folded else tr("Groups", "unfolded"))
    return ", ".join(parts)
