"""Each cause of a loss is said in one plain sentence, with buttons that say what they do."""

from __future__ import annotations

from typing import Any

import pytest

from gui.review_words import change_name, choices, reason, value_words
from store.detail_answers import Conflict

TRASH = {"status": "tombstone", "deleted_by": "bob", "delete_reason": "twice"}
OPEN = {"status": "open", "closed_at": None}


def made(field: str, cause: str, kept: Any, lost: Any, element: str = "") -> Conflict:
    return Conflict(
        1, "u", "p-1", "Fix login", field, field, element, cause, kept, lost, kept, "issues.jsonl", ""
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("conflict", "name", "sentence", "keep", "other"),
    [
        (made("title", "both", "a", "b"), "Title", "Changed here and in issues.jsonl", "stands", "other"),
        (made("notes", "markers", "a", "b"), "Notes", "git left two versions", "stands", "other"),
        (made("notes", "left_out", "a", ""), "Notes", "issues.jsonl no longer has it", "stands", "other"),
        (made("notes", "duplicate", "a", "b"), "Notes", "p-1 was in issues.jsonl twice", "stands", "other"),
        (made("notes", "git", "a", "b"), "Notes", "both sides of a git merge", "stands", "other"),
        (made("status", "deletion", TRASH, OPEN), "Status", "Deleted on one side", "in the trash", "out of"),
        (made("status", "deletion", OPEN, TRASH), "Status", "Deleted in", "the issue", "to the trash"),
        (made("owner", "erased", "bob", ""), "Owner", "program dropped this", "Put it back", "Drop it here"),
        (made("created", "erased", True, None), "The whole issue", "program dropped this", "Put it back", ""),
        (made("id", "renamed", "p-1-ab", "p-1"), "Id", "Another issue has the id p-1", "the new id", ""),
    ],
)  # fmt: skip
def test_a_loss_is_said_in_plain_words(
    conflict: Conflict, name: str, sentence: str, keep: str, other: str
) -> None:
    assert change_name(conflict) == name
    assert sentence in reason(conflict)
    if conflict.cause in ("both", "markers", "git"):
        # The line's time decides, which may be another one than that of the value.
        assert "updated later stands (updated_at)" in reason(conflict)
    words = choices(conflict)
    assert keep in words.keep.replace("&", "")
    assert other in words.other
    assert bool(other) == bool(words.other)


@pytest.mark.parametrize(
    ("field", "element", "value", "shown"),
    [
        ("priority", "", 1, "P1, high"),
        ("pinned", "", True, "yes"),
        ("labels", "ui", True, "there"),
        ("labels", "ui", None, "not there"),
        ("status", "", TRASH, "In the trash\nby bob\nreason: twice"),
        ("comments", "bob", {"text": "hello", "author": "bob"}, "hello"),
        ("estimated_minutes", "", 90, "1 h 30 min"),
        ("x_unknown", "", {"a": [1, 2]}, '{"a":[1,2]}'),
        ("x_unknown", "", 1.5, "1.5"),
        ("metadata", "sprint", None, ""),
    ],
)
def test_a_value_is_said_as_people_read_it(field: str, element: str, value: Any, shown: str) -> None:
    assert value_words(made(field, "both", value, value, element), value) == shown


@pytest.mark.parametrize(
    ("field", "element", "name"),
    [
        ("labels", "ui", "Labels: ui"),
        ("dependencies", "blocks p-2", "Links: waits for p-2"),
        ("comments", "bob", "Comment of bob"),
        ("metadata", "sprint", "metadata: sprint"),
    ],
)
def test_the_element_that_is_meant_is_named(field: str, element: str, name: str) -> None:
    assert change_name(made(field, "both", None, True, element)) == name
