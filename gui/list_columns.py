"""The columns that the list can have: their names, orders and widths, and what a cell says in plain text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.i18n import QT_TRANSLATE_NOOP
from store.answers import Row
from store.structs import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. name: how it is remembered; sort: one of query.SORTS.

    width: in pixels at zoom 1. room: how wide titles have to stay for it to be shown. right: its texts are
    numbers. down: the first click on its title sorts it descending. fixed: a glyph, which has one width.
    """

    name: str
    title: str
    sort: str
    width: int
    room: int = 246
    right: bool = False
    down: bool = False
    fixed: bool = False


ALL = (
    Column("status", QT_TRANSLATE_NOOP("Columns", "Status"), "status", 36, 0, fixed=True),
    Column("priority", QT_TRANSLATE_NOOP("Columns", "Priority"), "priority", 22, 0, fixed=True),
    Column("id", QT_TRANSLATE_NOOP("Columns", "Id"), "id", 84, 0),
    Column("title", QT_TRANSLATE_NOOP("Columns", "Title"), "title", 0, 0),
    Column("assignee", QT_TRANSLATE_NOOP("Columns", "Assignee"), "assignee", 76),
    Column("due", QT_TRANSLATE_NOOP("Columns", "Due"), "due", 76, 242),
    Column("updated", QT_TRANSLATE_NOOP("Columns", "Updated"), "updated", 76, 350, right=True, down=True),
    Column("type", QT_TRANSLATE_NOOP("Columns", "Type"), "issue_type", 80),
    Column("labels", QT_TRANSLATE_NOOP("Columns", "Labels"), "labels", 136),
    Column("defer", QT_TRANSLATE_NOOP("Columns", "Deferred"), "defer", 84),
    Column("estimate", QT_TRANSLATE_NOOP("Columns", "Estimate"), "estimate", 76, right=True),
    Column("created", QT_TRANSLATE_NOOP("Columns", "Created"), "created", 76, right=True, down=True),
    Column("blockers", QT_TRANSLATE_NOOP("Columns", "Blocked by"), "blockers", 96, right=True, down=True),
    Column("comments", QT_TRANSLATE_NOOP("Columns", "Comments"), "comments", 96, right=True, down=True),
)
STATUS, PRIORITY, ID, TITLE, ASSIGNEE, DUE, UPDATED = range(7)
TYPE, LABELS, DEFER, ESTIMATE, CREATED, BLOCKERS, COMMENTS = range(7, 14)
COLUMNS = len(ALL)

BY_NAME = {column.name: number for number, column in enumerate(ALL)}
BY_SORT = {column.sort: number for number, column in enumerate(ALL)}

USUAL = (STATUS, PRIORITY, ID, TITLE, ASSIGNEE, DUE, UPDATED)
"""What is shown until somebody chooses."""

GIVE_WAY = (
    COMMENTS, CREATED, UPDATED, ESTIMATE, DEFER, TYPE, BLOCKERS, LABELS, ASSIGNEE, DUE,
)  # fmt: skip
"""The order in which columns make room for titles."""


def column_title(column: int) -> str:
    """Return a column's title."""
    return QCoreApplication.translate("Columns", ALL[column].title)


def cell(row: Row, column: int) -> str:
    """Return the plain text of a cell; colours, shapes and short dates are the delegate's."""
    cells = (
        row.status,
        f"P{row.priority}",
        row.id,
        row.title,
        row.assignee,
        row.due_at or "",
        row.updated_at,
        row.issue_type,
        ", ".join(row.labels),
        row.defer_until or "",
        "" if row.estimated_minutes is None else str(row.estimated_minutes),
        row.created_at,
        str(row.blockers or ""),
        str(row.comments or ""),
    )
    return cells[column]
