"""The words of the board: what columns are called, and a card as a sentence. Window's thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui import wording
from gui.i18n import number, plural
from store.answers import Column, Row

tr = QCoreApplication.translate


def field_name(by: str) -> str:
    """Return what the columns stand for."""
    names = {
        "status": tr("Board", "Status"),
        "priority": tr("Board", "Priority"),
        "assignee": tr("Board", "Assignee"),
        "label": tr("Board", "Label"),
    }
    return names[by]


def column_name(by: str, value: str) -> str:
    """Return the title of a column."""
    if by == "status":
        return wording.status_name(value)
    if by == "priority":
        return wording.priority_name(int(value))
    if value:
        return value
    return tr("Board", "No label") if by == "label" else tr("Board", "No assignee")


def column_words(by: str, column: Column, view: str) -> str:
    """Return a column with its numbers for tooltips and screen readers. view: the sidebar's choice."""
    n = len(column.keys)
    words = f"{column_name(by, column.value)}, {plural(tr('Board', '%n issue(s)', '', n), n)}"
    more = outside_words(column, view)
    return f"{words}, {more}" if more else words


def outside_words(column: Column, view: str) -> str:
    """Return how many more there would be in a column outside the view, "" for none."""
    if not column.elsewhere:
        return ""
    return tr("Board", "{n} more outside {view}").format(n=number(column.elsewhere), view=view)


def card_words(row: Row, *, selected: bool) -> str:
    """Return a card as one sentence for screen readers."""
    parts = [row.title, row.id, wording.status_name(row.status), wording.priority_name(row.priority)]
    if row.blockers:
        parts.append(plural(tr("Board", "waits for %n issue(s)", "", row.blockers), row.blockers))
    elif row.blocked and not row.finished:
        parts.append(tr("Board", "blocked"))
    if row.assignee:
        parts.append(tr("Board", "assigned to {name}").format(name=row.assignee))
    if row.due_at:
        due = tr("Board", "overdue since {when}") if row.overdue else tr("Board", "due {when}")
        parts.append(due.format(when=wording.full_time(row.due_at)))
    if row.labels:
        parts.append(tr("Board", "labels {names}").format(names=", ".join(row.labels)))
    if row.comments:
        parts.append(plural(tr("Board", "%n comment(s)", "", row.comments), row.comments))
    if selected:
        parts.append(tr("Board", "selected"))
    return ", ".join(parts)


def moved_words(by: str, to: str, row: Row) -> str:
    """Return what moving a card did."""
    issue = wording.issue_name(row.id, row.title)
    return tr("Board", "Moved {issue} to {column}").format(issue=issue, column=column_name(by, to))


def drop_words(by: str, to: str, n: int) -> str:
    """Return what dropping the dragged cards would do."""
    words = plural(tr("Board", "Move %n issue(s) to {column}", "", n), n)
    return words.format(column=column_name(by, to))
