"""Three versions of an issue file become one, as git asks for it; what lost reaches the next import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.errors import KnownError
from store.git_merge import Loser, merge_files
from tests.helpers.git import Repository, needs_git
from tests.helpers.issue_files import EARLY, LATER, comment, edge, lines, record
from tests.helpers.terminal import Terminal

NEWEST = "2026-03-01T00:00:00Z"


def merged(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    return merge_files(base, ours, theirs).data


def found(data: bytes) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in map(json.loads, data.splitlines()) if "id" in one}


def test_each_side_changed_another_issue() -> None:
    one, two, three = record("p-1"), record("p-2"), record("p-3")
    here, there = record("p-1", "here", updated_at=LATER), record("p-3", "there", updated_at=LATER)
    base = lines(one, two, three)
    assert merged(base, lines(here, two, three), lines(one, two, there)) == lines(here, two, there)


def test_untouched_lines_stay_byte_for_byte_with_their_ends() -> None:
    odd = b'{ "title":"\\u0061", "id" : "p-1" }\r\n'
    new = lines(record("p-2"))
    assert merged(odd, odd, odd + new) == odd + new
    assert merged(odd, odd + b"\n\n", odd) == odd + b"\n\n"


def test_new_issues_come_to_their_place_or_last() -> None:
    ours = lines(record("p-1"), record("p-5"))
    theirs = lines(record("p-0"), record("p-3"), record("p-9"))
    assert list(found(merged(b"", ours, theirs))) == ["p-0", "p-1", "p-3", "p-5", "p-9"]
    unsorted = lines(record("p-5"), record("p-1"))
    assert list(found(merged(b"", unsorted, theirs))) == ["p-5", "p-1", "p-0", "p-3", "p-9"]


def test_a_line_that_one_side_removed_is_kept() -> None:
    both = lines(record("p-1"), record("p-2"))
    assert merged(both, lines(record("p-1")), both) == both
    assert merged(both, both, lines(record("p-1"))) == both
    assert merged(both, b"", both) == both


def test_a_tombstone_is_a_deletion() -> None:
    base = lines(record("p-1"))
    gone = lines(record("p-1", status="tombstone", deleted_at=LATER, updated_at=LATER))
    edited = merge_files(base, lines(record("p-1", "new", updated_at=NEWEST)), gone)
    assert found(edited.data)["p-1"]["status"] == "tombstone"
    assert [loser.register for loser in edited.losers] == ["status"]
    assert merged(base, base, gone) == gone


def test_lines_that_are_no_issues_are_kept_once_where_they_were() -> None:
    schema, bad, other = b'{"_schema":1}\n', b'{"id":"p-2","tit\n', b"half a line\n"
    one, three = lines(record("p-1")), lines(record("p-3"))
    ours = schema + one + bad + three
    theirs = schema + one + bad + other + three
    assert merged(schema + one, ours, theirs) == ours[: -len(three)].replace(bad, b"") + other + bad + three


def test_a_duplicate_is_kept_and_none_is_made() -> None:
    old, new = lines(record("p-1", "old")), lines(record("p-1", "new", updated_at=LATER))
    other = lines(record("p-2"))
    assert merged(old, old + new, old + new + other) == old + new + other
    both = merged(old, old + other, old + new)
    assert both == new + other


def test_comments_labels_and_unknown_keys_of_both_sides_are_kept() -> None:
    base = record("p-1", labels=["a"], comments=[comment("p-1", 1, "first")])
    ours = {**base, "labels": ["a", "b"], "x": 1, "updated_at": LATER}
    theirs = {**base, "labels": ["a", "c"], "y": 2, "comments": [*base["comments"], comment("p-1", 2, "new")]}
    one = found(merged(lines(base), lines(ours), lines(theirs)))["p-1"]
    assert one["labels"] == ["a", "b", "c"]
    assert (one["x"], one["y"]) == (1, 2)
    assert [said["text"] for said in one["comments"]] == ["first", "new"]


def test_the_last_label_goes_where_the_writer_knows_labels() -> None:
    base = lines(record("p-1", labels=["a"]), record("p-2", labels=["b"]))
    ours = lines(record("p-1", updated_at=LATER), record("p-2", labels=["b"]))
    theirs = lines(record("p-1", "new", labels=["a"]), record("p-2", labels=["b"]))
    assert "labels" not in found(merged(base, ours, theirs))["p-1"]


def test_two_issues_with_one_id_are_told_apart_the_same_in_both_clones() -> None:
    base = lines(record("p-9"))
    mine = lines(record("p-1", "mine"), record("p-2", dependencies=[edge("p-2", "p-1")]), record("p-9"))
    other = lines(
        record("p-1", "other", created_at=LATER), record("p-3", dependencies=["p-1"]), record("p-9")
    )
    one, two = merge_files(base, mine, other), merge_files(base, other, mine)
    assert found(one.data) == found(two.data)
    (name,) = set(found(one.data)) - {"p-1", "p-2", "p-3", "p-9"}
    assert found(one.data)[name]["title"] == "other"
    assert found(one.data)["p-2"]["dependencies"][0]["depends_on_id"] == "p-1"
    assert found(one.data)["p-3"]["dependencies"] == [name]
    assert one.losers == [Loser(name, "id", name, "p-1")]


def test_the_end_of_the_last_line_and_the_mark_stay() -> None:
    ours = b"\xef\xbb\xbf" + lines(record("p-1")).rstrip()
    assert merged(b"", ours, lines(record("p-1"))) == ours
    assert merged(b"", ours, lines(record("p-2"))) == ours + b"\n" + lines(record("p-2"))


def test_marks_that_were_committed_are_resolved_too() -> None:
    base = lines(record("p-1"), record("p-2"))
    marked = (
        b"<<<<<<< HEAD\n" + lines(record("p-1", "here", updated_at=LATER, labels=["a"])) + b"=======\n"
        + lines(record("p-1", "there", labels=["b"])) + b">>>>>>> other\n" + lines(record("p-2"))
    )  # fmt: skip
    made = merge_files(base, marked, lines(record("p-1"), record("p-2", "new", updated_at=LATER)))
    one, two = found(made.data)["p-1"], found(made.data)["p-2"]
    assert (one["title"], one["labels"], two["title"]) == ("here", ["a", "b"], "new")
    assert made.losers == [Loser("p-1", "title", "here", "there")]
    with pytest.raises(KnownError, match="a conflict marker left in line 1"):
        merge_files(base, b">>>>>>> other\n" + base, base + lines(record("p-3")))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.make(tmp_path / "work")


@pytest.fixture
def terminal(repository: Repository) -> Terminal:
    return Terminal(repository.folder)


def put(repository: Repository, base: bytes, ours: bytes, theirs: bytes) -> list[Path]:
    paths = [repository.folder / name for name in ("base", "ours", "theirs")]
    for path, data in zip(paths, (base, ours, theirs), strict=True):
        path.write_bytes(data)
    return paths


def losers_of(repository: Repository) -> list[dict[str, Any]]:
    file = repository.folder / ".git/strandline/losers.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@needs_git
def test_the_result_is_written_over_ours_and_what_lost_to_gits_directory(
    repository: Repository, terminal: Terminal
) -> None:
    base, ours = lines(record("p-1")), lines(record("p-1", "here", updated_at=LATER))
    paths = put(repository, base, ours, lines(record("p-1", "there", notes="n", updated_at=EARLY)))
    answer = terminal.good("merge", *paths, "--path", ".beads/issues.jsonl")
    one = found(paths[1].read_bytes())["p-1"]
    assert (one["title"], one["notes"]) == ("here", "n")
    assert answer.json == {"conflicts": [{"id": "p-1", "field": "title", "kept": "here", "lost": "there"}]}
    (loser,) = losers_of(repository)
    assert loser.pop("at").endswith("Z")
    assert loser == {
        "id": "p-1", "field": "title", "kept": "here", "lost": "there", "source": ".beads/issues.jsonl",
    }  # fmt: skip
    assert not list((terminal.folder / "data").glob("**/*.strandline"))


def test_outside_of_git_what_lost_is_printed(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, title in zip(paths, ("was", "here", "there"), strict=True):
        path.write_bytes(lines(record("p-1", title)))
    terminal = Terminal(tmp_path)
    assert terminal.good("merge", *paths, json=False).out == b'p-1 title: kept "there", lost "here"\n'


@needs_git
@pytest.mark.parametrize(
    "bad", [b"\x89PNG\r\n\x1a\n\0\0", b"name,priority\na,1\n", b"\xff\xfe{\0}\0", b'[{"id":"p-1"}]\n']
)
def test_what_is_no_issue_file_is_a_loud_conflict(
    repository: Repository, terminal: Terminal, bad: bytes
) -> None:
    good = lines(record("p-1"), record("p-2"))
    for versions in ((good, good, bad), (good, bad, good), (bad, good, good + lines(record("p-3")))):
        paths = put(repository, *versions)
        said = terminal.refused("merge", *paths, "--path", "issues.jsonl")
        assert said.startswith("issues.jsonl was not merged, and is as it was. The ")
        assert paths[1].read_bytes() == versions[1]
    assert losers_of(repository) == []


@needs_git
def test_a_file_that_is_not_there_is_named(repository: Repository, terminal: Terminal) -> None:
    paths = put(repository, b"", b"", b"")
    paths[2].unlink()
    assert "No such file" in terminal.refused("merge", *paths)
