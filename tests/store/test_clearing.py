"""A value that somebody cleared stays cleared, and one that a tool merely forgot, or drops, does not go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import clearing, exporting, importing, requests
from store.git_merge import merge_files
from store.line_merge import merge_lines
from store.lookups import Conflicts
from store.putting_back import AskErased
from store.records import content_of
from store.registers import FLAGS
from store.tracker import Tracker
from tests.helpers.issue_files import EARLY, FUTURE, LATER, edge, exported, find, line, lines, put, record

FULL: dict[str, Any] = {
    "description": "d", "design": "e", "acceptance_criteria": "c", "notes": "n", "assignee": "bob",
    "owner": "ann", "estimated_minutes": 30, "due_at": LATER, "defer_until": LATER, "external_ref": "gh-1",
    "spec_id": "s-1", "pinned": True, "is_template": True,
}  # fmt: skip
TAKEN = ("description", "design", "acceptance_criteria", "notes", "assignee", "external_ref", "pinned")
DROPPED = ("owner", "estimated_minutes", "due_at", "defer_until", "spec_id", "created_by", "is_template")
OTHER = record("p-2", **FULL)
"""Another issue of the same file: its writer knows all keys."""


def emptied(name: str) -> Any:
    return False if name in FLAGS else None if name in ("estimated_minutes", "due_at", "defer_until") else ""


@pytest.mark.parametrize("name", [*FULL, "created_by"])
def test_a_field_that_the_files_writer_cleared_is_empty_and_stays_so(tracker: Tracker, name: str) -> None:
    put(tracker, record("p-1", **FULL), OTHER)
    data = lines(record("p-1", **{**FULL, name: None, "updated_at": LATER}), OTHER)
    assert put(tracker, data).conflicts == ()
    assert getattr(find(tracker, "p-1"), name) == emptied(name)
    assert getattr(find(tracker, "p-2"), name)
    assert exporting.export(tracker)[0] == data
    assert put(tracker, data).updated == 0


def test_a_key_with_null_is_a_cleared_one(tracker: Tracker) -> None:
    put(tracker, record("p-1", notes="n", due_at=LATER))
    data = lines({**record("p-1", updated_at=LATER), "notes": None, "due_at": None})
    put(tracker, data)
    assert (find(tracker, "p-1").notes, find(tracker, "p-1").due_at) == ("", None)
    assert exporting.export(tracker)[0] == data


def test_what_no_line_has_any_more_is_a_key_that_the_tool_does_not_know(tracker: Tracker) -> None:
    put(tracker, record("p-1", **FULL), OTHER)
    put(tracker, record("p-1", "new", updated_at=LATER), record("p-2"))
    issue = find(tracker, "p-1")
    assert issue.title == "new"
    assert {name: getattr(issue, name) for name in FULL} == FULL
    assert exported(tracker)["p-1"]["notes"] == "n"


def test_the_last_value_of_a_key_is_kept_and_asked_about(tracker: Tracker) -> None:
    put(tracker, record("p-1", assignee="bob", labels=["ui"]), record("p-2"))
    result = put(tracker, record("p-1", updated_at=LATER), record("p-2"))
    said = [(one["field"], one["kept"], one["lost"]) for one in result.conflicts]
    assert said == [("assignee", "bob", ""), ("label ui", True, None)]
    issue = find(tracker, "p-1")
    assert (issue.assignee, issue.labels) == ("bob", ("ui",))
    assert put(tracker, record("p-1", "new", updated_at=FUTURE), record("p-2")).conflicts == ()
    for one in Conflicts().run(tracker):
        requests.Resolve(one.key, "other").run(tracker)
    issue = find(tracker, "p-1")
    assert (issue.assignee, issue.labels) == ("", ())
    assert "assignee" not in exported(tracker)["p-1"]


def test_a_line_without_a_later_time_asks_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1", assignee="bob", labels=["ui"]), record("p-2"))
    assert put(tracker, record("p-1", "new"), record("p-2")).conflicts == ()


def test_without_a_last_seen_line_nothing_is_cleared(tracker: Tracker) -> None:
    put(tracker, record("p-1", **FULL), OTHER)
    put(tracker, record("p-1", updated_at=FUTURE), OTHER, name="b.jsonl")
    issue = find(tracker, "p-1")
    assert {name: getattr(issue, name) for name in FULL} == FULL


def test_what_the_last_seen_line_did_not_have_is_not_cleared(tracker: Tracker) -> None:
    put(tracker, record("p-1"), OTHER)
    requests.Edit(find(tracker, "p-1").uid, {"notes": "ours"}).run(tracker)
    assert put(tracker, record("p-1", "new", updated_at=FUTURE), OTHER).conflicts == ()
    assert find(tracker, "p-1").notes == "ours"


@pytest.mark.parametrize("missing", ["title", "created_at"])
def test_a_partial_line_clears_nothing(tracker: Tracker, missing: str) -> None:
    put(tracker, record("p-1", **FULL, labels=["a"]), {**OTHER, "labels": ["b"]})
    part = {name: value for name, value in record("p-1", updated_at=LATER).items() if name != missing}
    put(tracker, part, {**OTHER, "labels": ["b"]})
    issue = find(tracker, "p-1")
    assert ({name: getattr(issue, name) for name in FULL}, issue.labels) == (FULL, ("a",))


def test_an_unknown_key_is_never_cleared(tracker: Tracker) -> None:
    unknown: dict[str, Any] = {"repo": "x", "metadata": {"a": 1}}
    put(tracker, record("p-1", **unknown), record("p-2", **unknown))
    put(tracker, record("p-1", updated_at=LATER), record("p-2", **unknown))
    assert find(tracker, "p-1").extra == unknown


def test_a_value_of_a_wrong_type_clears_nothing(tracker: Tracker) -> None:
    put(tracker, record("p-1", notes="n"), OTHER)
    put(tracker, record("p-1", notes=5, updated_at=LATER), OTHER)
    assert find(tracker, "p-1").notes == "n"


def test_a_list_of_a_wrong_type_clears_nothing_either(tracker: Tracker) -> None:
    put(tracker, record("p-1", labels=["x"], dependencies=[edge("p-1", "p-2")]), record("p-2", labels=["y"]))
    put(tracker, record("p-1", labels="x", dependencies=5, updated_at=LATER), record("p-2", labels=["y"]))
    issue = find(tracker, "p-1")
    assert (issue.labels, [one.target for one in issue.dependencies]) == (("x",), ["p-2"])


@pytest.mark.parametrize(("at", "kept"), [(FUTURE, ""), (LATER, "ours")])
def test_cleared_there_and_changed_here_the_later_one_wins_and_the_other_is_kept(
    tracker: Tracker, at: str, kept: str
) -> None:
    put(tracker, record("p-1", notes="n"), OTHER)
    requests.Edit(find(tracker, "p-1").uid, {"notes": "ours"}).run(tracker)
    told = put(tracker, record("p-1", updated_at=at), OTHER)
    lost = "ours" if kept == "" else ""
    assert told.conflicts == ({"id": "p-1", "field": "notes", "kept": kept, "lost": lost},)
    assert find(tracker, "p-1").notes == kept
    (waiting,) = Conflicts().run(tracker)
    assert (waiting.register, waiting.kept, waiting.lost) == ("notes", kept, lost)


class Project:
    """A folder .beads with an issue file, beside a tracker."""

    def __init__(self, tracker: Tracker, root: Path) -> None:
        self.tracker = tracker
        self.beads = root / "project" / ".beads"
        self.beads.mkdir(parents=True)

    def take(self, *records: dict[str, Any]) -> list[object]:
        (self.beads / "issues.jsonl").write_bytes(lines(*records))
        found = importing.import_file(self.tracker, self.beads / "issues.jsonl").conflicts
        return [one["field"] for one in found]

    def export(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(exporting.export(self.tracker)[0].splitlines()[0])
        return found


@pytest.fixture
def project(tracker: Tracker, tmp_path: Path) -> Project:
    return Project(tracker, tmp_path)


CLEARED = record("p-1", created_by=None, updated_at=LATER)


def test_in_bds_own_project_what_bd_drops_stays_and_is_said(project: Project) -> None:
    (project.beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
    project.take(record("p-1", **FULL), OTHER)
    said = project.take(CLEARED, OTHER)
    assert set(said) == set(DROPPED) - {"is_template"}
    issue = find(project.tracker, "p-1")
    assert {name: getattr(issue, name) for name in TAKEN} == {name: emptied(name) for name in TAKEN}
    stay = {**FULL, "created_by": "ann"}
    assert {name: getattr(issue, name) for name in DROPPED} == {name: stay[name] for name in DROPPED}


@pytest.mark.parametrize("config", ["no-db: true\n", None])
def test_in_other_projects_all_is_cleared_and_nothing_waits(project: Project, config: str | None) -> None:
    if config is not None:
        (project.beads / "beads.db").write_bytes(b"SQLite format 3\0".ljust(100, b"\0"))
        (project.beads / "config.yaml").write_text(config)
    project.take(record("p-1", **FULL), OTHER)
    assert project.take(CLEARED, OTHER) == []
    issue = find(project.tracker, "p-1")
    names = (*TAKEN, *DROPPED)
    assert {name: getattr(issue, name) for name in names} == {name: emptied(name) for name in names}
    assert not AskErased().run(project.tracker)
    assert project.export() == CLEARED


def test_a_clearing_goes_from_clone_to_clone_and_comes_to_rest(tmp_path: Path) -> None:
    clones = [Tracker.open(tmp_path / f"{name}.strandline", create=True, actor=name) for name in "ab"]
    file = tmp_path / "issues.jsonl"
    try:
        file.write_bytes(lines(record("p-1", **FULL), OTHER))
        for clone in clones:
            importing.import_file(clone, file)
        requests.Edit(find(clones[0], "p-1").uid, {name: emptied(name) for name in TAKEN[:-1]}).run(clones[0])
        for clone in (*clones, *clones):
            importing.import_file(clone, file)
            data = exporting.export(clone)[0]
            if clone is clones[1]:
                assert data == file.read_bytes()
            file.write_bytes(data)
            importing.import_file(clone, file)
        for clone in clones:
            assert {getattr(find(clone, "p-1"), name) for name in TAKEN[:-1]} == {""}
            assert find(clone, "p-1").spec_id == "s-1"
    finally:
        for clone in clones:
            clone.close()


# Whole files, for git

BASE = lines(record("p-1", **FULL), OTHER)


def first(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data.splitlines()[0])
    return found


def test_git_merges_a_clearing_with_a_change_of_the_other_side() -> None:
    ours = lines(record("p-1", updated_at=LATER), OTHER)
    theirs = lines(record("p-1", "new", **FULL), OTHER)
    one, other = merge_files(BASE, ours, theirs), merge_files(BASE, theirs, ours)
    assert one.data == other.data
    found = content_of(first(one.data), "p-1").fields
    assert found["title"] == "new"
    assert {name: found.get(name) or emptied(name) for name in FULL} == {name: emptied(name) for name in FULL}
    assert one.losers == []


def test_git_keeps_what_a_side_does_not_know_or_bd_drops() -> None:
    theirs = lines(record("p-1", "new", **FULL), OTHER)
    forgot = lines(record("p-1", updated_at=LATER), record("p-2"))
    assert {name: first(merge_files(BASE, forgot, theirs).data).get(name) for name in FULL} == FULL
    kept = frozenset({"due_at"})
    cleared = lines(record("p-1", updated_at=LATER), OTHER)
    found = first(merge_files(BASE, cleared, theirs, kept).data)
    assert (found["due_at"], found.get("estimated_minutes")) == (LATER, None)
    assert first(merge_files(b"", cleared, theirs).data)["due_at"] == LATER


def test_a_clearing_and_a_change_of_the_same_field_are_a_conflict_in_git_too() -> None:
    ours = lines(record("p-1", updated_at=LATER), OTHER)
    theirs = lines(record("p-1", **{**FULL, "notes": "theirs"}), OTHER)
    made = merge_files(BASE, ours, theirs)
    assert [(one.register, one.kept, one.lost) for one in made.losers] == [("notes", "", "theirs")]
    assert not first(made.data).get("notes")


texts = st.sampled_from(["", "a", "b"])
values: dict[str, st.SearchStrategy[Any]] = {
    "title": texts,
    "created_at": st.just(EARLY),
    "notes": st.one_of(texts, st.sampled_from([None, 7])),
    "assignee": texts,
    "due_at": st.sampled_from([None, EARLY, LATER]),
    "estimated_minutes": st.sampled_from([None, 0, 5]),
    "pinned": st.booleans(),
    "labels": st.lists(st.sampled_from(["x", "y"]), max_size=2),
    "foo": st.sampled_from([1, None]),
}
known = st.frozensets(st.sampled_from(sorted(clearing.KEYS & values.keys())))


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    made = {"id": "p-1", "status": "open", "updated_at": draw(st.sampled_from([EARLY, LATER]))}
    return made | {name: draw(one) for name, one in values.items() if draw(st.integers(0, 3))}


@settings(max_examples=100)
@given(base=st.none() | records(), one=records(), other=records(), keys=st.tuples(known, known))
def test_a_merge_with_clearings_is_the_same_from_either_side_and_once(
    base: Any, one: Any, other: Any, keys: tuple[frozenset[str], frozenset[str]]
) -> None:
    before = None if base is None else line(base)
    made = merge_lines(before, line(one), line(other), "p-1", keys=keys)
    assert made == merge_lines(before, line(other), line(one), "p-1", keys=(keys[1], keys[0]))
    for side, theirs in zip((one, other), keys, strict=True):
        # The result is in one file then, which knows what both knew.
        again = merge_lines(before, made.raw, line(side), "p-1", keys=(keys[0] | keys[1], theirs))
        assert again.raw == made.raw


@settings(max_examples=100)
@given(base=st.none() | records(), given_=records(), keys=known)
def test_only_what_is_gone_and_known_and_was_there_is_cleared(
    base: Any, given_: Any, keys: frozenset[str]
) -> None:
    said = content_of(given_, "p-1").fields
    before = None if base is None else content_of(base, "p-1").fields
    gone = clearing.cleared(given_, said, before, keys)
    whole = "title" in given_ and "created_at" in given_
    for name in set(values) - {"title", "created_at", "labels", "foo"}:
        stood = (before or {}).get(name, emptied(name)) != emptied(name)
        lacks = given_[name] is None if name in given_ else whole and name in keys
        assert (name in gone) == (stood and lacks)
    assert all(not value for value in gone.values())
