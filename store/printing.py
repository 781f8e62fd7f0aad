"""What the terminal commands print: one JSON document for programs, short lines for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from store import details, jsonl
from store.answers import Done
from store.checkpoint import Settled
from store.exchange_answers import Imported
from store.holders import Holder
from store.issue import TOMBSTONE, Issue
from store.jsonl_encode import Style, encode
from store.records import record_of
from store.registers import FLAGS
from store.values import as_list

if TYPE_CHECKING:
    from store.tracker import Tracker

_PAGE = 500
_PLAIN = Style(escape_html=False)


class Printer:
    """Prints one command's answer; `as_json` chooses the form."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def document(self, value: object, lines: Iterable[str]) -> None:
        """Print a JSON document, or the lines for people."""
        if self.as_json:
            self._write(encode(value, _PLAIN).decode())
        else:
            for line in lines:
                self._write(line)

    def issues(
        self, tracker: Tracker, keys: Sequence[int], blocked_by: Mapping[int, Sequence[str]] | None = None
    ) -> None:
        """Print issues page by page; as JSON an array in the issue file's format."""
        first = True
        if self.as_json:
            self._out.write("[")
        for start in range(0, len(keys), _PAGE):
            for issue in details.issues(tracker, tuple(keys[start : start + _PAGE])):
                waits = (blocked_by or {}).get(issue.key)
                if self.as_json:
                    self._out.write(("" if first else ",\n ") + _json_line(issue, waits))
                else:
                    self._write(_line(issue, waits))
                first = False
        if self.as_json:
            self._write("]")

    def whole(self, issue: Issue) -> None:
        """Print one issue with all of its texts."""
        if self.as_json:
            self._write(f"[{_json_line(issue)}]")
            return
        record = record_of(issue)
        self._write(f"{issue.id}  {issue.title}")
        for name, value in record.items():
            # By identity: 0 equals False, and a priority of 0 is the highest.
            unset = value is None or value == "" or value == [] or (value is False and name in FLAGS)
            if unset or name in ("id", "title"):
                continue
            if name == "comments":
                for comment in issue.comments:
                    self._write(f"\n{comment.author}, {comment.created_at}:\n{comment.text}")
            elif name == "dependencies":
                for edge in issue.dependencies:
                    self._write(f"{edge.type}: {edge.target}")
            elif isinstance(value, str) and "\n" in value:
                self._write(f"\n{name}:\n{value}")
            elif as_list(value):
                self._write(f"{name}: {', '.join(map(_word, as_list(value)))}")
            else:
                self._write(f"{name}: {_word(value)}")

    def done(self, tracker: Tracker, done: Done) -> None:
        """Print the issues that a step left behind; those that are gone again are named only."""
        keys = [
            key
            for (key,) in (tracker.all("SELECT key FROM issue WHERE uid = ?", (uid,))[0] for uid in done.uids)
        ]
        self.issues(tracker, keys)

    def problems(self, imported: Imported) -> None:
        """Say on stderr what was kept as it was, and which value of two was kept."""
        for line, reason in imported.problems:
            self.note(f"line {line}: {reason}" if line else f"{reason}.")
        for conflict in imported.conflicts:
            self.note(_chosen(conflict))
        for note in imported.notes:
            self.note(note)

    def holders(self, holders: Sequence[Holder]) -> None:
        """Print who has the tracker open."""
        values = [holder.as_json() for holder in holders]
        self.document(values, (holder_line(holder) for holder in holders))

    def note(self, text: str) -> None:
        """Say something on stderr."""
        print(text, file=self._err)

    def _write(self, text: str) -> None:
        print(text, file=self._out)


def _chosen(conflict: dict[str, object]) -> str:
    id, field, kept, lost = (conflict[name] for name in ("id", "field", "kept", "lost"))
    if field == "id":
        return f"{lost} was another issue's id already; this one is {id} now"
    if field == "status" and TOMBSTONE in (kept, lost):
        stands = "deleted" if kept == TOMBSTONE else "kept"
        return f"{id}: deleted on one side, changed on the other; it is {stands}, and nothing of it is lost"
    return f"{id}: {field} was changed on both sides; the later one is kept"


def _word(value: object) -> str:
    return value if isinstance(value, str) else encode(value, _PLAIN).decode()


def settled_json(settled: Settled, grade: str, wal_bytes: int) -> dict[str, object]:
    """The answer of `checkpoint`."""
    return {
        "grade": grade,
        "attempts": [
            {
                "n": attempt.n,
                "mode": attempt.mode,
                "busy": attempt.busy,
                "frames": attempt.frames,
                "moved": attempt.moved,
                "wait_ms": attempt.wait_ms,
                "holders": [holder.as_json() for holder in attempt.holders],
            }
            for attempt in settled.attempts
        ],
        "wal_bytes": wal_bytes,
    }


def holder_line(holder: Holder) -> str:
    """A program that has the tracker open, in a line."""
    value = holder.as_json()
    return f"{holder.called}: {value['holds_up'] or 'idle'}"


def _json_line(issue: Issue, blocked_by: Sequence[str] | None = None) -> str:
    record = record_of(issue)
    if blocked_by is not None:
        record["blocked_by"] = list(blocked_by)
    return jsonl.line(record, _PLAIN).decode()


def _line(issue: Issue, blocked_by: Sequence[str] | None = None) -> str:
    waits = f"  (waits for {', '.join(blocked_by)})" if blocked_by else ""
    return f"{issue.id}  P{issue.priority}  {issue.status:<11}  {issue.title}{waits}"
