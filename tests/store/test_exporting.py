"""Export: what was not touched comes out byte for byte, what was changed only where it was changed."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from store import exchange_lock, export_file, exporting, requests
from store.errors import Invalid, KnownError, NotExported
from store.jsonl_patch import members
from store.tracker import Tracker
from tests.helpers.issue_files import (
    EARLY,
    LATER,
    comment,
    edge,
    exported,
    find,
    lines,
    out,
    put,
    record,
)

ODD = (
    b'{ "priority":"high", "zeta":{"b":1.50,"a":[1e3]},"title" :"T <&>",  "id":"p-1","created_at":"'
    + EARLY.encode()
    + b'","updated_at":"2026-01-01T01:00:00+01:00","labels":["b","a"],"notes":"\\u00e4\\/","nil":null,'
    b'"dependencies":["p-2",{"type":"related","issue_id":"p-1","depends_on_id":"p-3","x":1}],'
    b'"comments":[{"text":"one","author":"bob","id":7,"issue_id":"p-1","created_at":"2026-01-01"}] }'
)
"""A line of no tool's making: its order, blanks, numbers, escapes and unknown keys are its own."""


def spans(body: bytes) -> dict[str, bytes]:
    """Every key with the bytes from its name to the end of its value."""
    return {one.key: body[one.start : one.end] for one in members(body)}


def first_line(tracker: Tracker) -> bytes:
    return out(tracker).splitlines()[0]


@pytest.fixture
def odd(tracker: Tracker) -> str:
    """ODD in the tracker, with the issues it needs; its uid."""
    put(tracker, ODD, record("p-2"), record("p-3"))
    return find(tracker, "p-1").uid


Change = Callable[[str], requests.Request[Any]]
CHANGES: list[tuple[Change, set[str]]] = [
    (lambda uid: requests.Edit(uid, {"title": "new"}), {"title"}),
    (lambda uid: requests.Edit(uid, {"priority": 3}), {"priority"}),
    (lambda uid: requests.Edit(uid, {"notes": ""}), {"notes"}),
    (lambda uid: requests.Edit(uid, {"due_at": LATER}), {"due_at"}),
    (lambda uid: requests.Label((uid,), ("c",)), {"labels"}),
    (lambda uid: requests.Label((uid,), (), ("b",)), {"labels"}),
    (lambda uid: requests.Undepend(uid, "p-2"), {"dependencies"}),
    (lambda uid: requests.Depend(uid, "p-2", "related"), {"dependencies"}),
    (lambda uid: requests.AddComment(uid, "two"), {"comments"}),
    (lambda uid: requests.Close((uid,), "done"), {"status", "closed_at", "close_reason"}),
    (
        lambda uid: requests.Delete((uid,), "why"),
        {"status", "deleted_at", "deleted_by", "delete_reason", "original_type"},
    ),
]


@pytest.mark.parametrize(("change", "keys"), CHANGES)
def test_only_what_changed_is_rewritten(tracker: Tracker, odd: str, change: Change, keys: set[str]) -> None:
    change(odd).run(tracker)
    body = first_line(tracker)
    was, now = spans(ODD), spans(body)
    assert {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)} == {*keys, "updated_at"}
    kept = [key for key in was if key in now]
    assert [key for key in now if key in was] == kept
    assert body.startswith(b"{ ")
    assert body.endswith(b" }")
    assert json.loads(body)["updated_at"] > LATER
    assert out(tracker).endswith(lines(record("p-2"), record("p-3")))


@pytest.mark.parametrize(("change", "keys"), CHANGES)
def test_undo_brings_back_the_line_but_for_its_time(
    tracker: Tracker, odd: str, change: Change, keys: set[str]
) -> None:
    change(odd).run(tracker)
    requests.Undo().run(tracker)
    was, now = spans(ODD), spans(first_line(tracker))
    assert now.pop("updated_at") != was.pop("updated_at")
    assert now == was
    requests.Redo().run(tracker)
    assert keys <= {key for key, value in spans(first_line(tracker)).items() if was.get(key) != value} | (
        was.keys() - spans(first_line(tracker)).keys()
    )


