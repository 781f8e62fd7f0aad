"""Numbers over the whole tracker: the sidebar's counts, the words that occur, statistics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store import ready
from store.answers import Counts, Stats, Tally, Words
from store.conditions import IS_FINISHED, IS_OPEN, IS_TRASH, STATE_SQL
from store.days import present
from store.issue import DEPENDENCY_TYPES, STATUSES, TOMBSTONE, TYPES
from store.query import VIEWS

if TYPE_CHECKING:
    from store.tracker import Tracker

_DAYS = ("today", "upcoming", "overdue")
_OTHERS = tuple(view for view in VIEWS if view not in _DAYS)
# A count of its own for each view: most need only a part of the index, and one pass over all is slower.
# Those of days look at the same issues, so one pass is faster for them: 120 instead of 190 ms in 100,000.
_COUNTS = f"""SELECT {", ".join(f"count(*) FILTER (WHERE {STATE_SQL[view]})" for view in _DAYS)}, {
    ", ".join(
        f"(SELECT count(*) FROM issue AS i WHERE i.gone = 0 AND ({STATE_SQL[view]}))" for view in _OTHERS
    )
} FROM issue AS i WHERE i.gone = 0 AND (i.due_key IS NOT NULL OR i.defer_key IS NOT NULL)"""
_LIVE = f"i.gone = 0 AND NOT {IS_TRASH}"


def counts(tracker: Tracker) -> Counts:
    """The numbers of the sidebar. One read transaction."""
    from store import conflicts

    with tracker.reading():
        found = tracker.all(_COUNTS, present(tracker.now_key()))
        views = dict(zip((*_DAYS, *_OTHERS), found[0], strict=True))
        labels = tracker.all(
            f"""SELECT l.name, count(*) FROM issue AS i CROSS JOIN label AS l ON l.issue = i.key
                WHERE l.removed = 0 AND i.gone = 0 AND {IS_OPEN}
                GROUP BY l.name ORDER BY l.name COLLATE NOCASE, l.name"""
        )
        assignees = tracker.all(
            # The plus sign keeps SQLite from an index that lacks the status.
            f"""SELECT i.assignee, count(*) FROM issue AS i
                WHERE +i.assignee <> '' AND i.gone = 0 AND {IS_OPEN}
                GROUP BY i.assignee ORDER BY i.assignee COLLATE NOCASE, i.assignee"""
        )
        return Counts(
            views={view: views[view] for view in VIEWS},
            labels=tuple(Tally(*row) for row in labels),
            epics=ready.epics(tracker),
            assignees=tuple(Tally(*row) for row in assignees),
            seq=int(tracker.one("SELECT coalesce(max(seq), 0) FROM change")),
            conflicts=conflicts.count(tracker),
        )


def words(tracker: Tracker) -> Words:
    """The values that occur: built-in ones first, then others by name. One read transaction."""

    def column(sql: str) -> list[str]:
        return [name for (name,) in tracker.all(sql)]

    with tracker.reading():
        statuses = column("SELECT DISTINCT status FROM issue WHERE gone = 0")
        types = column("SELECT DISTINCT issue_type FROM issue")
        return Words(
            statuses=_with(STATUSES, (name for name in statuses if name != TOMBSTONE)),
            types=_with(TYPES, types),
            labels=_with((), column("SELECT DISTINCT name FROM label WHERE removed = 0")),
            assignees=_with((), column("SELECT DISTINCT assignee FROM issue WHERE assignee <> ''")),
            dependency_types=_with(
                DEPENDENCY_TYPES, column("SELECT DISTINCT type FROM dependency WHERE removed = 0")
            ),
        )


def stats(tracker: Tracker) -> Stats:
    """Counts over all issues, and the mean time from creating to closing. One read transaction."""

    def by(column: str) -> dict[str, int]:
        rows = tracker.all(f"SELECT i.{column}, count(*) FROM issue AS i WHERE {_LIVE} GROUP BY 1 ORDER BY 1")
        return {str(name): count for name, count in rows}

    with tracker.reading():
        total, is_ready, blocked, trash = tracker.all(
            f"""SELECT count(*) FILTER (WHERE NOT {IS_TRASH}), count(*) FILTER (WHERE {ready.READY}),
                  count(*) FILTER (WHERE {ready.HELD_UP}), count(*) FILTER (WHERE {IS_TRASH})
                FROM issue AS i WHERE i.gone = 0""",
            {"now": tracker.now_key()},
        )[0]
        hours = tracker.one(
            f"""SELECT 24 * avg(julianday(i.closed_key) - julianday(i.created_key)) FROM issue AS i
                WHERE i.gone = 0 AND {IS_FINISHED} AND i.created_key <> ''
                  AND i.closed_key >= i.created_key"""
        )
        return Stats(
            total=total,
            by_status=by("status"),
            by_type=by("issue_type"),
            by_priority=by("priority"),
            ready=is_ready,
            blocked=blocked,
            trash=trash,
            lead_time_hours=hours,
        )


def _with(known: tuple[str, ...], found: Iterable[str]) -> tuple[str, ...]:
    return (*known, *sorted(set(found).difference(known), key=lambda name: (name.casefold(), name)))
