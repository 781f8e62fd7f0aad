"""Undo and redo from the change log: they survive restarts, and never overwrite a later change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import proposals, references, registers, saved_views, templates
from store.answers import Changes, Done, Skipped, StepName, UndoState
from store.errors import NothingToDo
from store.issue import STATUS_GROUP, TOMBSTONE
from store.pace import SOME, STOPPED, Pace
from store.references import REFERENCE, Taken
from store.registers import CONFLICT, CREATED, Value
from store.steps import DO, UNDONE, Step, step
from store.values import loads_object

if TYPE_CHECKING:
    from store.requests import Redo, Undo
    from store.tracker import Tracker

_MINE = "actor = ? AND reverses IS NULL AND kind <> 'import'"


def undo(tracker: Tracker, request: Undo) -> Done:
    """Reverse the actor's newest step that is in force, as a new step."""
    return _reverse(tracker, request, back=True)


def redo(tracker: Tracker, request: Redo) -> Done:
    """Do again the step that was undone last."""
    return _reverse(tracker, request, back=False)


def undo_state(tracker: Tracker) -> UndoState:
    """What undo and redo would do now, for this actor."""
    with tracker.reading():
        return UndoState(*(_name(tracker, _next(tracker, back=back)) for back in (True, False)))


def changes_since(tracker: Tracker, seq: int) -> Changes:
    """Everything that any process logged after that number."""
    with tracker.reading():
        newest = tracker.one("SELECT coalesce(max(seq), 0) FROM change")
        if seq < 0:
            return Changes(seq=newest)
        rows = tracker.all(
            "SELECT uid, issue.key, after FROM change LEFT JOIN issue USING (uid) WHERE change.seq > ?",
            (seq,),
        )
    kinds = {registers.kind_of(name) for _, _, after in rows for name in loads_object(after)}
    if kinds & {"status", "dependencies", CREATED}:
        kinds.add("blocked")
    return Changes(
        frozenset(uid for uid, key, _ in rows if key is not None),
        frozenset(key for _, key, _ in rows if key is not None),
        frozenset(kinds),
        "",
        newest,
        outside=True,
    )


def _next(tracker: Tracker, *, back: bool) -> int | None:
    newest, state = ("max", DO) if back else ("min", UNDONE)
    found = tracker.one(
        f"SELECT {newest}(step) FROM step WHERE {_MINE} AND state = ?", (tracker.actor, state)
    )
    return None if found is None else int(found)


def _name(tracker: Tracker, number: int | None) -> StepName | None:
    if number is None:
        return None
    kind, detail, origin = tracker.all("SELECT kind, detail, origin FROM step WHERE step = ?", (number,))[0]
    found = tracker.all(
        "SELECT DISTINCT id, title FROM change JOIN issue USING (uid) WHERE step = ? ORDER BY change.seq",
        (number,),
    )
    id, title = found[0] if len(found) == 1 else ("", "")
    return StepName(number, kind, detail, id, len(found), title, origin)


def _reverse(tracker: Tracker, request: Undo | Redo, *, back: bool) -> Done:
    pace = Pace(request.progress, request.cancel, stopped=STOPPED)
    kind = "undo" if back else "redo"
    with tracker.reading():
        number = _next(tracker, back=back)
    if number is None or request.step not in (None, number):
        raise NothingToDo(f"There is nothing to {kind}.")
    with step(tracker, kind, initiator=request.initiator, reverses=number, pace=pace) as made:
        made.what = _name(tracker, number)
        changes = tracker.all(
            f"""SELECT issue.key, id, before, after, change.seq FROM change JOIN issue USING (uid)
                WHERE step = ? ORDER BY change.seq {"DESC" if back else "ASC"}""",
            (number,),
        )
        left = {} if back else proposals.withdraw(made, number)
        pace.begin(len(changes))
        for place, (key, id, before, after, seq) in enumerate(changes):
            if place % SOME == 0:
                pace.done(min(SOME, len(changes) - place))
            old, new = loads_object(before), loads_object(after)
            if not back:
                old, new = new, old
            apart = left.get(key, frozenset())
            _apply(made, key, id, {n: v for n, v in old.items() if n not in apart}, new, seq)
        saved_views.reverse(made, number, back=back)
        templates.reverse(made, number, back=back)
        tracker.run("UPDATE step SET state = ? WHERE step = ?", (UNDONE if back else DO, number))
    return made.done()


def _apply(
    made: Step, key: int, id: str, wanted: dict[str, Value], expected: dict[str, Value], seq: int
) -> None:
    """Write the wanted values where the expected ones still stand; the others become proposals.

    A proposal waits for a decision with the conflicts, so that nothing of somebody else's is overwritten,
    and nothing is called undone that is not.
    """
    tracker = made.tracker
    now = registers.read(tracker, key, wanted)
    moved = {name for name in wanted if now[name] != expected[name] and now[name] != wanted[name]}
    if moved & set(STATUS_GROUP):
        # One register: an open issue must not get back the reason of its closing alone.
        moved |= wanted.keys() & set(STATUS_GROUP)
    if wanted.get(CREATED, True) is None and _touched_since(tracker, key, seq):
        moved.add(CREATED)
    fields = sorted(name for name in moved if not name.startswith(CONFLICT))
    by = proposals.changed_by(made, key, fields, seq) if fields else {}
    kept = proposals.keep(made, key, fields, now, wanted, by) if fields else frozenset[str]()
    made.skipped.extend(
        Skipped(id, name, now[name], wanted[name], by=by.get(name, ""), review=name in kept)
        for name in fields
    )
    rest = {name: value for name, value in wanted.items() if name not in moved}
    taken = references.taken(tracker, key, rest)
    if taken is not None and _taken_since(made, taken, seq):
        made.skipped.append(Skipped(id, REFERENCE, now.get(REFERENCE), taken.reference, taken.id))
        moved |= {REFERENCE} if REFERENCE in rest else {CREATED, *STATUS_GROUP}
    if moved:
        # What somebody chose is not there, so that it is to be reviewed still.
        moved |= {name for name, value in wanted.items() if name.startswith(CONFLICT) and value is not None}
    made.change(key, {name: value for name, value in wanted.items() if name not in moved}, now)


def _taken_since(made: Step, taken: Taken, seq: int) -> bool:
    """Whether the other one came to it after the change; a file may have brought two with one reference."""
    return bool(
        made.tracker.one(
            """SELECT 1 FROM change JOIN issue USING (uid) JOIN step USING (step)
               WHERE id = ?1 AND change.seq > ?2
                 AND step <> (SELECT reverses FROM step WHERE step = ?3)
                 AND (reverses IS NULL OR step.actor <> ?4)
                 AND (json_extract(after, '$.external_ref') = ?5 OR json_extract(after, '$.created')
                      OR json_extract(before, '$.status') = ?6) LIMIT 1""",
            (taken.id, seq, made.number, made.tracker.actor, taken.reference, TOMBSTONE),
        )
    )


def _touched_since(tracker: Tracker, key: int, seq: int) -> bool:
    """Whether a step that is in force changed the issue, or linked to it, after it was made."""
    return bool(
        tracker.one(
            """SELECT 1 FROM change JOIN issue USING (uid) JOIN step USING (step)
               WHERE issue.key = ? AND change.seq > ? AND reverses IS NULL AND state = ? LIMIT 1""",
            (key, seq, DO),
        )
        or tracker.one(
            """SELECT 1 FROM dependency JOIN issue ON issue.key = dependency.issue
               WHERE target = (SELECT id FROM issue WHERE key = ?) AND NOT removed AND NOT gone LIMIT 1""",
            (key,),
        )
    )
