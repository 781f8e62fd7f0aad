from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import lists, search
from store.query import Query
from store.tracker import Tracker
from tests.helpers.made_issues import add, ids, open_at, settle


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker that the tests only read."""
    found = open_at(tmp_path_factory.mktemp("search") / "a.strandline")
    add(found, "bd-a1b2", title="Login page is slow", description="The café's Straße", labels=["front end"])
    add(found, "bd-c3", title="Log out", notes="login, then leave", comments=["It hangs on Windows"])
    add(found, "bd-d4", title="🚀 C++ build", status="closed", close_reason="superseded")
    add(found, "bd-e5", title="Old", status="tombstone", description="login of the past")
    add(found, "bd-f6", title="Never made", gone=1, description="login")
    add(
        found,
        "bd-g7",
        title="Fields",
        design="designword",
        acceptance_criteria="acceptword",
        assignee="assigneeword",
        owner="owner@example.org",
        created_by="creatorword",
        external_ref="gh-4711",
        spec_id="specword",
    )
    settle(found)
    yield found
    found.close()


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    found = open_at(tmp_path / "a.strandline")
    yield found
    found.close()


def matches(tracker: Tracker, text: str, scope: str = "") -> list[str]:
    return ids(tracker, lists.keys(tracker, Query(scope, text, "id")).keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("login", ["bd-a1b2", "bd-c3"]),
        ("log", ["bd-a1b2", "bd-c3"]),
        ("LOGIN Slow", ["bd-a1b2"]),
        ("login windows", ["bd-c3"]),
        ('"login page"', ["bd-a1b2"]),
        ('"page login"', []),
        ('"login pag"', []),
        ("cafe", ["bd-a1b2"]),
        ("straße", ["bd-a1b2"]),
        ("bd-a1b2", ["bd-a1b2"]),
        ("a1b", ["bd-a1b2"]),
        ("front-end", ["bd-a1b2"]),
        ("hangs", ["bd-c3"]),
        ("superseded", ["bd-d4"]),
        ("designword acceptword assigneeword creatorword specword", ["bd-g7"]),
        ("owner@example.org gh-4711", ["bd-g7"]),
        ("login -page", ["bd-c3"]),
        ('login -"login page"', ["bd-c3"]),
        ("nothing", []),
    ],
)
def test_words_find_issues_by_all_their_text(shared: Tracker, text: str, expected: list[str]) -> None:
    assert matches(shared, text) == expected


@pytest.mark.parametrize("text", ["+++", "login +++", '"?!"', "login 🙈", "***", '"( )"', "\0"])
def test_a_word_without_letters_never_matches_everything(shared: Tracker, text: str) -> None:
    assert matches(shared, text) == []


@pytest.mark.parametrize("text", ["🚀", "++", "build ++", '"🚀"'])
def test_a_word_without_letters_is_looked_for_in_the_title(shared: Tracker, text: str) -> None:
    assert matches(shared, text) == ["bd-d4"]


def test_the_trash_is_searched_only_when_asked_for(shared: Tracker) -> None:
    assert matches(shared, "past") == []
    assert matches(shared, "past", "is:trash") == ["bd-e5"]


def test_nothing_is_left_of_an_expression_without_words() -> None:
    assert search.match_expression(["+", "🚀"], ["?"]) == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text()), st.lists(st.text()))
def test_no_text_is_a_syntax_error(shared: Tracker, words: list[str], phrases: list[str]) -> None:
    expression = search.match_expression(words, phrases)
    if expression:
        shared.all("SELECT rowid FROM search WHERE search MATCH ?", (expression,))


@pytest.mark.parametrize(
    "text",
    ['"', "a OR b", "NEAR(a b)", "title:x", "^a", "a*", "-a", "a\0b", "AND", "\ud800", "a" * 100_000],
)
def test_the_syntax_of_the_index_means_nothing_to_people(shared: Tracker, text: str) -> None:
    expression = search.match_expression([text], [text])
    assert not expression or shared.all("SELECT rowid FROM search WHERE search MATCH ?", (expression,)) == []


def test_a_pasted_page_of_text_is_searched_for(shared: Tracker) -> None:
    words = [f"log{n}" for n in range(2000)]
    assert matches(shared, " ".join(words)) == []
    assert matches(shared, "login page " * 2000) == ["bd-a1b2"]


def test_indexing_again_replaces_what_was_indexed(tracker: Tracker) -> None:
    key = add(tracker, "bd-1", title="before", labels=["old"])
    other = add(tracker, "bd-2", title="before too")
    settle(tracker)
    tracker.run("UPDATE issue SET title = 'after' WHERE key = ?", (key,))
    tracker.run("UPDATE label SET removed = 1")
    tracker.run("UPDATE issue SET gone = 1 WHERE key = ?", (other,))
    search.index(tracker, [key, other])
    assert matches(tracker, "before") == []
    assert matches(tracker, "old") == []
    assert matches(tracker, "after") == ["bd-1"]
    assert search.verify(tracker) == []


def test_indexing_some_equals_indexing_all(tracker: Tracker) -> None:
    keys = [add(tracker, f"bd-{n}", title=f"number{n}", comments=["remark"]) for n in range(5)]
    search.index(tracker, keys)
    some = [matches(tracker, text) for text in ("number", "number3", "remark")]
    search.index_all(tracker)
    assert [matches(tracker, text) for text in ("number", "number3", "remark")] == some
    assert some[1] == ["bd-3"]


def test_a_removed_comment_is_not_found(tracker: Tracker) -> None:
    key = add(tracker, "bd-1", comments=["secret remark", "kept remark"])
    tracker.run("UPDATE comment SET removed = 1 WHERE text LIKE 'secret%'")
    search.index(tracker, [key])
    assert matches(tracker, "secret") == []
    assert matches(tracker, "kept") == ["bd-1"]


@pytest.mark.parametrize(
    ("harm", "finding"),
    [
        ("DELETE FROM search WHERE rowid = 1", "1 issues are missing from the search index."),
        ("UPDATE issue SET gone = 1 WHERE key = 2", "1 entries of the search index have no issue."),
        ("UPDATE search_data SET block = zeroblob(8) WHERE id > 1000", "The search index is damaged"),
    ],
)
def test_faults_of_the_index_are_found(tracker: Tracker, harm: str, finding: str) -> None:
    for n in range(3):
        add(tracker, f"bd-{n}", title="word")
    settle(tracker)
    assert search.verify(tracker) == []
    tracker.run(harm)
    assert any(found.startswith(finding) for found in search.verify(tracker)), search.verify(tracker)


def test_the_check_works_on_a_tracker_that_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "a.strandline"
    writer = open_at(path)
    add(writer, "bd-1")
    settle(writer)
    writer.close()
    reader = Tracker.open(path, read_only=True)
    found: Any = search.verify(reader)
    reader.close()
    assert found == []
