"""The blocked set: the issues that cannot be started, kept in step with every change.

An issue is in the set when one of its own edges holds it up (a target that is not done, a gate whose
children are not), or when a parent of it is in the set. Rules: the SQLite store of beads 0.49.5. Two
differences, both for issues that bd itself never leaves with edges or does not know: one in the
trash is neither in the set nor passes it on, and other words for closed count as closed.

Everything runs on the tracker's thread, inside the caller's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from store.issue import ACTIVE, FINISHED, TOMBSTONE, storable

if TYPE_CHECKING:
    from store.tracker import Tracker

FAILURES = (
    "failed", "rejected", "wontfix", "won't fix", "canceled", "cancelled",
    "abandoned", "blocked", "error", "timeout", "aborted",
)  # fmt: skip
"""A reason for closing that has one of these, in any case, says that the work failed."""


def words(values: Iterable[str]) -> str:
    """Return constants as the inside of an SQL list."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


ACTIVE_WORDS = words(ACTIVE)
FINISHED_WORDS = words(sorted(FINISHED))
OVER_WORDS = words((*sorted(FINISHED), TOMBSTONE))
"""Finished or in the trash: no work is left."""

EXTERNAL = "d.target GLOB 'external:*'"
"""An edge to another project, which holds up until that project is asked; nothing here asks it."""


def _status(alias: str, closing: bool) -> tuple[str, str]:
    """SQL for an issue's status and reason; with closing, as if the issues in :closing were closed."""
    status, reason = f"{alias}.status", f"{alias}.close_reason"
    if not closing:
        return status, reason
    chosen = f"{alias}.key IN (SELECT value FROM json_each(:closing))"
    return f"iif({chosen}, 'closed', {status})", f"iif({chosen}, :reason, {reason})"


def _children(condition: str) -> str:
    return f"""EXISTS(
        SELECT 1 FROM dependency e JOIN issue c ON c.key = e.issue AND c.gone = 0
        WHERE e.target = d.spawner AND e.type = 'parent-child' AND e.removed = 0 AND {condition})"""


def _holds(closing: bool) -> str:
    """SQL over an edge `d` and its target `t`, NULLs when that is not here: does it hold up?"""
    status, reason = _status("t", closing)
    child, _ = _status("c", closing)
    # Of two edges that differ in this only, hooked holds up through blocks alone: so does bd.
    running = words(word for word in ACTIVE if word != "hooked")
    failed = " OR ".join(f"{status} || ' ' || {reason} LIKE {words([f'%{word}%'])}" for word in FAILURES)
    return f"""CASE d.type
        WHEN 'blocks' THEN {EXTERNAL} OR ifnull({status} IN ({ACTIVE_WORDS}), 0)
        WHEN 'conditional-blocks' THEN ifnull(
            {status} IN ({running}) OR ({status} IN ({FINISHED_WORDS}) AND NOT ({failed})), 0)
        WHEN 'waits-for' THEN CASE d.any_child
            WHEN 0 THEN {_children(f"{child} NOT IN ({OVER_WORDS})")}
            ELSE NOT {_children(f"{child} IN ({OVER_WORDS})")} END
        ELSE 0 END"""


HOLDS = _holds(closing=False)
"""SQL: whether the edge `d` to the issue `t` (LEFT JOIN, gone ones left out) holds its issue up now."""

TARGET = "LEFT JOIN issue t ON t.id = d.target AND t.gone = 0"
"""SQL: the join that HOLDS needs."""


def live(alias: str) -> str:
    """SQL: whether the issue is there and not in the trash."""
    return f"({alias}.gone = 0 AND {alias}.status <> '{TOMBSTONE}')"


def _direct(alias: str, holds: str = HOLDS) -> str:
    """SQL: whether an edge of its own holds the issue up."""
    return f"""({live(alias)} AND EXISTS(
        SELECT 1 FROM dependency d {TARGET}
        WHERE d.issue = {alias}.key AND d.removed = 0 AND {holds}))"""


# CROSS JOIN fixes the order of the loops: without statistics the planner would scan all edges.
_CHILD_OF = """CROSS JOIN issue p ON p.key = {0}.key
    CROSS JOIN dependency e ON e.target = p.id AND e.type = 'parent-child' AND e.removed = 0
    CROSS JOIN issue c ON c.key = e.issue"""

_BLOCKED_PARENT = """CROSS JOIN dependency e ON e.issue = {0}.key
        AND e.type = 'parent-child' AND e.removed = 0
    CROSS JOIN issue p ON p.id = e.target
    CROSS JOIN blocked b ON b.issue = p.key"""

_ALL = f"""WITH RECURSIVE held(key) AS (
        SELECT d.issue FROM dependency d CROSS JOIN issue i ON i.key = d.issue AND {live("i")} {TARGET}
        WHERE d.removed = 0 AND {HOLDS}
        UNION
        SELECT c.key FROM held {_CHILD_OF.format("held")} AND {live("c")})
    SELECT key FROM held"""

_DIRTY = """WITH
    changed(key) AS (SELECT value FROM json_each(:keys)),
    given(id) AS (SELECT value FROM json_each(:ids)),
    named(id) AS (
        SELECT i.id FROM changed CROSS JOIN issue i ON i.key = changed.key UNION SELECT id FROM given),
    gate(id) AS (
        SELECT d.target FROM changed CROSS JOIN dependency d ON d.issue = changed.key
        WHERE d.type = 'parent-child'
        UNION SELECT value FROM json_each(:parents)),
    dirty(key) AS (
        SELECT key FROM changed
        UNION SELECT d.issue FROM named CROSS JOIN dependency d ON d.target = named.id
            WHERE d.type IN ('blocks', 'conditional-blocks') AND d.removed = 0
        UNION SELECT d.issue FROM given CROSS JOIN dependency d ON d.target = given.id
            WHERE d.type = 'parent-child' AND d.removed = 0
        UNION SELECT d.issue FROM gate CROSS JOIN dependency d ON d.spawner = gate.id
            WHERE d.spawner <> '' AND d.type = 'waits-for' AND d.removed = 0)
    SELECT i.key, EXISTS(SELECT 1 FROM blocked b WHERE b.issue = i.key), {0}
    FROM dirty CROSS JOIN issue i ON i.key = dirty.key"""

