"""Ready work: what can be started, what is held up and by what, and what epics still need.

Answers are keys, ids and numbers, never rows; order and rules are those of the ready, blocked, stale
and epic commands of beads 0.49.5. Where that leaves a tie, the id decides. Everything runs on the
thread of the tracker that it gets. `now` is a UTC sort key, see Tracker.now_key().
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from store.answers import Epic
from store.blocking import ACTIVE_WORDS, HOLDS, OVER_WORDS, TARGET, live, released_by_closing, words
from store.times import nanoseconds, sort_key, text_of

if TYPE_CHECKING:
    from store.tracker import Tracker

NOT_WORK = ("merge-request", "gate", "molecule", "message", "agent", "role", "rig")
"""Types that other tools use for their own running; nobody starts work on one."""

RECENT_HOURS = 48
"""How long an issue counts as new for the hybrid policy."""

STARTABLE = f"""(i.gone = 0 AND i.status = 'open' AND i.pinned = 0 AND i.ephemeral = 0
    AND i.issue_type NOT IN ({words(NOT_WORK)}) AND i.id NOT LIKE '%-mol-%' AND i.id NOT LIKE '%-wisp-%'
    AND (i.defer_key IS NULL OR i.defer_key <= :now))"""
"""SQL over an issue `i`: could be started, if nothing holds it up. Binds :now."""

IN_SET = "(i.key IN (SELECT issue FROM blocked))"
"""SQL over an issue `i`: in the blocked set."""

READY = f"({STARTABLE} AND NOT {IN_SET})"
"""SQL over an issue `i`: can be started now. Binds :now."""

HELD_UP = f"(i.gone = 0 AND i.status IN ({ACTIVE_WORDS}) AND (i.status = 'blocked' OR {IN_SET}))"
"""SQL over an issue `i`: waits for something, for whatever reason; wider than the blocked command."""

_UNFINISHED = f"i.gone = 0 AND i.status NOT IN ({OVER_WORDS})"

# An unreadable date has the key '': it is on no day. coalesce: as columns they are 0 or 1, never NULL.
_DUE, _DEFERRED = "coalesce(i.due_key, '')", "coalesce(i.defer_key, '')"

OVERDUE = f"({_UNFINISHED} AND {_DUE} <> '' AND {_DUE} < :today)"
"""SQL over an issue `i`: its due day is over and it is not finished. Binds :today, see store.days."""

TODAY = f"""({_UNFINISHED} AND (({_DUE} <> '' AND {_DUE} < :tomorrow)
    OR ({_DEFERRED} >= :today AND {_DEFERRED} < :tomorrow)))"""
"""SQL over an issue `i`, not finished: due today or earlier, or deferred until some time of today.

