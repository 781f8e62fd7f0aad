"""Values that lost a merge, kept until somebody has decided; each decision is a step like any other.

That a conflict was resolved is a register of its issue ("conflict<TAB>key", the number of the step that
did), so that undo opens it again and redo resolves it, also after a restart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import references, registers, requests
from store.answers import Done
from store.detail_answers import Conflict
from store.errors import Clash, Invalid, NotFound, NothingToDo
from store.issue import STATUS_GROUP, TOMBSTONE, checked, storable
from store.keys import id_of, refuse_deleted
from store.registers import (
    ATTACHMENT,
    COMMENT,
    CREATED,
    DEPENDENCY,
    EXTRA,
    LABEL,
    METADATA,
    Value,
    conflict_register,
)
from store.steps import Step, step
from store.values import as_record, dumps, loads

if TYPE_CHECKING:
    from store.tracker import Tracker

CAUSES = ("both", "markers", "duplicate", "deletion", "erased", "left_out", "git", "renamed", "undo")
"""both: changed here and there; markers: a conflict left by git in the file; duplicate: the id was there
twice; deletion: deleted on one side, changed on the other; erased: another program dropped it; left_out: the
last value of its key, and not in the file any more; git: the merge driver decided; renamed: two issues had
one id, and this one got another; undo: it was to be taken back, and somebody else had changed it since."""

STATUS = "status"
"""The register of the whole status group; its values map the names of issue.STATUS_GROUP."""

RENAMED = "id"
"""The register of a conflict that says that an issue has another id now; there is nothing to choose."""


def record(step: Step, key: int, register: str, cause: str, kept: Value, lost: Value, source: str) -> bool:
    """Keep what lost a merge, inside a step; return whether it is news.

    Nothing is kept twice: neither what waits for a decision already, nor what somebody has looked at and
    left as it is. Only what was erased is news each time: somebody had put it back meanwhile.
    """
    if cause not in CAUSES:
        raise ValueError(cause)
    texts = dumps(kept), dumps(lost)
    known = cause != "erased" and _is_known(step.tracker, key, register, *texts)
    if texts[0] == texts[1] or known:
        return False
    step.tracker.run(
        """INSERT INTO conflict(issue, register, cause, kept, lost, source, at, step)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (key, register, cause, *texts, storable(source), step.at, step.number),
    )
    step.note(registers.CONFLICTS, key)
    return True


def cause_of(register: str, kept: Value, lost: Value) -> str:
    """Why an import's merge had to choose."""
    sides = (as_record(kept) or {}, as_record(lost) or {})
    deleted = register == STATUS and any(side.get(STATUS) == TOMBSTONE for side in sides)
    return "deletion" if deleted else "both"


def shown(register: str, kept: Value, lost: Value) -> list[tuple[str, Value, Value]]:
    """A conflict as lines for a report: (field, kept, lost); the status group names what differs in it."""
    here, there = as_record(kept), as_record(lost)
    if register != STATUS or here is None or there is None:
        return [(register.replace("\t", " "), kept, lost)]
    differ = [name for name in STATUS_GROUP if here.get(name) != there.get(name)]
    told = [name for name in differ if name in ("status", "close_reason", "delete_reason")] or differ[:1]
    return [(name, here.get(name), there.get(name)) for name in told]


def conflicts(tracker: Tracker, uid: str, first: str, limit: int) -> tuple[Conflict, ...]:
    """The open ones, newest first, after those of the issue that goes first. One read transaction."""
    with tracker.reading():
        rows = tracker.all(
            """SELECT c.key, issue.key, uid, id, title, register, cause, kept, lost, source, at
               FROM conflict AS c JOIN issue ON issue.key = c.issue
               WHERE resolved IS NULL AND NOT gone AND (?1 = '' OR uid = ?1)
               ORDER BY uid = ?2 DESC, c.key DESC LIMIT ?3""",
            (uid, first, limit),
        )
        return tuple(_conflict(tracker, *row) for row in rows)


def keys(tracker: Tracker) -> tuple[int, ...]:
    """Those of all open ones. One read transaction."""
    with tracker.reading():
        rows = tracker.all(
            """SELECT c.key FROM conflict AS c JOIN issue ON issue.key = c.issue
               WHERE resolved IS NULL AND NOT gone ORDER BY c.key DESC"""
        )
        return tuple(key for (key,) in rows)


def count(tracker: Tracker) -> int:
    """How many wait for a decision."""
    return int(
        tracker.one(
            """SELECT count(*) FROM conflict AS c JOIN issue ON issue.key = c.issue
               WHERE resolved IS NULL AND NOT gone"""
        )
    )


