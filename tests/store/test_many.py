"""One change of many issues: one step, those that cannot take it named, and everything back on Undo."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import blocking, history, lookups, requests
from store.__main__ import main
from store.answers import Done
from store.errors import Cancelled, Invalid, NotFound, NothingTaken, NothingToDo
from store.many_requests import ChangeMany, Template
from store.requests import Request
from store.tracker import Tracker
from tests.store.conftest import OpenTracker
from tests.store.test_history import state


def make(tracker: Tracker, count: int, **fields: object) -> list[int]:
    """So many issues; returns their keys."""
    return [next(iter(requests.Create(f"Issue {n}", fields).run(tracker).changes.keys)) for n in range(count)]


def uid(tracker: Tracker, key: int) -> str:
    return str(tracker.one("SELECT uid FROM issue WHERE key = ?", (key,)))


def id_(tracker: Tracker, key: int) -> str:
    return str(tracker.one("SELECT id FROM issue WHERE key = ?", (key,)))


def column(tracker: Tracker, name: str) -> list[Any]:
    return [value for (value,) in tracker.all(f"SELECT {name} FROM issue WHERE NOT gone ORDER BY key")]


def test_one_in_the_trash_is_named_and_the_others_are_one_step(tracker: Tracker) -> None:
    keys = make(tracker, 5)
    requests.Delete((uid(tracker, keys[2]),)).run(tracker)
    done = ChangeMany(keys, requests.SetFields((), {"priority": 0})).run(tracker)
    assert column(tracker, "priority") == [0, 0, 2, 0, 0]
    (refused,) = done.refused
    assert (refused.key, refused.title) == (keys[2], "Issue 2")
    assert refused.reason == f"{id_(tracker, keys[2])} is in the trash. Restore it to change it."
    assert done.refused_keys == (keys[2],)
    undo = requests.Undo().run(tracker)
    assert column(tracker, "priority") == [2] * 5
    assert len(undo.ids) == 4


def test_a_value_that_no_issue_can_take_changes_none(tracker: Tracker) -> None:
    keys = make(tracker, 3)
    with pytest.raises(Invalid, match="The priority is 0"):
        ChangeMany(keys, requests.SetFields((), {"priority": 9})).run(tracker)
    with pytest.raises(NothingToDo):
        ChangeMany(keys, requests.SetFields((), {"priority": 2})).run(tracker)
    assert lookups.AskUndo().run(tracker).undo.kind == "create"  # type: ignore[union-attr]


def test_when_each_refuses_nothing_is_there_to_undo(tracker: Tracker) -> None:
    keys = make(tracker, 2)
    ChangeMany(keys, requests.Delete(())).run(tracker)
    with pytest.raises(NothingTaken) as refused:
        ChangeMany(keys, requests.Close((), "done")).run(tracker)
    assert refused.value.refused_keys == tuple(keys)
    assert lookups.AskUndo().run(tracker).undo.kind == "delete"  # type: ignore[union-attr]


def test_what_somebody_else_changed_since_it_was_seen_is_left_alone(
    tracker: Tracker, open_tracker: OpenTracker
) -> None:
    keys = make(tracker, 3)
    seen = lookups.ChangesSince(-1).run(tracker).seq
    br = open_tracker("br")
    requests.Edit(uid(br, keys[1]), {"priority": 0}).run(br)
    requests.Edit(uid(br, keys[2]), {"title": "Another title"}).run(br)
    requests.Edit(uid(tracker, keys[0]), {"priority": 3}).run(tracker)
    done = ChangeMany(keys, requests.SetFields((), {"priority": 1}), since=seen).run(tracker)
    assert column(tracker, "priority") == [1, 0, 1]
    assert [one.reason for one in done.refused] == ["Priority was changed by br after you looked."]
    ChangeMany(done.refused_keys, requests.SetFields((), {"priority": 1})).run(tracker)
    assert column(tracker, "priority") == [1, 1, 1]


def test_one_blocker_for_many_refuses_itself_and_circles(tracker: Tracker) -> None:
    keys = make(tracker, 5)
    ids = [id_(tracker, key) for key in keys]
    requests.Depend(uid(tracker, keys[0]), ids[1]).run(tracker)
    done = ChangeMany(keys, requests.Depend("", ids[0])).run(tracker)
    assert {one.key: one.reason for one in done.refused} == {
        keys[0]: "An issue cannot depend on itself.",
        keys[1]: f"That would be a circle: {ids[0]} → {ids[1]}.",
    }
    blocked = {row[0] for row in tracker.all("SELECT issue FROM blocked")}
    assert blocked == {keys[0], keys[2], keys[3], keys[4]} == blocking.oracle(tracker)


class StopAt(threading.Event):
    """Is set from a certain look on."""

    def __init__(self, look: int) -> None:
        super().__init__()
        self._left = look

    def is_set(self) -> bool:
        self._left -= 1
        return self._left <= 0


@pytest.mark.parametrize("look", [1, 2])
@pytest.mark.parametrize("what", ["change", "undo", "redo"])
def test_stop_leaves_everything_as_it_was(tracker: Tracker, look: int, what: str) -> None:
    """The second look comes when all is done but the COMMIT."""
    keys = make(tracker, 3)
    bob = requests.SetFields((), {"assignee": "bob"})
    stop = StopAt(look)
    request: Request[Done] = ChangeMany(keys, bob, cancel=stop)
    if what != "change":
        ChangeMany(keys, bob).run(tracker)
        request = requests.Undo(cancel=stop)
    if what == "redo":
        requests.Undo().run(tracker)
        request = requests.Redo(cancel=stop)
    before = state(tracker), column(tracker, "assignee"), history.undo_state(tracker)
    steps = tracker.one("SELECT count(*) FROM step")
    with pytest.raises(Cancelled, match="Nothing was changed"):
        request.run(tracker)
    assert (state(tracker), column(tracker, "assignee"), history.undo_state(tracker)) == before
    assert tracker.one("SELECT count(*) FROM step") == steps


def test_undo_of_many_leaves_what_was_changed_since_for_review(
    tracker: Tracker, open_tracker: OpenTracker
) -> None:
    keys = make(tracker, 150)
    ChangeMany(keys, requests.SetFields((), {"assignee": "bob"})).run(tracker)
    carol = open_tracker("carol")
    requests.Edit(uid(carol, keys[120]), {"assignee": "carol"}).run(carol)
    (left,) = requests.Undo().run(tracker).skipped
    assert (left.id, left.field, left.by, left.review) == (id_(tracker, keys[120]), "assignee", "carol", True)
    assert column(tracker, "assignee") == [""] * 120 + ["carol"] + [""] * 29


WHATS: list[Callable[[list[str]], Template]] = [
    lambda _: requests.SetFields((), {"priority": 0, "assignee": "bob"}),
    lambda _: requests.SetFields((), {"status": "closed"}),
    lambda _: requests.SetFields((), {"status": "in_progress", "due_at": "2026-12-01T00:00:00Z"}, ("new",)),
    lambda _: requests.Label((), ("ui", "alpha"), ("old",)),
    lambda _: requests.Close((), "beta"),
    lambda _: requests.Reopen(()),
    lambda _: requests.Delete((), "gamma"),
    lambda _: requests.Restore(()),
    lambda ids: requests.Depend("", ids[0]),
    lambda ids: requests.Depend("", ids[-1], "parent-child"),
]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.tuples(st.integers(0, 9), st.sets(st.integers(0, 3))), max_size=3),
    what=st.integers(0, len(WHATS) - 1),
    which=st.sets(st.integers(0, 3), min_size=1),
)
def test_undo_of_any_change_of_many_gives_back_every_register(
    tracker: Tracker, before: list[tuple[int, set[int]]], what: int, which: set[int]
) -> None:
    keys = make(tracker, 4)
    ids = [id_(tracker, key) for key in keys]

    def run(number: int, places: set[int]) -> bool:
        try:
            ChangeMany([keys[place] for place in places], WHATS[number](ids)).run(tracker)
        except (NothingToDo, NotFound):
            # The blocker itself may be in the trash.
            return False
        return True

    for number, places in before:
        run(number, places)
    was = state(tracker)
    if run(what, which):
        now = state(tracker)
        assert not requests.Undo().run(tracker).skipped
        assert state(tracker) == was
        requests.Redo().run(tracker)
        assert state(tracker) == now
    assert {row[0] for row in tracker.all("SELECT issue FROM blocked")} == blocking.oracle(tracker)


def test_the_terminal_changes_several_and_says_what_stays(
    tracker: Tracker, open_tracker: OpenTracker, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = make(tracker, 4)
    ids = [id_(tracker, key) for key in keys]
    requests.Depend(uid(tracker, keys[1]), ids[0], "parent-child").run(tracker)
    requests.Delete((uid(tracker, keys[3]),)).run(tracker)

    def run(*words: str) -> tuple[int, str]:
        code = main(["--db", str(tracker.path), "--actor", "ann", *words])
        return code, capsys.readouterr().err.strip()

    code, said = run("set", f"{ids[1]},{ids[2]},{ids[3]}", "priority=0")
    assert (code, said) == (
        3, f"{ids[3]} was left as it is: {ids[3]} is in the trash. Restore it to change it."
    )  # fmt: skip
    requests.Edit(uid(tracker, keys[1]), {"priority": 4}).run(open_tracker("br"))
    code, said = run("undo")
    assert code == 3
    assert f"{ids[1]}: priority was left as it is; it was changed since by br" in said
    assert column(tracker, "priority") == [2, 4, 2, 2]
    code, said = run("delete", ids[0])
    assert (code, said) == (
        0, "Issues below that stay: 1, open ones: 1. --with-children moves them to the trash too."
    )  # fmt: skip
    assert run("undo")[0] == 0
    assert run("delete", "--with-children", ids[0]) == (0, "")
    assert column(tracker, "status") == ["tombstone", "tombstone", "open", "tombstone"]
