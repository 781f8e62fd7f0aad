"""What a query could go on with at the cursor: filter names, then values that occur. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.answers import Counts, Words
from store.query import DATES, FILTERS, ME, NONE, STATES, spell
from store.structs import dataclass

MOST = 100
"""Proposals of one list; Completion.more says that there would be others."""

_VALUE = re.compile(
    r'(?:^|(?<=[\s(]))-?(?P<name>[A-Za-z_]+):(?!:|//)(?P<before>(?:(?:"(?:[^"]|"")*"|[^\s",]+),)*)'
    r'(?P<sign><=|>=|<|>)?(?P<part>"(?:[^"]|"")*|[^\s",()]*)\Z'
)
_WORD = re.compile(r"(?:^|(?<=[\s(]))-?(?P<part>[^\W\d][\w-]*)\Z")
_REST = re.compile(r'[^\s,()"]*"?')

_COMING = ("today", "tomorrow", "<today", "<=+7d", "<=+30d", '"next week"', '"next month"', NONE)
_PAST = ("today", "yesterday", ">-24h", ">=-7d", ">=-30d", "<-30d", "<-90d")
_DAYS = ("today", "tomorrow", "yesterday", "monday", "friday", '"next week"', '"next month"', "+7d", "-7d")
_PRIORITIES = ("0", "1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to write. text: what takes the place; shown: what it is called; name: its filter.

    count: how many open issues have it, None where nobody counted. whole: nothing has to follow.
    """

    text: str
    shown: str
    name: str
    count: int | None = None
    whole: bool = True
    title: str = ""
    """Of an epic, whose id is written."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand in place of text[start:end]. word: a plain word is meant as likely."""

    start: int
    end: int
    proposals: tuple[Proposal, ...] = ()
    word: bool = False
    more: bool = False


def complete(text: str, cursor: int, words: Words, counts: Counts, *, asked: bool = False) -> Completion:
    """What the term at the cursor may become. asked: also where nothing was typed yet."""
    before = text[:cursor]
    value = _VALUE.search(before)
    if value is not None and not _in_quotes(before[: value.start()]):
        return _values(text, value, words, counts)
    word = _WORD.search(before)
    if word is not None and not _in_quotes(before[: word.start()]):
        return _words(text, word, words, counts)
    free = not before or before[-1] in " (-"
    if asked and free and not _in_quotes(before):
        return _cut(cursor, cursor, [_filter(name) for name in FILTERS], word=True)
    return Completion(cursor, cursor)


def _values(text: str, match: re.Match[str], words: Words, counts: Counts) -> Completion:
    name, part, sign = match["name"].lower(), match["part"], match["sign"] or ""
    start = match.start("part")
    typed = part.lstrip('"').casefold()
    found = [
        one
        for one in _values_of(name, words, counts, compared=bool(sign))
        if typed in one.shown.casefold() or typed in one.title.casefold()
    ]
    found.sort(key=lambda one: not one.shown.casefold().startswith(typed))
    taken = {one.strip('"').casefold() for one in match["before"].split(",")}
    found = [one for one in found if one.shown.casefold() not in taken]
    rest = _REST.match(text, match.end())
    if len(found) == 1 and found[0].text == part:
        found = []
    return _cut(start, rest.end() if rest else match.end(), found, word=False)


def _words(text: str, match: re.Match[str], words: Words, counts: Counts) -> Completion:
    part = match["part"]
    typed = part.casefold()
    end = match.end() + len(re.match(r"[\w-]*", text[match.end() :])[0])  # type: ignore[index]
    found = [_filter(name) for name in FILTERS if name.startswith(typed)]
    if len(part) > 1:
        for name in ("is", "type", "status", "label", "assignee"):
            found += [
                Proposal(f"{name}:{one.text}", f"{name}:{one.shown}", name, one.count)
                for one in _values_of(name, words, counts, compared=False)
                if one.shown.casefold().startswith(typed)
            ]
    return _cut(match.start("part"), end, found, word=True)


def _values_of(name: str, words: Words, counts: Counts, *, compared: bool) -> Iterator[Proposal]:
    """Every value that a filter may have here. compared: after < or >."""
    labels = {tally.name: tally.count for tally in counts.labels}
    people = {tally.name: tally.count for tally in counts.assignees}
    if name == "is":
        yield from (Proposal(one, one, name, counts.views.get(one)) for one in STATES)
    elif name == "status":
        yield from _spelled(name, words.statuses)
    elif name == "type":
        yield from _spelled(name, words.types)
    elif name == "label":
        yield from (Proposal(_value(name, one), one, name, labels.get(one, 0)) for one in words.labels)
        yield Proposal(NONE, NONE, name)
    elif name == "assignee":
        yield from (Proposal(one, one, name) for one in (ME, NONE))
        yield from (Proposal(_value(name, one), one, name, people.get(one, 0)) for one in words.assignees)
    elif name == "priority":
        yield from (Proposal(one, one, name) for one in (*_PRIORITIES, *(() if compared else ("<=1", ">=3"))))
    elif name in ("epic", "parent"):
        for epic in counts.epics:
            yield Proposal(_value(name, epic.id), epic.id, name, epic.children, title=epic.title)
        yield Proposal(NONE, NONE, name)
    elif name in DATES:
        some = _DAYS if compared else _COMING if name in ("due", "defer") else _PAST
        yield from (Proposal(one, one.strip('"'), name) for one in some)


def _spelled(name: str, values: Iterable[str]) -> Iterator[Proposal]:
    return (Proposal(_value(name, one), one, name) for one in values)


def _value(name: str, value: str) -> str:
    return spell(name, value).removeprefix(f"{name}:")


def _filter(name: str) -> Proposal:
    return Proposal(f"{name}:", f"{name}:", name, whole=False)


def _in_quotes(text: str) -> bool:
    return text.count('"') % 2 == 1


def _cut(start: int, end: int, found: list[Proposal], *, word: bool) -> Completion:
    return Completion(start, end, tuple(found[:MOST]), word, len(found) > MOST)
