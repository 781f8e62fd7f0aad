"""One step: everything that one request changes, in one transaction, with its entry in the change log."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from store import blocking, contents, meta, ready, registers, search
from store.answers import Changes, Done, Refused, Skipped, StepName
from store.errors import NothingTaken, NothingToDo
from store.issue import STATUS_GROUP
from store.pace import UNWATCHED, Pace
from store.registers import Value
from store.values import dumps

if TYPE_CHECKING:
    from store.tracker import Tracker

DO, UNDONE, ABANDONED = 0, 1, 2
"""states of a step: in force, undone and can be redone, undone and followed by another step."""

_MANY = 500
"""New issues of one step; from there on making the whole blocked set anew costs less than following them."""

_LISTED = 500
"""Issues that a change of many left alone, whose reasons are answered; the others are only counted."""

_NOT_SEARCHED = frozenset({
    "status", "priority", "issue_type", "estimated_minutes", "closed_at", "due_at", "defer_until", "pinned",
    "is_template", "ephemeral", "deleted_at", "deleted_by", "delete_reason", "original_type", "updated_at",
})  # fmt: skip
"""Fields that the search index does not have: most steps of many issues need not write it."""

_HOLDS_UP_OTHERS = frozenset({"status", "close_reason", registers.CREATED})


class Step:
    """Collects what a request changes. Lives inside Tracker.writing()."""

    def __init__(
        self, tracker: Tracker, kind: str, detail: str, initiator: str, reverses: int | None
    ) -> None:
        self.tracker = tracker
        self.initiator = initiator
        self.at = tracker.clock.now()
        self.skipped: list[Skipped] = []
        self.refused: list[Refused] = []
        self.refused_keys: list[int] = []
        self.what: StepName | None = None
        self.stamp = tracker.stamp()
        self._uids: dict[str, int] = {}
        self._ids: dict[str, str] = {}
        self._freed: list[str] = []
        self._kinds: set[str] = set()
        self.seq = 0
        self._others: list[str] = []
        self._moved: set[int] = set()
        self._searched: set[int] = set()
        self._created: list[range] = []
        if reverses is None and kind != "import":
            # A new edit ends the chance to redo what was undone before it.
            tracker.run(
                "UPDATE step SET state = ? WHERE actor = ? AND state = ? AND reverses IS NULL",
                (ABANDONED, tracker.actor, UNDONE),
            )
            if tracker.connection.changes():
                contents.sweep(tracker)
        tracker.run(
            "INSERT INTO step(kind, detail, actor, origin, at, reverses) VALUES (?, ?, ?, ?, ?, ?)",
            (kind, detail, tracker.actor, tracker.origin, self.at, reverses),
        )
        self.number = tracker.connection.last_insert_rowid()

    def change(self, key: int, values: Mapping[str, Value], now: Mapping[str, Value] | None = None) -> bool:
        """Write what differs from the present; return whether anything did.

        now: the present, where the caller has just read it.
        """
        before = registers.read(self.tracker, key, values) if now is None else now
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        self.record(key, {name: before[name] for name in changed}, changed)
        return True

    def record(
        self, key: int, before: Mapping[str, Value], after: Mapping[str, Value], updated_at: str | None = None
    ) -> None:
        """Write `after` and log both; updated_at moves with every change of the issue itself.

        updated_at: to that value, which is no entry of its own in the log; None for the present.
        """
        tracker = self.tracker
        uid, id, was = tracker.all("SELECT uid, id, updated_at FROM issue WHERE key = ?", (key,))[0]
        self._log(key, uid, id, before, after)
        if _stands_apart(after):
            registers.write(tracker, key, after)
            return
        moved = dict(after)
        if updated_at is not None:
            moved["updated_at"] = updated_at
        elif "updated_at" not in after:
            moved["updated_at"] = tracker.clock.after(was)
        registers.write(tracker, key, moved, self.seq)

    def refuse(self, key: int, id: str, reason: str) -> None:
        """Note that an issue is left as it is."""
        self.refused_keys.append(key)
        if len(self.refused) < _LISTED:
            title = self.tracker.one("SELECT title FROM issue WHERE key = ?", (key,))
            self.refused.append(Refused(key, id, str(title or ""), reason))

    def note(self, kind: str, key: int | None = None) -> None:
        """Tell views of a change that is no register's, such as a conflict that was found in an issue."""
        self._kinds.add(kind)
        if key is None:
            return
        uid = str(self.tracker.one("SELECT uid FROM issue WHERE key = ?", (key,)))
        self._uids.setdefault(uid, key)

    def created(self, key: int, uid: str, id: str) -> None:
        """Log an issue whose row was just made."""
        self._log(key, uid, id, {registers.CREATED: None}, {registers.CREATED: True})
        registers.write(self.tracker, key, {}, self.seq)

    def renamed(self, key: int, old: str, new: str) -> None:
        """Log that an issue got another id; its row was written already."""
        uid = str(self.tracker.one("SELECT uid FROM issue WHERE key = ?", (key,)))
        self._log(key, uid, new, {"id": old}, {"id": new})
        registers.write(self.tracker, key, {}, self.seq)

    def log_other(self, uid: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> None:
        """Log a change of what is no issue, such as a saved view; its row was written already."""
        self._append(uid, before, after)
        self._kinds.update(registers.kind_of(name) for name in after)
        self._others.append(uid)

    def fill(self, key: int, values: Mapping[str, Value]) -> None:
        """Write registers of an issue made in this step; its creation is their entry in the log."""
        registers.write(self.tracker, key, values)
        self._kinds.update(registers.kind_of(name) for name in values)
        self._note_blocking(key, values)

    def done(self) -> Done:
        """The answer to the request; valid once the transaction is committed."""
        return Done(
            step=self.number,
            changes=Changes(
                frozenset(self._uids),
                frozenset(self._uids.values()),
                frozenset(self._kinds),
                self.initiator,
                self.seq,
            ),
            ids=tuple(self._ids.values()),
            uids=(*self._uids, *dict.fromkeys(self._others)),
            at=self.at,
            what=self.what,
            skipped=tuple(self.skipped),
            nothing=bool(self.skipped) and not self._ids and not self._others,
            refused=tuple(self.refused),
            refused_keys=tuple(self.refused_keys),
            freed=tuple(self._freed[:_LISTED]),
            freed_count=len(self._freed),
        )

    def finish(self) -> None:
        """Bring the blocked set and the search index up to date with what was changed."""
        tracker = self.tracker
        if self._moved:
            moved = blocking.refresh(tracker, self._moved)
            if moved:
                self._kinds.add("blocked")
                self._freed = ready.startable(tracker, moved.difference(self._uids.values()))
        if self._searched:
            search.index(tracker, self._searched)
        meta.put(tracker, "stamp", self.stamp)

    def next_seq(self) -> int:
        """The number that the next change will have."""
        return int(self.tracker.one("SELECT coalesce(max(seq), 0) + 1 FROM change"))

    def log_created_in_bulk(self, uids: Sequence[str], keys: range) -> None:
        """Log many new issues at once, which are in the search index already."""
        tracker, first = self.tracker, self.next_seq()
        before, after = dumps({registers.CREATED: None}), dumps({registers.CREATED: True})
        tracker.run_many(
            """INSERT INTO change(seq, step, actor, origin, uid, before, after, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                (first + n, self.number, tracker.actor, tracker.origin, uid, before, after, self.at)
                for n, uid in enumerate(uids)
            ),
        )
        if uids:
            self._created.append(keys)
            self.seq = first + len(uids) - 1
            self._kinds.add(registers.CREATED)

    def finish_import(self) -> None:
        """Like finish(), but the blocked set is made anew when many issues came."""
        if sum(map(len, self._created)) > _MANY:
            blocking.rebuild(self.tracker)
            self._moved.clear()
            self._kinds.add("blocked")
        else:
            self._moved.update(*self._created)
        self.finish()

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return not self._uids and not self._others

    def _log(
        self, key: int, uid: str, id: str, before: Mapping[str, Value], after: Mapping[str, Value]
    ) -> None:
        tracker = self.tracker
        self._append(uid, before, after)
        stamped = (name for name in after if not name.startswith(registers.CONFLICT))
        for name in {"status" if name in STATUS_GROUP else name for name in stamped}:
            tracker.run(
                """INSERT INTO stamp(issue, register, stamp) VALUES (?, ?, ?)
                   ON CONFLICT DO UPDATE SET stamp = excluded.stamp""",
                (key, name, self.stamp),
            )
        self._uids.setdefault(uid, key)
        self._ids.setdefault(uid, id)
        self._kinds.update(registers.kind_of(name) for name in after)
        if not _NOT_SEARCHED.issuperset(after) and not _stands_apart(after):
            self._searched.add(key)
        self._note_blocking(key, after)

    def _append(self, uid: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> None:
        tracker = self.tracker
        tracker.run(
            "INSERT INTO change(step, actor, origin, uid, before, after, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.number, tracker.actor, tracker.origin, uid, dumps(before), dumps(after), self.at),
        )
        self.seq = tracker.connection.last_insert_rowid()

    def _note_blocking(self, key: int, after: Mapping[str, Value]) -> None:
        for name in after:
            if name in _HOLDS_UP_OTHERS or name.startswith(registers.DEPENDENCY):
                self._moved.add(key)


def _stands_apart(after: Mapping[str, Value]) -> bool:
    """Whether no issue file could say it: a conflict was looked at, or a file attached.

    `updated_at` and `seq` stay, or the issue would count as changed in a file that has nothing of it.
    """
    return all(name.startswith((registers.CONFLICT, registers.ATTACHMENT)) for name in after)


@contextmanager
def step(
    tracker: Tracker,
    kind: str,
    *,
    detail: str = "",
    initiator: str = "",
    reverses: int | None = None,
    pace: Pace = UNWATCHED,
) -> Generator[Step, None, None]:
    """One transaction and one step; rolled back when the block raises or nothing was changed.

    Raises NothingToDo when nothing was changed, and the errors of Tracker.writing().
    """
    with tracker.writing(), pace.watching(tracker.connection):
        found = Step(tracker, kind, detail, initiator, reverses)
        yield found
        if found.empty and found.refused:
            raise NothingTaken(tuple(found.refused), tuple(found.refused_keys))
        if found.empty and not found.skipped:
            raise NothingToDo("Nothing was changed: it is like that already.")
        found.finish()
