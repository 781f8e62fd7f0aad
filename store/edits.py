"""Every change of an issue's own fields and labels. Each function is one step, on the store's thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from store import edges, ids, meta, outlook, references, requests
from store.answers import Done
from store.errors import Clash, NothingToDo, Outdated
from store.issue import (
    FINISHED,
    TOMBSTONE,
    checked,
    checked_dependency_type,
    checked_label,
    checked_title,
    storable,
)
from store.keys import id_of, key_of, keys_of, refuse_deleted, status_of
from store.registers import KEYED_TIMES, Value, dependency_register, label_register, read
from store.steps import Step, step
from store.times import nanoseconds, sort_key

if TYPE_CHECKING:
    from store.tracker import Tracker

_MINIMUM_ID = 4


def create(tracker: Tracker, request: requests.Create) -> Done:
    """Make an issue with its labels and edges; the answer has its id and uid."""
    wanted = _Wanted(request)
    with step(tracker, "create", detail=wanted.title, initiator=request.initiator) as made:
        _create(made, wanted, _roots(tracker))
    return made.done()


def create_several(tracker: Tracker, request: requests.CreateSeveral) -> Done:
    """Make issues in their order."""
    wanted = [_Wanted(one) for one in request.issues]
    if not wanted:
        raise NothingToDo("Nothing was created: there is no title.")
    with step(tracker, "create", detail=wanted[0].title, initiator=request.initiator) as made:
        roots = _roots(tracker)
        for number, one in enumerate(wanted):
            _create(made, one, roots + number)
    return made.done()


class _Wanted:
    """A new issue whose values were checked, before the first of several is made."""

    def __init__(self, request: requests.Create) -> None:
        self.title = checked_title(request.title)
        self.fields = {name: checked(name, value) for name, value in request.fields.items()}
        self.fields["title"] = self.title
        self.labels = tuple(dict.fromkeys(checked_label(label) for label in request.labels))
        parent = [("parent-child", request.parent)] if request.parent else []
        self.edges = (*parent, *request.depends_on)


def _create(made: Step, wanted: _Wanted, roots: int) -> None:
    """roots: how many issues have an id that is not below another one's."""
    tracker, at, fields = made.tracker, made.at, dict(wanted.fields)
    fields.setdefault("status", "open")
    fields.update(_closing("", str(fields["status"]), at, str(fields.get("close_reason", ""))))
    references.refuse_held(tracker, str(fields.get("external_ref", "")))
    id = _mint(tracker, wanted.title, str(fields.get("description", "")), at, roots)
    uid = ids.new_uid()
    made_by: dict[str, object] = {"created_at": at, "updated_at": at, "created_by": tracker.actor}
    key = _insert(tracker, uid, id, {**fields, **made_by, "stamp": made.stamp})
    values: dict[str, Value] = {label_register(label): True for label in wanted.labels}
    for type_, target in wanted.edges:
        found = edges.resolved(tracker, target, key, type_)
        values[dependency_register(found, checked_dependency_type(type_))] = edges.new_edge(tracker, at)
    made.created(key, uid, id)
    made.fill(key, values)


def edit(tracker: Tracker, request: requests.Edit) -> Done:
    """Set fields of one issue, unless one of them was changed since it was seen."""
    values = {name: checked(name, value) for name, value in request.values.items()}
    seen = {name: _as_stored(name, value) for name, value in request.seen.items()}
    with step(tracker, "edit", detail=", ".join(values), initiator=request.initiator) as made:
        key = key_of(tracker, request.uid)
        now = read(tracker, key, seen)
        theirs = {
            n: now[n] for n, value in seen.items() if now[n] != value and now[n] != values.get(n, now[n])
        }
        if theirs:
            raise Clash(id_of(tracker, key), {name: values.get(name) for name in theirs}, theirs)
        set_one(made, key, values)
    return made.done()


def set_fields(tracker: Tracker, request: requests.SetFields) -> Done:
    """Set the same fields of several issues."""
    values = {name: checked(name, value) for name, value in request.values.items()}
    with step(tracker, "edit", detail=", ".join(values), initiator=request.initiator) as made:
        for key in keys_of(tracker, request.uids):
            set_one(made, key, {**values, **label_values(request.add_labels, request.remove_labels)})
    return made.done()


def close(tracker: Tracker, request: requests.Close) -> Done:
    """Close issues that are not closed."""
    reason = str(checked("close_reason", request.reason))
    with step(tracker, "close", detail=reason, initiator=request.initiator) as made:
        for key in keys_of(tracker, request.uids):
            close_one(made, key, reason)
        if made.empty:
            raise NothingToDo("Nothing was closed: it is closed already, or in the trash.")
    return made.done()


def reopen(tracker: Tracker, request: requests.Reopen) -> Done:
    """Open finished issues again."""
    with step(tracker, "reopen", initiator=request.initiator) as made:
        for key in keys_of(tracker, request.uids):
            reopen_one(made, key)
        if made.empty:
            raise NothingToDo("Nothing was reopened: it is not closed.")
    return made.done()


def delete(tracker: Tracker, request: requests.Delete) -> Done:
    """Make tombstones; all else stays, so that restore and undo bring back everything."""
    reason = storable(request.reason)
    with step(tracker, "delete", detail=reason, initiator=request.initiator) as made:
        for key in with_children(tracker, keys_of(tracker, request.uids), request):
            delete_one(made, key, reason)
        if made.empty:
            raise NothingToDo("Nothing was deleted: it is in the trash already.")
    return made.done()


def restore(tracker: Tracker, request: requests.Restore) -> Done:
    """Take tombstones back into the tracker."""
    with step(tracker, "restore", initiator=request.initiator) as made:
        for key in keys_of(tracker, request.uids):
            restore_one(made, key)
        if made.empty:
            raise NothingToDo("Nothing was restored: it is not in the trash.")
    return made.done()


