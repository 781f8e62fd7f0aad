"""One line for a new issue: what is understood, what stays in the title, and that nothing is lost."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.capture import Captured, capture, spell
from store.requests import Create

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = "2026-11-24T13:30:00.000001Z"
FRIDAY = "2026-11-27T00:00:00+01:00"


def read(line: str) -> Captured:
    return capture(line, TUESDAY, "ann", BERLIN)


def test_a_line_says_all_that_a_new_issue_needs() -> None:
    line = 'Fix login !1 #ui #"needs review" @me due:fri when:+2w type:bug ^bd-a1b2'
    wanted = Create(
        "Fix login",
        {
            "priority": 1, "assignee": "ann", "due_at": FRIDAY,
            "defer_until": "2026-12-08T14:30:00+01:00", "issue_type": "bug",
        },
        ("ui", "needs review"),
        "bd-a1b2",
        initiator="list",
    )  # fmt: skip
    assert read(line).request("list") == wanted


@pytest.mark.parametrize(
    ("line", "title", "name", "value"),
    [
        ("!high Fix", "Fix", "priority", 1),
        ("Fix !P0 now", "Fix now", "priority", 0),
        ("Fix #größe", "Fix", "labels", "größe"),
        ('Fix #"say ""hi"""', "Fix", "labels", 'say "hi"'),
        ("Fix @ann-lee", "Fix", "assignee", "ann-lee"),
        ('@"Ann Lee" fix', "fix", "assignee", "Ann Lee"),
        ('Fix @"me"', "Fix", "assignee", "me"),
        ("Fix type:feat", "Fix", "issue_type", "feature"),
        ("Fix DUE:next week soon", "Fix soon", "due_at", "2026-11-30T00:00:00+01:00"),
        ("Fix due:tomorrow 17:00", "Fix", "due_at", "2026-11-25T17:00:00+01:00"),
        ("Fix due:in 3 days 24 lamps", "Fix 24 lamps", "due_at", FRIDAY),
        ('Fix due:"fri" 27 lamps', "Fix 27 lamps", "due_at", FRIDAY),
        ("Fix defer:24 dec", "Fix", "defer_until", "2026-12-24T00:00:00+01:00"),
    ],
)
def test_what_is_understood_leaves_the_title(line: str, title: str, name: str, value: object) -> None:
    found = read(line)
    assert found.title == title
    assert [(part.name, part.value) for part in found.parts] == [(name, value)]


@pytest.mark.parametrize(
    "line",
    [
        "Fix #123", "See #", "C# and F#", "mail ann@example.org", "x^2", "^ and !", "Wow!", "!5", "!soon",
        "Heading ## two", 'unfinished #"needs', "Is it #ui?", "ask @ann, then", "due: friday", "due:whenever",
        "type:error handling", "overdue:fri", "https://example.org/#ui", "a  b", "type:", "-7d",
    ],
)  # fmt: skip
def test_what_is_not_understood_stays_in_the_title(line: str) -> None:
    assert (read(line).title, read(line).parts) == (line, ())


def test_the_first_of_two_counts_and_the_second_stays() -> None:
    found = read("!1 Fix !2 #a #b #a @ann @bob")
    assert found.title == "Fix !2 @bob"
    assert found.request().labels == ("a", "b")


def test_a_backslash_keeps_a_word() -> None:
    assert read(r"Paint it \#ui \!1 \due:fri").title == "Paint it #ui !1 due:fri"
    assert read(r"Show \\#ui").title == r"Show \#ui"
    assert read(r"See \#5 \!9 \@ \^").title == r"See #5 !9 \@ \^"
    assert read(r"C:\new \n \\").title == r"C:\new \n \\"


def test_nobody_is_me_where_nobody_is_known() -> None:
    assert capture("Fix @me", TUESDAY, "", BERLIN).title == "Fix @me"


_MARKS = st.sampled_from(
    ["!1", "!high", "!9", "#ui", '#"needs review"', "#12", "@me", '@"Ann Lee"', "due:fri", "due:next week",
     "when:+2w", 'when:"24 dec"', "due:no", "type:bug", "type:x", "^bd-a1", "^", "\\", '"', "#", "24 dec"]
)  # fmt: skip
_LINES = st.lists(
    st.one_of(_MARKS, _MARKS.map(lambda mark: "\\" + mark), st.text(max_size=8)), max_size=10
).flatmap(lambda words: st.sampled_from([" ", "  ", "\t"]).map(lambda blank: blank.join(words)))


@given(_LINES)
def test_nothing_typed_is_ever_lost(line: str) -> None:
    found = read(line)
    rest, at = [], 0
    for part in found.parts:
        assert at <= part.start < part.end
        rest.append(found.line[at : part.start])
        at = part.end
        # What was taken out of the title is what the field has.
        typed = found.line[part.start : part.end]
        if part.name in ("labels", "parent") or (part.name == "assignee" and part.value != "ann"):
            assert str(part.value) in typed.replace('""', '"')
        if part.name == "priority":
            assert typed[1:].lower() in {str(part.value), f"p{part.value}", "high"}
    left = " ".join([*rest, found.line[at:]]).split()
    kept = found.title.split()
    assert len(kept) == len(left)
    for word, was in zip(kept, left, strict=True):
        assert was in (word, "\\" + word)


@given(_LINES)
def test_an_issue_is_spelled_as_a_line_that_is_read_as_it(line: str) -> None:
    wanted = read(line).request()
    again = read(spell(wanted)).request()
    assert again.title.split() == wanted.title.split()
    assert (again.fields, again.labels, again.parent) == (wanted.fields, wanted.labels, wanted.parent)


@given(st.text(), st.text(min_size=1).filter(lambda label: label.strip() == label))
def test_any_title_and_any_label_can_be_spelled(title: str, label: str) -> None:
    wanted = Create(" ".join(title.split()), labels=(label,))
    found = read(spell(wanted)).request()
    assert found.labels == (label,)
    assert re.sub(r"\s+", " ", found.title).strip() == wanted.title