Binds :today and :tomorrow. Deferred until a day before counts no more: that is ready work like any other.
"""

UPCOMING = f"({_UNFINISHED} AND ({_DUE} >= :tomorrow OR {_DEFERRED} >= :tomorrow))"
"""SQL over an issue `i`, not finished: due after today, or deferred until after today. Binds :tomorrow."""

NEXT_DATE = f"""min(iif({_DUE} >= :tomorrow, {_DUE}, '~'), iif({_DEFERRED} >= :tomorrow, {_DEFERRED}, '~'))"""
"""SQL over an issue `i`: the first of its dates after today, "~" without one. Binds :tomorrow."""

ORDERS = {
    "hybrid": """(i.created_key < :recent), CASE WHEN i.created_key >= :recent THEN i.priority END,
        i.created_key, i.id""",
    "priority": "i.priority, i.created_key, i.id",
    "oldest": "i.created_key, i.id",
}
"""SQL for ORDER BY over an issue `i`, by policy. hybrid binds :recent, see recent()."""

_CHILDREN = f"""dependency e JOIN issue c ON c.key = e.issue AND {live("c")}
    WHERE e.target = i.id AND e.type = 'parent-child' AND e.removed = 0"""

_STEPS = f"""WITH steps(place, came, ordinal, id, type, key) AS (
        SELECT f.key, f.value, d.ordinal, d.target, d.type, t.key
        FROM json_each(:keys) f CROSS JOIN dependency d ON d.issue = f.value AND d.removed = 0 {TARGET}
        WHERE d.type IN ('blocks', 'conditional-blocks') AND {HOLDS}
        UNION ALL
        SELECT f.key, f.value, d.ordinal, c.id, d.type, c.key
        FROM json_each(:keys) f CROSS JOIN dependency d ON d.issue = f.value AND d.removed = 0 {TARGET}
        CROSS JOIN dependency e ON e.target = d.spawner AND e.type = 'parent-child' AND e.removed = 0
        CROSS JOIN issue c ON c.key = e.issue AND c.gone = 0 AND c.status NOT IN ({OVER_WORDS})
        WHERE d.type = 'waits-for' AND {HOLDS}
        UNION ALL
        SELECT f.key, f.value, d.ordinal, d.spawner, d.type, NULL
        FROM json_each(:keys) f CROSS JOIN dependency d ON d.issue = f.value AND d.removed = 0
        WHERE d.type = 'waits-for' AND d.any_child = 1 AND NOT EXISTS(
            SELECT 1 FROM dependency e JOIN issue c ON c.key = e.issue AND c.gone = 0
            WHERE e.target = d.spawner AND e.type = 'parent-child' AND e.removed = 0)
        UNION ALL
        SELECT f.key, f.value, d.ordinal, d.target, d.type, p.key
        FROM json_each(:keys) f CROSS JOIN dependency d ON d.issue = f.value AND d.removed = 0
        CROSS JOIN issue p ON p.id = d.target CROSS JOIN blocked b ON b.issue = p.key
        WHERE d.type = 'parent-child')
    SELECT came, s.id, type, i.key,
        ifnull({IN_SET} AND (type = 'parent-child' OR i.status NOT IN ({OVER_WORDS})), 0)
    FROM steps s LEFT JOIN issue i ON i.key = s.key ORDER BY place, ordinal, s.id"""


def recent(now: str) -> str:
    """Return the sort key from which on an issue counts as new."""
    return ago(now, RECENT_HOURS)


def ago(now: str, hours: int) -> str:
    """Return the sort key of that many hours before now; ValueError when now is no time."""
    present = nanoseconds(now)
    if present is None:
        raise ValueError(f"“{now}” is not a time.")
    return sort_key(text_of(present - hours * 3_600_000_000_000))


def ready(tracker: Tracker, policy: str, now: str) -> list[int]:
    """Return the keys of the issues that can be started, by one of the policies in ORDERS."""
    sql = f"SELECT i.key FROM issue i WHERE {READY} ORDER BY {ORDERS[policy]}"
    return [row[0] for row in tracker.all(sql, {"now": now, "recent": recent(now)})]


def blocked(tracker: Tracker) -> list[tuple[int, tuple[str, ...]]]:
    """Return what the blocked command lists: keys by priority, each with the ids that block it, sorted.

    Narrower than HELD_UP in one way: what only a parent, a condition or a gate holds up is left out;
    and wider in another: deferred issues are in it, though nothing may block them.
    """
    rows = tracker.all(
        f"""SELECT i.key, iif({HOLDS}, d.target, NULL) AS blocker
            FROM issue i LEFT JOIN dependency d ON d.issue = i.key AND d.type = 'blocks' AND d.removed = 0
            {TARGET}
            WHERE i.gone = 0 AND i.status IN ({ACTIVE_WORDS}) AND i.pinned = 0
              AND (i.status IN ('blocked', 'deferred') OR blocker IS NOT NULL)
            ORDER BY {ORDERS["priority"]}, blocker"""
    )
    return [
        (key, tuple(target for _, target in found if target is not None))
        for key, found in groupby(rows, key=itemgetter(0))
    ]


def stale(tracker: Tracker, now: str, days: int = 30) -> list[int]:
    """Return the keys of unfinished issues that nobody touched for so many days, oldest first."""
    return [
        row[0]
        for row in tracker.all(
            f"""SELECT i.key FROM issue i
                WHERE i.gone = 0 AND i.status NOT IN ({OVER_WORDS}) AND i.updated_key < ?
                ORDER BY i.updated_key, i.id""",
            (ago(now, 24 * days),),
        )
    ]


def epics(tracker: Tracker) -> tuple[Epic, ...]:
    """Return the unfinished epics by priority; one with children that are all finished may be closed.

    Only direct children count, and none that are in the trash.
    """
    rows = tracker.all(
        f"""SELECT i.id, i.uid, i.title, (SELECT count(*) FROM {_CHILDREN}),
              (SELECT count(*) FROM {_CHILDREN} AND c.status IN ({OVER_WORDS}))
            FROM issue i
            WHERE i.gone = 0 AND i.issue_type = 'epic' AND i.status NOT IN ({OVER_WORDS})
            ORDER BY {ORDERS["priority"]}"""
    )
    return tuple(Epic(*row) for row in rows)


def children_progress(tracker: Tracker, keys: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return (children, finished ones) for those of the issues that have children outside the trash."""
    rows = tracker.all(
        f"""SELECT i.key, count(*), sum(c.status IN ({OVER_WORDS}))
            FROM json_each(?) f CROSS JOIN issue i ON i.key = f.value
            CROSS JOIN {_CHILDREN} GROUP BY i.key""",
        (json.dumps(list(keys)),),
    )
    return {key: (children, finished) for key, children, finished in rows}


def blockers(tracker: Tracker, key: int) -> list[tuple[str, str]]:
    """Return (id, type) of the issue's own edges that hold it up now, in its order.

    A parent that is in the blocked set counts too.
    """
    return [
        (target, type_)
        for target, type_ in tracker.all(
            f"""SELECT d.target, d.type FROM dependency d {TARGET}
                WHERE d.issue = ? AND d.removed = 0 AND ({HOLDS} OR (
                    d.type = 'parent-child' AND t.key IN (SELECT issue FROM blocked)))
                ORDER BY d.ordinal""",
            (key,),
        )
    ]


