"""A record that lies over several lines is one record, and its bytes stay until it is changed."""

from __future__ import annotations

import json

import pytest

from store import mending, requests
from store.lines import kept_lines, read_lines
from store.tracker import Tracker
from tests.helpers.issue_files import comment, dump, exported, find, line, lines, out, put, record

SPLIT = line(record("p-2", notes="one\ntwo\n\nthree", labels=["a"])).replace(b"\\n", b"\n")
"""One record over four lines, one of which is blank."""


def test_a_record_over_several_lines_is_read_as_one(tracker: Tracker) -> None:
    data = lines(record("p-1"), SPLIT, record("p-3"))
    imported = put(tracker, data)
    assert (imported.issues, imported.created) == (3, 3)
    assert imported.issues + imported.kept_verbatim == sum(1 for one in data.split(b"\n") if one.strip())
    ((number, reason),) = imported.problems
    assert number == 2
    assert "p-2 goes on to line 5; it was mended from 4 lines" in reason
    assert [(one.kind, one.lines) for one in imported.told] == [("mended", 4)]
    assert find(tracker, "p-2").notes == "one\ntwo\n\nthree"
    assert out(tracker) == data
    before = dump(tracker.path)
    again = put(tracker, data)
    assert (again.created, again.updated, again.unchanged, again.problems) == (0, 0, 3, imported.problems)
    assert dump(tracker.path) == before


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_an_edit_makes_one_line_of_it_and_leaves_the_others(tracker: Tracker, ending: bytes) -> None:
    data = lines(record("p-1"), SPLIT, record("p-3")).replace(b"\n", ending)
    put(tracker, data)
    requests.Edit(find(tracker, "p-3").uid, {"title": "other"}).run(tracker)
    assert out(tracker).startswith(lines(record("p-1"), SPLIT).replace(b"\n", ending))
    requests.Edit(find(tracker, "p-2").uid, {"title": "new"}).run(tracker)
    found = out(tracker).split(ending)
    assert len(found) == 4
    changed = json.loads(found[1])
    assert (changed["title"], changed["labels"]) == ("new", ["a"])
    assert changed["notes"] == ending.decode().join(["one", "two", "", "three"])


def test_an_import_of_the_mended_line_is_no_change(tracker: Tracker) -> None:
    put(tracker, SPLIT, record("p-3"))
    good = lines(mending.one_line(SPLIT), record("p-3"))
    imported = put(tracker, good)
    assert (imported.created, imported.updated, imported.unchanged, imported.problems) == (0, 0, 2, ())
    assert out(tracker) == good


def test_a_change_by_another_tool_is_merged_with_the_split_record_as_base(tracker: Tracker) -> None:
    put(tracker, SPLIT)
    requests.Label((find(tracker, "p-2").uid,), ("mine",)).run(tracker)
    imported = put(tracker, {**json.loads(mending.one_line(SPLIT)), "priority": 0})
    assert (imported.updated, imported.conflicts) == (1, ())
    issue = find(tracker, "p-2")
    assert (issue.priority, issue.labels) == (0, ("a", "mine"))


def test_a_record_written_for_people_is_one_record(tracker: Tracker) -> None:
    whole = record("p-1", labels=["a", "b"], comments=[comment("p-1", 1, "said")])
    data = json.dumps(whole, indent=2).encode() + b"\n" + lines(record("p-2"))
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim) == (2, len(data.splitlines()) - 2)
    assert out(tracker) == data
    requests.Edit(find(tracker, "p-1").uid, {"title": "new"}).run(tracker)
    requests.Create("mine").run(tracker)
    assert out(tracker).count(b"\n") == 3
    assert exported(tracker)["p-1"]["comments"] == whole["comments"]


@pytest.mark.parametrize("code", [0x00, 0x09, 0x0D, 0x1B])
def test_a_raw_control_character_is_read_and_kept(tracker: Tracker, code: int) -> None:
    data = lines(line(record("p-1", notes="a@b")).replace(b"@", bytes([code])))
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim, len(imported.problems)) == (1, 0, 1)
    assert find(tracker, "p-1").notes == f"a{chr(code)}b"
    assert out(tracker) == data
    requests.Edit(find(tracker, "p-1").uid, {"title": "new"}).run(tracker)
    assert exported(tracker)["p-1"]["notes"] == f"a{chr(code)}b"


