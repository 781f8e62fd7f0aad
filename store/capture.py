"""One line for a new issue: `Fix login !1 #ui #"needs review" @me due:fri when:+2w type:bug ^bd-a1b2`. Pure.

What is not understood stays in the title, as does a second priority, person, type, date or parent. A
backslash keeps what follows in the title: `\\#ui`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import islice

from store.issue import TIMES, TYPES, checked, read_priority, storable
from store.requests import Create, CreateSeveral
from store.structs import dataclass
from store.times import parse_when

LABEL, PARENT = "labels", "parent"
_DATES = {"due": "due_at", "when": "defer_until", "defer": "defer_until"}
_MARKS = {"#": LABEL, "@": "assignee"}
_SIGNS = frozenset("#@!^")

_WORD = re.compile(r"\S+")
_NAMED = re.compile(r"(due|when|defer|type):(?=\S)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?!\S)')
# A number alone is somebody else's issue, #123; what ends like a sentence is one.
_PLAIN = re.compile(r'(?!\d+(?!\S))\w(?:[^\s"]*[^\s",.;:!?)])?(?!\S)')
_ID = re.compile(r"(?!\d+(?!\S))\w(?:[\w.-]*\w)?(?!\S)")
_WORDS_OF_A_DATE = 5
_SPELLED_DATES = (("due", "due_at"), ("when", "defer_until"))
_SOME_DAY = "2000-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Part:
    """Something of the line that was understood: text[start:end]. name: a field's, "labels" or "parent"."""

    name: str
    value: object
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Captured:
    """A line as it was typed, and what it says."""

    line: str
    title: str
    parts: tuple[Part, ...] = ()
    description: str = ""

    def within(self, given: Iterable[Part]) -> Captured:
        """The same with what a list gives, where the line says nothing of it itself; see store.giving."""
        said = {part.name for part in self.parts} - {LABEL}
        if said.intersection(TIMES):
            said.update(TIMES)
        labels = {part.value for part in self.parts if part.name == LABEL}
        rest = (part for part in given if part.name != LABEL or part.value not in labels)
        return replace(self, parts=(*self.parts, *(part for part in rest if part.name not in said)))

    def with_description(self, text: str) -> Captured:
        """The same with a description."""
        return replace(self, description=text)

    def request(self, initiator: str = "") -> Create:
        """The request that makes the issue."""
        fields = {part.name: part.value for part in self.parts if part.name not in (LABEL, PARENT)}
        if self.description:
            fields["description"] = self.description
        labels = tuple(str(part.value) for part in self.parts if part.name == LABEL)
        parent = "".join(str(part.value) for part in self.parts if part.name == PARENT)
        return Create(self.title, fields, tuple(dict.fromkeys(labels)), parent, initiator=initiator)


def capture(line: str, now: str, actor: str = "", zone: tzinfo | None = None) -> Captured:
    """Read a line. now: a time such as Clock.now(); actor: whom @me means; zone: None for the machine's."""
    line = storable(line)
    read = _Reader(line, now, actor, zone)
    parts: list[Part] = []
    title, at, cut = "", 0, True
    while (match := _WORD.search(line, at)) is not None:
        start = match.start()
        part = read.part(start)
        if part is not None and (part.name == LABEL or all(part.name != one.name for one in parts)):
            parts.append(part)
            at, cut = part.end, True
            continue
        # Where something was taken out one blank stays, and none at the start.
        title += (" " if title else "") if cut else line[at:start]
        title += match[0][read.escaped(start) :]
        at, cut = match.end(), False
    return Captured(line, title, tuple(parts))


def capture_lines(text: str, now: str, actor: str = "") -> tuple[Captured, ...]:
    """Read each line that has words in it."""
    return tuple(capture(line, now, actor) for line in text.splitlines() if line.strip())


def request_of(wanted: Sequence[Captured], initiator: str = "") -> Create | CreateSeveral:
    """The request that makes one issue, or several as one step."""
    if len(wanted) == 1:
        return wanted[0].request(initiator)
    return CreateSeveral(tuple(one.request(initiator) for one in wanted), initiator)


