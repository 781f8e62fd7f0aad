"""The last check before an issue file is written: nothing that it has may be dropped by a fault of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from store import jsonl, mending
from store.base_lines import ABSENT, DROPPED, ORIGIN
from store.conflict_markers import MERGED
from store.errors import NotExported
from store.issue import STATUS_GROUP
from store.registers import COMMENT, CREATED, DEPENDENCY, EXTRA, LABEL, METADATA
from store.values import as_list, loads_object

if TYPE_CHECKING:
    from store.exporting import Part, Rendering
    from store.tracker import Tracker

_LISTS = {"labels": LABEL, "dependencies": DEPENDENCY, "comments": COMMENT}


def refuse_loss(tracker: Tracker, name: str, file: int, rendering: Rendering) -> None:
    """Raise NotExported, naming line and issue, where the rendering lacks what the file has.

    A line may differ only where the log of changes says so: a key, or an element of a list, goes only
    when it was taken away since the line was seen. Hold the transaction of the rendering.
    """
    _refuse_missing(tracker, name, file, rendering)
    number = 1
    for part in rendering.parts:
        if part.row is not None and part.body != part.was:
            lost = _lost(tracker, part)
            if lost:
                who = f" ({part.id})" if part.id else ""
                raise NotExported(name, "loss", f"line {number}{who} would lose {lost}")
        number += (part.was + part.was_ending).count(b"\n")


def _refuse_missing(tracker: Tracker, name: str, file: int, rendering: Rendering) -> None:
    there = {part.row for part in rendering.parts}
    rows = tracker.all(
        """SELECT b.key, line, coalesce(id, '') FROM jsonl_base AS b LEFT JOIN issue ON issue.key = b.issue
           WHERE file = ? AND kind NOT IN (?, ?, ?, ?) ORDER BY line""",
        (file, ABSENT, DROPPED, MERGED, ORIGIN),
    )
    for key, line, id in rows:
        if key not in there:
            who = f" ({id})" if id else ""
            raise NotExported(name, "loss", f"line {line}{who} would be missing")


def _lost(tracker: Tracker, part: Part) -> str:
    """What the new line would lack, "" when all is there or was taken away on purpose."""
    if part.kind != "issue" or part.key is None or part.now <= part.was_seq:
        return "what it says, although nobody changed it here"
    try:
        old, new = jsonl.read(mending.one_line(part.was)), jsonl.read(part.body)
    except jsonl.BadLine as error:
        return f"all of it: {error.reason}"
    fewer = [key for key in old if _is_fewer(old, new, key)]
    if not fewer:
        return ""
    changed = _changed(tracker, part.key, part.was_seq)
    for key in fewer:
        if not any(register.startswith(_registers(key)) for register in changed):
            return f"“{key}”"
    return ""


def _is_fewer(old: Mapping[str, object], new: Mapping[str, object], key: str) -> bool:
    if key not in new:
        # Of two spellings of one key the last counts, and stays.
        spelled = {jsonl.known_key(one) for one in new}
        return old[key] not in (None, "", [], {}, False) and jsonl.known_key(key) not in spelled
    if jsonl.known_key(key) in _LISTS:
        return len(as_list(new[key])) < len(as_list(old[key]))
    unknown = jsonl.known_key(key) not in jsonl.ORDER
    return unknown and new[key] != old[key]


def _registers(key: str) -> tuple[str, ...]:
    known = jsonl.known_key(key)
    if known in STATUS_GROUP:
        return (*STATUS_GROUP, CREATED)
    if known == "original_type":
        return (known, CREATED)
    return (_LISTS.get(known, known), f"{EXTRA}{key}", *((METADATA,) if known == "metadata" else ()))


def _changed(tracker: Tracker, key: int, since: int) -> set[str]:
    """Names of registers that were changed after that change, or whose value here won a merge."""
    rows: list[tuple[Any, ...]] = tracker.all(
        "SELECT before, after FROM change JOIN issue USING (uid) WHERE issue.key = ? AND change.seq > ?",
        (key, since),
    )
    won = tracker.all("SELECT register FROM conflict WHERE issue = ?", (key,))
    return {name for (name,) in won} | {name for row in rows for text in row for name in loads_object(text)}