_RELEASED = f"""WITH RECURSIVE
    region(key) AS MATERIALIZED (
        SELECT value FROM json_each(:lost)
        UNION
        SELECT c.key FROM region {_CHILD_OF.format("region")} CROSS JOIN blocked b ON b.issue = c.key
        WHERE NOT {{0}}),
    kept(key) AS (
        SELECT region.key FROM region CROSS JOIN issue c ON c.key = region.key AND {live("c")}
            {_BLOCKED_PARENT.format("region")}
        WHERE p.key NOT IN (SELECT key FROM region)
        UNION
        SELECT c.key FROM kept {_CHILD_OF.format("kept")} AND {live("c")}
        WHERE c.key IN (SELECT key FROM region))
    SELECT key FROM region EXCEPT SELECT key FROM kept"""

_CAUGHT = f"""WITH RECURSIVE caught(key) AS (
        SELECT value FROM json_each(:direct)
        UNION
        SELECT c.key FROM json_each(:others) o
            CROSS JOIN issue c ON c.key = o.value AND {live("c")} {_BLOCKED_PARENT.format("c")}
        UNION
        SELECT c.key FROM caught {_CHILD_OF.format("caught")} AND {live("c")}
        WHERE NOT EXISTS(SELECT 1 FROM blocked b WHERE b.issue = c.key))
    SELECT key FROM caught"""

_DIRTY_NOW = _DIRTY.format(_direct("i"))
_DIRTY_IF_CLOSED = _DIRTY.format(_direct("i", _holds(closing=True)))
_RELEASED_NOW = _RELEASED.format(_direct("c"))
_RELEASED_IF_CLOSED = _RELEASED.format(_direct("c", _holds(closing=True)))


def waits_for(target: str, metadata: str) -> tuple[str, int]:
    """Return `spawner` and `any_child` of a waits-for edge, as its row stores them.

    Metadata that is empty, broken or says nothing means: all children of the target.
    """
    try:
        said: Any = json.loads(metadata)
        spawner, gate = said.get("spawner_id"), said.get("gate")
    except (ValueError, AttributeError, RecursionError):
        spawner = gate = None
    if not isinstance(spawner, str) or not spawner:
        spawner = target
    return storable(spawner), int(gate == "any-children")


def oracle(tracker: Tracker) -> set[int]:
    """Return the keys that belong in the set, from the edges alone; reads all of them."""
    return {row[0] for row in tracker.all(_ALL)}


def rebuild(tracker: Tracker) -> None:
    """Make the whole set anew, as after an import."""
    tracker.run("DELETE FROM blocked")
    tracker.run(f"INSERT INTO blocked(issue) {_ALL}")


def refresh(
    tracker: Tracker, keys: Iterable[int], parents: Iterable[str] = (), ids: Iterable[str] = ()
) -> frozenset[int]:
    """Bring the set up to date after a change, and return the keys that came into it or left it.

    keys: every issue of the step that was made, went or came back, whose status or reason for closing
    changed, or whose own (outgoing) edges changed in any way; the rows are already as they shall be.
    parents: targets of parent-child edges that came or went; needed only for edges whose rows were
    deleted, since those marked as removed still tell.
    ids: both ids of an issue that got another one.
    At most five statements; they touch those issues, what depends on them, and the descendants of
    those whose state may change.
    """
    found = tracker.all(_DIRTY_NOW, {"keys": _array(keys), "parents": _array(parents), "ids": _array(ids)})
    lost = [key for key, was, direct in found if was and not direct]
    direct = [key for key, was, direct in found if direct and not was]
    others = [key for key, was, direct in found if not direct and not was]
    released: set[int] = set()
    if lost:
        released = {row[0] for row in tracker.all(_RELEASED_NOW, {"lost": _array(lost)})}
        if released:
            leaving = _array(released)
            tracker.run("DELETE FROM blocked WHERE issue IN (SELECT value FROM json_each(?))", (leaving,))
    caught: set[int] = set()
    if direct or others:
        seeds = {"direct": _array(direct), "others": _array(others)}
        caught = {row[0] for row in tracker.all(_CAUGHT, seeds)}
        if caught:
            tracker.run("INSERT INTO blocked(issue) SELECT value FROM json_each(?)", (_array(caught),))
    return frozenset(released ^ caught)


def released_by_closing(tracker: Tracker, keys: Iterable[int], reason: str = "") -> set[int]:
    """Return the keys that would leave the set if these issues were closed; writes nothing.

    Issues that would come into the set are not looked for: only a conditional edge to an issue with
    a status of its own brings one in.
    """
    if_closed = {"closing": _array(keys), "reason": reason}
    found = tracker.all(
        _DIRTY_IF_CLOSED, {"keys": if_closed["closing"], "parents": "[]", "ids": "[]", **if_closed}
    )
    lost = [key for key, was, direct in found if was and not direct]
    if not lost:
        return set()
    return {row[0] for row in tracker.all(_RELEASED_IF_CLOSED, {"lost": _array(lost), **if_closed})}


def _array(values: Iterable[int] | Iterable[str]) -> str:
    return json.dumps(list(values))