def spell(request: Create) -> str:
    """The line that is read as this request, as far as a line can say it."""
    fields = request.fields
    read = _Reader(request.title, _SOME_DAY, "somebody", None)

    def word(match: re.Match[str]) -> str:
        understood = read.part(match.start()) is not None or read.escaped(match.start())
        return ("\\" if understood else "") + match[0]

    words = [_WORD.sub(word, request.title)]
    if "priority" in fields:
        words.append(f"!{fields['priority']}")
    words += [f"#{_value(label)}" for label in request.labels]
    if fields.get("assignee"):
        words.append(f"@{_value(str(fields['assignee']))}")
    if fields.get("issue_type") in TYPES:
        words.append(f"type:{fields['issue_type']}")
    if request.parent:
        words.append(f"^{request.parent}")
    words += [f"{name}:{fields[field]}" for name, field in _SPELLED_DATES if fields.get(field)]
    return " ".join(words)


class _Reader:
    """Reads what begins at a place of a line."""

    def __init__(self, line: str, now: str, actor: str, zone: tzinfo | None) -> None:
        self._line, self._now, self._actor, self._zone = line, now, actor, zone

    def part(self, start: int) -> Part | None:
        """What is understood there, or None."""
        sign = self._line[start]
        if sign in _MARKS:
            return self._marked(start)
        if sign == "!":
            match = _WORD.match(self._line, start)
            priority = read_priority(match[0][1:]) if match is not None else None
            return (
                None if match is None or priority is None else Part("priority", priority, start, match.end())
            )
        if sign == "^":
            match = _ID.match(self._line, start + 1)
            return None if match is None else Part(PARENT, match[0], start, match.end())
        named = _NAMED.match(self._line, start)
        return None if named is None else self._named(named)

    def escaped(self, start: int) -> bool:
        """Whether a backslash there keeps a word in the title: before a sign, or what would be understood."""
        at = start
        while self._line[at : at + 1] == "\\":
            at += 1
        if at == start or not self._line[at : at + 1].strip():
            return False
        sign = self._line[at] in _SIGNS and self._line[at + 1 : at + 2].strip() != ""
        return sign or self.part(at) is not None

    def _marked(self, start: int) -> Part | None:
        name = _MARKS[self._line[start]]
        quoted = _QUOTED.match(self._line, start + 1)
        match = quoted or _PLAIN.match(self._line, start + 1)
        if match is None:
            return None
        value = match[0] if quoted is None else quoted[1].replace('""', '"').strip()
        if name == "assignee" and quoted is None and value.casefold() == "me":
            value = self._actor
        return Part(name, value, start, match.end()) if value else None

    def _named(self, named: re.Match[str]) -> Part | None:
        name = named[1].lower()
        if name == "type":
            match = _WORD.match(self._line, named.end())
            kind = str(checked("issue_type", match[0].lower())) if match is not None else ""
            return Part("issue_type", kind, named.start(), match.end()) if match and kind in TYPES else None
        for text, end in self._dates(named.end()):
            try:
                value = parse_when(text, self._now, self._zone)
            except ValueError:
                continue
            return Part(_DATES[name], value, named.start(), end)
        return None

    def _dates(self, start: int) -> Iterator[tuple[str, int]]:
        """The texts that may be the date which begins there, the longest first."""
        quoted = _QUOTED.match(self._line, start)
        if quoted is not None:
            yield quoted[1], quoted.end()
            return
        ends = [match.end() for match in islice(_WORD.finditer(self._line, start), _WORDS_OF_A_DATE)]
        for end in reversed(ends):
            yield self._line[start:end], end


def _value(text: str) -> str:
    """A label or a name as it is read, in quotes where it has to be."""
    plain = _PLAIN.fullmatch(text) and text.casefold() != "me"
    return text if plain else '"' + text.replace('"', '""') + '"'
