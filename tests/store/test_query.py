from __future__ import annotations

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from store.query import (
    DEEPEST,
    FILTERS,
    STATES,
    BadQuery,
    Filter,
    Group,
    Term,
    Text,
    Value,
    parse,
    spell,
    unparse,
)

_PIECES = (
    "is:ready", "-is:open,closed", "label:", "label:ui", 'label:"a b"', "foo:bar", "priority:<=1",
    "priority:0,1",
    "due:<2026-01-01", "created:>-7d", "due:none", "-", "--force", '"', '""', ",", " ", "\t",
    "word", "-word",
    "a:b", "std::map", "https://x.org", "closed:>", "<",
    "(", ")", " or ", "-(", "(a or b)", "f(x)", "é", "\0", "\u2028",
)  # fmt: skip
typed = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  ", ()),
        ("login page", (Text("login"), Text("page"))),
        ('"exact words" more', (Text("exact words", exact=True), Text("more"))),
        ('"not closed yet', (Text("not closed yet", exact=True),)),
        ('""', ()),
        ('"say ""hello"""', (Text('say "hello"', exact=True),)),
        ("-word", (Text("word", negated=True),)),
        ("--force", (Text("--force"),)),
        ("-", (Text("-"),)),
        (
            "std::map https://example.org 12:30",
            (Text("std::map"), Text("https://example.org"), Text("12:30")),
        ),
        ("is:ready", (Filter("is", (Value("ready"),)),)),
        ("IS:Ready", (Filter("is", (Value("Ready"),)),)),
        ("is:in-progress", (Filter("is", (Value("in-progress"),)),)),
        ("-label:ui", (Filter("label", (Value("ui"),), negated=True),)),
        ('label:"a b",c', (Filter("label", (Value("a b", exact=True), Value("c"))),)),
        ('label:"open', (Filter("label", (Value("open", exact=True),)),)),
        ("label:<x", (Filter("label", (Value("<x"),)),)),
        ("status:in_review", (Filter("status", (Value("in_review"),)),)),
        ("priority:<=1", (Filter("priority", (Value("1", "<="),)),)),
        ("priority:0,P1,high", (Filter("priority", (Value("0"), Value("P1"), Value("high"))),)),
        ("due:<2026-01-01", (Filter("due", (Value("2026-01-01", "<"),)),)),
        ('created:>="next week"', (Filter("created", (Value("next week", ">=", exact=True),)),)),
        ("updated:>-7d", (Filter("updated", (Value("-7d", ">"),)),)),
        ("defer:none", (Filter("defer", (Value("none"),)),)),
        ("(a or b)", (Group(((Text("a"),), (Text("b"),))),)),
        ("login or logout", (Text("login"), Text("or"), Text("logout"))),
        ("(a OR label:ui)", (Group(((Text("a"),), (Filter("label", (Value("ui"),)),))),)),
        (
            '-(a b or "x or y") c',
            (Group(((Text("a"), Text("b")), (Text("x or y", exact=True),)), negated=True), Text("c")),
        ),
        ("(a or (b or -c))", (Group(((Text("a"),), (Group(((Text("b"),), (Text("c", negated=True),))),))),)),
        ("(a or b", (Group(((Text("a"),), (Text("b"),))),)),
        ("f(x) :-) (g(y) or a)", (Text("f(x)"), Text(":-)"), Group(((Text("g(y)"),), (Text("a"),))))),
        ("(label:a(b) or order)", (Group(((Filter("label", (Value("a(b)"),)),), (Text("order"),))),)),
    ],
)
def test_a_query_is_read_as_its_terms(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text) == terms


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("a foo:bar", "foo:", "There is no filter called foo. Filters: is, status,"),
        ("is:done", "done", "There is no is:done. Choose from ready, in_progress,"),
        ("is:open,nope x", "nope", "There is no is:nope."),
        ("priority:x", "x", "not a priority"),
        ("due:<someday", "<someday", "is not a date"),
        ("due:2026-02-30", "2026-02-30", "not in the calendar"),
        ("x label:", "label:", "Go on typing: label:ui"),
        ("label:a, b", "label:a,", "Go on typing: label:ui"),
        ("-priority:<", "-priority:<", "Go on typing: priority:1"),
        ('label:""', 'label:""', "Go on typing: label:ui"),
        ("a (b or c))", ")", "No ( belongs to this )"),
        ("x ()", "()", "Go on typing: (label:ui or label:api)"),
        ("x (or b)", "or", "Before “or” something is missing"),
        ("x (a or )", "(a or )", "Go on typing: (label:ui or label:api)"),
        ("x (a or ", "or", "Go on typing: (label:ui or label:api)"),
        ("(a or (is:done or b))", "done", "There is no is:done."),
        ("(label:) b", "label:", "Go on typing: label:ui"),
        ("(" * (DEEPEST + 1) + "a", "(", "Too many parentheses"),
    ],
)
def test_a_bad_query_says_what_is_allowed_and_where_the_fault_is(text: str, fault: str, words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)
    assert text[caught.value.start : caught.value.end] == fault
    assert words in str(caught.value)


def test_a_term_knows_its_place_in_the_text() -> None:
    text = ' -label:"a b"  word "x y" '
    assert [text[term.start : term.end] for term in parse(text)] == ['-label:"a b"', "word", '"x y"']


def test_what_is_only_begun_is_told_apart_from_what_is_wrong() -> None:
    for text, unfinished in (
        ("label:", True), ("-(a or", True), ("(", True), ("label: x", False), ("foo:", False), ("()", False),
    ):  # fmt: skip
        with pytest.raises(BadQuery) as caught:
            parse(text)
        assert caught.value.unfinished == unfinished, text


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_tells_how_it_goes_on(name: str) -> None:
    with pytest.raises(BadQuery, match=f"{name}:"):
        parse(name + ":")


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_understood(state: str) -> None:
    assert parse(f"is:{state}") == (Filter("is", (Value(state),)),)


@given(typed)
def test_any_text_is_a_query_or_a_bad_query(text: str) -> None:
    fault: BadQuery | None = None
    terms: tuple[Term, ...] = ()
    try:
        terms = parse(text)
    except BadQuery as error:
        fault = error
    assert fault is None or 0 <= fault.start < fault.end <= len(text)
    assert all(text[term.start : term.end].strip() for term in terms)


@given(typed)
def test_a_query_can_be_written_and_read_again(text: str) -> None:
    try:
        terms = parse(text)
    except BadQuery:
        reject()
    assert parse(unparse(terms)) == terms


@given(st.sampled_from(["label", "status", "type", "assignee", "epic"]), st.text(min_size=1))
def test_a_spelled_value_is_read_as_itself(name: str, value: str) -> None:
    (term,) = parse(spell(name, value))
    assert isinstance(term, Filter)
    assert term.name == name
    assert [one.text for one in term.values] == [value]


def test_a_value_is_quoted_only_where_it_would_mean_something_else() -> None:
    assert spell("label", "ui") == "label:ui"
    assert spell("label", "needs review") == 'label:"needs review"'
    assert spell("label", "UI") == 'label:"UI"'
    assert spell("label", ":") == 'label:":"'
    assert spell("label", "//x") == 'label:"//x"'
    assert spell("label", "a:b") == "label:a:b"
    assert spell("label", "a(b)") == 'label:"a(b)"'
    assert spell("label", "none") == 'label:"none"'
    assert spell("assignee", "me") == 'assignee:"me"'
