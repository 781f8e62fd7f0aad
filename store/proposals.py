"""What undo and redo could not do, because somebody else has changed it since: kept for review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from store import conflicts, registers
from store.issue import STATUS_GROUP
from store.registers import CREATED, Value, conflict_register
from store.values import loads_object

if TYPE_CHECKING:
    from store.steps import Step

_CAUSE = "undo"


def keep(
    step: Step,
    key: int,
    names: Iterable[str],
    now: Mapping[str, Value],
    wanted: Mapping[str, Value],
    by: Mapping[str, str],
) -> frozenset[str]:
    """Keep what these registers were to be as proposals, inside a step; return those that are kept.

    Whether an issue is there at all is no value that somebody could choose later.
    """
    kept: set[str] = set()
    group = {name: wanted[name] for name in names if name in STATUS_GROUP}
    if group:
        stands = registers.read(step.tracker, key, STATUS_GROUP)
        who = next((by[name] for name in group if by.get(name)), "")
        conflicts.record(step, key, conflicts.STATUS, _CAUSE, stands, {**stands, **group}, who)
        kept.update(group)
    for name in names:
        if name not in STATUS_GROUP and name != CREATED:
            conflicts.record(step, key, name, _CAUSE, now[name], wanted[name], by.get(name, ""))
            kept.add(name)
    return frozenset(kept)


def withdraw(step: Step, number: int) -> dict[int, frozenset[str]]:
    """Close what the undo of that step has proposed, as it is done again; returns registers by issue.

    Those were left alone then, so that there is nothing in them to be done again.
    """
    found: dict[int, set[str]] = {}
    rows = step.tracker.all(
        """SELECT c.key, c.issue, c.register FROM conflict AS c JOIN step AS s ON s.step = c.step
           WHERE s.reverses = ? AND c.cause = ? AND c.resolved IS NULL""",
        (number, _CAUSE),
    )
    for conflict, key, register in rows:
        names = STATUS_GROUP if register == conflicts.STATUS else (register,)
        found.setdefault(key, set()).update(names)
        step.change(key, {conflict_register(conflict): step.number})
    return {key: frozenset(names) for key, names in found.items()}


def changed_by(step: Step, key: int, names: Iterable[str], seq: int) -> dict[str, str]:
    """Who changed these registers last, after that change: a person, or the file that brought it."""
    rows = step.tracker.all(
        """SELECT change.actor, s.kind, s.detail, change.after
           FROM change JOIN issue USING (uid) JOIN step AS s USING (step)
           WHERE issue.key = ?1 AND change.seq > ?2 AND s.step <> ?3
             AND s.reverses IS NOT (SELECT reverses FROM step WHERE step = ?3)
           ORDER BY change.seq DESC""",
        (key, seq, step.number),
    )
    found: dict[str, str] = {}
    wanted = set(names)
    for actor, kind, detail, after in rows:
        for name in wanted.intersection(loads_object(after)).difference(found):
            found[name] = str(detail if kind == "import" and detail else actor)
    return found