def label(tracker: Tracker, request: requests.Label) -> Done:
    """Add and remove labels."""
    values = label_values(request.add, request.remove)
    detail = storable(", ".join((*request.add, *request.remove)))
    with step(tracker, "label", detail=detail, initiator=request.initiator) as made:
        for key in keys_of(tracker, request.uids):
            refuse_deleted(tracker, key)
            made.change(key, values)
    return made.done()


def label_values(add: Iterable[str], remove: Iterable[str]) -> dict[str, Value]:
    """The registers of labels that come and go; raises Invalid for a label without a name."""
    values: dict[str, Value] = {label_register(storable(name)): None for name in remove}
    values.update((label_register(checked_label(name)), True) for name in add)
    return values


def close_one(made: Step, key: int, reason: str) -> None:
    """Close an issue, inside a step; one that is closed or in the trash is left as it is."""
    if status_of(made.tracker, key) not in ("closed", TOMBSTONE):
        made.change(key, _closing("", "closed", made.at, reason))


def reopen_one(made: Step, key: int) -> None:
    """Open an issue again, inside a step; one that is not finished is left as it is."""
    if status_of(made.tracker, key) in FINISHED:
        made.change(key, {"status": "open", "closed_at": None, "close_reason": ""})


def with_children(tracker: Tracker, keys: list[int], request: requests.Delete) -> list[int]:
    """The keys of what is to be deleted: these issues, and all below them where that is wanted."""
    if not request.with_children:
        return keys
    below = outlook.below(tracker, keys)
    if 0 <= request.seen < len(below):
        raise Outdated(
            f"There are {len(below)} issues below it now, not {request.seen}. "
            "Nothing was deleted; look again."
        )
    return [*keys, *below]


def delete_one(made: Step, key: int, reason: str) -> None:
    """Make an issue a tombstone, inside a step; one that is in the trash is left as it is."""
    tracker = made.tracker
    status, type_ = tracker.all("SELECT status, issue_type FROM issue WHERE key = ?", (key,))[0]
    if status != TOMBSTONE:
        made.change(
            key,
            {
                "status": TOMBSTONE,
                "deleted_at": made.at,
                "deleted_by": tracker.actor,
                "delete_reason": reason,
                "original_type": type_,
            },
        )


def restore_one(made: Step, key: int) -> None:
    """Take an issue out of the trash, inside a step; raises Invalid when its reference is taken."""
    tracker = made.tracker
    if status_of(tracker, key) == TOMBSTONE:
        status = _status_before_deletion(tracker, key)
        references.refuse_taken(tracker, key, {"status": status})
        made.change(
            key,
            {
                "status": status,
                "deleted_at": None,
                "deleted_by": "",
                "delete_reason": "",
                "original_type": "",
            },
        )


def set_one(made: Step, key: int, values: Mapping[str, object]) -> None:
    """Set registers of an issue, inside a step; raises Invalid in the trash and for a taken reference."""
    tracker = made.tracker
    refuse_deleted(tracker, key)
    wanted: dict[str, Value] = dict(values)
    if "status" in wanted:
        before = status_of(tracker, key)
        reason = str(wanted.get("close_reason", ""))
        wanted = {**wanted, **_closing(before, str(wanted["status"]), made.at, reason)}
    references.refuse_taken(tracker, key, wanted)
    made.change(key, wanted)


def _closing(before: str, status: str, at: str, reason: str) -> dict[str, Value]:
    """The status with what belongs to it: a closing time exactly when it is closed (beads' invariant)."""
    if status == before:
        return {}
    if status == "closed":
        return {"status": status, "closed_at": at, "close_reason": reason}
    if not before or before in FINISHED:
        return {"status": status, "closed_at": None, "close_reason": ""}
    return {"status": status}


def _insert(tracker: Tracker, uid: str, id: str, fields: Mapping[str, Any]) -> int:
    columns: dict[str, Any] = {"uid": uid, "id": id, **fields}
    for name, keyed in KEYED_TIMES.items():
        if columns.get(name) is not None:
            columns[keyed] = sort_key(columns[name])
    tracker.run(
        f"INSERT INTO issue({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        tuple(columns.values()),
    )
    return tracker.connection.last_insert_rowid()


def _prefix(tracker: Tracker) -> str:
    return meta.get(tracker, meta.PREFIX) or ids.prefix_from_name(tracker.path.stem)


def _roots(tracker: Tracker) -> int:
    found = tracker.one(
        "SELECT count(*) FROM issue WHERE id LIKE ? || '-%' AND id NOT LIKE '%.%'", (_prefix(tracker),)
    )
    return int(found)


def _mint(tracker: Tracker, title: str, description: str, at: str, roots: int) -> str:
    def taken(id: str) -> bool:
        return tracker.one("SELECT 1 FROM issue WHERE id = ?", (id,)) is not None

    return ids.mint(
        _prefix(tracker),
        title,
        description,
        tracker.actor,
        nanoseconds(at) or 0,
        taken,
        minimum=_MINIMUM_ID,
        count=roots,
    )


def _status_before_deletion(tracker: Tracker, key: int) -> str:
    found = tracker.one(
        """SELECT json_extract(change.before, '$.status') FROM change JOIN issue USING (uid)
           WHERE issue.key = ? AND json_extract(change.after, '$.status') = ?
           ORDER BY change.seq DESC LIMIT 1""",
        (key, TOMBSTONE),
    )
    if found and found != TOMBSTONE:
        return str(found)
    return "closed" if tracker.one("SELECT closed_at FROM issue WHERE key = ?", (key,)) else "open"


def _as_stored(name: str, value: object) -> object:
    return checked(name, value) if name not in ("title", "status") else value
