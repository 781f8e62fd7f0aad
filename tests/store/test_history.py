"""Undo and redo: of every kind of change, across restarts, never over somebody else's change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import blocking, conflicts, lookups, requests
from store.answers import Done
from store.errors import KnownError, NothingToDo
from store.importing import import_file
from store.keys import key_of
from store.requests import Request
from store.steps import Step
from store.tracker import Tracker
from tests.store.conftest import OpenTracker

State = dict[str, Any]


def state(tracker: Tracker) -> State:
    """Everything that a person or a file can see, but not the times of the last change."""
    columns = [name for _, name, *_ in tracker.all("PRAGMA table_info(issue)")]
    shown = ", ".join(n for n in columns if n not in ("updated_at", "updated_key", "stamp", "seq"))
    rows = tracker.all(f"SELECT {shown} FROM issue WHERE NOT gone ORDER BY key")
    keys = "SELECT key FROM issue WHERE NOT gone"
    return {
        "issues": rows,
        "labels": tracker.all(
            f"SELECT issue, name FROM label WHERE NOT removed AND issue IN ({keys}) ORDER BY 1, 2"
        ),
        "edges": tracker.all(
            f"SELECT * FROM dependency WHERE NOT removed AND issue IN ({keys}) ORDER BY issue, target, type"
        ),
        "comments": tracker.all(
            f"""SELECT uid, issue, author, text, created_at FROM comment
                WHERE NOT removed AND issue IN ({keys}) ORDER BY 1"""
        ),
        "blocked": tracker.all("SELECT issue FROM blocked ORDER BY 1"),
        "to review": tracker.all("SELECT key FROM conflict WHERE resolved IS NULL ORDER BY 1"),
        "found": [
            tracker.all("SELECT rowid FROM search WHERE search MATCH ? ORDER BY 1", (word,))
            for word in ("alpha", "beta", "gamma", "delta", "ui")
        ],
    }


class World:
    """Three issues with everything on them."""

    def __init__(self, tracker: Tracker) -> None:
        done = [requests.Create(title, labels=("ui",)).run(tracker) for title in ("alpha", "beta", "gamma")]
        self.uids = [one.uids[0] for one in done]
        self.ids = [one.ids[0] for one in done]
        a, b, c = self.uids
        requests.Depend(a, self.ids[1]).run(tracker)
        requests.Close((c,), "done").run(tracker)
        requests.AddComment(b, "beta comment").run(tracker)
        self.comment = tracker.one("SELECT uid FROM comment")
        self.trashed = requests.Create("delta").run(tracker).uids[0]
        requests.Delete((self.trashed,)).run(tracker)
        with tracker.writing():
            made = Step(tracker, "import", "issues.jsonl", "", None)
            for uid, title in zip(self.uids, ("alpha", "beta", "gamma"), strict=True):
                conflicts.record(made, key_of(tracker, uid), "title", "both", title, "delta", "issues.jsonl")
            made.finish()
        self.conflicts = [key for (key,) in tracker.all("SELECT key FROM conflict ORDER BY key")]


WRITES: dict[str, Callable[[World], Request[Done]]] = {
    "create": lambda w: requests.Create(
        "delta beta", {"priority": 0}, ("new",), w.ids[0], (("blocks", w.ids[1]),)
    ),
    "duplicate": lambda w: requests.Duplicate(w.uids[0]),
    "create several": lambda w: requests.CreateSeveral(
        (requests.Create("delta", parent=w.ids[0]), requests.Create("beta", labels=("ui",)))
    ),
    "edit": lambda w: requests.Edit(
        w.uids[0], {"title": "delta", "priority": 0, "due_at": "2026-12-01T00:00:00Z"}
    ),
    "edit status": lambda w: requests.Edit(w.uids[1], {"status": "in_progress", "assignee": "bob"}),
    "set fields": lambda w: requests.SetFields(tuple(w.uids), {"notes": "delta"}, ("all",), ("ui",)),
    "close": lambda w: requests.Close((w.uids[0], w.uids[1]), "wontfix"),
    "reopen": lambda w: requests.Reopen((w.uids[2],)),
    "delete": lambda w: requests.Delete((w.uids[1], w.uids[2]), "twice"),
    "restore": lambda w: requests.Restore((w.trashed,)),
    "label": lambda w: requests.Label((w.uids[0], w.uids[1]), ("core",), ("ui",)),
    "depend": lambda w: requests.Depend(w.uids[1], w.ids[2], "parent-child"),
    "review, keep": lambda w: requests.Resolve(w.conflicts[0], "keep"),
    "review, other": lambda w: requests.Resolve(w.conflicts[1], "other"),
    "review, merged": lambda w: requests.Resolve(w.conflicts[2], "merged", "gamma delta"),
    "keep all": lambda w: requests.KeepAll(tuple(w.conflicts)),
    "undepend": lambda w: requests.Undepend(w.uids[0], w.ids[1]),
    "comment": lambda w: requests.AddComment(w.uids[0], "delta"),
    "edit comment": lambda w: requests.EditComment(w.uids[1], w.comment, "delta"),
    "delete comment": lambda w: requests.DeleteComment(w.uids[1], w.comment),
}


def test_every_write_request_is_in_the_list() -> None:
    asked = {type(make(_AnyWorld())) for make in WRITES.values()}  # type: ignore[arg-type]
    every = {kind for kind in vars(requests).values() if isinstance(kind, type) and issubclass(kind, Request)}
    assert every - asked == {Request, requests.Lookup, requests.Undo, requests.Redo}


class _AnyWorld:
    uids = ("a", "b", "c")
    ids = ("a", "b", "c")
    trashed = comment = "a"
    conflicts = (1, 2, 3)


@pytest.mark.parametrize("name", WRITES)
def test_each_change_is_undone_and_redone_whole_even_after_a_restart(
    open_tracker: OpenTracker, name: str
) -> None:
    tracker = open_tracker()
    world = World(tracker)
    before = state(tracker)
    WRITES[name](world).run(tracker)
    after = state(tracker)
    assert after != before
    tracker.close()
    tracker = open_tracker()
    done = requests.Undo().run(tracker)
    assert state(tracker) == before
    assert done.skipped == ()
    tracker.close()
    tracker = open_tracker()
    requests.Redo().run(tracker)
    assert state(tracker) == after
    requests.Undo().run(tracker)
    assert state(tracker) == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(WRITES)), min_size=1, max_size=6), data=st.data())
def test_any_row_of_changes_is_undone_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    tracker = Tracker.open(tmp_path_factory.mktemp("any") / "t.strandline", create=True, actor="ann")
    try:
        world = World(tracker)
        states = [state(tracker)]
        for name in names:
            try:
                WRITES[name](world).run(tracker)
            except KnownError:
                continue
            states.append(state(tracker))
        back = data.draw(st.integers(0, len(states) - 1))
        for expected in reversed(states[len(states) - 1 - back : -1]):
            requests.Undo().run(tracker)
            assert state(tracker) == expected
        for expected in states[len(states) - back :]:
            requests.Redo().run(tracker)
            assert state(tracker) == expected
        assert {key for (key,) in tracker.all("SELECT issue FROM blocked")} == blocking.oracle(tracker)
    finally:
        tracker.close()


def test_undo_is_a_new_step_in_the_log(tracker: Tracker) -> None:
    requests.Create("alpha").run(tracker)
    newest = tracker.one("SELECT max(seq) FROM change")
    requests.Undo().run(tracker)
    assert tracker.one("SELECT max(seq) FROM change") > newest


def test_undo_says_what_it_will_do(tracker: Tracker) -> None:
    assert lookups.AskUndo().run(tracker).undo is None
    one = requests.Create("alpha").run(tracker)
    two = requests.Create("beta").run(tracker)
    requests.Close((*one.uids, *two.uids), "done").run(tracker)
    offered = lookups.AskUndo().run(tracker)
    assert offered.undo is not None
    assert (offered.undo.kind, offered.undo.detail, offered.undo.id, offered.undo.count) == (
        "close",
        "done",
        "",
        2,
    )
    assert offered.redo is None
    requests.Undo().run(tracker)
    offered = lookups.AskUndo().run(tracker)
    assert offered.redo is not None
    assert offered.undo is not None
    assert (offered.redo.kind, offered.undo.kind, offered.undo.id) == ("close", "create", two.ids[0])


def test_a_new_step_ends_the_chance_to_redo(tracker: Tracker) -> None:
    one = requests.Create("alpha").run(tracker)
    requests.Edit(one.uids[0], {"title": "beta"}).run(tracker)
    requests.Undo().run(tracker)
    requests.Edit(one.uids[0], {"title": "gamma"}).run(tracker)
    with pytest.raises(NothingToDo):
        requests.Redo().run(tracker)
    requests.Undo().run(tracker)
    assert tracker.one("SELECT title FROM issue") == "alpha"


def test_only_the_actors_own_steps_are_undone(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    one = requests.Create("alpha").run(ann)
    requests.Edit(one.uids[0], {"notes": "by bob"}).run(bob)
    requests.Edit(one.uids[0], {"title": "beta"}).run(ann)
    requests.Undo().run(ann)
    assert ann.all("SELECT title, notes FROM issue") == [("alpha", "by bob")]


def test_a_field_changed_since_becomes_a_proposal(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    one = requests.Create("alpha").run(ann)
    requests.Edit(one.uids[0], {"title": "beta", "notes": "n"}).run(ann)
    requests.Edit(one.uids[0], {"title": "by bob"}).run(bob)
    done = requests.Undo().run(ann)
    (skipped,) = done.skipped
    assert (skipped.field, skipped.now, skipped.proposed) == ("title", "by bob", "alpha")
    assert ann.all("SELECT title, notes FROM issue") == [("by bob", "")]


def test_a_close_is_undone_as_a_whole_or_not_at_all(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    one = requests.Create("alpha").run(ann)
    requests.Close(one.uids, "done").run(ann)
    requests.Edit(one.uids[0], {"close_reason": "by bob"}).run(bob)
    done = requests.Undo().run(ann)
    assert {skipped.field for skipped in done.skipped} == {"status", "closed_at", "close_reason"}
    assert ann.all("SELECT status, close_reason FROM issue") == [("closed", "by bob")]


def test_an_import_leaves_redo_alone(tracker: Tracker, tmp_path: Path) -> None:
    requests.Create("alpha").run(tracker)
    requests.Undo().run(tracker)
    file = tmp_path / "issues.jsonl"
    file.write_text('{"id":"x-1","title":"beta","priority":2}\n')
    import_file(tracker, file)
    requests.Redo().run(tracker)
    assert tracker.one("SELECT count(*) FROM issue WHERE NOT gone") == 2


def test_a_new_issue_that_somebody_else_worked_on_stays(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    one = requests.Create("alpha").run(ann)
    requests.AddComment(one.uids[0], "seen").run(bob)
    done = requests.Undo().run(ann)
    assert [skipped.field for skipped in done.skipped] == ["created"]
    assert ann.one("SELECT count(*) FROM issue WHERE NOT gone") == 1


def test_undo_of_what_was_shown_only(tracker: Tracker) -> None:
    first = requests.Create("alpha").run(tracker)
    requests.Create("beta").run(tracker)
    with pytest.raises(NothingToDo):
        requests.Undo(step=first.step).run(tracker)


def test_changes_since_tells_another_process_what_to_ask_again(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    seq = lookups.ChangesSince(-1).run(ann).seq
    version = lookups.DataVersion().run(ann)
    one = requests.Create("alpha").run(bob)
    requests.Edit(one.uids[0], {"status": "in_progress"}).run(bob)
    assert lookups.DataVersion().run(ann) != version
    changes = lookups.ChangesSince(seq).run(ann)
    assert changes.uids == set(one.uids)
    assert {"created", "status"} <= changes.kinds
    assert changes.outside
    assert lookups.ChangesSince(changes.seq).run(ann).uids == frozenset()


def test_what_others_changed_since_becomes_a_proposal_and_never_overwrites(
    tracker: Tracker, open_tracker: OpenTracker
) -> None:
    world = World(tracker)
    a, b, _ = world.uids
    requests.SetFields((a, b), {"priority": 0, "status": "in_progress"}, ("new",)).run(tracker)
    br = open_tracker("br")
    requests.Edit(b, {"priority": 4, "status": "blocked"}).run(br)
    before = len(lookups.Conflicts().run(tracker))
    done = requests.Undo().run(tracker)
    assert not done.nothing
    assert {(one.id, one.field, one.now, one.proposed, one.by, one.review) for one in done.skipped} == {
        (world.ids[1], "priority", 4, 2, "br", True),
        (world.ids[1], "status", "blocked", "open", "br", True),
    }
    assert tracker.all("SELECT priority, status FROM issue WHERE uid IN (?, ?) ORDER BY key", (a, b)) == [
        (2, "open"), (4, "blocked"),
    ]  # fmt: skip
    assert tracker.all("SELECT count(*) FROM label WHERE name = 'new' AND NOT removed") == [(0,)]
    found = [one for one in lookups.Conflicts(uid=b).run(tracker) if one.cause == "undo"]
    assert {(one.field, one.source) for one in found} == {("priority", "br"), ("status", "br")}
    undone = state(tracker)
    # Done again, it is as if it had never been undone, and nothing of it waits for a decision.
    requests.Redo().run(tracker)
    assert len(lookups.Conflicts().run(tracker)) == before
    assert tracker.one("SELECT priority FROM issue WHERE uid = ?", (a,)) == 0
    assert tracker.one("SELECT priority FROM issue WHERE uid = ?", (b,)) == 4
    requests.Undo().run(tracker)
    assert {k: v for k, v in state(tracker).items() if k != "to review"} == {
        k: v for k, v in undone.items() if k != "to review"
    }
    (one,) = [
        one for one in lookups.Conflicts(uid=b).run(tracker) if (one.cause, one.field) == ("undo", "priority")
    ]
    requests.Resolve(one.key, "other", seen=one.now).run(tracker)
    assert tracker.one("SELECT priority FROM issue WHERE uid = ?", (b,)) == 2


def test_an_undo_that_has_to_leave_all_alone_says_so(tracker: Tracker, open_tracker: OpenTracker) -> None:
    world = World(tracker)
    requests.Edit(world.uids[0], {"title": "mine"}).run(tracker)
    requests.Edit(world.uids[0], {"title": "theirs"}).run(open_tracker("br"))
    done = requests.Undo().run(tracker)
    assert done.nothing
    assert done.ids == ()
    # What came before it can be undone next: it does not stand in the way for ever.
    assert requests.Undo().run(tracker).what != done.what
