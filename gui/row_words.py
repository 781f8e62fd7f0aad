"""The words for the cells of the list: tooltips, and what a screen reader says. No rule, only language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.detail.words import duration, type_name
from gui.i18n import number, plural
from gui.wording import full_time, priority_name, status_name
from store.answers import Row


def row_words(row: Row, column: int) -> str:
    """Return a cell of the list for its tooltip and for screen readers; the title's says the whole row."""
    words = (
        _status_words, _priority_words, _id_words, _whole_row, _assignee_words, _due_words, _updated_words,
        _type_words, _label_words, _defer_words, _estimate_words, _created_words, _blocker_words,
        _comment_words,
    )  # fmt: skip
    return words[column](row)


def _status_words(row: Row) -> str:
    return status_name(row.status)


def _priority_words(row: Row) -> str:
    return priority_name(row.priority)


def _id_words(row: Row) -> str:
    return row.id


def _assignee_words(row: Row) -> str:
    return (
        QCoreApplication.translate("Words", "Assigned to {name}").format(name=row.assignee)
        if row.assignee
        else ""
    )


def _due_words(row: Row) -> str:
    tr = QCoreApplication.translate
    if not row.due_at:
        return ""
    text = tr("Words", "Overdue since {when}") if row.overdue else tr("Words", "Due {when}")
    return text.format(when=full_time(row.due_at))


def _updated_words(row: Row) -> str:
    return QCoreApplication.translate("Words", "Updated {when}").format(when=full_time(row.updated_at))


def _type_words(row: Row) -> str:
    return type_name(row.issue_type)


def _label_words(row: Row) -> str:
    names = QCoreApplication.translate("Words", "labels {names}").format(names=", ".join(row.labels))
    return names if row.labels else ""


def _defer_words(row: Row) -> str:
    when = QCoreApplication.translate("Words", "Deferred until {when}")
    return when.format(when=full_time(row.defer_until)) if row.defer_until else ""


def _estimate_words(row: Row) -> str:
    if row.estimated_minutes is None:
        return ""
    return QCoreApplication.translate("Words", "Estimated at {time}").format(
        time=duration(row.estimated_minutes)
    )


def _created_words(row: Row) -> str:
    return QCoreApplication.translate("Words", "Created {when}").format(when=full_time(row.created_at))


def _blocker_words(row: Row) -> str:
    waits = QCoreApplication.translate("Words", "waits for %n issue(s)", "", row.blockers)
    return plural(waits, row.blockers) if row.blockers else ""


def _comment_words(row: Row) -> str:
    comments = QCoreApplication.translate("Words", "%n comment(s)", "", row.comments)
    return plural(comments, row.comments) if row.comments else ""


def _whole_row(row: Row) -> str:
    tr = QCoreApplication.translate
    parts = [row.title, row.id, status_name(row.status), priority_name(row.priority)]
    if row.blockers:
        parts.append(_blocker_words(row))
    elif row.blocked:
        parts.append(tr("Words", "blocked"))
    parts += filter(None, (_label_words(row), _comment_words(row)))
    if row.children:
        done = tr("Words", "{finished} of {children} children finished")
        parts.append(done.format(finished=number(row.children_finished), children=number(row.children)))
    return ", ".join(parts)
