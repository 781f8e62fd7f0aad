"""Formatted texts: nothing of their own HTML, no address that is not safe, ids that exist, boxes in place."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.attachment import Attachment
from store.errors import NotFound
from store.lookups import FormatText, GetCard, GetDetail
from store.markdown import ASKED, UNASKED, costs, joined, parse
from store.requests import AddComment, Close, Create, Delete, Depend
from store.tracker import Tracker


def html(text: str) -> str:
    return joined(parse(text), {"bd-1": "U1", "my_app-a2.3": "U2"}.get, dict[str, Attachment]().get)


def test_html_of_a_text_is_shown_as_text() -> None:
    shown = html(
        '<script>x</script> <img src="http://x.y/z.png"> <b onclick="x">b</b>\n\n<div>\nblock\n</div>'
    )
    assert "&lt;script&gt;" in shown
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "a", "br"}
    assert set(re.findall(r"href=\"([^\"]*)\"", shown)) <= {"http://x.y/z.png"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[x](https://a.b/c?d=1&e=2)", "https://a.b/c?d=1&amp;e=2"),
        ("<mailto:a@b.c>", "mailto:a@b.c"),
        ("see https://a.b/c.", "https://a.b/c"),
        ("(http://a.b)", "http://a.b"),
        ("![picture](https://a.b/c.png)", "https://a.b/c.png"),
    ],
)
def test_safe_addresses_are_links_that_say_where_they_lead(text: str, address: str) -> None:
    assert f'<a href="{address}" title="{address}">' in html(text)


@pytest.mark.parametrize(
    "text",
    ["[x](javascript:alert)", "[x](file:///etc/passwd)", "[x](docs/a.md)", "[x](data:text/html,a)",
     "![x](file:///a.png)", "[x](strandline:y)", "[x](issue:U1)", "[x](task:0)"],
)  # fmt: skip
def test_other_addresses_are_words(text: str) -> None:
    shown = html(text)
    assert "href" not in shown
    assert text[text.index("(") + 1 : -1] in shown


def test_only_ids_of_issues_are_links() -> None:
    shown = html("bd-1, bd-2 and well-known bd-1. `my_app-a2.3` my_app-a2.3.4 x/bd-1 bd-1-2\n\n    bd-1")
    assert shown.count('<a href="issue:U1">bd-1</a>') == 2
    assert shown.count('<code><a href="issue:U2">my_app-a2.3</a></code>') == 1
    assert shown.count("href") == 3
    assert "href" not in html("[bd-2](docs/bd-1.md)")


@given(st.text(alphabet=st.sampled_from("- [x]\n\r>*1.`\t #ab|!()_~<&é\U0001f41a"), max_size=80))
def test_every_box_stands_where_it_is_said_to(text: str) -> None:
    parsed = parse(text)
    assert all(re.fullmatch(r"\[[ xX]\]", text[place - 1 : place + 2]) for place in parsed.boxes)
    assert len(set(parsed.boxes)) == len(parsed.boxes)
    assert "".join(parsed.pieces).count('href="task:') == len(parsed.boxes)


def test_boxes_are_found_in_every_kind_of_list() -> None:
    text = (
        "- [ ] a\r\n  * [x] b\r\n\r\n1. [X] c\n> - [ ] d [ ] e\n\n[ ] no\n\n    - [ ] c\n- [ ]no\n- - [x]\tf"
    )
    assert [text[place - 1 : place + 4] for place in parse(text).boxes] == [
        "[ ] a", "[x] b", "[X] c", "[ ] d", "[x]\tf",
    ]  # fmt: skip


def test_what_is_dear_is_not_formatted_unasked() -> None:
    worst = ["![" * 360, "[a](" * 340, "*a " * 1400, "a_b*" * 700, "|a" * 1400, "<" * 1400, "`a" * 1400]
    assert all(costs(text) <= UNASKED for text in worst)
    started = perf_counter()
    for text in worst:
        parse(text)
    # 0.2 s here; without a bound 100 KB of the first take 10 s.
    assert perf_counter() - started < 5
    assert costs("[" * 400) > UNASKED
    assert costs("prose " * 12_000) <= UNASKED < costs("prose " * 13_000)


def test_an_issue_comes_with_its_texts_formatted(tracker: Tracker) -> None:
    other = Create("Other").run(tracker)
    uid = Create("One", {"description": f"see {other.ids[0]}", "notes": "x\n" * UNASKED}).run(tracker).uids[0]
    AddComment(uid, "*said*").run(tracker)
    assert GetDetail(uid).run(tracker).formatted == {}
    found = GetDetail(uid, formatted=True).run(tracker)
    description = found.formatted[found.issue.description]
    assert f'<a href="issue:{other.uids[0]}">{other.ids[0]}</a>' in description.html
    assert "<em>said</em>" in found.formatted["*said*"].html
    assert found.issue.notes not in found.formatted
    asked = FormatText(found.issue.notes).run(tracker)
    assert asked is not None
    assert "x<br/>x" in asked.html
    assert FormatText("\n" * (ASKED + 1)).run(tracker) is None


def test_a_card_counts_what_still_holds_the_issue_up(tracker: Tracker) -> None:
    first, second, uid = (Create(title).run(tracker) for title in ("A", "B", "C"))
    for one in (first, second):
        Depend(uid.uids[0], one.ids[0]).run(tracker)
    assert GetCard(uid.uids[0]).run(tracker).waits == 2
    Close(first.uids).run(tracker)
    card = GetCard(uid.uids[0]).run(tracker)
    assert (card.id, card.title, card.status, card.waits) == (uid.ids[0], "C", "open", 1)
    Delete(uid.uids).run(tracker)
    assert GetCard(uid.uids[0]).run(tracker).status == "tombstone"
    with pytest.raises(NotFound):
        GetCard("none").run(tracker)