def test_closing_and_reopening_leave_no_trace_but_the_time(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    uid = find(tracker, "p-1").uid
    requests.Close((uid,), "done").run(tracker)
    closed = exported(tracker)["p-1"]
    assert (closed["status"], closed["close_reason"]) == ("closed", "done")
    assert closed["closed_at"]
    requests.Reopen((uid,)).run(tracker)
    again = exported(tracker)["p-1"]
    assert {**again, "updated_at": EARLY} == record("p-1")
    assert list(again) == list(record("p-1"))


def test_deleting_and_restoring_leave_no_trace_but_the_time(tracker: Tracker) -> None:
    put(tracker, record("p-1", labels=["a"], dependencies=[edge("p-1", "p-2")]), record("p-2"))
    uid = find(tracker, "p-1").uid
    requests.Delete((uid,), "why").run(tracker)
    dead = exported(tracker)["p-1"]
    assert (dead["status"], dead["delete_reason"], dead["original_type"]) == ("tombstone", "why", "task")
    assert dead["labels"] == ["a"]
    requests.Restore((uid,)).run(tracker)
    again = {**exported(tracker)["p-1"], "updated_at": EARLY}
    assert again == record("p-1", labels=["a"], dependencies=[edge("p-1", "p-2")])


def test_labels_stay_sorted_where_they_were_sorted(tracker: Tracker) -> None:
    put(tracker, record("p-1", labels=["b", "d"]), record("p-2", labels=["d", "b"]))
    uids = (find(tracker, "p-1").uid, find(tracker, "p-2").uid)
    requests.Label(uids, ("c",)).run(tracker)
    found = exported(tracker)
    assert (found["p-1"]["labels"], found["p-2"]["labels"]) == (["b", "c", "d"], ["d", "b", "c"])


def test_a_value_that_is_cleared_takes_its_key_along(tracker: Tracker) -> None:
    closed = record("p-1", notes="n", due_at=LATER, status="closed", closed_at=LATER, close_reason="done")
    put(tracker, closed)
    uid = find(tracker, "p-1").uid
    requests.Edit(uid, {"notes": "", "due_at": None}).run(tracker)
    requests.Reopen((uid,)).run(tracker)
    assert {**exported(tracker)["p-1"], "updated_at": EARLY} == record("p-1")


def test_an_unknown_key_that_another_file_changed_is_exported(tracker: Tracker) -> None:
    put(tracker, record("p-1", foo=1, bar={"a": 1}))
    put(tracker, record("p-1", foo=2, baz=[3], updated_at=LATER), name="second.jsonl")
    found = exported(tracker)["p-1"]
    assert (found["foo"], found["bar"], found["baz"]) == (2, {"a": 1}, [3])


def test_the_last_label_takes_its_key_along(tracker: Tracker) -> None:
    put(tracker, record("p-1", labels=["a"]))
    requests.Label((find(tracker, "p-1").uid,), (), ("a",)).run(tracker)
    assert "labels" not in exported(tracker)["p-1"]


def test_bare_dependencies_stay_bare(tracker: Tracker, odd: str) -> None:
    requests.Depend(odd, "p-3", "discovered-from").run(tracker)
    needs = exported(tracker)["p-1"]["dependencies"]
    assert needs[:2] == json.loads(ODD)["dependencies"]
    assert (needs[2]["depends_on_id"], needs[2]["type"], needs[2]["created_by"]) == (
        "p-3", "discovered-from", "ann",
    )  # fmt: skip


def test_elements_that_are_none_survive_a_change(tracker: Tracker) -> None:
    strange: list[Any] = ["", 5, {"depends_on_id": 7}, {"depends_on_id": ""}]
    put(tracker, {**record("p-1"), "dependencies": [*strange, "p-2"], "comments": ["said"]}, record("p-2"))
    uid = find(tracker, "p-1").uid
    requests.Undepend(uid, "p-2").run(tracker)
    requests.AddComment(uid, "more").run(tracker)
    found = exported(tracker)["p-1"]
    assert found["dependencies"] == strange
    assert found["comments"][0] == "said"
    assert found["comments"][1]["text"] == "more"


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (record("p-1", comments=[comment("p-1", 7, "one")]), int),
        (record("p-1", comments=[comment("p-1", "0192-x", "one")]), str),
        ({"_type": "issue", **record("p-1")}, str),
        (record("p-1"), int),
    ],
)
def test_a_new_comment_is_numbered_as_the_file_does(
    tracker: Tracker, first: dict[str, Any], kind: type
) -> None:
    put(tracker, first, record("p-2"))
    requests.AddComment(find(tracker, "p-2").uid, "new").run(tracker)
    (made,) = exported(tracker)["p-2"]["comments"]
    assert type(made["id"]) is kind
    assert (made["issue_id"], made["author"], made["text"]) == ("p-2", "ann", "new")
    assert int(str(made["id"]).replace("-", ""), 16) > 0
    assert out(tracker) == out(tracker)


