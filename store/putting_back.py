"""What another program dropped from the issue file, as the window asks of it and has it put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.answers import Changes, Done
from store.base_lines import DROPPED
from store.erased import CAUSE
from store.errors import NothingToDo
from store.registers import CONFLICTS, Value, conflict_register
from store.requests import Request
from store.steps import Step
from store.structs import dataclass
from store.values import loads

if TYPE_CHECKING:
    from store.tracker import Tracker


@dataclass(frozen=True, slots=True)
class ErasedValue:
    """One value that is safe here and not in the file. register "created": the whole issue."""

    conflict: int
    uid: str
    id: str
    title: str
    register: str
    kept: Value
    lost: Value


@dataclass(frozen=True, slots=True)
class Erased:
    """All that waits to be put back; lines: how many that are no issues."""

    values: tuple[ErasedValue, ...] = ()
    lines: int = 0
    source: str = ""
    """The name of the file, for the sentence."""

    def __bool__(self) -> bool:
        return bool(self.values or self.lines)


@dataclass(frozen=True, slots=True)
class AskErased(Request[Erased]):
    """What was dropped and not decided on, oldest first."""

    def run(self, tracker: Tracker) -> Erased:
        """One read transaction."""
        with tracker.reading():
            rows = tracker.all(
                """SELECT c.key, uid, id, title, register, kept, lost, source
                   FROM conflict AS c JOIN issue ON issue.key = c.issue
                   WHERE cause = ? AND resolved IS NULL AND NOT gone ORDER BY c.key""",
                (CAUSE,),
            )
            lines = tracker.one("SELECT count(*) FROM jsonl_base WHERE kind = ?", (DROPPED,))
        values = tuple(
            ErasedValue(conflict, uid, id, title, register, loads(kept), loads(lost))
            for conflict, uid, id, title, register, kept, lost, _ in rows
        )
        return Erased(values, int(lines), rows[0][7] if rows else "")


@dataclass(frozen=True, slots=True)
class PutBack(Request[Done]):
    """Let the next export write again what was dropped; undo lets it wait again."""

    initiator: str = ""

    def run(self, tracker: Tracker) -> Done:
        """One transaction. Raises NothingToDo when nothing waits."""
        with tracker.writing():
            lines = tracker.one("SELECT count(*) FROM jsonl_base WHERE kind = ?", (DROPPED,))
            tracker.run("UPDATE jsonl_base SET kind = 'verbatim' WHERE kind = ?", (DROPPED,))
            rows = tracker.all(
                "SELECT key, issue FROM conflict WHERE cause = ? AND resolved IS NULL ORDER BY key", (CAUSE,)
            )
            if not rows and not lines:
                raise NothingToDo("Nothing waits to be put back.")
            if not rows:
                return Done(0, Changes(kinds=frozenset({CONFLICTS})), at=tracker.clock.now())
            # "keep", as in a review: the value here stays, and so it is written.
            made = Step(tracker, "resolve", "keep", self.initiator, None)
            for conflict, key in rows:
                made.change(key, {conflict_register(conflict): made.number})
            made.finish()
        return made.done()
