"""Saved views: they stay in the tracker, in their order, and every change of them can be undone."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from store import saved_views, schema
from store.errors import Ambiguous, Invalid, KnownError, NotFound, NothingToDo
from store.lookups import AskUndo, ChangesSince
from store.query import BadQuery, Query
from store.requests import Create, Redo, Undo
from store.tracker import Tracker
from store.view_answers import SavedView
from store.view_lookups import CountQuery, ListViews
from store.view_requests import ChangeView, DeleteView, MoveView, SaveView
from tests.helpers.terminal import Terminal
from tests.store.conftest import OpenTracker


def saved(tracker: Tracker, *names: str) -> list[str]:
    return [SaveView(name, Query("is:open", f"label:{name.lower()}")).run(tracker).uids[0] for name in names]


def names(tracker: Tracker) -> list[str]:
    return [view.name for view in ListViews().run(tracker)]


def test_a_view_is_there_after_a_restart_with_all_its_parts(open_tracker: OpenTracker) -> None:
    query = Query("is:ready", "(label:ui or mine) due:<+7d", "due", descending=True, group="status")
    wanted = SaveView("  My \n week ", query, "star", columns="status,title", shown="board:label")
    (uid,) = wanted.run(tracker := open_tracker()).uids
    tracker.close()
    (view,) = ListViews().run(open_tracker())
    assert view == SavedView(uid, "My week", "star", query, "status,title", "board:label")


def test_views_can_be_renamed_changed_moved_and_deleted_and_each_of_it_undone(tracker: Tracker) -> None:
    a, b, c = saved(tracker, "A", "B", "C")
    steps = [
        (ChangeView(a, {"name": "Z", "icon": "bug"}), ["Z", "B", "C"]),
        (ChangeView(a, {"text": "other", "sort": "title"}), ["Z", "B", "C"]),
        (ChangeView(a, {"grouped": "due", "columns": "title", "shown": "list"}), ["Z", "B", "C"]),
        (MoveView(c, b), ["Z", "C", "B"]),
        (MoveView(a), ["C", "B", "Z"]),
        (DeleteView(b), ["C", "Z"]),
    ]
    states = [ListViews().run(tracker)]
    for request, expected in steps:
        done = request.run(tracker)
        assert done.changes.kinds == {"views"}
        assert not done.changes.uids
        assert names(tracker) == expected
        states.append(ListViews().run(tracker))
    what = AskUndo().run(tracker).undo
    assert what is not None
    assert (what.kind, what.detail) == ("delete_view", "B")
    for state in reversed(states[:-1]):
        Undo().run(tracker)
        assert ListViews().run(tracker) == state
    for state in states[1:]:
        Redo().run(tracker)
        assert ListViews().run(tracker) == state


def test_undo_leaves_alone_what_was_changed_since(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    (uid,) = saved(ann, "A")
    ChangeView(uid, {"name": "Ann's", "icon": "star"}).run(ann)
    ChangeView(uid, {"name": "Bob's"}).run(bob)
    done = Undo().run(ann)
    assert [(one.field, one.now, one.proposed) for one in done.skipped] == [("name", "Bob's", "A")]
    assert [(view.name, view.icon) for view in ListViews().run(ann)] == [("Bob's", "")]


def test_other_windows_learn_of_a_view(open_tracker: OpenTracker) -> None:
    ann, bob = open_tracker("ann"), open_tracker("bob")
    seq = ChangesSince(-1).run(bob).seq
    saved(ann, "A")
    changes = ChangesSince(seq).run(bob)
    assert changes.kinds == {"views"}
    assert not changes.uids


def test_what_makes_no_view_is_refused(tracker: Tracker) -> None:
    a, _ = saved(tracker, "A", "B")
    refused: list[tuple[object, type[KnownError], str]] = [
        (SaveView("", Query()), Invalid, "needs a name"),
        (SaveView("a", Query()), Invalid, "called a already"),
        (SaveView("x" * 81, Query()), Invalid, "80 are allowed"),
        (SaveView("c", Query(text="is:nothing")), BadQuery, "There is no is:nothing"),
        (SaveView("c", Query(sort="luck")), Invalid, "no order called “luck”"),
        (SaveView("c", Query(), "../x"), Invalid, "small letters"),
        (SaveView("c", Query(group="luck")), Invalid, "not grouped by luck"),
        (SaveView("c", Query(), shown="board:luck"), Invalid, "list or as a board"),
        (ChangeView(a, {"name": "b"}), Invalid, "called b already"),
        (ChangeView(a, {"place": 1}), Invalid, "no place"),
        (ChangeView(a, {"name": "A"}), NothingToDo, "like that already"),
        (ChangeView("none", {"name": "c"}), NotFound, "no longer there"),
        (MoveView(a, a), NothingToDo, "there already"),
    ]
    for request, error, words in refused:
        with pytest.raises(error, match=words):
            request.run(tracker)  # type: ignore[attr-defined]
    DeleteView(a).run(tracker)
    with pytest.raises(NotFound):
        DeleteView(a).run(tracker)
    assert names(tracker) == ["B"]


def test_a_query_is_counted_up_to_a_bound(tracker: Tracker) -> None:
    for title in ("one", "two", "three"):
        Create(title).run(tracker)
    counted = [CountQuery(Query("is:open", text), 2).run(tracker) for text in ("", "(one or two)", "four")]
    assert [(one.count, one.more) for one in counted] == [(2, True), (2, False), (0, False)]
    with pytest.raises(BadQuery):
        CountQuery(Query(text="foo:x")).run(tracker)


def test_a_view_whose_query_this_version_cannot_read_is_still_listed(tracker: Tracker) -> None:
    (uid,) = saved(tracker, "A")
    with tracker.writing():
        tracker.run("UPDATE saved_view SET text = 'sprint:7' WHERE uid = ?", (uid,))
    assert [view.query.text for view in ListViews().run(tracker)] == ["sprint:7"]
    ChangeView(uid, {"text": "label:sprint-7"}).run(tracker)
    assert [view.query.text for view in ListViews().run(tracker)] == ["label:sprint-7"]


def test_a_view_is_found_by_its_name(tracker: Tracker) -> None:
    saved(tracker, "Mine")
    assert saved_views.find(tracker, " mine ").name == "Mine"
    with pytest.raises(NotFound, match="Views: Mine"):
        saved_views.find(tracker, "Yours")
    gone = SaveView("Other", Query()).run(tracker).uids[0]
    DeleteView(gone).run(tracker)
    SaveView("other", Query()).run(tracker)
    for _ in range(2):
        with tracker.writing():
            tracker.run("UPDATE saved_view SET present = 1")
    with pytest.raises(Ambiguous):
        saved_views.find(tracker, "OTHER")


def test_views_of_the_format_before_keep_their_query(path: Path) -> None:
    connection = apsw.Connection(str(path))
    for statement in (one for step in schema.STEPS[:3] for one in step):
        connection.execute(statement)
    connection.pragma("application_id", schema.APPLICATION_ID)
    connection.pragma("user_version", 3)
    connection.execute(
        "INSERT INTO saved_view(uid, name, text, sort, present) VALUES ('u', 'A', 'x', 'due', 1)"
    )
    connection.close()
    tracker = Tracker.open(path, actor="ann")
    try:
        assert ListViews().run(tracker) == (SavedView("u", "A", "", Query("", "x", "due")),)
        ChangeView("u", {"shown": "list"}).run(tracker)
    finally:
        tracker.close()


def test_the_terminal_lists_a_view_and_narrows_it(tracker: Tracker, path: Path) -> None:
    for title, priority in (("alpha one", 1), ("alpha two", 2), ("alpha three", 3), ("beta", 1)):
        Create(title, {"priority": priority}).run(tracker)
    SaveView("First letter", Query("is:open", '"alpha', "title", descending=True)).run(tracker)
    terminal = Terminal(path.parent, path)
    found = terminal.good("list", "--view", "first letter", "priority:<=2")
    assert [one["title"] for one in found.json] == ["alpha two", "alpha one"]
    assert found.err == ""
    SaveView("Board", Query("is:open", "alpha", group="due"), columns="title", shown="board:label").run(
        tracker
    )
    found = terminal.good("list", "--view", "Board")
    assert len(found.json) == 3
    assert found.err == "The window also shows it as a board by label, in groups by due; this is a list.\n"