def test_a_reworded_comment_keeps_number_place_and_unknown_keys(tracker: Tracker) -> None:
    said = [comment("p-1", n, f"text {n}", mood="x") for n in (1, 2, 3)]
    put(tracker, record("p-1", comments=said))
    issue = find(tracker, "p-1")
    requests.EditComment(issue.uid, issue.comments[1].uid, "reworded").run(tracker)
    said[1]["text"] = "reworded"
    assert exported(tracker)["p-1"]["comments"] == said
    requests.DeleteComment(issue.uid, issue.comments[0].uid).run(tracker)
    assert exported(tracker)["p-1"]["comments"] == said[1:]


def test_equal_comments_are_told_apart(tracker: Tracker) -> None:
    put(tracker, record("p-1", comments=[comment("p-1", 1, "+1"), comment("p-1", 2, "+1")]))
    issue = find(tracker, "p-1")
    requests.DeleteComment(issue.uid, issue.comments[0].uid).run(tracker)
    assert [one["id"] for one in exported(tracker)["p-1"]["comments"]] == [2]


def test_html_is_escaped_as_in_the_file(tracker: Tracker) -> None:
    put(tracker, b'{"id":"p-1","title":"a \\u003c b"}\n')
    requests.Edit(find(tracker, "p-1").uid, {"notes": "c > d"}).run(tracker)
    requests.Create("e & f").run(tracker)
    assert b"c \\u003e d" in out(tracker)
    assert b"e \\u0026 f" in out(tracker)


def test_a_tracker_without_a_file_is_exported_sorted_in_bds_order(tracker: Tracker) -> None:
    for title in ("one", "two", "three"):
        requests.Create(title, {"priority": 0}, labels=("z", "a")).run(tracker)
    requests.Delete((find(tracker, next(iter(exported(tracker)))).uid,)).run(tracker)
    data, report = exporting.export(tracker)
    found = [json.loads(body) for body in data.splitlines()]
    assert [one["id"] for one in found] == sorted(one["id"] for one in found)
    assert sum(one["status"] == "tombstone" for one in found) == 1
    assert list(found[0])[:2] == ["id", "title"]
    assert found[1]["labels"] == ["a", "z"]
    assert (report.lines, report.bytes) == (3, len(data))


def test_an_issue_that_was_undone_or_is_ephemeral_is_not_exported(tracker: Tracker) -> None:
    requests.Create("undone").run(tracker)
    requests.Undo().run(tracker)
    assert out(tracker) == b""


def test_unknown_keys_of_an_issue_from_another_file_are_kept(tracker: Tracker) -> None:
    put(tracker, record("p-1"))
    second = b'{"z":1,"id":"p-2","title":"x","priority":"P1"}'
    put(tracker, second, name="second.jsonl")
    assert out(tracker) == lines(record("p-1"), second)


def test_a_report_counts_lines_that_are_not_blank(tracker: Tracker) -> None:
    data = b"\n" + lines(record("p-1"), b"broken", {"_type": "memory"}) + b" \n"
    put(tracker, data)
    report = exporting.export(tracker)[1]
    assert (report.lines, report.bytes, len(report.sha256)) == (3, len(data), 64)


# On disk


def test_an_export_takes_the_place_of_an_older_one(tracker: Tracker, tmp_path: Path) -> None:
    put(tracker, record("p-1", assignee="bob"), record("p-2"))
    target = tmp_path / "out.jsonl"
    export_file.export_to(tracker, target)
    target.chmod(0o640)
    requests.Edit(find(tracker, "p-1").uid, {"title": "new", "assignee": ""}).run(tracker)
    export_file.export_to(tracker, target)
    assert target.read_bytes() == out(tracker)
    assert target.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.glob("*.tmp")] == []


