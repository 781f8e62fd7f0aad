"""Work that is decided before anybody begins it, and what a person must see after each deed of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from tests.helpers.issue_files import lines, record

FIRST = ("p-1", "p-2", "p-3")
"""Issues of the file with which the work begins; their titles are their ids."""
IMPORTED = 12
"""Issues of another program's file, of which each import brings all or none."""
UNDONE = ("create", "edit", "comment", "label", "close", "reopen")
_CHANCES = {
    "edit": 6.0, "create": 3.0, "comment": 1.5, "label": 1.5, "close": 1.0, "reopen": 0.7, "undo": 1.0,
    "import": 2.0, "export": 2.5, "copy": 1.0, "tidy": 1.0, "restart": 1.5,
}  # fmt: skip
KINDS = tuple(_CHANCES)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees of an issue; notes and description are written together and agree."""

    notes: str
    description: str
    status: str = "open"
    labels: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()


State = Mapping[str, Seen]
"""By title, which is never changed."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed on the issue of that title; the number is used once. after: what is seen then."""

    kind: str
    title: str
    number: int
    after: State


def text_of(number: int) -> str:
    """A description that tells its number; some fill several pages."""
    return f"{number} " * (1, 1, 900, 3000)[number % 4]


def first_file() -> bytes:
    """The issue file with which the work begins."""
    return lines(*(record(id, id, notes="0", description=text_of(0)) for id in FIRST))


def file_to_import(number: int) -> bytes:
    """What another program has of its issues at that time."""
    return lines(
        *(record(f"q-{n}", f"q-{n}", notes=str(number), description=text_of(number)) for n in range(IMPORTED))
    )


def read_state(file: bytes) -> State:
    """What an issue file says, whole; fails where a line cannot be read or an issue is there twice."""
    found = dict[str, Seen]()
    for body in file.splitlines():
        one = json.loads(body)
        if one["status"] == "tombstone":
            continue
        assert one["title"] not in found, one["title"]
        found[one["title"]] = Seen(
            one.get("notes", ""),
            one.get("description", ""),
            one["status"],
            frozenset(one.get("labels", ())),
            tuple(comment["text"] for comment in one.get("comments", ())),
        )
    return found


class Plan:
    """Decides deeds by chance, each for the state that the one before it leaves."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._number = 0

    def deeds(self, state: State, size: int, kinds: tuple[str, ...] = ()) -> list[Deed]:
        """So many of them. kinds: instead of those that chance would choose among."""
        made = list[Deed]()
        chances = {kind: chance for kind, chance in _CHANCES.items() if not kinds or kind in kinds}
        before = state
        while len(made) < size:
            kind = self._dice.choices(*zip(*chances.items(), strict=True))[0]
            if kind == "undo" and (not made or made[-1].kind not in UNDONE):
                # Only what was done a moment ago: before that, nobody knows what the last step is.
                continue
            deed = self.deed(kind, state, before)
            if deed is not None:
                made.append(deed)
                before, state = state, deed.after
        return made

    def deed(self, kind: str, state: State, before: State) -> Deed | None:
        """One of that kind; None where there is nothing that it could be done to."""
        self._number += 1
        number = self._number
        if kind == "create":
            title = f"made {number}"
            return Deed(kind, title, number, {**state, title: Seen(str(number), text_of(number))})
        if kind == "import":
            news = {f"q-{n}": Seen(str(number), text_of(number)) for n in range(IMPORTED)}
            return Deed(kind, "", number, {**state, **news})
        if kind == "undo":
            return Deed(kind, "", number, before)
        if kind not in UNDONE:
            return Deed(kind, "", number, state)
        finished = "closed" if kind == "reopen" else "open"
        titles = [
            title
            for title, seen in state.items()
            if not title.startswith("q-") and (kind not in ("close", "reopen") or seen.status == finished)
        ]
        if not titles:
            return None
        title = self._dice.choice(titles)
        return Deed(kind, title, number, {**state, title: _changed(state[title], kind, number)})


def _changed(seen: Seen, kind: str, number: int) -> Seen:
    if kind == "edit":
        return replace(seen, notes=str(number), description=text_of(number))
    if kind == "comment":
        return replace(seen, comments=(*seen.comments, f"said {number}"))
    if kind == "label":
        return replace(seen, labels=seen.labels | {f"l{number}"})
    return replace(seen, status="closed" if kind == "close" else "open")
