"""What a query may go on with at the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.answers import Counts, Epic, Tally, Words
from store.completing import complete
from store.query import BadQuery, parse

WORDS = Words(("open", "closed"), ("task", "bug"), ("API", "needs review", "ui", "ui-kit"), ("Bob",), ())
COUNTS = Counts(views={"ready": 3}, labels=(Tally("ui", 7),), epics=(Epic("bd-7", "u", "Great plan", 4, 1),))


def proposed(typed: str, *, asked: bool = False) -> list[str]:
    """The texts that would stand there; | in `typed` is the cursor."""
    cursor = typed.index("|")
    text = typed.replace("|", "")
    found = complete(text, cursor, WORDS, COUNTS, asked=asked)
    return [text[: found.start] + one.text + text[found.end :] for one in found.proposals]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("u|", ["updated:"]),
        ("fix (la|", ["fix (label:"]),
        ("-ep|", ["-epic:", "-is:epic"]),
        ("ui|", ["label:ui", "label:ui-kit"]),
        ("label:u|", ["label:ui", "label:ui-kit"]),
        ("label:u|i x", ["label:ui x", "label:ui-kit x"]),
        ("label:ap|", ['label:"API"']),
        ("label:ui,u|", ["label:ui,ui-kit"]),
        ('label:"needs r|', ['label:"needs review"']),
        ('label:"needs review",ui-|', ['label:"needs review",ui-kit']),
        ("(is:open or is:rea|)", ["(is:open or is:ready)"]),
        ("epic:great|", ["epic:bd-7"]),
        ("assignee:b|", ['assignee:"Bob"']),
        ("due:tom|", ["due:tomorrow"]),
        ("due:next|", ['due:"next week"', 'due:"next month"']),
        ("due:<tod|", ["due:<today"]),
        ("is:ready|", []),
        ("std::u|", []),
        ('"la|', []),
        ("|", []),
        ("a |", []),
    ],
)
def test_the_term_at_the_cursor_is_completed(typed: str, texts: list[str]) -> None:
    assert proposed(typed) == texts


def test_everything_is_proposed_where_somebody_asks() -> None:
    assert proposed("x |", asked=True)[:2] == ["x is:", "x status:"]


def test_proposals_tell_how_many_there_are() -> None:
    (ui, kit) = complete("label:u", 7, WORDS, COUNTS).proposals
    assert (ui.count, kit.count) == (7, 0)


@given(st.text(alphabet='labeis:u"(), -or<', max_size=12), st.integers(0, 12))
def test_what_is_taken_can_be_read(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    found = complete(text, cursor, WORDS, COUNTS)
    assert 0 <= found.start <= cursor <= found.end <= len(text)
    for one in found.proposals:
        if one.whole and found.start == 0:
            written = one.text
            try:
                parse(written)
            except BadQuery as error:
                raise AssertionError(written) from error
