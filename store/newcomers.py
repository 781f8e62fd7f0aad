"""Two issues with one id: the one that came later gets an id of its own, and so do the links that mean it.

Ids are minted apart, so that two people can hit on the same one. What tells them apart is the second in
which they were made: uids differ also for one issue that was made here and exported, and programs write
the same instant in other zones, or without fractions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from store import ids, jsonl, mending
from store.registers import DEPENDENCY, dependency_register, read
from store.times import sort_key
from store.values import as_list, as_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.base_lines import BaseLines
    from store.lines import Line
    from store.steps import Step

Known = tuple[int, str, str]
"""Key, uid and time of creation."""

_LENGTHS = (4, 6, 8, 12, 32)
_NAMED = re.compile(r"(.+)-([0-9a-f]{4,32})")
_ZERO = "0001-"
"""How the time begins that Go writes for none."""


def second(created_at: object) -> str:
    """The second in which an issue was made, UTC; "" when nobody can say."""
    key = sort_key(created_at)[:19] if isinstance(created_at, str) else ""
    return "" if key.startswith(_ZERO) else key


def are_two(mine: object, given: object) -> bool:
    """Whether two times of creation are those of different issues; a partial line is of the same one."""
    one, other = second(mine), second(given)
    return bool(one and other and one != other)


def name_for(id: str, created_at: object, made_at: Callable[[str], str | None]) -> str:
    """The newcomer's id, the same in every clone: with 4 digits of its uid, or more where those are taken.

    made_at: when the issue with that id was made, None when there is none. The answer may be the id of an
    issue that is there: then it is the newcomer itself, which came before.
    """
    digits = ids.derive_uid(id, str(created_at)).replace("-", "")
    names = [f"{id}-{digits[:length]}" for length in _LENGTHS]
    for name in names:
        there = made_at(name)
        if there is None or second(there) == second(created_at):
            return name
    return names[-1]


def rename_in(line: Line, id: str, name: str, common: Sequence[object] = ()) -> None:
    """Let a line say the new name wherever it means that issue; common: links that mean another one."""
    changes: dict[str, object] = {}
    for key in ("dependencies", "comments"):
        items = as_list(line.record.get(key))
        renamed = [item if item in common else _named_anew(item, id, name) for item in items]
        if renamed != items:
            changes[key] = renamed
    if line.id == id:
        changes["id"] = line.id = name
    if changes:
        line.raw = jsonl.patch(mending.one_line(line.raw), changes)
        line.record = jsonl.read(line.raw)


class Newcomers:
    """The issues of a file whose id is another one's here."""

    def __init__(self, known: Mapping[str, Known], base: BaseLines, lines: Iterable[Line]) -> None:
        self._known = known
        self._base = base
        self._in_file = {line.id for line in lines} if known else set[str]()
        self._names: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._relinked: list[Line] = []

    def name(self, line: Line) -> None:
        """Give a line's issue an id of its own where the id is another one's. The line's bytes stay."""
        here = self._known.get(line.id)
        if here is None:
            return
        given = line.record.get("created_at")
        if not are_two(here[2], given):
            return
        name = name_for(line.id, given, self._made_at)
        there = self._known.get(name)
        if there is not None:
            # It came before: its last seen line is kept under the file's own id.
            self._base.reclaim(there[0])
        elif here[0] in self._base.raw:
            # The file told of our issue the last time, so it does now: somebody changed that time.
            return
        else:
            self._titles[name] = str(line.record.get("title", ""))
        self._names[line.id] = name
        line.id = name

    def relink(self, lines: Iterable[Line]) -> None:
        """Let the links of new and changed lines lead to the new ids: within a file, they mean its issues."""
        if self._names:
            for line in lines:
                links = as_list(line.record.get("dependencies"))
                if any(_target(link) in self._names for link in links):
                    renamed = [_renamed(link, self._names) for link in links]
                    line.record = {**line.record, "dependencies": renamed}
                    self._relinked.append(line)

    def told(self, new: Iterable[Line]) -> list[tuple[Line, str, str]]:
        """Each newcomer with the id in the file and its title, once it is in the tracker.

        An export then compares what differs from the line: the id, and links that lead elsewhere.
        """
        arrived = [line for line in new if line.id in self._titles] if self._titles else []
        for line in (*arrived, *self._relinked):
            line.seq = 0
        old = {name: id for id, name in self._names.items()}
        return [(line, old[line.id], self._titles[line.id]) for line in arrived]

    def _made_at(self, id: str) -> str | None:
        if id in self._known:
            return self._known[id][2]
        return "" if id in self._in_file else None


def follow(step: Step, lines: Iterable[Line], known: dict[str, Known]) -> None:
    """Rename here what another clone had to rename: the same issue, its id with digits of its uid.

    known: key, uid and time of creation of each issue, by id; it is kept up to date.
    """
    if not known:
        return
    for line in lines:
        match = _NAMED.fullmatch(line.id)
        if match is None or line.id in known or match[1] not in known:
            continue
        old, digits = match.groups()
        here, created_at = known[old], line.record.get("created_at")
        if not second(created_at) or second(here[2]) != second(created_at):
            continue
        if ids.derive_uid(old, str(created_at)).replace("-", "").startswith(digits):
            _rename(step, here[0], old, line.id)
            known[line.id] = known.pop(old)


def _rename(step: Step, key: int, old: str, new: str) -> None:
    tracker = step.tracker
    tracker.run("UPDATE issue SET id = ? WHERE key = ?", (new, key))
    step.renamed(key, old, new)
    for issue, type_ in tracker.all(
        "SELECT issue, type FROM dependency WHERE target = ? AND NOT removed", (old,)
    ):
        was = dependency_register(old, type_)
        value = read(tracker, issue, [was])[was]
        step.change(issue, {was: None, f"{DEPENDENCY}{new}\t{type_}": value})


def _target(link: object) -> str:
    given = as_record(link)
    target = given.get("depends_on_id") if given is not None else link
    return target if isinstance(target, str) else ""


def _renamed(link: object, names: Mapping[str, str]) -> object:
    name = names.get(_target(link))
    if name is None:
        return link
    given = as_record(link)
    return name if given is None else {**given, "depends_on_id": name}


def _named_anew(item: object, id: str, name: str) -> object:
    given = as_record(item)
    if given is None:
        return name if item == id else item
    return {
        key: name if key in ("issue_id", "depends_on_id") and value == id else value
        for key, value in given.items()
    }
