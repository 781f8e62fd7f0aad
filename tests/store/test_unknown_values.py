"""What can be read of a query, and which of its values occur nowhere."""

import pytest

from store.answers import Words
from store.query import parse
from store.readable import readable
from store.unknown_values import Unknown, unknown

WORDS = Words(("open", "in_progress"), ("task", "bug"), ("ui", "needs review"), ("Mara", "none"), ())


@pytest.mark.parametrize(
    ("text", "before", "unfinished"),
    [
        ("login", "login", None),
        ("login label:", "login", True),
        ("label:", "", True),
        ("login -label:", "login", True),
        ("login due:< ui", "login", False),
        ("login is:nonsense ui", "login", False),
        ("login label:ui,", "login", True),
        ("(label:ui or", "(label:ui", True),
        ("(label:ui or is:x", "(label:ui", False),
        ("login nothing:x", "login", False),
        ("login )", "login", False),
        ("(", "", True),
    ],
)
def test_a_query_is_read_up_to_its_fault(text: str, before: str, unfinished: bool | None) -> None:
    found, fault = readable(text)
    assert (found, fault.unfinished if fault is not None else None) == (before, unfinished)
    assert list(parse(found)) == list(parse(before))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("label:zzz", Unknown("label", "zzz")),
        ("login label:uy -is:open", Unknown("label", "uy", "ui", "login label:ui -is:open")),
        ("label:need", Unknown("label", "need", "needs review", 'label:"needs review"')),
        ("assignee:mira", Unknown("assignee", "mira", "Mara", 'assignee:"Mara"')),
        ("type:bugg", Unknown("type", "bugg", "bug", "type:bug")),
        ("status:opne", Unknown("status", "opne", "open", "status:open")),
        ('label:"UI"', Unknown("label", "UI", "ui", "label:ui")),
        ("(label:zzz or label:yyy)", Unknown("label", "zzz")),
        # Nothing of these alone keeps issues from being found.
        ("label:UI", None),
        ("label:zzz,ui", None),
        ("-label:zzz", None),
        ("(label:zzz or is:open)", None),
        ("label:none assignee:none assignee:me", None),
        ("status:tombstone", None),
        ("STATUS:Open type:BUG zzz", None),
        ("label:", None),
    ],
)
def test_a_value_that_no_issue_has_is_named_with_the_nearest_one(text: str, found: Unknown | None) -> None:
    assert unknown(text, WORDS) == found