def kinds(data: bytes) -> list[str]:
    return [one.kind for one in read_lines(data)[1]]


def test_a_record_that_was_cut_off_takes_no_other_with_it() -> None:
    cut = b'{"id":"p-1","title":"cut o\n'
    assert kinds(cut + lines(record("p-2"))) == ["verbatim", "issue"]
    assert kinds(cut + b"prose\n" + lines(record("p-2"))) == ["verbatim", "verbatim", "issue"]
    assert kinds(cut + b"<<<<<<< HEAD\n" + b'"}\n') == ["verbatim"] * 3
    assert kinds(cut) == ["verbatim"]
    assert kinds(cut + cut + b'"}\n') == ["verbatim", "issue"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"id":"p-1","title":"a\\\nb"}\n',
        b'{"id":"p-1","title":"a\nb"},\n',
        b'{"title":"a\nb"}\n',
        b'{"id":"p-1","_deleted":true,"title":"a\nb"}\n',
        b'{"id":"p-1","priority":,"title":"a\nb"}\n',
        b'{"id":"p-1","title":"a\n\xff"}\n',
    ],
)
def test_what_is_broken_in_another_way_too_stays_line_by_line(data: bytes) -> None:
    assert kinds(data) == ["verbatim", "verbatim"]


def test_of_duplicates_a_mended_one_is_kept_with_all_of_its_lines(tracker: Tracker) -> None:
    data = lines(SPLIT, record("p-2", "newer", updated_at="2026-05-01T00:00:00Z"))
    imported = put(tracker, data)
    assert (imported.issues, imported.kept_verbatim) == (1, 3)
    assert find(tracker, "p-2").title == "newer"
    assert out(tracker) == data


HALVES = {
    "of texts": b'{"title":"' + b'{\\"k\\":\\"v\\"},' * 100,
    "indented": b' {"title":"' + b'{\\"k\\":\\"v\\"},' * 100,
    "of names": b' {"a":{"b":"' * 100,
    "of lists": b' {"a":[' + b"[]," * 400,
    "small": b'{"title":"a',
}


class Looks:
    """Stops nothing, and counts how often a line below a first one is looked at."""

    def __init__(self) -> None:
        self.count = 0

    def __contains__(self, _: object) -> bool:
        self.count += 1
        return False


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_a_file_of_half_records_is_read_in_a_time_that_grows_with_it(half: bytes) -> None:
    """Each of the lines could begin a record that ends below: not all may be searched for to the end."""
    data = (half + b"\n") * 700
    found = read_lines(data)[1]
    assert kept_lines(found) == len(found) == 700
    looks = Looks()
    extents = mending.Extents(found, looks)
    assert {extents.at(start) for start in range(len(found))} == {1}
    assert looks.count * len(half) <= mending.FREE + 2 * len(data)


def test_a_split_record_is_mended_in_a_file_with_some_half_ones() -> None:
    half = b' {"title":"a\n' * 300
    assert kinds(half + lines(SPLIT)) == ["verbatim"] * 300 + ["issue"]


def test_a_line_that_another_tool_spelled_anew_keeps_its_raw_characters(tracker: Tracker) -> None:
    put(tracker, SPLIT, record("p-3"))
    again = lines(SPLIT + b" ", record("p-3"))
    imported = put(tracker, again)
    assert (imported.created, imported.updated) == (0, 0)
    assert out(tracker) == again


@pytest.mark.parametrize("raw", [b"", b"a raw\ttab "])
def test_a_large_line_that_was_cut_off_in_a_text_full_of_quotes_is_told_at_once(raw: bytes) -> None:
    """A text without an end must not be looked for at each of its 200,000 quotes."""
    said = b'{\\"k\\":\\"v\\",\\"a\\":[1]},' * 100_000
    (cut,) = read_lines(b'{"id":"p-1","title":"cut","description":"' + raw + said + b"\n")[1]
    assert (cut.kind, cut.reason) == (
        "verbatim",
        "a text holds a raw control character at character 47"
        if raw
        else "the text that begins at character 41 has no end",
    )
