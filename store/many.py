"""One change of many issues, as one step: those that cannot take it stay as they are, and are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from store import edges, edits, ready, registers, requests
from store.answers import Done
from store.errors import Invalid, NotFound
from store.issue import STATUS_GROUP, TOMBSTONE, checked, checked_dependency_type, storable
from store.keys import refuse_deleted
from store.pace import SOME, STOPPED, Pace
from store.registers import Value, dependency_register
from store.steps import Step, step
from store.values import loads_object

if TYPE_CHECKING:
    from store.many_requests import ChangeMany, Template
    from store.tracker import Tracker

Apply = Callable[[Step, int], None]
"""Does it to one issue; raises Invalid or NotFound before anything of that issue is written."""


def change(tracker: Tracker, request: ChangeMany) -> Done:
    """Do the same to each of the issues; see ChangeMany."""
    pace = Pace(request.progress, request.cancel, stopped=STOPPED)
    with tracker.reading():
        kind, detail, apply = _prepared(tracker, request.what)
    keys = list(dict.fromkeys(request.keys))
    with step(tracker, kind, detail=detail, initiator=request.initiator, pace=pace) as made:
        if isinstance(request.what, requests.Delete):
            keys = edits.with_children(tracker, keys, request.what)
        pace.begin(len(keys))
        changed = _changed_since(tracker, request.since, _fields(request.what), made.number)
        for place, key in enumerate(keys):
            if place % SOME == 0:
                pace.done(min(SOME, len(keys) - place))
            _apply(made, key, apply, changed.get(key, ""))
    return made.done()


def _apply(made: Step, key: int, apply: Apply, clash: str) -> None:
    rows = made.tracker.all("SELECT id FROM issue WHERE key = ? AND NOT gone", (key,))
    if not rows:
        made.refuse(key, "", "The issue is no longer in this tracker.")
        return
    id = str(rows[0][0])
    if clash:
        made.refuse(key, id, clash)
        return
    try:
        apply(made, key)
    except (Invalid, NotFound) as error:
        made.refuse(key, id, str(error))


def _prepared(tracker: Tracker, what: Template) -> tuple[str, str, Apply]:
    """The kind and detail of the step, and what it does; raises Invalid for what no issue can take."""
    if isinstance(what, requests.SetFields):
        values: dict[str, Value] = {name: checked(name, value) for name, value in what.values.items()}
        labels = edits.label_values(what.add_labels, what.remove_labels)
        return "edit", ", ".join(values), partial(_set, {**values, **labels})
    if isinstance(what, requests.Label):
        detail = storable(", ".join((*what.add, *what.remove)))
        return "label", detail, partial(_set, edits.label_values(what.add, what.remove))
    if isinstance(what, requests.Close):
        reason = str(checked("close_reason", what.reason))
        return "close", reason, partial(_close, reason)
    if isinstance(what, requests.Reopen):
        return "reopen", "", _reopen
    if isinstance(what, requests.Delete):
        reason = storable(what.reason)
        return "delete", reason, partial(_delete, reason)
    if isinstance(what, requests.Restore):
        return "restore", "", edits.restore_one
    return _prepared_edge(tracker, what)


def _prepared_edge(tracker: Tracker, what: requests.Depend) -> tuple[str, str, Apply]:
    type_, target = checked_dependency_type(what.type), storable(what.target)
    found = tracker.one("SELECT 1 FROM issue WHERE id = ? AND NOT gone AND status <> ?", (target, TOMBSTONE))
    if not found and not target.startswith("external:"):
        raise NotFound(f"There is no issue {target}.")
    # No edge to the target adds to where the target leads: one look is enough for all of them.
    led = ready.reachable(tracker, target)
    return "depend", f"{type_} {target}", partial(_depend, type_, target, led, storable(what.metadata))


def _set(values: dict[str, Value], made: Step, key: int) -> None:
    edits.set_one(made, key, values)


def _close(reason: str, made: Step, key: int) -> None:
    refuse_deleted(made.tracker, key)
    edits.close_one(made, key, reason)


def _reopen(made: Step, key: int) -> None:
    refuse_deleted(made.tracker, key)
    edits.reopen_one(made, key)


def _delete(reason: str, made: Step, key: int) -> None:
    edits.delete_one(made, key, reason)


def _depend(type_: str, target: str, led: set[str], metadata: str, made: Step, key: int) -> None:
    tracker = made.tracker
    refuse_deleted(tracker, key)
    if str(tracker.one("SELECT id FROM issue WHERE key = ?", (key,))) in led:
        edges.resolved(tracker, target, key, type_)
    register = dependency_register(target, type_)
    if registers.read(tracker, key, [register])[register] is None:
        made.change(key, {register: edges.new_edge(tracker, made.at, metadata)})


def _fields(what: Template) -> frozenset[str]:
    """The fields whose changes by others count; labels and links change each on its own."""
    if isinstance(what, requests.SetFields):
        names = what.values.keys()
        return frozenset((*names, *STATUS_GROUP) if "status" in names else names)
    return frozenset(STATUS_GROUP) if isinstance(what, requests.Close | requests.Reopen) else frozenset()


def _changed_since(tracker: Tracker, since: int, fields: Iterable[str], own: int) -> dict[int, str]:
    """Why issues are left alone: the keys of those in which somebody else has changed one of the fields."""
    wanted = set(fields)
    if since < 0 or not wanted:
        return {}
    rows = tracker.all(
        """SELECT issue.key, change.actor, step.kind, step.detail, change.after
           FROM change JOIN step USING (step) JOIN issue USING (uid)
           WHERE change.seq > ?1 AND step <> ?2
             AND (kind = 'import' OR change.actor <> ?3 OR change.origin <> ?4)
           ORDER BY change.seq""",
        (since, own, tracker.actor, tracker.origin),
    )
    found: dict[int, str] = {}
    for key, actor, kind, detail, after in rows:
        names = sorted(wanted.intersection(loads_object(after)))
        if names:
            name = "status" if "status" in names else names[0]
            by = detail if kind == "import" and detail else actor
            found[key] = f"{name.replace('_', ' ').capitalize()} was changed by {by} after you looked."
    return found