def test_a_symbolic_link_stays_one(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_bytes(b"")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    requests.Create("x").run(tracker)
    export_file.export_to(tracker, tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_bytes() == out(tracker)


def test_a_version_that_was_imported_from_elsewhere_is_written_over(tracker: Tracker, tmp_path: Path) -> None:
    put(tracker, record("p-1"))
    target = tmp_path / "copy.jsonl"
    target.write_bytes(lines(record("p-1")))
    requests.Edit(find(tracker, "p-1").uid, {"title": "new"}).run(tracker)
    export_file.export_to(tracker, target)
    assert target.read_bytes() == out(tracker)


@pytest.mark.parametrize("then", [record("p-1", "theirs", updated_at=LATER), record("p-1", assignee="ann")])
def test_what_somebody_else_wrote_meanwhile_is_not_written_over(
    tracker: Tracker, tmp_path: Path, then: dict[str, Any]
) -> None:
    put(tracker, record("p-1"))
    target = tmp_path / "out.jsonl"
    export_file.export_to(tracker, target)
    target.write_bytes(lines(then))
    requests.Edit(find(tracker, "p-1").uid, {"notes": "ours"}).run(tracker)
    with pytest.raises(Invalid, match="Import the file first"):
        export_file.export_to(tracker, target)
    assert target.read_bytes() == lines(then)


def test_an_export_is_done_although_another_program_writes_to_the_tracker(
    tracker: Tracker, tmp_path: Path
) -> None:
    put(tracker, record("p-1"))
    tracker.stop_waiting.set()
    with closing(apsw.Connection(str(tracker.path))) as other:
        other.execute("BEGIN IMMEDIATE")
        export_file.export_to(tracker, tmp_path / "out.jsonl")
        other.execute("ROLLBACK")
    assert (tmp_path / "out.jsonl").read_bytes() == out(tracker)


def test_an_export_into_a_project_waits_for_bds_lock(tracker: Tracker, tmp_path: Path) -> None:
    put(tracker, record("p-1"))
    (tmp_path / ".beads").mkdir()
    tracker.stop_waiting.set()
    with (tmp_path / ".beads" / exchange_lock.NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NotExported) as caught:
            export_file.export_to(tracker, tmp_path / ".beads" / "issues.jsonl")
    assert caught.value.why == "held"
    assert not (tmp_path / ".beads" / "issues.jsonl").exists()


@pytest.mark.parametrize(
    "there", [lines(record("p-1"), record("q-1")), lines(record("p-1"), b"broken"), b"a letter to a friend\n"]
)
def test_an_export_that_would_drop_a_line_is_refused(tracker: Tracker, tmp_path: Path, there: bytes) -> None:
    put(tracker, record("p-1"))
    target = tmp_path / "out.jsonl"
    target.write_bytes(there)
    with pytest.raises(Invalid, match="would drop"):
        export_file.export_to(tracker, target)
    assert target.read_bytes() == there


def test_the_file_that_was_imported_is_brought_up_to_date(tracker: Tracker) -> None:
    put(tracker, record("p-1"), b"no record")
    requests.Edit(find(tracker, "p-1").uid, {"title": "new"}).run(tracker)
    file = tracker.path.parent / "issues.jsonl"
    report = export_file.export_to(tracker, file)
    assert (report.lines, file.read_bytes()) == (2, out(tracker))
    assert b'"title":"new"' in file.read_bytes()


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_the_trackers_own_files_are_not_even_read(
    tracker: Tracker, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests.Create("x").run(tracker)
    own = tracker.path.with_name(tracker.path.name + suffix)
    with pytest.raises(Invalid, match="belongs to the tracker"):
        export_file.export_to(tracker, own)
    assert own.exists()


def test_what_is_no_file_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(Invalid, match="no ordinary file"):
            export_file.export_to(tracker, path)
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_named(tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="could not be updated: No such file"):
        export_file.export_to(tracker, tmp_path / "none" / "out.jsonl")


@pytest.mark.parametrize(
    "last", [b"null", b"[]", b"5", b'[{"id":2,"issue_id":"p-1","author":"b","text":"two"}]']
)
def test_of_a_list_that_is_there_twice_the_last_counts(tracker: Tracker, last: bytes) -> None:
    first = b'[{"id":1,"issue_id":"p-1","author":"b","text":"one"},{"id":3,"author":"b","text":"three"}]'
    put(tracker, b'{"id":"p-1","title":"t","Comments":' + first + b',"comments":' + last + b"}\n")
    issue = find(tracker, "p-1")
    wanted = ["one", "three"] if last == b"null" else ["two"] if b"two" in last else []
    assert [one.text for one in issue.comments] == wanted
    requests.AddComment(issue.uid, "mine").run(tracker)
    (found,) = (json.loads(body) for body in out(tracker).splitlines())
    assert [one["text"] for one in found["comments"]] == [*wanted, "mine"]
    assert "Comments" not in found


def test_a_second_spelling_of_the_id_is_no_other_id(tracker: Tracker) -> None:
    put(tracker, b'{"id":"p-1","title":"t","Id":"p-2"}\n')
    requests.Edit(find(tracker, "p-1").uid, {"title": "new"}).run(tracker)
    (found,) = (json.loads(body) for body in out(tracker).splitlines())
    assert (found["id"], found["Id"], found["title"]) == ("p-1", "p-2", "new")
