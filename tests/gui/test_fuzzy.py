"""What the palette takes for meant: word starts and letters in a row win, and accidents are left out."""

import pytest

from gui.fuzzy import match

TEXTS = (
    "New issue", "New sub-issue", "New tracker", "Move to trash", "Status", "Select all", "Sidebar",
    "Priority", "Copy id", "Copy id and title", "Compact rows", "Comfortable rows", "Colours as the system",
    "Dark colours", "Close with reason", "Take out of the trash", "Keyboard shortcuts", "Change shortcuts",
    "Reopen", "Import into a new tracker",
)  # fmt: skip


def ranked(typed: str) -> list[str]:
    found = [(fit.score, text) for text in TEXTS if (fit := match(typed, text)) is not None]
    return [text for _, text in sorted(found, key=lambda one: -one[0])]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ni", "New issue"),
        ("nsi", "New sub-issue"),
        ("new", "New issue"),
        ("trash", "Move to trash"),
        ("st", "Status"),
        ("pri", "Priority"),
        ("ci", "Copy id"),
        ("comp", "Compact rows"),
        ("dark", "Dark colours"),
        ("colours dark", "Dark colours"),
        ("KS", "Keyboard shortcuts"),
        ("chs", "Change shortcuts"),
        ("ópen", "Reopen"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert ranked(typed)[0] == first


def test_letters_in_a_row_beat_letters_from_here_and_there() -> None:
    row, spread = match("stat", "Set status"), match("stat", "Show the actual time")
    assert row is not None
    assert spread is not None
    assert row.score > spread.score


def test_a_word_start_beats_the_middle_of_a_word() -> None:
    start, middle = match("new", "Open new"), match("new", "Renewed")
    assert start is not None
    assert middle is not None
    assert start.score > middle.score
    assert start.strong
    assert not middle.strong


def test_the_places_are_those_of_the_text_that_is_shown() -> None:
    found = match("ecr", "Éclair crème")
    assert found is not None
    assert "".join("Éclair crème"[place] for place in found.places) == "Écr"
    both = match("rows comp", "Compact rows")
    assert both is not None
    assert "".join("Compact rows"[place] for place in both.places) == "Comprows"


def test_single_letters_of_a_long_word_are_an_accident() -> None:
    assert match("sclor", "Select all rows") is None
    assert match("crash", "Colours as the system") is None
    assert match("zz", "Status") is None
    assert match("status x", "Status") is None


def test_nothing_typed_fits_everything() -> None:
    assert match("  ", "Status") is not None
