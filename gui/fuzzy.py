"""How well typed letters fit a text: word starts and letters in a row win. Pure, any thread."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from store.structs import dataclass

_START, _FIRST, _NEXT, _GAP = 8.0, 3.0, 9.0, 1.0
"""For a letter at the start of a word, of the text, right after the letter before; and for each gap."""
_LONG = 0.05
"""For each letter of the text: of two texts that fit alike, the shorter one is meant."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fit. places: of the letters in the text, ascending."""

    score: float
    places: tuple[int, ...]
    strong: bool
    """Whether every run of letters begins at the start of a word: what was typed is no accident."""


def match(typed: str, text: str) -> Match | None:
    """Return how the typed words fit, each of them somewhere in the text; None when one does not.

    Capitals and accents do not count. Nothing typed fits everything.
    """
    hay, places, score = _folded(text), set[int](), 0.0
    starts = _starts(text)
    strong = True
    for word in typed.split():
        found = _best(_folded(word), hay, starts)
        if found is None:
            return None
        score += found.score
        strong = strong and found.strong
        places.update(found.places)
    return Match(score - _LONG * len(text), tuple(sorted(places)), strong)


def _best(word: str, hay: str, starts: tuple[bool, ...]) -> Match | None:
    """Find the best places for the letters of one word, in order."""
    if not _occurs(word, hay):
        return None
    # ends[j]: the best score of the letters so far with the last one at j, and the places of all.
    ends: dict[int, tuple[float, tuple[int, ...]]] = {}
    for number, letter in enumerate(word):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        before: tuple[float, tuple[int, ...]] | None = None
        for place, other in enumerate(hay):
            # The best of those that end before the last place: a gap lies between.
            if place - 2 in ends and (before is None or ends[place - 2][0] > before[0]):
                before = ends[place - 2]
            if other != letter:
                continue
            own = (_START if starts[place] else 0.0) + (_FIRST if place == 0 else 0.0)
            ways: list[tuple[float, tuple[int, ...]]] = [(own, ())] if number == 0 else []
            if before is not None:
                ways.append((before[0] + own - _GAP, before[1]))
            if place - 1 in ends:
                ways.append((ends[place - 1][0] + max(own, _NEXT), ends[place - 1][1]))
            if ways:
                score, way = max(ways)
                following[place] = (score, (*way, place))
        ends = following
    if not ends:
        return None
    score, way = max(ends.values(), key=_score)
    runs = [place for number, place in enumerate(way) if number == 0 or way[number - 1] != place - 1]
    strong = all(starts[place] for place in runs)
    # Single letters from here and there are in nearly every text.
    return None if not strong and 2 * len(runs) > len(word) + 2 else Match(score, way, strong)


def _score(end: tuple[float, tuple[int, ...]]) -> float:
    return end[0]


def _occurs(word: str, hay: str) -> bool:
    letters = iter(hay)
    return all(letter in letters for letter in word)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """One letter for each letter of the text, so that places stay: É and e are alike."""
    return "".join((unicodedata.normalize("NFD", letter)[0].casefold() or letter)[0] for letter in text)


@lru_cache(maxsize=1024)
def _starts(text: str) -> tuple[bool, ...]:
    return tuple(
        letter.isalnum() and (place == 0 or not text[place - 1].isalnum())
        for place, letter in enumerate(text)
    )
