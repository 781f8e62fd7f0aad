"""Every change of an issue: what it stores, what it refuses, and that the log tells it."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from store import blocking, details, lookups, requests
from store.answers import Done
from store.errors import Clash, Held, Invalid, Moved, NotFound, NothingToDo, Outdated, ReadOnly
from store.issue import Issue
from store.times import sort_key
from store.tracker import Tracker
from tests.helpers.issue_files import LATER, find, put, record
from tests.helpers.other_process import OpenOtherProcess


def make(tracker: Tracker, title: str = "Fix login", **fields: object) -> Issue:
    done = requests.Create(title, fields).run(tracker)
    return read(tracker, done.uids[0])


def read(tracker: Tracker, uid: str) -> Issue:
    return details.issue(tracker, tracker.one("SELECT key FROM issue WHERE uid = ?", (uid,)))


def test_a_new_issue_has_an_id_a_time_and_its_fields(tracker: Tracker) -> None:
    done = requests.Create(
        "  Fix login ", {"priority": "high", "due_at": "2026-12-01T00:00:00Z"}, ("ui", "ui")
    ).run(tracker)
    issue = read(tracker, done.uids[0])
    assert (issue.title, issue.priority, issue.status, issue.labels) == ("Fix login", 1, "open", ("ui",))
    assert done.ids == (issue.id,)
    assert issue.id.startswith("home-")
    assert "." not in issue.id
    assert len(issue.id) == len("home-") + 4
    assert issue.created_by == "ann"
    assert issue.created_at == issue.updated_at
    assert issue.created_at.endswith("Z")


def test_several_issues_are_one_step_and_all_or_none(tracker: Tracker) -> None:
    epic = make(tracker, "Release", issue_type="epic")
    wanted = (requests.Create("One"), requests.Create("Two", labels=("ui",), parent=epic.id))
    done = requests.CreateSeveral(wanted).run(tracker)
    issues = [read(tracker, uid) for uid in done.uids]
    assert {(issue.title, issue.labels) for issue in issues if issue.id != epic.id} == {
        ("One", ()), ("Two", ("ui",)),
    }  # fmt: skip
    state = lookups.AskUndo().run(tracker)
    assert state.undo is not None
    assert (state.undo.kind, state.undo.step) == ("create", done.step)
    for broken in (requests.Create(" "), requests.Create("Three", parent="nobody-1")):
        with pytest.raises((Invalid, NotFound)):
            requests.CreateSeveral((requests.Create("Left out"), broken)).run(tracker)
    with pytest.raises(NothingToDo):
        requests.CreateSeveral(()).run(tracker)
    assert tracker.one("SELECT count(*) FROM issue") == 3
    requests.Undo().run(tracker)
    assert [title for (title,) in tracker.all("SELECT title FROM issue WHERE NOT gone")] == ["Release"]


def test_a_child_is_an_issue_with_an_edge_to_its_parent(tracker: Tracker) -> None:
    epic = make(tracker, "Release", issue_type="epic")
    done = requests.Create("Notes", parent=epic.id).run(tracker)
    child = read(tracker, done.uids[0])
    assert [(edge.type, edge.target) for edge in child.dependencies] == [("parent-child", epic.id)]
    assert "." not in child.id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"priority": 9}, "priority"),
        ({"priority": "soon"}, "priority"),
        ({"estimated_minutes": -1}, "estimate"),
        ({"estimated_minutes": "long"}, "minutes"),
        ({"status": ""}, "status"),
        ({"status": "tombstone"}, "deleting"),
        ({"nonsense": 1}, "no field called nonsense"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_made(
    tracker: Tracker, fields: dict[str, object], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        requests.Create("Fix login", fields).run(tracker)
    assert tracker.one("SELECT count(*) FROM issue") == 0
    assert tracker.one("SELECT count(*) FROM step") == 0


@pytest.mark.parametrize("title", ["", "   ", "é" * 251])
def test_a_title_has_1_to_500_bytes(tracker: Tracker, title: str) -> None:
    with pytest.raises(Invalid, match="title"):
        requests.Create(title).run(tracker)


def test_updated_at_grows_with_every_change_even_from_the_future(tracker: Tracker) -> None:
    issue = make(tracker)
    tracker.run("UPDATE issue SET updated_at = '2999-01-01T00:00:00.5Z'")
    seen = ["2999-01-01T00:00:00.5Z"]
    requests.Edit(issue.uid, {"title": "A"}).run(tracker)
    seen.append(read(tracker, issue.uid).updated_at)
    requests.Label((issue.uid,), ("ui",)).run(tracker)
    seen.append(read(tracker, issue.uid).updated_at)
    requests.AddComment(issue.uid, "Seen").run(tracker)
    seen.append(read(tracker, issue.uid).updated_at)
    requests.Undo().run(tracker)
    seen.append(read(tracker, issue.uid).updated_at)
    keys = [sort_key(text) for text in seen]
    assert keys == sorted(set(keys))


def test_an_edit_names_what_it_saw_and_never_overwrites_another_change(tracker: Tracker) -> None:
    issue = make(tracker, description="old")
    requests.Edit(issue.uid, {"description": "theirs"}).run(tracker)
    with pytest.raises(Clash) as clash:
        requests.Edit(issue.uid, {"description": "mine"}, {"description": "old"}).run(tracker)
    assert (clash.value.mine, clash.value.theirs) == ({"description": "mine"}, {"description": "theirs"})
    assert read(tracker, issue.uid).description == "theirs"


def test_an_edit_of_another_field_is_no_clash(tracker: Tracker) -> None:
    issue = make(tracker, description="old")
    requests.Edit(issue.uid, {"notes": "theirs"}).run(tracker)
    requests.Edit(issue.uid, {"description": "mine"}, {"description": "old"}).run(tracker)
    assert read(tracker, issue.uid).description == "mine"


def test_both_wanting_the_same_is_no_clash(tracker: Tracker) -> None:
    issue = make(tracker, description="old")
    requests.Edit(issue.uid, {"description": "same"}).run(tracker)
    with pytest.raises(NothingToDo):
        requests.Edit(issue.uid, {"description": "same"}, {"description": "old"}).run(tracker)


def test_closing_sets_time_and_reason_and_leaving_closed_clears_them(tracker: Tracker) -> None:
    issue = make(tracker)
    requests.Close((issue.uid,), "shipped").run(tracker)
    closed = read(tracker, issue.uid)
    assert (closed.status, closed.close_reason) == ("closed", "shipped")
    assert closed.closed_at is not None
    requests.Reopen((issue.uid,)).run(tracker)
    opened = read(tracker, issue.uid)
    assert (opened.status, opened.closed_at, opened.close_reason) == ("open", None, "")


def test_a_status_set_by_an_edit_keeps_the_same_rule(tracker: Tracker) -> None:
    issue = make(tracker)
    requests.Edit(issue.uid, {"status": "closed"}).run(tracker)
    assert read(tracker, issue.uid).closed_at is not None
    requests.Edit(issue.uid, {"status": "in_progress"}).run(tracker)
    assert read(tracker, issue.uid).closed_at is None


def test_an_unknown_status_or_type_is_kept_as_it_is(tracker: Tracker) -> None:
    issue = make(tracker, status="dispatched", issue_type="convoy")
    assert (issue.status, issue.issue_type) == ("dispatched", "convoy")


def test_deleting_keeps_everything_and_restoring_brings_it_back(tracker: Tracker) -> None:
    issue = make(tracker, status="in_progress", description="text")
    requests.AddComment(issue.uid, "Seen").run(tracker)
    requests.Delete((issue.uid,), "by mistake").run(tracker)
    gone = read(tracker, issue.uid)
    assert gone.deleted
    assert (gone.delete_reason, gone.deleted_by, gone.original_type) == ("by mistake", "ann", "task")
    with pytest.raises(Invalid, match="trash"):
        requests.Edit(issue.uid, {"title": "x"}).run(tracker)
    requests.Restore((issue.uid,)).run(tracker)
    back = read(tracker, issue.uid)
    assert (back.status, back.description, len(back.comments)) == ("in_progress", "text", 1)
    assert back.deleted_at is None


@pytest.mark.parametrize(
    "again",
    [
        lambda uid: requests.Close((uid,)),
        lambda uid: requests.Edit(uid, {"status": "closed"}),
        lambda uid: requests.Label((uid,), remove=("nothing",)),
        lambda uid: requests.Undepend(uid, "home-none"),
        lambda uid: requests.Restore((uid,)),
    ],
)
def test_what_is_so_already_is_said_and_leaves_no_step(tracker: Tracker, again: type) -> None:
    issue = make(tracker)
    requests.Close((issue.uid,)).run(tracker)
    steps = tracker.one("SELECT count(*) FROM step")
    with pytest.raises(NothingToDo):
        again(issue.uid).run(tracker)
    assert tracker.one("SELECT count(*) FROM step") == steps


def test_fields_and_labels_of_several_issues_change_in_one_step(tracker: Tracker) -> None:
    first, second = make(tracker, "A", priority=1), make(tracker, "B")
    done = requests.SetFields((first.uid, second.uid), {"priority": 1}, ("ui",)).run(tracker)
    assert set(done.uids) == {first.uid, second.uid}
    assert done.changes.kinds == {"priority", "labels"}
    assert tracker.one("SELECT count(*) FROM step WHERE kind = 'edit'") == 1
    assert read(tracker, second.uid).labels == ("ui",)


def test_an_edge_needs_another_issue_that_is_there(tracker: Tracker) -> None:
    issue = make(tracker)
    with pytest.raises(Invalid, match="itself"):
        requests.Depend(issue.uid, issue.id).run(tracker)
    with pytest.raises(NotFound, match="home-none"):
        requests.Depend(issue.uid, "home-none").run(tracker)


def test_an_edge_that_closes_a_circle_is_refused_and_the_circle_is_named(tracker: Tracker) -> None:
    first, second = make(tracker, "A"), make(tracker, "B")
    requests.Depend(first.uid, second.id).run(tracker)
    with pytest.raises(Invalid, match="circle") as refused:
        requests.Depend(second.uid, first.id).run(tracker)
    assert first.id in str(refused.value)
    assert second.id in str(refused.value)


def test_two_types_of_edge_may_join_the_same_two_issues(tracker: Tracker) -> None:
    first, second = make(tracker, "A"), make(tracker, "B")
    requests.Depend(first.uid, second.id, "blocks").run(tracker)
    requests.Depend(first.uid, second.id, "parent-child").run(tracker)
    requests.Undepend(first.uid, second.id, "blocks").run(tracker)
    assert [edge.type for edge in read(tracker, first.uid).dependencies] == ["parent-child"]


def test_the_blocked_set_follows_every_kind_of_change(tracker: Tracker) -> None:
    first, second, third = make(tracker, "A"), make(tracker, "B"), make(tracker, "C")

    def held() -> set[int]:
        kept = {key for (key,) in tracker.all("SELECT issue FROM blocked")}
        assert kept == blocking.oracle(tracker)
        return kept

    requests.Depend(first.uid, second.id).run(tracker)
    assert held() == {first.key}
    requests.Depend(third.uid, first.id, "parent-child").run(tracker)
    assert held() == {first.key, third.key}
    done = requests.Close((second.uid,)).run(tracker)
    assert held() == set()
    assert "blocked" in done.changes.kinds
    requests.Undo().run(tracker)
    assert held() == {first.key, third.key}
    requests.Delete((second.uid,)).run(tracker)
    assert held() == set()
    requests.Restore((second.uid,)).run(tracker)
    requests.Undepend(first.uid, second.id).run(tracker)
    assert held() == set()


def test_a_comment_is_added_changed_and_taken_away(tracker: Tracker) -> None:
    issue = make(tracker)
    requests.AddComment(issue.uid, " First ").run(tracker)
    (comment,) = read(tracker, issue.uid).comments
    assert (comment.author, comment.text) == ("ann", "First")
    requests.EditComment(issue.uid, comment.uid, "Second", "First").run(tracker)
    with pytest.raises(Clash):
        requests.EditComment(issue.uid, comment.uid, "Third", "First").run(tracker)
    requests.DeleteComment(issue.uid, comment.uid).run(tracker)
    assert read(tracker, issue.uid).comments == ()
    with pytest.raises(NotFound):
        requests.DeleteComment(issue.uid, comment.uid).run(tracker)
    with pytest.raises(Invalid):
        requests.AddComment(issue.uid, "  ").run(tracker)


def test_an_answer_comes_after_commit_so_that_another_process_sees_it(
    tracker: Tracker, path: Path, other_process: OpenOtherProcess
) -> None:
    done = requests.Create("Fix login").run(tracker)
    other = other_process(path)
    assert other.execute(f"SELECT title FROM issue WHERE uid = '{done.uids[0]}'") == [["Fix login"]]


def test_a_write_waits_for_another_program_and_then_names_it(
    tracker: Tracker, path: Path, other_process: OpenOtherProcess
) -> None:
    make(tracker)
    other = other_process(path)
    other.write()
    waiting: list[str] = []
    tracker.on_waiting = waiting.append
    tracker.stop_waiting = _NoTime()
    with pytest.raises(Held, match=str(other.pid)):
        requests.Create("Second").run(tracker)
    assert len(waiting) == 1
    assert str(other.pid) in waiting[0]
    other.end()
    requests.Create("Second").run(tracker)
    assert tracker.one("SELECT count(*) FROM issue") == 2


class _NoTime(threading.Event):
    """An event whose wait() takes no time."""

    def wait(self, timeout: float | None = None) -> bool:
        return False


def test_a_read_only_tracker_says_so(tracker: Tracker, path: Path) -> None:
    make(tracker)
    reader = Tracker.open(path, read_only=True)
    try:
        with pytest.raises(ReadOnly, match="read-only"):
            requests.Create("Second").run(reader)
    finally:
        reader.close()


def test_lone_surrogates_and_nul_are_stored_without_harm(tracker: Tracker) -> None:
    issue = make(tracker, "a\ud800b", description="x\0y")
    assert issue.title == "a\ufffdb"
    assert issue.description == "x\0y"


def test_an_external_reference_belongs_to_one_issue(tracker: Tracker) -> None:
    make(tracker, "A", external_ref="gh-1")
    second = make(tracker, "B")
    with pytest.raises(Invalid, match="gh-1"):
        requests.Edit(second.uid, {"external_ref": "gh-1"}).run(tracker)


def test_changes_name_rows_kinds_and_who_asked(tracker: Tracker) -> None:
    issue = make(tracker)
    done: Done = requests.Edit(issue.uid, {"title": "B"}, initiator="list").run(tracker)
    assert done.changes.uids == {issue.uid}
    assert done.changes.keys == {issue.key}
    assert done.changes.kinds == {"title"}
    assert done.changes.initiator == "list"
    assert done.changes.seq == tracker.one("SELECT max(seq) FROM change")


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_written_to_a_file_that_is_no_longer_at_its_place(
    tracker: Tracker, path: Path, how: str
) -> None:
    issue = make(tracker)
    away = path.with_name("Away.strandline")
    if how == "deleted":
        path.unlink()
    else:
        path.rename(away)
        if how == "replaced":
            path.write_bytes(b"")
    assert not lookups.StillThere().run(tracker)
    with pytest.raises(Moved, match=r"Home\.strandline"):
        requests.Edit(issue.uid, {"title": "lost"}).run(tracker)
    assert tracker.one("SELECT title FROM issue") == "Fix login"
    if how == "moved":
        away.rename(path)
        requests.Edit(issue.uid, {"title": "found"}).run(tracker)
        assert tracker.one("SELECT title FROM issue") == "found"


def test_a_tracker_is_used_by_the_thread_that_opened_it_only(tracker: Tracker) -> None:
    failures: list[BaseException] = []

    def use() -> None:
        for use_it in (tracker.reading, tracker.writing):
            try:
                with use_it():
                    pass
            except AssertionError as error:
                failures.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(failures) == 2


_HALF = "x\udcff"


@pytest.mark.parametrize(
    "write",
    [
        lambda uid, _: requests.Label((uid,), (_HALF,)),
        lambda uid, _: requests.SetFields((uid,), {"due_at": _HALF}, (_HALF,), (_HALF + "y",)),
        lambda uid, _: requests.Depend(uid, f"external:{_HALF}", _HALF, _HALF),
        lambda uid, other: requests.Create(
            _HALF, depends_on=((_HALF, other), ("blocks", f"external:{_HALF}"))
        ),
        lambda uid, _: requests.Delete((uid,), _HALF),
        lambda uid, _: requests.AddComment(uid, _HALF),
    ],
    ids=["label", "set fields", "depend", "create", "delete", "comment"],
)
def test_half_a_character_is_stored_as_a_replacement(
    tracker: Tracker, write: Callable[[str, str], requests.Request[Done]]
) -> None:
    issue, other = make(tracker), make(tracker, "Other")
    done = write(issue.uid, other.id).run(tracker)
    assert "\ufffd" in str(tracker.all("SELECT after FROM change UNION SELECT detail FROM step")) + str(
        read(tracker, done.uids[0])
    )


@pytest.mark.parametrize(
    "remove",
    [
        lambda uid: requests.Label((uid,), remove=(_HALF,)),
        lambda uid: requests.Undepend(uid, _HALF, _HALF),
        lambda uid: requests.Depend(uid, _HALF),
    ],
)
def test_half_a_character_names_nothing(
    tracker: Tracker, remove: Callable[[str], requests.Request[Done]]
) -> None:
    with pytest.raises((NothingToDo, NotFound)):
        remove(make(tracker).uid).run(tracker)


def test_an_issue_in_the_trash_takes_no_comment_and_no_edge(tracker: Tracker) -> None:
    issue, other = make(tracker), make(tracker, "Other")
    requests.AddComment(issue.uid, "Seen").run(tracker)
    requests.Depend(issue.uid, other.id).run(tracker)
    comment = read(tracker, issue.uid).comments[0].uid
    requests.Delete((issue.uid,)).run(tracker)
    for write in (
        requests.AddComment(issue.uid, "late"),
        requests.EditComment(issue.uid, comment, "late"),
        requests.DeleteComment(issue.uid, comment),
        requests.Depend(issue.uid, other.id, "related"),
        requests.Undepend(issue.uid, other.id),
    ):
        with pytest.raises(Invalid, match="Restore it"):
            write.run(tracker)


def test_a_comment_is_changed_through_its_own_issue_only(tracker: Tracker) -> None:
    issue, other = make(tracker), make(tracker, "Other")
    requests.AddComment(issue.uid, "Seen").run(tracker)
    comment = read(tracker, issue.uid).comments[0].uid
    with pytest.raises(NotFound):
        requests.EditComment(other.uid, comment, "theirs").run(tracker)
    assert read(tracker, issue.uid).comments[0].text == "Seen"


def test_a_new_issue_takes_nobodys_external_reference(tracker: Tracker) -> None:
    issue = make(tracker, external_ref="gh-1")
    with pytest.raises(Invalid, match=issue.id):
        requests.Create("Second", {"external_ref": "gh-1"}).run(tracker)
    requests.Delete((issue.uid,)).run(tracker)
    assert make(tracker, "Third", external_ref="gh-1").external_ref == "gh-1"


def test_a_new_issue_has_only_edges_of_a_type(tracker: Tracker) -> None:
    other = make(tracker)
    with pytest.raises(Invalid, match="1 to 50"):
        requests.Create("x", depends_on=(("", other.id),)).run(tracker)


def test_a_new_issue_has_the_stamp_of_its_step(tracker: Tracker) -> None:
    make(tracker)
    assert tracker.one("SELECT stamp FROM issue") == tracker.one(
        "SELECT value FROM meta WHERE name = 'stamp'"
    )


def test_what_is_made_closed_has_its_closing_and_what_is_made_open_has_none(tracker: Tracker) -> None:
    closed = make(tracker, status="closed", close_reason="done before")
    assert (closed.closed_at, closed.close_reason) == (closed.created_at, "done before")
    assert make(tracker, close_reason="typed too early").close_reason == ""


def test_reopening_and_restoring_say_what_they_changed(tracker: Tracker) -> None:
    issue = make(tracker, status="closed")
    assert requests.Reopen((issue.uid,)).run(tracker).uids == (issue.uid,)
    requests.Delete((issue.uid,)).run(tracker)
    assert requests.Restore((issue.uid,)).run(tracker).uids == (issue.uid,)


def test_what_is_so_already_is_named(tracker: Tracker) -> None:
    issue = (make(tracker).uid,)
    for request, words in (
        (requests.Reopen(issue), "it is not closed"),
        (requests.Restore(issue), "it is not in the trash"),
    ):
        with pytest.raises(NothingToDo, match=words):
            request.run(tracker)
    requests.Delete(issue).run(tracker)
    for again, words in (
        (requests.Close(issue), "it is closed already, or in the trash"),
        (requests.Delete(issue), "it is in the trash already"),
    ):
        with pytest.raises(NothingToDo, match=words):
            again.run(tracker)
    with pytest.raises(Invalid, match="trash"):
        requests.Label(issue, ("ui",)).run(tracker)


def test_no_more_is_deleted_with_an_issue_than_somebody_has_seen_below_it(tracker: Tracker) -> None:
    epic = make(tracker, "Release")
    requests.Create("Notes", parent=epic.id).run(tracker)
    with pytest.raises(Outdated, match="1 issues below"):
        requests.Delete((epic.uid,), with_children=True, seen=0).run(tracker)
    assert read(tracker, epic.uid).status == "open"
    assert len(requests.Delete((epic.uid,), with_children=True, seen=1).run(tracker).uids) == 2


def test_a_title_that_was_seen_is_compared_as_it_is_stored(tracker: Tracker) -> None:
    uid = make(tracker, "Fix login").uid
    with pytest.raises(Clash):
        requests.Edit(uid, {"title": "Ours"}, seen={"title": "Fix login "}).run(tracker)
    requests.Delete((uid,)).run(tracker)
    requests.Restore((uid,)).run(tracker)
    done = requests.Edit(uid, {"priority": 1}, seen={"priority": "medium"}).run(tracker)
    assert done.uids == (uid,)


def test_what_came_deleted_is_restored_as_its_closing_time_says(tracker: Tracker) -> None:
    put(
        tracker,
        record("p-1", status="tombstone", deleted_at=LATER),
        record("p-2", status="tombstone", deleted_at=LATER, closed_at=LATER),
    )
    for id, status in (("p-1", "open"), ("p-2", "closed")):
        requests.Restore((find(tracker, id).uid,)).run(tracker)
        assert find(tracker, id).status == status


def test_a_single_one_of_several_is_made_too(tracker: Tracker) -> None:
    assert len(requests.CreateSeveral((requests.Create("Only"),)).run(tracker).uids) == 1