def blocker_counts(tracker: Tracker, keys: Iterable[int]) -> dict[int, int]:
    """Return how many edges of its own hold each of the issues up, for those where any does."""
    rows = tracker.all(
        f"""SELECT f.value, count(*)
            FROM json_each(?) f CROSS JOIN dependency d ON d.issue = f.value AND d.removed = 0 {TARGET}
            WHERE {HOLDS} GROUP BY f.value""",
        (json.dumps(list(keys)),),
    )
    return {key: count for key, count in rows}  # noqa: C416 - dict() would lose the types


def newly_ready(tracker: Tracker, keys: Iterable[int], now: str, reason: str = "") -> list[int]:
    """Return the keys of the issues that closing these, for that reason, would make ready; writes nothing."""
    closing = list(keys)
    released = released_by_closing(tracker, closing, reason).difference(closing)
    if not released:
        return []
    return [
        row[0]
        for row in tracker.all(
            f"""SELECT i.key FROM json_each(:keys) f CROSS JOIN issue i ON i.key = f.value
                WHERE {STARTABLE} ORDER BY {ORDERS["priority"]}""",
            {"keys": json.dumps(sorted(released)), "now": now},
        )
    ]


def startable(tracker: Tracker, keys: Iterable[int]) -> list[str]:
    """Return the ids of those of the issues that can be started now, by priority."""
    rows = tracker.all(
        f"""SELECT i.id FROM json_each(:keys) f CROSS JOIN issue i ON i.key = f.value
            WHERE {READY} ORDER BY {ORDERS["priority"]}""",
        {"keys": json.dumps(sorted(keys)), "now": tracker.now_key()},
    )
    return [row[0] for row in rows]


def chain(tracker: Tracker, key: int) -> tuple[tuple[str, str], ...]:
    """Return the shortest way from a held-up issue to one that can be worked on: (id, type of edge).

    Nearest first; empty when nothing holds the issue up. A gate leads to the children that it waits
    for, or to their parent while there are none. The last one is not held up itself, or is no issue
    of this tracker. When all ways go in a circle, the last id is one that came before it, or the
    issue's own.
    """
    ways: dict[int, tuple[tuple[str, str], ...]] = {key: ()}
    firsts: dict[int, tuple[int, tuple[str, str]]] = {}
    level = [key]
    while level:
        following: list[int] = []
        for came, id_, type_, next_, goes_on in tracker.all(_STEPS, {"keys": json.dumps(level)}):
            way = (*ways[came], (id_, type_))
            if not goes_on:
                return way
            firsts.setdefault(came, (next_, way[-1]))
            if next_ not in ways:
                ways[next_] = way
                following.append(next_)
        level = following
    return _circle(key, firsts)


def _circle(key: int, steps: dict[int, tuple[int, tuple[str, str]]]) -> tuple[tuple[str, str], ...]:
    """Follow the steps until one comes back; an issue in the set always has one."""
    seen: set[int] = set()
    way: list[tuple[str, str]] = []
    while key in steps and key not in seen:
        seen.add(key)
        key, named = steps[key]
        way.append(named)
    return tuple(way)


def reachable(tracker: Tracker, id: str) -> set[str]:
    """Return every id that an issue leads to, itself included, by live edges of whatever type."""
    rows = tracker.all(
        """WITH RECURSIVE led(id) AS (
               VALUES (?)
               UNION
               SELECT d.target FROM led CROSS JOIN issue i ON i.id = led.id AND i.gone = 0
               CROSS JOIN dependency d ON d.issue = i.key AND d.removed = 0)
           SELECT id FROM led""",
        (id,),
    )
    return {row[0] for row in rows}


def would_cycle(tracker: Tracker, issue_key: int, target_id: str) -> list[str] | None:
    """Return the ids from the target to the issue when an edge from issue to target closed a circle.

    Every live edge counts, whatever its type, also in the trash: it may be restored. The rule itself
    is for every type of new edge but relates-to, which stands in both directions.
    """
    own = str(tracker.one("SELECT id FROM issue WHERE key = ?", (issue_key,)))
    before: dict[str, str] = {target_id: ""}
    level = [target_id]
    while level and own not in before:
        following: list[str] = []
        for came, next_ in tracker.all(
            """SELECT f.value, d.target
               FROM json_each(?) f CROSS JOIN issue i ON i.id = f.value AND i.gone = 0
               CROSS JOIN dependency d ON d.issue = i.key AND d.removed = 0 ORDER BY f.key, d.ordinal""",
            (json.dumps(level),),
        ):
            if next_ not in before:
                before[next_] = came
                following.append(next_)
        level = following
    if own not in before:
        return None
    path = [own]
    while path[-1] != target_id:
        path.append(before[path[-1]])
    return path[::-1]