def resolve(tracker: Tracker, request: requests.Resolve) -> Done:
    """Decide one conflict; raises Clash when the field was changed since it was seen."""
    rows = tracker.all("SELECT issue, register, kept, lost FROM conflict WHERE key = ?", (request.conflict,))
    if not rows:
        raise NotFound("That change is no longer kept for review.")
    key, register, kept, lost = rows[0]
    with step(tracker, "resolve", detail=request.choice, initiator=request.initiator) as made:
        done = conflict_register(request.conflict)
        if registers.read(tracker, key, [done])[done] is not None:
            raise NothingToDo("That change was reviewed already.")
        wanted: dict[str, Value] = {}
        if request.choice != "keep":
            value = loads(lost) if request.choice == "other" else request.value
            wanted = _wanted(tracker, key, register, value, given=request.choice == "merged")
            seen = loads(kept) if request.seen is requests.KEPT else request.seen
            _refuse_changed(tracker, key, register, seen, value)
            references.refuse_taken(tracker, key, wanted)
        made.change(key, {**wanted, done: made.number})
    return made.done()


def keep_all(tracker: Tracker, request: requests.KeepAll) -> Done:
    """Leave the fields of several conflicts as they are, as one step."""
    with step(tracker, "resolve", detail="keep", initiator=request.initiator) as made:
        for conflict in request.conflicts:
            key = tracker.one("SELECT issue FROM conflict WHERE key = ? AND resolved IS NULL", (conflict,))
            if key is not None:
                made.change(key, {conflict_register(conflict): made.number})
        if made.empty:
            raise NothingToDo("These changes were reviewed already.")
    return made.done()


def _is_known(tracker: Tracker, key: int, register: str, kept: str, lost: str) -> bool:
    return bool(
        tracker.one(
            """SELECT 1 FROM conflict LEFT JOIN step ON step.step = resolved
               WHERE issue = ? AND register = ? AND lost = ?
                 AND (resolved IS NULL OR conflict.kept = ? AND step.detail = 'keep') LIMIT 1""",
            (key, register, lost, kept),
        )
    )


def _conflict(tracker: Tracker, number: int, key: int, *row: str) -> Conflict:
    uid, id, title, register, cause, kept, lost, source, at = row
    field, element = _named(tracker, register)
    return Conflict(
        key=number,
        uid=uid,
        id=id,
        title=title,
        register=register,
        field=field,
        element=element,
        cause=cause,
        kept=loads(kept),
        lost=loads(lost),
        now=_present(tracker, key, register, loads(kept)),
        source=source,
        at=at,
    )


def _named(tracker: Tracker, register: str) -> tuple[str, str]:
    """The name of the field that people know, and which of its elements is meant."""
    if register.startswith(LABEL):
        return "labels", register.removeprefix(LABEL)
    if register.startswith(DEPENDENCY):
        target, type_ = registers.edge_of(register)
        return "dependencies", f"{type_} {target}"
    if register.startswith(COMMENT):
        author = tracker.one("SELECT author FROM comment WHERE uid = ?", (register.removeprefix(COMMENT),))
        return "comments", str(author or "")
    if register.startswith(ATTACHMENT):
        return "attachments", ""
    if register.startswith(METADATA):
        return "metadata", register.removeprefix(METADATA)
    return register.removeprefix(EXTRA), ""


def _present(tracker: Tracker, key: int, register: str, like: Value) -> Value:
    """What stands now, in the form in which the conflict has its values."""
    if register == RENAMED:
        return id_of(tracker, key)
    if register == STATUS and as_record(like) is not None:
        return registers.read(tracker, key, STATUS_GROUP)
    return registers.read(tracker, key, [register]).get(register)


def _refuse_changed(tracker: Tracker, key: int, register: str, seen: Value, wanted: Value) -> None:
    now = _present(tracker, key, register, seen)
    if dumps(now) not in (dumps(seen), dumps(wanted)):
        raise Clash(id_of(tracker, key), {register: wanted}, {register: now})


def _wanted(tracker: Tracker, key: int, register: str, value: Value, *, given: bool) -> dict[str, Value]:
    """The registers to write for a choice; given: somebody typed the value, so it is checked."""
    if register == RENAMED:
        raise Invalid("Two issues had that id. Each has its own now; there is nothing else to choose.")
    if register == CREATED:
        raise Invalid("The file dropped the whole issue. To let it go here too, move it to the trash.")
    if register == STATUS:
        if given:
            raise Invalid("A status is one of the two; they cannot be merged.")
        return _group(tracker, key, value)
    refuse_deleted(tracker, key)
    if not given:
        return {register: value}
    if register.startswith(COMMENT):
        now = registers.read(tracker, key, [register])[register]
        if now is None:
            raise NotFound("The comment is no longer there.")
        return {register: {**now, "text": storable(str(value))}}
    if register.startswith((LABEL, DEPENDENCY, ATTACHMENT)):
        raise Invalid("It is there or not; the two cannot be merged.")
    return {register: value if register.startswith((EXTRA, METADATA)) else checked(register, value)}


def _group(tracker: Tracker, key: int, value: Value) -> dict[str, Value]:
    group = {name: value.get(name, "" if name not in _NO_TEXT else None) for name in STATUS_GROUP}
    deleted = group[STATUS] == TOMBSTONE
    type_ = tracker.one("SELECT issue_type FROM issue WHERE key = ?", (key,))
    return {**group, "original_type": type_ if deleted else ""}


_NO_TEXT = frozenset({"closed_at", "deleted_at"})
